"""The person asks for what is theirs, or someone acts for them: what a user would recognise as promised."""

from __future__ import annotations

from typing import Any

import pytest

from decisions.engine.ruleset import SHARING, Outcome, Question
from decisions.rulesets import library
from tests.engine.doorway import after, end, taken

OWN = library.current("own-record")

READS_HIS_PLAN: dict[str, Any] = {
    "danger": "no",
    "who": "themself",
    "identity": "known_in_person",
    "whose": "Mr C",
    "own_want": "everyday",
    "own_asker": "themself",
    "in_it": "no",
    "channel": "private",
}
ATTORNEY: dict[str, Any] = {
    **READS_HIS_PLAN,
    "own_asker": "acting",
    "authority": "attorney",
    "attorney_paper": "health",
    "decides": "cannot",
    "money_use": "cannot",
    "money_facts": ["fees"],
    "signed": "in_writing",
    "parental": "proved",
    "child_says": "too_young",
    "advocate_letter": "seen",
    "acting_how": "see",
    "items": {"recent_changes": "to decide about care"},
}


def reached_for_others() -> set[str]:
    """What can follow once someone acts for the person: what it refuses, it does not refuse the person."""
    return {one.id for one in after(OWN, "authority")} - {"look_first", "choose_safe_way"}


class TestOwnRecord:
    """The person asks for what is theirs, or someone acts for them."""

    def test_what_a_person_could_see_any_day_needs_no_guardian_and_no_reason(self) -> None:
        found = taken(OWN, READS_HIS_PLAN)
        assert found.outcome
        assert (found.outcome.id, found.outcome.kind, found.outcome.basis) == ("share_own", "share", "own")
        assert "guardian_reviews" not in found.duties
        assert "items" not in {step.question for step in found.steps}
        assert len(found.steps) <= 10

    def test_a_child_who_understands_sees_it_too(self) -> None:
        young = {"own_asker": "young"}
        assert end(OWN, READS_HIS_PLAN, **young, young_understands="yes").basis == "own"
        assert end(OWN, READS_HIS_PLAN, **young, young_understands="not_sure").id == "help_young_person"

    def test_no_end_refuses_a_person_their_own_record(self) -> None:
        """Whatever the person's own walk ends in, it shares, hands on, waits for a stated reason or protects."""
        refusals = {
            one.id
            for one in after(OWN, "in_it", "copy_for", "put_right_request", "complaint_about_it")
            if isinstance(one, Outcome) and one.kind == "do_not_share"
        }
        handed_on = {"hand_on_request", "put_right_request", "complaint_about_it"}
        assert refusals - reached_for_others() == handed_on | {"look_first", "choose_safe_way", "speak_alone"}

    def test_a_copy_is_handed_on_the_same_day_to_those_who_answer_and_not_to_the_guardian(self) -> None:
        own = end(OWN, READS_HIS_PLAN, own_want="copy", copy_for="themself")
        acting = end(OWN, ATTORNEY, own_want="copy", copy_for="with_papers", acting_how="copy")
        assert (own.id, acting.id) == ("hand_on_request", "hand_on_for_them")
        for found in (own, acting):
            assert found.kind == "do_not_share"
            assert "today" in found.title
            assert "one month" in found.say_asker
            assert {"access_right", "subject_access_time"} <= set(found.cites)
            assert "{guardian}" not in " ".join([found.title, *found.do])
        assert end(OWN, READS_HIS_PLAN, own_want="copy", copy_for="no_papers").id == "ask_for_paper"

    def test_what_is_about_others_is_left_out_and_what_could_harm_is_for_a_health_worker(self) -> None:
        left_out = taken(OWN, READS_HIS_PLAN, in_it="others", about_others="leave_out")
        assert left_out.outcome
        assert left_out.outcome.kind == "share"
        assert "leave_out_others" in left_out.duties
        assert end(OWN, READS_HIS_PLAN, in_it="others", about_others="cannot").kind == "ask_guardian"
        assert end(OWN, READS_HIS_PLAN, in_it="harm").id == "health_worker_decides"

    def test_who_is_made_to_ask_is_protected(self) -> None:
        for want in ({"own_asker": "pressed"}, {"own_want": "copy", "copy_for": "pressed"}):
            assert end(OWN, READS_HIS_PLAN, **want, pressed="afraid").kind == "safeguard"
            assert end(OWN, READS_HIS_PLAN, **want, pressed="told_to").kind == "ask_guardian"
            assert end(OWN, READS_HIS_PLAN, **want, pressed="not_sure").id == "speak_alone"

    @pytest.mark.parametrize(
        ("claim", "outcome"),
        [
            ({"authority": "next_of_kin"}, "no_power_shown"),
            ({"authority": "appointee", "benefit_fact": "no"}, "appointee_only"),
            ({"authority": "appointee", "benefit_fact": "not_sure"}, "appointee_only"),
            ({"authority": "not_sure"}, "ask_for_paper"),
            ({"attorney_paper": "not_seen"}, "ask_for_paper"),
            ({"attorney_paper": "not_registered"}, "ask_for_paper"),
            ({"authority": "agreement", "signed": "not_seen"}, "ask_for_paper"),
            ({"authority": "agreement", "signed": "old"}, "ask_person_first"),
            ({"authority": "agreement", "signed": "lost", "capacity": "assumed"}, "check_capacity"),
            ({"authority": "parent", "parental": "says_so"}, "ask_for_paper"),
            ({"authority": "parent", "parental": "limited", "order_says": "keeps_away"}, "court_forbids"),
            ({"authority": "parent", "parental": "limited", "order_says": "not_read"}, "court_limits_parent"),
            ({"authority": "parent", "parental": "limited", "order_says": "not_sure"}, "court_limits_parent"),
            ({"authority": "advocate", "advocate_letter": "not_yet"}, "ask_for_paper"),
        ],
    )
    def test_a_claimed_right_without_proof_opens_nothing(self, claim: dict[str, str], outcome: str) -> None:
        found = end(OWN, ATTORNEY, **claim)
        assert found.id == outcome
        assert found.kind not in SHARING

    @pytest.mark.parametrize(
        ("power", "basis"),
        [
            ({}, "health_attorney"),
            ({"decides": "agreed"}, "agreed"),
            ({"attorney_paper": "money"}, "money_attorney"),
            ({"authority": "agreement"}, "agreed"),
            ({"authority": "parent"}, "parent"),
            ({"authority": "parent", "child_says": "agreed"}, "agreed"),
            ({"authority": "parent", "parental": "limited", "order_says": "something_else"}, "parent"),
            ({"authority": "advocate"}, "advocate"),
            ({"authority": "appointee", "benefit_fact": "claim"}, "appointee"),
        ],
    )
    def test_a_power_that_was_shown_is_honoured(self, power: dict[str, str], basis: str) -> None:
        found = taken(OWN, ATTORNEY, **power)
        assert found.outcome
        assert (found.outcome.kind, found.outcome.basis) == ("share", basis)
        assert "recipient_confidence" in found.duties

    def test_a_power_over_money_is_no_power_over_health(self) -> None:
        money = {"attorney_paper": "money"}
        more = {"money_facts": ["fees", "health"]}
        assert end(OWN, ATTORNEY, **money, **more, money_needs="not_needed").id == "money_is_not_health"
        assert end(OWN, ATTORNEY, **money, **more, money_needs="not_sure").id == "ask_which_decision"
        assert end(OWN, ATTORNEY, **money, money_facts=["not_sure"]).kind == "do_not_share"
        rest = [one for one in after(OWN, "money_facts") if isinstance(one, Question)]
        assert "items" not in {one.id for one in rest}

    def test_a_decision_about_money_gets_the_fact_it_cannot_be_made_without(self) -> None:
        """What went wrong: a deputy for money could not hear how many carers the council would pay for."""
        needs = {"attorney_paper": "money", "money_facts": ["health"], "money_needs": "needed"}
        found = taken(OWN, ATTORNEY, **needs)
        assert found.outcome
        assert (found.outcome.kind, found.outcome.basis) == ("share", "money_attorney")
        assert {"only_this_decision", "recipient_confidence", "tell_person"} <= set(found.duties)

    def test_an_appointee_has_the_benefits_and_no_more_whatever_is_asked(self) -> None:
        """What went wrong: a copy was passed on as a right, where the same letter opened nothing at the desk."""
        for want in ({}, {"own_want": "copy", "copy_for": "with_papers"}):
            appointee = {**want, "authority": "appointee"}
            assert end(OWN, ATTORNEY, **appointee, benefit_fact="no").id == "appointee_only"
            fact = taken(OWN, ATTORNEY, **appointee, benefit_fact="claim")
            assert "only_the_claim_needs" in fact.duties
            refused = {"benefit_fact": "said_no", "objection": "everything", "harm": "no"}
            assert end(OWN, ATTORNEY, **appointee, **refused).id == "respect_refusal"

    def test_an_agreement_from_before_counts_for_what_is_best_now(self) -> None:
        lost = {"authority": "agreement", "signed": "lost", "capacity": "assessed"}
        found = taken(OWN, ATTORNEY, **lost, best_interests="consulted")
        assert found.outcome
        assert (found.outcome.kind, found.outcome.basis) == ("share", "best_interests")
        assert "what_they_wanted" in found.duties
        assert end(OWN, ATTORNEY, **lost, best_interests="not_consulted").id == "ask_who_knows_them"

    def test_an_attorney_waits_while_the_person_can_decide(self) -> None:
        assert end(OWN, ATTORNEY, decides="not_asked").id == "ask_person_first"
        assert end(OWN, ATTORNEY, decides="not_checked").id == "check_they_can_decide"
        refused = end(OWN, ATTORNEY, decides="said_no", objection="everything", harm="no")
        assert refused.id == "respect_refusal"

    def test_what_a_child_who_understands_wants_comes_before_the_parent(self) -> None:
        child = {"authority": "parent", "child_says": "said_no"}
        today = {"child_no": "see", "objection": "everything", "harm": "no"}
        assert end(OWN, ATTORNEY, **child, **today).id == "respect_refusal"
        for asks in ("copy", "not_sure"):
            copy = end(OWN, ATTORNEY, **child, child_no=asks)
            assert (copy.id, copy.kind) == ("child_decides_copy", "do_not_share")
            assert "right" not in f"{copy.title} {copy.say_asker} {copy.say_person} {copy.why}"
            assert "serious harm" in " ".join(copy.do)
        assert end(OWN, ATTORNEY, authority="parent", child_says="not_sure").id == "ask_about_child"

    def test_a_child_afraid_of_a_parent_is_protected_and_not_given_away(self) -> None:
        found = taken(OWN, ATTORNEY, authority="parent", child_says="not_safe")
        assert found.outcome
        assert (found.outcome.kind, found.outcome.say_person) == ("safeguard", "")
        assert "{review_day}" in found.untold
        assert "why_child_not_told" in found.duties

    def test_it_is_called_their_right_only_where_the_person_asks(self) -> None:
        called = [one.id for one in OWN.outcomes.values() if "their right" in one.title]
        assert called == ["hand_on_request"]
        ways = [
            f"{question.id}.{option.id}"
            for question in OWN.questions.values()
            for option in question.options
            if option.goes_to in called
        ]
        assert ways == ["copy_for.themself"]

    def test_whoever_acts_for_the_person_gets_only_what_was_ticked(self) -> None:
        """Past the powers nothing is shared but through `items`, or through what is about money."""
        blocked = {"items", "money_facts"}
        seen, waiting = set(blocked), ["authority"]
        while waiting:
            node = waiting.pop()
            if node in seen:
                continue
            seen.add(node)
            question = OWN.questions.get(node)
            waiting += question.leads_to() if question else ()
            assert question or OWN.outcomes[node].kind not in SHARING, node
