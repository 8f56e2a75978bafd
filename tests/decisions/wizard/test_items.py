"""What they need to know: each ticked item with its own reason, and nothing all at once."""

from decisions.wizard import drafts
from tests.decisions.wizard.call import SURGERY, errors, items, title, words


def test_every_ticked_item_needs_its_own_reason(call):
    call.say(*SURGERY, "WH-101", "look_after", "would_expect")
    response = call.post({"answer": ["medicines", "allergies"], "reason_medicines": "To change the dose"})
    assert errors(response) == [
        ("#reason_allergies", "Explain why they need to know about allergies, in a few words")
    ]
    assert "To change the dose" in response.content.decode()
    assert title(response).startswith("Error: ")


def test_nothing_ticked_is_named(call):
    call.say(*SURGERY, "WH-101", "look_after", "would_expect")
    assert errors(call.post({})) == [("#answer", "Select what they need to know, or select 'Nothing'")]


def test_a_reason_without_its_tick_is_let_go(call):
    call.say(*SURGERY, "WH-101", "look_after", "would_expect")
    call.say(items("medicines") | {"reason_allergies": "left over", "reason_diagnosis": "x" * 9000})
    assert drafts.state_of(call.draft()).answers["items"] == {"medicines": "They need it today"}


def test_nothing_goes_with_no_item(call):
    call.say(*SURGERY, "WH-101", "look_after", "would_expect")
    assert errors(call.post(items("medicines", "nothing")))
    call.say({"answer": ["nothing"]})
    assert call.page == "check"


def test_there_is_no_way_to_tick_them_all(call):
    call.say(*SURGERY, "WH-101", "look_after", "would_expect")
    assert "select all" not in words(call.see()).lower()
