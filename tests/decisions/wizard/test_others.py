"""Other people ask, or the person does: a few calls played through the web."""

from __future__ import annotations

import pytest

from decisions.rulesets import library
from decisions.wizard import wording
from decisions.wizard.models import Decision
from tests.decisions.wizard.call import Call, items, words

SOLICITOR = ["no", "someone_else", "called_back", "WH-101", "own_solicitor"]
OWN = ["no", "themself", "known_in_person", "WH-101", "everyday"]


def recorded(call: Call) -> str:
    """Confirm, and return what the page of the decision says."""
    return words(call.browser.get(call.confirm()))


@pytest.mark.usefixtures("ada")
def test_a_reporter_hears_nothing(willow):
    call = Call(willow.amira).say("no", "someone_else", "called_back", "WH-101", "media")
    said = recorded(call)
    assert "Tell them nothing, not even if the person lives here" in said
    assert Decision.objects.get().outcome_kind == "do_not_share"


@pytest.mark.usefixtures("ada")
def test_her_solicitor_is_told_what_she_signed_for(willow):
    call = Call(willow.amira).say(*SOLICITOR, "in_writing", "bound", items("recent_changes"))
    call.say("yes", "secure_email")
    said = recorded(call)
    assert "You can share: recent changes" in said
    assert "it must go no further than the person's solicitor" in said
    assert Decision.objects.get().door == "someone-else"


@pytest.mark.usefixtures("ada")
def test_a_relative_at_risk_is_put_to_the_guardian_with_both_sides(willow):
    call = Call(willow.amira).say("no", "nobody", "warn", "own_list", "WH-101", "illness", "no", "said_no")
    call.say("serious", "She could be treated in time", "He would not trust us")
    said = recorded(call)
    assert "weighs both sides" in said
    assert "She could be treated in time" in said


@pytest.mark.usefixtures("ada")
def test_a_person_reads_their_own_plan_and_no_guardian_is_asked(willow):
    said = recorded(Call(willow.amira).say(*OWN, "themself", "no", "private"))
    assert "You can share it with them now" in said
    assert "Tell me if something in it is not right" in said
    decision = Decision.objects.get()
    assert (decision.door, decision.outcome_kind, decision.basis) == ("own-record", "share", "own")


@pytest.mark.usefixtures("ada")
def test_a_power_over_money_opens_the_bill_and_nothing_about_health(willow):
    call = Call(willow.amira).say(*OWN, "acting", "attorney", "money", "cannot")
    call.say({"answer": ["fees", "health"]}, "not_needed")
    assert "Do not share health details" in recorded(call)
    call = Call(willow.amira).say(*OWN, "acting", "attorney", "money", "cannot")
    call.say({"answer": ["fees"]}, "no", "secure_email")
    assert "You can share it with them now" in recorded(call)


@pytest.mark.usefixtures("ada")
def test_a_decision_about_money_gets_the_one_fact_it_needs(willow):
    call = Call(willow.amira).say(*OWN, "acting", "attorney", "money", "cannot")
    call.say({"answer": ["health"]}, "needed", "no", "private")
    said = recorded(call)
    assert "You can share it with them now" in said
    assert "Share only what this decision about money needs" in said


@pytest.mark.usefixtures("ada")
def test_a_college_that_she_said_no_to_hears_nothing_and_no_guardian_is_asked(willow):
    call = Call(willow.amira).say("no", "someone_else", "called_back", "WH-101", "school", "about_person")
    call.say("said_no", "everything", "no")
    said = recorded(call)
    assert "Do not share: they said no" in said
    assert Decision.objects.get().outcome_kind == "do_not_share"


@pytest.mark.usefixtures("ada")
def test_a_bank_hears_that_a_letter_is_not_ours_and_nothing_of_her(willow):
    call = Call(willow.amira).say("no", "someone_else", "called_back", "WH-101", "organisation", "letter")
    said = recorded(call.say("not_ours"))
    assert "You can say that it is not ours, and nothing more" in said
    assert "Do not say if" in said


@pytest.mark.usefixtures("ada")
def test_a_parent_gets_no_copy_that_the_child_said_no_to_and_no_right_is_named(willow):
    call = Call(willow.amira).say("no", "themself", "known_in_person", "WH-101", "copy", "with_papers")
    said = recorded(call.say("parent", "proved", "said_no", "copy"))
    assert "Give the parent no copy" in said
    assert "their right" not in said


@pytest.mark.usefixtures("ada")
def test_a_copy_for_an_appointee_opens_nothing(willow):
    call = Call(willow.amira).say("no", "themself", "known_in_person", "WH-101", "copy", "with_papers")
    assert "this power covers benefits only" in recorded(call.say("appointee", "no"))


@pytest.mark.usefixtures("ada")
def test_an_executor_who_wants_it_all_hears_the_days_the_law_gives(willow):
    call = Call(willow.amira).say("no", "died", "called_back", "WH-101", "authority", "executor", "health")
    call.say({"answer": ["nothing"]}, items("whole_record"), "needs_all", "executor")
    said = recorded(call)
    assert "Pass the request on today: the law gives them a right" in said
    assert "21 days" in said


def test_each_of_them_has_words_where_no_name_was_given():
    options = [option.id for option in library.current("someone-else").questions["who_else"].options]
    unnamed = {"illness", "worried", "not_sure"}
    assert set(wording.THE_OTHER) == set(options) - unnamed
    assert wording.other_party({"who": "someone_else", "who_else": "solicitor"}) == "the solicitor"
    assert (
        wording.other_party({"who": "someone_else", "who_else": "own_solicitor"}) == "the person's solicitor"
    )
    assert wording.other_party({"who": "someone_else"}) == ""
    assert wording.other_party({"who": "family", "who_else": "solicitor"}) == "the family member or friend"
