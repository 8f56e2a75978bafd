"""The law opens what it names and nothing more; a letter that sounds like it opens nothing; trust outlives a person.

Proved on the graphs of the two doors, for every walk there is, with a few walks to read beside it.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

from decisions.engine.ruleset import SHARING, Option, Question, Ruleset
from decisions.engine.walk import Walk, walk
from decisions.rulesets import library

LEGAL, DIED = library.current("legal-power"), library.current("died")
DOORS = [LEGAL, DIED]
ORDER: dict[str, Any] = {
    "danger": "no",
    "who": "police",
    "identity": "called_back",
    "whose": "Mrs Okafor",
    "which_power": "order",
    "order_paper": "order",
    "said_no_to_law": "no",
    "items": {"something_else": "The fall notes of March, as the order says"},
    "channel": "secure_email",
}
FAMILY: dict[str, Any] = {
    "danger": "no",
    "who": "died",
    "identity": "known_in_person",
    "whose": "Mrs Iyer",
    "after_death": "understand",
    "in_life": "wished",
    "what_stops_it": ["nothing"],
    "items": {"recent_changes": "She asks how it was"},
    "accurate": "yes",
    "channel": "private",
}
TOLD = {"tell_person", "explain_must", "withhold_reason", "tell_or_say_why_not"}
"""Duties that say what the person is told, or why not yet and when that is looked at again."""
Edge = Callable[[Question, Option], bool]


def reached(ruleset: Ruleset, *nodes: str, leaving_out: Edge = lambda _question, _option: False) -> set[str]:
    """The ends that can be reached from these nodes by the answers that are not left out."""
    seen: set[str] = set()
    waiting = list(nodes)
    while waiting:
        node = waiting.pop()
        if node in seen:
            continue
        seen.add(node)
        question = ruleset.questions.get(node)
        if question is None:
            continue
        waiting += [question.goes_to] if question.goes_to else []
        waiting += [one.goes_to for one in question.options if not leaving_out(question, one)]
    return seen & set(ruleset.outcomes)


def shares(ruleset: Ruleset, ends: set[str]) -> set[str]:
    """Those of the ends in which somebody is told, protection from serious harm aside."""
    told = [ruleset.outcomes[one] for one in ends if ruleset.outcomes[one].kind in SHARING]
    return {one.id for one in told if not (one.basis and ruleset.bases[one.basis].protects)}


def option(ruleset: Ruleset, question_id: str, option_id: str) -> Option:
    """The option, which must be there."""
    found = ruleset.questions[question_id].option(option_id)
    assert found
    return found


def opens(ruleset: Ruleset, question_id: str, option_id: str) -> set[str]:
    """What is shared at the end of any walk that goes on from this answer."""
    return shares(ruleset, reached(ruleset, option(ruleset, question_id, option_id).goes_to))


def asked(**changes: object) -> Walk:
    """The usual court order, with these answers changed."""
    return walk(LEGAL, {**ORDER, **changes})


class TestPapers:
    """What looks like the law, and what is."""

    def test_a_solicitors_notice_never_opens_anything(self) -> None:
        for paper in ("notice", "draft"):
            assert option(LEGAL, "order_paper", paper).goes_to == "not_an_order"
        outcome = LEGAL.outcomes["not_an_order"]
        assert (outcome.kind, outcome.binding, outcome.basis) == ("do_not_share", True, None)

    def test_only_an_order_that_names_us_what_and_whom_opens_anything(self) -> None:
        papers = LEGAL.questions["order_paper"].options
        assert [one.id for one in papers if opens(LEGAL, "order_paper", one.id)] == ["order", "warrant"]
        warrants = LEGAL.questions["warrant"].options
        assert [one.id for one in warrants if opens(LEGAL, "warrant", one.id)] == ["judge"]

    def test_the_usual_search_warrant_hands_over_no_care_record(self) -> None:
        outcome = asked(order_paper="warrant", warrant="usual").outcome
        assert outcome
        assert outcome.kind == "do_not_share"
        assert any("Do not stand in their way" in line for line in outcome.do)

    def test_a_paper_answered_with_nothing_is_challenged(self) -> None:
        ends = {one.id: one.goes_to for one in LEGAL.questions["nothing_named"].options}
        assert ends == {
            "hold_nothing": "say_we_hold_nothing",
            "names_it": "go_back_and_tick",
            "not_sure": "read_it_with_manager",
        }
        assert "nothing_needed" not in LEGAL.outcomes
        for end in ends.values():
            assert LEGAL.outcomes[end].kind == "do_not_share"

    def test_an_order_that_goes_too_far_is_answered_and_not_put_aside(self) -> None:
        outcome = asked(order_paper="too_much").outcome
        assert outcome
        assert outcome.kind == "ask_guardian"
        assert any("still has to be answered" in line for line in outcome.do)

    @pytest.mark.parametrize("door", DOORS, ids=lambda door: door.name)
    def test_a_right_that_is_only_claimed_opens_nothing(self, door: Ruleset) -> None:
        claims = {
            "legal-power": [
                ("which_power", "claimed_right"),
                ("written_power", "not_seen"),
                ("inspector_who", "benefits"),
                ("inspector_who", "nhs_fraud_no_contract"),
            ],
            "died": [("proof_of_right", "kin"), ("proof_of_right", "none"), ("in_life", "distant")],
        }
        for claim in claims[door.name]:
            assert opens(door, *claim) == set()

    def test_whatever_the_law_orders_a_bar_and_a_failed_check_still_stop(self) -> None:
        restricted = {"restricted": "the order says so", "diagnosis": "the order says so"}
        barred = asked(items=restricted, restricted_how="neither")
        assert barred.outcome == LEGAL.outcomes["restricted_stop"]
        failed = asked(identity="not_yet", identity_done="failed").outcome
        assert failed
        assert (failed.id, failed.binding) == ("identity_failed", True)

    def test_an_order_for_a_part_does_not_open_the_whole(self) -> None:
        whole = {"items": {"whole_record": "they want it"}}
        assert asked(**whole, whole_record_named="yes").outcome
        for named in ("no", "not_sure"):
            outcome = asked(**whole, whole_record_named=named).outcome
            assert outcome
            assert outcome.kind not in SHARING


class TestMust:
    """A law that says must stands above a no, and the person is told the reason."""

    def test_a_no_never_stops_it(self) -> None:
        for one in LEGAL.questions["said_no_to_law"].options:
            taken = asked(said_no_to_law=one.id)
            assert taken.outcome
            assert (taken.outcome.kind, taken.outcome.basis) == ("share", "court_order")

    def test_the_person_is_told_or_it_is_written_why_not_yet(self) -> None:
        for one in LEGAL.questions["said_no_to_law"].options:
            assert TOLD & set(one.duties)
        assert "explain_must" in asked(said_no_to_law="yes").duties
        assert {"withhold_reason", "guardian_reviews"} <= set(asked(said_no_to_law="yes_not_safe").duties)

    def test_whoever_can_still_be_asked_is_asked(self) -> None:
        """The dead cannot, whoever plans terror must not be warned, and a collection asks for an opt-out itself."""
        elsewhere = {("which_law", "coroner"), ("collection", "no")}
        for question in LEGAL.questions.values():
            for one in question.options:
                if one.basis and LEGAL.bases[one.basis].must and (question.id, one.id) not in elsewhere:
                    assert one.goes_to == "said_no_to_law", (question.id, one.id)
        must = {one.id for one in LEGAL.bases.values() if one.must}
        assert must & {"outbreak_control", "own_report", "agreed_other", "agreed_safety"} == set()
        assert LEGAL.outcomes["tell_police_of_terrorism"].kind == "safeguard"
        assert not TOLD & set(LEGAL.outcomes["tell_police_of_terrorism"].duties)

    def test_a_no_to_a_national_collection_is_weighed_and_never_passed_over(self) -> None:
        for answer in ("yes", "not_sure"):
            assert opens(LEGAL, "collection", answer) == set()


class TestMay:
    """Where no law says must, the person agrees, or the Guardian weighs it."""

    @pytest.mark.parametrize(
        ("question", "agreed"),
        [
            ("crime_agreed", {"agreed", "part", "cannot_decide"}),
            ("crime_to_them", {"over", "saw_it"}),
            ("driving", {"agreed"}),
            ("safety_work", {"agreed"}),
            ("other_agreed", {"agreed", "said_no", "cannot_decide"}),
        ],
    )
    def test_an_authority_is_told_only_what_was_agreed_to_or_is_best_for_them(
        self, question: str, agreed: set[str]
    ) -> None:
        options = LEGAL.questions[question].options
        assert {one.id for one in options if opens(LEGAL, question, one.id)} == agreed

    @pytest.mark.parametrize("door", DOORS, ids=lambda door: door.name)
    def test_a_broken_law_alone_is_not_enough(self, door: Ruleset) -> None:
        serious = {"legal-power": "how_serious", "died": "how_serious_now"}[door.name]
        end = door.outcomes[option(door, serious, "not_serious").goes_to]
        assert end.kind == "do_not_share"
        assert shares(door, reached(door, serious)) == set()

    def test_the_booklets_two_texts_are_both_shown(self) -> None:
        crime = LEGAL.questions["crime_agreed"]
        assert {"policy", "rule3c"} <= set(crime.cites)
        assert "stricter" in crime.why

    def test_doubt_about_a_missing_person_is_cleared_up_at_once(self) -> None:
        end = LEGAL.outcomes[option(LEGAL, "missing_person", "not_sure").goes_to]
        assert end.kind == "do_not_share"
        assert any("call 999" in line for line in end.do)


@pytest.mark.parametrize("door", DOORS, ids=lambda door: door.name)
class TestGrounds:
    """Nothing is told beyond a ground that has a name."""

    def test_take_the_grounds_away_and_nothing_is_shared(self, door: Ruleset) -> None:
        ends = reached(door, door.first, leaving_out=lambda _question, one: one.basis is not None)
        assert shares(door, ends) == set()

    def test_both_ways_in_lead_to_the_same_first_question_of_the_door(self, door: Ruleset) -> None:
        tell = {"legal-power": "authority", "died": "died"}[door.name]
        who = {"legal-power": "police", "died": "died"}[door.name]
        begun = {"danger": "no", "whose": "Mr Bale"}
        came = walk(door, {**begun, "who": who, "identity": "called_back"})
        went = walk(door, {**begun, "who": "nobody", "tell": tell, "reach": "own_list"})
        assert came.unanswered == went.unanswered
        assert came.outcome is None

    def test_law_from_memory_says_that_nobody_checked_it(self, door: Ruleset) -> None:
        checked = {one.id for one in door.sources.values() if one.trust not in {"unsure", "second_hand"}}
        from_memory = {"court", "ombudsman", "s259"}
        assert not from_memory & checked


@pytest.mark.parametrize(("door", "facts"), [(LEGAL, ORDER), (DIED, FAMILY)], ids=["legal-power", "died"])
def test_the_commonest_way_is_short(door: Ruleset, facts: dict[str, Any]) -> None:
    taken = walk(door, facts)
    assert taken.outcome
    assert taken.outcome.kind == "share"
    assert (taken.unanswered, len(taken.steps) <= 10) == ((), True)
