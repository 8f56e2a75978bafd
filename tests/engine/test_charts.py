"""The guide's two charts come out of our rulesets box for box, and what they leave out of the text is there too."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import product
from typing import Any

import pytest

from decisions.engine.graph import in_order
from decisions.engine.ruleset import Outcome, Ruleset
from decisions.engine.walk import walk
from decisions.rulesets import library
from tests.engine.charts import CARE_TEAM, COMMUNITY, FAMILY, LEFT_OUT_OF_A, LEFT_OUT_OF_B, Arrow, Chart
from tests.engine.rungs import NAMES
from tests.engine.test_rulesets import USUAL

CHARTS = {"care-team": CARE_TEAM, "family": FAMILY, "community": COMMUNITY}
DRAWN = [(door, path) for door, chart in CHARTS.items() for path in chart.paths()]
LEFT_OUT = [
    (row, *where.split())
    for row, places in [*LEFT_OUT_OF_A.items(), *LEFT_OUT_OF_B.items()]
    for where in places
]


def answers(ruleset: Ruleset, node: str) -> Iterator[tuple[str, str]]:
    """Each answer of a question as "question.option", and where it leads."""
    question = ruleset.questions[node]
    for option in question.options:
        yield f"{node}.{option.id}", option.goes_to
    if not question.options:
        yield "", question.goes_to or ""


def ends_of(ruleset: Ruleset, way: tuple[Arrow, ...]) -> set[str]:
    """Every outcome of a walk that gives an answer for each arrow, in this order."""
    first = (ruleset.first, 0)
    seen, waiting, found = {first}, [first], set()
    while waiting:
        node, passed = waiting.pop()
        if node in ruleset.outcomes:
            found |= {node} if passed == len(way) else set()
            continue
        for answer, target in answers(ruleset, node):
            follows = passed < len(way) and answer in way[passed].ours
            state = (target, passed + follows)
            if state not in seen:
                seen.add(state)
                waiting.append(state)
    return found


def boxes_met(ruleset: Ruleset, chart: Chart, start: str) -> Iterator[tuple[str, str]]:
    """Every way from a question on: the outcome, and the box of the chart one stands in by then.

    Fails where an answer of ours takes an arrow that does not leave the box one stands in.
    """
    known = {answer for arrow in chart.arrows for answer in arrow.ours}
    seen, waiting = set(), [(start, chart.first)]
    while waiting:
        node, box = state = waiting.pop()
        if state in seen:
            continue
        seen.add(state)
        if node in ruleset.outcomes:
            yield node, box
            continue
        for answer, target in answers(ruleset, node):
            took = [arrow.to for arrow in chart.after(box) if answer in arrow.ours]
            assert took or answer not in known, f"{answer} is met in box {box}"
            waiting.append((target, took[0] if took else box))


def test_the_charts_have_the_paths_that_are_drawn() -> None:
    """Four of chart A, seven of chart B, as they were counted in the guide."""
    drawn_of_a = {(way[-1].box, way[-1].to) for chart in (CARE_TEAM, FAMILY) for way in chart.paths()}
    assert drawn_of_a == {("D1", "S1"), ("D2", "S1"), ("D3", "S2"), ("D3", "X1")}
    assert len(list(COMMUNITY.paths())) == 7


@pytest.mark.parametrize(
    ("door", "way"), DRAWN, ids=[f"{d}:{'-'.join(a.box + a.to for a in w)}" for d, w in DRAWN]
)
def test_every_drawn_path_is_in_our_rulesets(door: str, way: tuple[Arrow, ...]) -> None:
    assert CHARTS[door].ends[way[-1].to] <= ends_of(library.current(door), way)


def test_every_box_and_arrow_is_an_answer_or_an_outcome_of_ours() -> None:
    for door, chart in CHARTS.items():
        ruleset = library.current(door)
        ours = {answer for node in ruleset.questions for answer, _ in answers(ruleset, node)}
        assert {answer for arrow in chart.arrows for answer in arrow.ours} <= ours
        assert {one for outcomes in chart.ends.values() for one in outcomes} <= set(ruleset.outcomes)


def test_chart_b_is_a_sub_walk_of_every_walk_of_ours() -> None:
    """From its first box on, no walk of ours leaves the chart, and none shares where the chart does not stand.

    A warning that names nobody, where others are at risk, is Chart A's third box and no sharing of Chart B's.
    """
    warns = {"warn_without_the_person"}
    ruleset = library.current("community")
    for outcome, box in boxes_met(ruleset, COMMUNITY, "figures_enough"):
        for last, ours in COMMUNITY.ends.items():
            assert outcome not in ours or box == last, (outcome, box)
        kind = ruleset.outcomes[outcome].kind
        waits = kind in {"do_not_share", "ask_guardian", "safeguard"}
        assert box in COMMUNITY.ends or waits or outcome in warns, (outcome, box)


@pytest.mark.parametrize(
    ("row", "door", "node"), LEFT_OUT, ids=[f"{row}:{node}" for row, _, node in LEFT_OUT]
)
def test_what_the_charts_leave_out_is_asked_or_told(row: int, door: str, node: str) -> None:
    """Each is a question that can be met, or a duty that an answer or an outcome adds."""
    ruleset = library.current(door)
    reached = [ruleset.questions.get(one) or ruleset.outcomes[one] for one in in_order(ruleset)]
    if node in ruleset.questions:
        question = ruleset.questions[node]
        assert question in reached
        following = [one for one in reached if one.id in question.leads_to()]
        assert row in {each for one in (question, *following) for each in one.rows}
        return
    adding = [one for one in reached if not isinstance(one, Outcome)]
    added = {duty for question in adding for option in question.options for duty in option.duties}
    added |= {duty for one in reached if isinstance(one, Outcome) for duty in one.duties}
    assert node in added
    assert row in ruleset.duties[node].rows


class TestTheBareChart:
    """Whoever followed the boxes alone would share wrongly where the text does not. The facts are combined and counted."""

    YES_NO = (True, False)

    @staticmethod
    def shared(door: str, facts: dict[str, Any]) -> str:
        outcome = walk(library.current(door), facts).outcome
        assert outcome
        return outcome.kind

    def test_of_chart_a_for_a_care_worker(self) -> None:
        """Box D1 says yes. The text also asks who it is, their part in the care, a no to a part, and the law's bars."""
        kinds = []
        for known, in_team, no_to_part, restricted, safe_way in product(self.YES_NO, repeat=5):
            facts = {
                **USUAL["care-team"],
                "identity": "called_back" if known else "not_yet",
                "identity_done": "failed",
                "purpose": "look_after_unknown",
                "relationship": "caring_now" if in_team else "not_caring",
                "agreement": "said_no" if no_to_part else "would_expect",
                "objection": "some_items",
                "left_out": "safe",
                "items": {"restricted" if restricted else "medicines": "they asked"},
                "restricted_how": "neither",
                "channel": "private" if safe_way else "another_way",
            }
            kinds.append(self.shared("care-team", facts))
        wrong = sum(kind != "share" for kind in kinds)
        assert wrong > len(kinds) / 2
        assert kinds.count("share") == 1

    def test_of_chart_a_for_family(self) -> None:
        """Box D2 says yes. The text also asks who it is, if they want to know, what exactly, and the law's bars."""
        kinds = []
        for known, wants, no_to_part, restricted, safe_way in product(self.YES_NO, repeat=5):
            facts = {
                **USUAL["family"],
                "identity": "called_back" if known else "not_yet",
                "identity_done": "failed",
                "wants": "should_know",
                "carer_consents": "yes" if wants else "no",
                "family_agreement": "said_no" if no_to_part else "agreed",
                "objection": "some_items",
                "rest_agreed": "yes",
                "items": {"restricted" if restricted else "recent_changes": "they asked"},
                "restricted_how": "neither",
                "channel": "private" if safe_way else "another_way",
            }
            kinds.append(self.shared("family", facts))
        wrong = sum(kind != "share" for kind in kinds)
        assert wrong > len(kinds) / 2
        assert kinds.count("share") == 1

    GROUNDS = ("law", "consent", "section_251")

    @classmethod
    def community(
        cls, ground: str, known: bool, said_no: bool, in_date: bool, *three: bool
    ) -> dict[str, Any]:
        """The answers for these facts. What was not seen or has ended is not in date."""
        informed, least, lawful = three
        return {
            **NAMES,
            "identity": "called_back" if known else "not_yet",
            "identity_done": "failed",
            "law_says": "no" if ground != "law" else "yes" if in_date else "not_seen",
            "no_to_law": "yes" if said_no else "no",
            "people_agreed": "cannot_ask" if ground != "consent" else "said_no" if said_no else "yes",
            "objection": "some_items",
            "rest_agreed": "yes",
            "what_they_agreed": "this_use" if in_date else "ended",
            "law_allows": "section_251",
            "support": "covers" if in_date else "expired",
            "opt_outs": "still_in" if said_no else "nobody",
            "informed": "told" if informed else "no",
            "least": "yes" if least else "beyond",
            "legal_limits": "no" if lawful else "yes",
        }

    def test_of_chart_b(self) -> None:
        """A ground is there and all three boxes are met. The text also asks who it is, for a no, and for the day."""
        kinds = {
            (ground, *facts): self.shared("community", self.community(ground, *facts, True, True, True))
            for ground in self.GROUNDS
            for facts in product(self.YES_NO, repeat=3)
        }
        right = {facts for facts, kind in kinds.items() if kind == "share"}
        assert len(kinds) - len(right) > len(kinds) / 2
        # A law stands above a no; nothing else does.
        assert right == {
            ("law", True, True, True),
            ("law", True, False, True),
            ("consent", True, False, True),
            ("section_251", True, False, True),
        }

    def test_what_chart_b_does_not_draw_has_an_end_here(self) -> None:
        """Where one of the three boxes is not met the chart has no arrow; here each such path ends, and none shares."""
        to_names = [way for way in COMMUNITY.paths() if way[-1].to == "S3"]
        others = [way for way in COMMUNITY.paths() if way[-1].to != "S3"]
        three = [(False, True, True), (True, False, True), (True, True, False)]
        undrawn = [(ground, met) for ground in self.GROUNDS for met in three]
        ends = [self.shared("community", self.community(g, True, False, True, *met)) for g, met in undrawn]
        assert len(to_names) == len(self.GROUNDS)
        assert (len(others) + len(to_names) + len(undrawn), len(undrawn)) == (16, 9)
        assert set(ends) == {"do_not_share", "ask_guardian"}
