"""Somebody is at risk: what is told to protect them is kept item by item, and a no does not hold it up."""

from audit.ledger.queries import body_of
from decisions.wizard.models import Decision
from tests.decisions.wizard.call import Call, items, words

ADULT = ["no", "nobody", "adult", "own_list", "WH-101"]
CHILD = ["no", "safeguarding", "child", "called_back", "WH-101"]


def decided(call):
    """Confirm, and return the page of the decision, the decision and the body of its entry."""
    page = words(call.browser.get(call.confirm()))
    decision = Decision.objects.get()
    return page, decision, body_of(decision.entry)


def test_an_adult_who_said_no_out_of_fear_is_protected(willow, ada):
    call = Call(willow.amira).say(
        *ADULT, "abuse", "refused", ["pressure", "crime"], "not_safe", "safeguarding"
    )
    call.say(items("seen_or_heard", "wishes"), "private")
    page, decision, body = decided(call)
    assert decision.door == "adult-at-risk"
    assert "You must tell those who can keep them safe, today" in page
    assert [one["id"] for one in body["items"]] == ["seen_or_heard", "wishes"]
    assert {"overruled_may", "not_told"} <= set(decision.entry.flags)


def test_a_reason_not_to_tell_about_a_child_goes_to_the_guardian(willow, ada):
    call = Call(willow.amira).say(*CHILD, "harm", "no", "Her aunt looks after her now")
    page, _decision, body = decided(call)
    assert f"Read your reason to {willow.priya.full_name} today" in page
    assert "Her aunt looks after her now" in str(body)


def test_a_child_is_protected_though_a_parent_said_no(willow, ada):
    call = Call(willow.amira).say(*CHILD, "harm", "children", "family_no", items("seen_or_heard"), "form")
    page, _decision, body = decided(call)
    assert "You must tell children's services or the police today" in page
    assert "You need no proof" in page
    assert [one["id"] for one in body["items"]] == ["seen_or_heard"]
