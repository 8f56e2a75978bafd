"""A register may rule out some of the ticked items and leave the others."""

import pytest

from decisions.wizard import drafts
from decisions.wizard.models import Decision
from tests.decisions.wizard.call import FAMILY, SURGERY, Call, items, words

WISH = [*FAMILY, "WH-101", "asked", "recorded"]


@pytest.fixture
def wished(willow, ada):
    willow.wishes(ada, items=("medicines",))
    return Call(willow.amira).say(*WISH)


def test_the_wish_stands_beside_the_ticks(wished):
    assert "What our register says about Ada Bright (WH-101)" in words(wished.see())


def test_a_tick_inside_the_wish_goes_on(wished):
    assert wished.say(items("medicines")).page == "channel"


def test_a_tick_outside_the_wish_is_taken_out_unless_a_reason_is_given(wished):
    wished.say(items("medicines", "diagnosis"))
    assert wished.page == "items/register"
    assert "your answer becomes: Medicines: They need it today" in words(wished.see())
    wished.say({"stands": "register"})
    assert drafts.state_of(wished.draft()).answers["items"] == {"medicines": "They need it today"}
    assert wished.page == "channel"


def test_when_no_tick_stands_nothing_is_shared(wished):
    wished.say(items("diagnosis"), {"stands": "register"})
    assert drafts.state_of(wished.draft()).answers["items"] == {"nothing": ""}
    wished.confirm()
    assert Decision.objects.get().outcome == "nothing_needed"


def test_a_reason_lets_the_tick_stand_and_is_flagged(wished):
    wished.say(items("diagnosis"), {"stands": "worker", "reason": "She said so today"}, "private")
    wished.confirm()
    decision = Decision.objects.get()
    assert decision.outcome == "share_with_family"
    assert "register_contradicted" in decision.entry.flags


def test_ticks_are_looked_at_again_when_the_reason_for_sharing_changes(wished):
    wished.say(items("medicines", "diagnosis"), {"stands": "register"}, "private")
    wished.post("agreed", "family_agreement")
    wished.post(items("medicines", "diagnosis"), "items")
    assert drafts.state_of(wished.draft()).read["items"].get("stands") is None
    wished.post("recorded", "family_agreement")
    assert "diagnosis" in drafts.state_of(wished.draft()).answers["items"]
    assert wished.see("check").headers["Location"].endswith("/items/register/")


def test_an_item_the_person_refused_is_taken_out_in_the_care_team(willow, ada):
    willow.objection(ada)
    call = Call(willow.amira).say(*SURGERY, "WH-101", "look_after", "said_no", "some_items", "safe")
    call.say(items("medicines", "diagnosis"))
    assert call.page == "items/register"
