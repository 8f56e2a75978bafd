"""Departing from the advice: a person decides, with a reason, except where the law or a failed check binds."""

import pytest

from audit.ledger.queries import body_of
from decisions.wizard import actions, drafts
from decisions.wizard.models import Decision
from portal.errors import NotAllowed
from portal.models import Message
from tests.decisions.wizard.call import FAMILY, SURGERY, Call, errors, items, surgery, words


def test_departing_to_refuse_needs_a_reason_is_kept_and_told(willow, ada):
    call = surgery(willow.amira)
    assert "Yes, I will not share" in words(call.see("depart"))
    call.at = call.url("depart")
    assert errors(call.post({})) == [("#decision", "Select if you want to depart from the advice")]
    assert errors(call.post({"decision": "depart", "reason": ""})) == [
        ("#reason", "Explain why you decided this, in a few words")
    ]
    call.say({"decision": "depart", "reason": "She is asleep and it can wait"})
    said = words(call.see())
    assert "You depart from this advice: I will not share" in said
    assert "She is asleep and it can wait" in said
    response = call.browser.get(call.confirm())
    assert "app-panel--blue" in response.content.decode()
    assert "You decided not to share" in words(response)
    assert "Our advice was: You can share their medicines and allergies" in words(response)
    decision = Decision.objects.get()
    assert decision.departed
    assert "departed" in decision.entry.flags
    body = body_of(decision.entry)
    assert (body["decided"], body["departure"]) == ("do_not_share", "She is asleep and it can wait")
    assert Message.objects.get().template == "departed"


def test_departing_to_share_is_no_basis(willow, ada):
    call = Call(willow.amira).say(*FAMILY, "WH-101", "asked", "not_asked")
    assert "Yes, I will share" in words(call.see("depart"))
    call.post({"decision": "depart", "reason": "Her son must know today"}, "depart")
    response = call.browser.get(call.confirm())
    assert "You decided to share, against the advice" in words(response)
    assert "Share only what is needed" in words(response)
    decision = Decision.objects.get()
    assert (decision.basis, decision.departed, decision.outcome_kind) == ("", True, "do_not_share")


def test_nobody_departs_from_what_the_law_closes(willow, ada):
    call = Call(willow.amira).say(*SURGERY, "WH-101", "look_after", "agreed", items("restricted"), "neither")
    said = words(call.see())
    assert "This advice cannot be departed from here. Call Priya Nair" in said
    assert "Do you want to depart" not in said
    refused = call.see("depart")
    assert refused.status_code == 403
    assert "This advice cannot be departed from here." in words(refused)
    draft = call.draft()
    journey = drafts.journey_of(draft)
    journey.state.departure = {"decision": "share", "reason": "They insist"}
    drafts.keep(draft, journey)
    with pytest.raises(NotAllowed, match="cannot be departed from"):
        actions.record_decision(draft=call.draft(), by=willow.amira)
    assert not Decision.objects.exists()


def test_a_departure_can_be_taken_back_and_goes_with_a_changed_answer(willow, ada):
    call = surgery(willow.amira)
    call.post({"decision": "depart", "reason": "It can wait"}, "depart")
    assert "It can wait" in call.see("depart").content.decode()
    call.post({"decision": "follow", "reason": "It can wait"}, "depart")
    assert drafts.state_of(call.draft()).departure is None
    call.post({"decision": "depart", "reason": "It can wait"}, "depart")
    call.post("secure_email", "channel")
    assert drafts.state_of(call.draft()).departure is None


def test_a_law_of_which_only_an_account_was_read_says_so(willow, ada):
    call = Call(willow.amira).say(*SURGERY, "WH-101", "look_after", "agreed", items("restricted"), "neither")
    said = words(call.browser.get(call.confirm()))
    assert "Section 33A (1990) – we read an account of it, not the text" in said
    assert "Rule 2, part B (2013) – not checked" not in said
    assert "The questions were: A health or care worker looking after them, version 2." in said
