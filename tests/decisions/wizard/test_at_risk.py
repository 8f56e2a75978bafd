"""Somebody is at risk: what is told to protect them is kept item by item, and a no does not hold it up."""

import pytest

from audit.ledger.queries import body_of
from decisions.rulesets import library
from decisions.vocabulary import NOBODY
from decisions.wizard.evidence import evidence
from decisions.wizard.models import Decision
from tests.decisions.test_evidence import TODAY
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
        *ADULT, "abuse", "refused", ["pressure", "others"], "no", "not_safe", "safeguarding"
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


@pytest.mark.usefixtures("autumn")
class TestARecordedNo:
    """It is shown beside the question. It rules out nothing where someone is at risk, and all where nobody is."""

    def beside(self, willow, person, question, **answers):
        asked = {"who": NOBODY, "tell": "adult", **answers}
        adult = library.current("adult-at-risk").questions[question]
        return evidence(adult, individual=person, answers=asked, organisation=willow.organisation, on=TODAY)

    def test_is_shown_and_stops_no_protection(self, willow):
        ada = willow.ada()
        willow.objection(ada, scope="beyond_care", items=[])
        found = self.beside(willow, ada, "adult_view", adult_worry="abuse")
        assert "do not tell my GP anything about me" in found.statements[0]
        assert found.stands is None

    def test_stands_against_sharing_a_smaller_worry(self, willow):
        ada = willow.ada()
        willow.objection(ada, scope="beyond_care", items=[])
        agreed = self.beside(willow, ada, "support_agreed", adult_worry="small")
        assert agreed.instead_of("agreed") == "said_no"
        ticks = self.beside(willow, ada, "items", adult_worry="small", support_agreed="agreed")
        assert ticks.contradicted_by({"diagnosis": "They asked"})
