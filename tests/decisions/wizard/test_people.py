"""Whose information it is: found at once, chosen from several, or someone new."""

import pytest

from audit.ledger.errors import LedgerBusy
from audit.ledger.models import Entry
from audit.ledger.queries import body_of
from decisions.individuals.actions import ties
from decisions.individuals.index import IN_USE
from decisions.individuals.models import Individual
from decisions.wizard import actions, drafts
from decisions.wizard.models import Draft
from portal.errors import NotAllowed
from tests.decisions.wizard.call import SURGERY, Call, errors, words

WHY = "She moved in today and her surgery asks"


@pytest.fixture
def asked(call):
    return call.say(*SURGERY)


def looks():
    return Entry.objects.filter(event="individual.sought")


def consulted():
    return Entry.objects.filter(event="individual.consulted")


@pytest.mark.parametrize("typed", ["WH-101", "wh 101", "Ada Bright", "ada bright", "999 000 0018"])
def test_one_match_is_taken_and_the_look_leaves_an_entry(asked, ada, typed):
    asked.say(typed)
    assert asked.page == "purpose"
    entry = consulted().get()
    assert entry.about_id == ada.pk
    body = body_of(entry)
    assert body["individual"]["name"] == "Ada Bright"
    assert body["actor"]["name"] == "Amira Khan"
    assert entry.body.key_id == ada.key_id


def test_a_second_look_in_the_same_call_leaves_no_second_entry(asked, ada):
    asked.say("WH-101")
    asked.post("WH-101", "whose")
    assert consulted().count() == 1


def test_nothing_typed_says_what_to_type(asked):
    assert errors(asked.post("")) == [("#answer", "Enter the name or the reference you use at work")]


@pytest.mark.parametrize(
    ("number", "sentence"),
    [
        ("12345", "NHS number must be 10 digits, like 999 123 4567"),
        (
            "QQ 12 34 56 C",
            "This looks like a National Insurance number. Enter the NHS number or continue without it",
        ),
        ("", "Enter the NHS number, or select 'No'"),
        ("999 000 0019", "Check the NHS number. One of its digits is not right"),
    ],
)
def test_an_nhs_number_that_cannot_be_is_explained(asked, number, sentence):
    response = asked.post({"answer": "Ada", "knows": "yes", "nhs_number": number})
    assert errors(response) == [("#nhs_number", sentence)]


def test_a_number_is_not_judged_where_they_say_they_do_not_know_it(asked):
    asked.say({"answer": "WH-101", "knows": "no", "nhs_number": "12345"})
    assert asked.page == "purpose"


def test_another_number_shuts_a_person_out(asked):
    asked.say({"answer": "Ada Bright", "knows": "yes", "nhs_number": "999 000 0026"})
    assert asked.page == "whose/new"


def test_a_number_that_someone_else_has_shuts_out_one_whose_number_is_not_known(asked, willow, ada):
    willow.ada(name="Beryl Stone", reference="WH-151", nhs_number="")
    asked.say({"answer": "Beryl Stone", "knows": "yes", "nhs_number": "999 000 0018"})
    assert asked.page == "whose/new"
    response = asked.post(
        {"name": "Beryl Stone", "reference": "WH-159", "nhs_number": "999 000 0018", "reason": WHY}
    )
    assert errors(response) == [("#reference", IN_USE)]
    assert not consulted().exists()
    asked.post({"answer": "Beryl Stone", "knows": "yes", "nhs_number": "999 000 0026"}, "whose")
    assert asked.page == "purpose"


def test_several_are_told_apart_by_reference_and_first_letters(asked, willow, ada):
    second = willow.ada(name="Ada Stone", reference="WH-150", nhs_number="")
    asked.say("Ada")
    assert asked.page == "whose/choose"
    said = words(asked.see())
    assert "WH-101" in said
    assert "A S" in said
    assert "Stone" not in said
    assert not consulted().exists()
    asked.say({"person": str(second.pk)})
    assert asked.page == "purpose"
    assert drafts.state_of(asked.draft()).answers["whose"] == str(second.pk)


def test_a_choice_must_be_one_of_those_found(asked, willow, ada):
    willow.ada(name="Ada Stone", reference="WH-150", nhs_number="")
    other = willow.ada(name="Beryl Stone", reference="WH-151", nhs_number="")
    asked.say("Ada")
    assert errors(asked.post({})) == [("#person", "Select which person it is")]
    assert errors(asked.post({"person": str(other.pk)}))
    assert not consulted().exists()


def test_none_of_these_leads_to_someone_new(asked, willow, ada):
    willow.ada(name="Ada Stone", reference="WH-150", nhs_number="")
    asked.say("Ada", {"person": "none"})
    assert asked.page == "whose/new"


def test_nobody_found_offers_the_spelling_or_someone_new(asked):
    asked.say("Nora New")
    assert asked.page == "whose/new"
    said = words(asked.see())
    assert "We could not find them" in said
    assert "Check the spelling and search again" in said
    assert 'value="Nora New"' in asked.see().content.decode()
    assert 'value="Nora New"' in asked.see("whose").content.decode(), "back keeps what was typed"


def test_someone_new_is_added_once_with_an_entry_however_often_it_is_posted(asked, willow):
    asked.say("Nora New")
    new = asked.at
    form = {"name": "Nora New", "reference": "WH-199", "nhs_number": "999 000 0026", "reason": WHY}
    asked.say(form)
    assert asked.page == "purpose"
    asked.at = new
    asked.post(form)
    nora = Individual.objects.get(
        home=willow.house,
        index__kind="reference",
        entry__event="individual.added",
        pk__in=[each.pk for each in Individual.objects.all() if each.details.reference == "WH-199"],
    )
    assert nora.details.nhs_number == "9990000026"
    assert consulted().filter(about_id=nora.pk).count() == 1
    assert body_of(nora.entry)["words"]["reason"] == WHY
    assert not looks().exists()


def test_someone_new_needs_a_name_and_a_reference_that_is_free(asked, ada):
    asked.say("Nora New")
    assert errors(asked.post({"name": "", "reference": ""})) == [
        ("#name", "Enter their full name"),
        ("#reference", "Enter the reference you use at work"),
        ("#reason", "Enter why you need to add them"),
    ]
    response = asked.post({"name": "Nora New", "reference": "WH-101", "reason": WHY})
    assert errors(response)[0][0] == "#reference"
    assert "Nora New" in response.content.decode()


@pytest.fixture
def kenneth(willow):
    """Somebody of another home, whom Amira does not see."""
    number = {"reference": "WA-201", "nhs_number": "999 000 0026"}
    return willow.ada(home=willow.at_home, name="Kenneth Rowe", by=willow.ben, **number)


@pytest.mark.parametrize(
    ("typed", "looked_for"),
    [
        ({"reference": "WA-201"}, "WA-201"),
        ({"reference": "WH-9", "nhs_number": "999 000 0026"}, "WH-9, 9990000026"),
    ],
)
def test_to_be_told_that_somebody_is_known_elsewhere_is_a_look_with_the_worker_s_own_reason(
    asked, kenneth, typed, looked_for
):
    """A refusal says that there is such a person, so the Guardian sees it among the looks, once."""
    asked.say("Nora New")
    for _ in range(2):
        response = asked.post({"name": "Nora New", "reason": WHY, **typed})
        assert "in use already" in words(response)
        assert WHY in response.content.decode()
    kept = body_of(looks().get())
    assert kept["words"] == {"looked_for": looked_for, "reason": WHY}
    assert kept["actor"]["name"] == "Amira Khan"
    asked.post({"name": "Nora New", "reason": "Asked again", **typed})
    assert looks().count() == 2


def test_without_a_reason_nobody_is_told_who_is_known_elsewhere(asked, kenneth):
    asked.say("Nora New")
    told = [
        errors(asked.post({"name": "Nora New", "reference": reference, "reason": reason}))
        for reference in ("WA-201", "WA-202")
        for reason in ("", "  \n ")
    ]
    assert told == [[("#reason", "Enter why you need to add them")]] * 4
    assert not looks().exists()


def test_a_look_that_cannot_be_recorded_tells_of_nobody(asked, kenneth, monkeypatch):
    asked.say("Nora New")

    def busy(**_given):
        raise LedgerBusy

    monkeypatch.setattr(ties, "append", busy)
    response = asked.post({"name": "Nora New", "reference": "WA-201", "reason": WHY})
    assert errors(response) == [("#reference", LedgerBusy.SENTENCE)]
    assert "in use" not in words(response)


def test_a_reference_that_cannot_be_is_no_look(asked):
    asked.say("Nora New")
    response = asked.post({"name": "Nora New", "reference": "(★)", "reason": WHY})
    assert errors(response) == [("#reference", "Enter a reference with letters or numbers in it")]
    assert not looks().exists()


def test_a_worker_of_every_home_says_which_home(willow, ada):
    call = Call(willow.ruth).say(*SURGERY, "Nora New")
    assert "Which home looks after them?" in words(call.see())
    assert errors(call.post({"name": "Nora New", "reference": "X-1", "reason": WHY})) == [
        ("#home", "Select which home looks after them")
    ]
    call.say({"name": "Nora New", "reference": "X-1", "reason": WHY, "home": str(willow.at_home.pk)})
    assert call.page == "purpose"


def test_a_person_of_another_home_or_organisation_is_not_found(asked, alder, ada, kenneth):
    alder.ada(name="Maud Vale", reference="AC-101")
    for typed in ("Kenneth Rowe", "WA-201", "Maud Vale", "AC-101"):
        asked.post(typed, "whose")
        assert asked.page == "whose/new", typed


def test_only_the_draft_s_own_worker_may_choose(asked, willow, ada):
    with pytest.raises(NotAllowed):
        actions.choose_individual(draft=asked.draft(), question_id="whose", individual=ada, by=willow.ben)


def test_a_person_is_not_chosen_before_the_question_is_reached(call, willow, ada):
    with pytest.raises(NotAllowed, match="question left"):
        actions.choose_individual(draft=call.draft(), question_id="whose", individual=ada, by=willow.amira)


def test_a_person_is_not_chosen_for_a_draft_that_is_gone(asked, willow, ada):
    draft = asked.draft()
    Draft.objects.filter(pk=draft.pk).delete()
    with pytest.raises(NotAllowed, match="recorded already"):
        actions.choose_individual(draft=draft, question_id="whose", individual=ada, by=willow.amira)
