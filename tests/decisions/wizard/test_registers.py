"""What the registers say stands beside the question, and stands against an answer unless the worker says why."""

import pytest

from audit.ledger.queries import body_of
from decisions.wizard import actions, drafts, registers
from decisions.wizard.models import Decision
from portal.models import Message
from tests.decisions.wizard.call import SURGERY, Call, errors, items, surgery, words

AGREEMENT = [*SURGERY, "WH-101", "look_after"]


@pytest.fixture
def objecting(willow, ada):
    willow.objection(ada)
    return Call(willow.amira).say(*AGREEMENT)


def test_the_register_speaks_beside_the_question(objecting):
    said = words(objecting.see())
    assert "What our register says about Ada Bright (WH-101)" in said
    assert "do not tell my GP about: diagnosis" in said


def test_an_answer_the_register_rules_out_is_stopped(objecting):
    objecting.say("would_expect")
    assert objecting.page == "agreement/register"
    said = words(objecting.see())
    assert "Our register says something else" in said
    assert "They would expect it and have not objected" in said
    assert "your answer becomes: They said no" in said


def test_without_a_word_the_register_stands(objecting):
    objecting.say("would_expect", {"stands": "register"})
    assert drafts.state_of(objecting.draft()).answers["agreement"] == "said_no"
    assert objecting.page == "objection"


def test_out_of_date_needs_a_reason(objecting):
    objecting.say("would_expect")
    assert errors(objecting.post({})) == [("#stands", "Select what is right today")]
    assert errors(objecting.post({"stands": "worker", "reason": " "})) == [
        ("#reason", "Explain why the register is out of date, in a few words")
    ]


def test_the_reason_is_kept_flagged_and_the_guardian_is_told(objecting, willow):
    objecting.say("would_expect", {"stands": "worker", "reason": "She told me today that they may know"})
    assert objecting.page == "items"
    objecting.say(items("medicines"), "private")
    said = words(objecting.see("check"))
    assert "do not tell my GP about: diagnosis" in said
    assert "She told me today that they may know" in said
    objecting.confirm()
    decision = Decision.objects.get()
    assert "register_contradicted" in decision.entry.flags
    row = next(each for each in body_of(decision.entry)["asked"] if each["question"] == "agreement")
    assert row["reason"] == "She told me today that they may know"
    assert "diagnosis" in row["register"][0]
    message = Message.objects.get()
    assert (message.template, message.to, message.reference) == (
        "register_contradicted",
        willow.priya,
        decision.reference,
    )
    assert message.path == f"/desk/{decision.pk}/"


def test_the_reason_can_be_seen_and_changed(objecting):
    objecting.say("would_expect", {"stands": "worker", "reason": "She told me today"})
    assert "She told me today" in objecting.see("agreement/register").content.decode()


def test_another_answer_takes_the_reason_away(objecting):
    objecting.say("would_expect", {"stands": "worker", "reason": "She told me today"})
    objecting.post("agreed", "agreement")
    assert objecting.page == "agreement/register"
    assert drafts.state_of(objecting.draft()).kept == {}


def test_the_register_page_is_only_for_answers_it_rules_out(objecting):
    assert objecting.see("agreement/register").headers["Location"] == objecting.url("agreement")
    objecting.say("said_no")
    assert objecting.page == "objection"
    assert objecting.see("agreement/register").headers["Location"] == objecting.url("objection")
    assert objecting.see("purpose/register").headers["Location"] == objecting.url("agreement")


def test_going_round_the_register_leads_back_to_it(objecting):
    objecting.say("would_expect")
    objecting.post(items("medicines"), "items")
    assert objecting.page == "channel"
    objecting.say("private")
    assert objecting.page == "agreement/register"
    assert objecting.see("check").headers["Location"] == objecting.url("agreement/register")
    assert objecting.browser.post(objecting.url("check")).headers["Location"] == objecting.url("check")
    assert not Decision.objects.exists()


def test_an_objection_raised_meanwhile_stops_the_confirmation(willow, ada):
    call = surgery(willow.amira)
    assert call.see("check").status_code == 200
    willow.objection(ada)
    with pytest.raises(actions.LookAgain, match="register changed"):
        actions.record_decision(draft=call.draft(), by=willow.amira)
    assert call.draft(), "nothing was lost"
    response = call.browser.post(call.url("check"), follow=True)
    assert "Our register says something else" in words(response)
    assert not Decision.objects.exists()


def test_a_change_that_says_nothing_against_the_answers_stops_nothing(willow, ada):
    call = surgery(willow.amira)
    willow.consent(ada)
    call.confirm()
    row = next(r for r in body_of(Decision.objects.get().entry)["asked"] if r["question"] == "agreement")
    assert "agreed on 3 May 2026" in row["register"][0], (
        "the entry keeps what the register said when it was confirmed"
    )


def test_another_day_reads_the_registers_again(willow, ada, monkeypatch):
    call = surgery(willow.amira)
    journey = drafts.journey_of(call.draft())
    journey.state.mark = journey.state.mark.replace("20", "19", 1)
    looked = []
    monkeypatch.setattr(registers.Registers, "look", lambda self, q: looked.append(q))
    registers.Registers(journey, call.draft().membership).refresh()
    assert looked == ["identity", "agreement", "items"]


def test_while_nothing_changed_nothing_is_read_again(willow, ada, monkeypatch):
    call = surgery(willow.amira)
    monkeypatch.setattr(registers.Registers, "look", lambda self, q: pytest.fail(f"read {q} again"))
    registers.Registers(drafts.journey_of(call.draft()), call.draft().membership).refresh()


def test_looking_and_deciding_are_no_changes_of_a_register(willow, ada):
    before = registers.mark(willow.organisation)
    surgery(willow.amira).confirm()
    assert registers.mark(willow.organisation) == before
    willow.consent(ada)
    assert registers.mark(willow.organisation) != before


def test_a_known_surgery_and_its_number_stand_beside_the_identity(willow, ada):
    willow.surgery()
    call = Call(willow.amira).say("no", "care_worker")
    assert "We know Elm Road Surgery. Call back on 020 7946 0101." in words(call.see())
    assert "What our register says " in words(call.see())


def test_what_was_read_for_other_answers_is_read_again_before_it_is_recorded(willow, ada):
    call = surgery(willow.amira)
    draft = call.draft()
    journey = drafts.journey_of(draft)
    journey.state.read["agreement"]["of"][0] = "family"
    drafts.keep(draft, journey)
    with pytest.raises(actions.RegistersMoved):
        actions.record_decision(draft=draft, by=willow.amira)
    call.confirm()
    assert Decision.objects.exists()


def test_another_asker_has_what_was_kept_for_the_first_read_again(willow, ada):
    willow.objection(ada, scope="family", items=[])
    call = Call(willow.amira).say(
        *AGREEMENT, "cannot_decide", "asked_now", "consulted", items("medicines"), "private"
    )
    assert call.page == "check"
    call.post("family", "who")
    call.at = call.url("wants")
    call.say("asked", "cannot_decide")
    assert call.page == "family_agreement/register"
    call.say({"stands": "worker", "reason": "She told me today"})
    assert call.see("check").headers["Location"] == call.url("items/register")
    assert not Decision.objects.exists()
