"""Protection from serious harm waits for nobody's agreement, and a worry about a child never ends in silence.

Proved on the graphs of the two doors where somebody is at risk, for every walk there is.
"""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from decisions.engine import states
from decisions.engine.graph import reached_without
from decisions.engine.ruleset import SHARING, UNSURE, Outcome, Question, Ruleset
from decisions.engine.walk import walk
from decisions.rulesets import library

DOORS = ["adult-at-risk", "child-at-risk"]
AGREEMENT = frozenset({"adult_view", "beyond_them", "told", "child_told", "support_agreed", "objection"})
"""Questions about what the person or the family wants or knows."""
SERIOUS = {
    "adult-at-risk": {
        "adult_worry": {"others", "colleague", "child"},
        "beyond_them": {"life"},
        "less_intrusive": {"no", "not_sure"},
    },
    "child-at-risk": {
        "child_considered": {"children", "police", "know_already"},
        "child_worry": {"only_adult"},
    },
}
"""Answers that say that someone could be seriously harmed, and needs more than their own choice to be safe."""
NOT_AGREEMENT = {"restricted_stop", "ask_who_to_tell", "warn_without_the_person"}
"""Ends for what the law protects closely, and for telling someone whose job it is not: neither is about agreement."""
WHAT_IT_IS = {"adult_worry", "carer_strain"}
"""Doubt about the worry leads to what was seen; where that is small, the person is asked, and may agree."""
REASONS = ("why_not_tell", "child_doubt", "why_no_risk", "protect_items")
"""Questions of the child door that ask for something in writing."""
BEFORE_THE_DOOR = frozenset(
    {
        "danger",
        "danger_to",
        "danger_caller",
        "danger_else",
        "who",
        "at_risk",
        "tell",
        "identity",
        "identity_done",
        "reach",
    }
)


def ends_from(ruleset: Ruleset, *nodes: str) -> set[str]:
    """Every outcome that can still be reached from any of these nodes."""
    seen: set[str] = set()
    waiting = list(nodes)
    while waiting:
        node = waiting.pop()
        if node not in seen:
            seen.add(node)
            question = ruleset.questions.get(node)
            waiting.extend(question.leads_to() if question else ())
    return seen & set(ruleset.outcomes)


def protects(ruleset: Ruleset, outcome_id: str) -> bool:
    """Whether this end tells those who keep people safe."""
    basis = ruleset.outcomes[outcome_id].basis
    return basis is not None and ruleset.bases[basis].protects


def own(ruleset: Ruleset) -> Iterator[Question]:
    """The questions behind the way in that is the same for every door."""
    yield from (one for one in ruleset.questions.values() if one.id not in BEFORE_THE_DOOR)


@pytest.mark.parametrize("door", DOORS)
def test_once_serious_harm_is_answered_nothing_about_agreement_leads_away(door: str) -> None:
    ruleset = library.current(door)
    for question_id, answers in SERIOUS[door].items():
        for option in ruleset.questions[question_id].options:
            if option.id in answers:
                ends = ends_from(ruleset, option.goes_to)
                assert {end for end in ends if not protects(ruleset, end)} <= NOT_AGREEMENT, option.id
                assert any(protects(ruleset, end) for end in ends), option.id


@pytest.mark.parametrize(
    ("door", "question_id"), [("adult-at-risk", "told"), ("child-at-risk", "child_told")]
)
def test_what_the_family_knows_or_wants_changes_no_way_to_protection(door: str, question_id: str) -> None:
    ruleset = library.current(door)
    question = ruleset.questions[question_id]
    assert len(question.leads_to()) == 1
    (after,) = question.leads_to()
    assert any(protects(ruleset, end) for end in ends_from(ruleset, after))


def test_an_adult_can_refuse_for_themself_alone_and_the_lead_is_told_all_the_same() -> None:
    adult = library.current("adult-at-risk")
    for option in adult.questions["adult_view"].options:
        if option.id != "refused":
            assert not ends_from(adult, option.goes_to) & {"respect_their_choice", "talk_about_their_no"}
    for option in adult.questions["beyond_them"].options:
        if option.id in {"none", UNSURE}:
            assert option.exclusive
            end = adult.outcomes[option.goes_to]
            assert end.kind == ("do_not_share" if option.id == "none" else "ask_guardian")
            assert "guardian_reviews" in end.duties
            assert any("safeguarding lead" in step and "today" in step for step in end.do), end.id


@pytest.mark.parametrize("door", DOORS)
def test_danger_asks_nobody(door: str) -> None:
    """Immediate danger ends in telling, past every check of who asks, and every question of agreement."""
    ruleset = library.current(door)
    danger = {one.id: one for one in ruleset.questions["danger"].options}
    # Since edition 2 a caller whom nobody checked is told nothing, and help is called all the same.
    ends = {"danger_share"} if ruleset.edition == 1 else {"danger_share", "danger_not_the_caller"}
    for answer in ("yes", UNSURE):
        assert ends_from(ruleset, danger[answer].goes_to) == ends
    assert "danger_share" in {one.id for one in reached_without(ruleset, "who", "identity", *AGREEMENT)}


@pytest.mark.parametrize(
    ("door", "end"), [("adult-at-risk", "keep_adult_safe"), ("child-at-risk", "tell_children")]
)
def test_protection_is_reached_both_ways_in(door: str, end: str) -> None:
    ruleset = library.current(door)
    for way_in, other in (("identity", "reach"), ("reach", "identity")):
        assert end in {one.id for one in reached_without(ruleset, other)}, way_in
    kept = AGREEMENT - {"told", "child_told"}
    assert door == "child-at-risk" or end in {one.id for one in reached_without(ruleset, *kept)}


class TestEveryEndOfTheChildDoor:
    """Children's services or the police are told, or there is a reason in writing and the Guardian sees it."""

    def ends(self) -> list[tuple[Outcome, bool, bool]]:
        """Each end behind the question how a child could be harmed: with a reason, seen by the Guardian."""
        child = library.current("child-at-risk")
        found, seen = [], set()
        waiting = [("child_worry", False, False)]
        while waiting:
            state = waiting.pop()
            if state in seen:
                continue
            seen.add(state)
            node, written, reviewed = state
            question = child.questions.get(node)
            if question is None:
                outcome = child.outcomes[node]
                found.append((outcome, written, reviewed or "guardian_reviews" in outcome.duties))
                continue
            written = written or node in REASONS
            if question.goes_to:
                waiting.append((question.goes_to, written, reviewed))
            waiting.extend(
                (option.goes_to, written, reviewed or "guardian_reviews" in option.duties)
                for option in question.options
            )
        return found

    def test_tells_or_gives_a_reason_to_the_guardian(self) -> None:
        child = library.current("child-at-risk")
        for outcome, written, reviewed in self.ends():
            assert reviewed, outcome.id
            assert protects(child, outcome.id) or written, outcome.id

    def test_telling_is_always_thought_about(self) -> None:
        """Nobody gets past a child at risk without saying if children's services or the police are told."""
        child = library.current("child-at-risk")
        passed = {one.id for one in reached_without(child, "child_considered", "why_no_risk", "danger_whose")}
        before = {one.id for one in reached_without(child, "child_worry")}
        assert passed - before == {"safeguard"}

    def test_reasons_are_written_on_a_page_that_cannot_be_passed_by(self) -> None:
        child = library.current("child-at-risk")
        for reason in REASONS:
            question = child.questions[reason]
            assert question.kind == "items" or (question.kind == "text" and not question.optional)


@pytest.mark.parametrize("door", DOORS)
def test_not_sure_never_shares_and_always_leads_to_somebody(door: str) -> None:
    ruleset = library.current(door)
    for question in own(ruleset):
        unsure = question.option(UNSURE)
        for end in ends_from(ruleset, unsure.goes_to) if unsure else ():
            outcome = ruleset.outcomes[end]
            asked = question.id in WHAT_IT_IS and end == "share_support"
            assert outcome.kind not in SHARING or asked, (question.id, end)
            assert outcome.do
            assert outcome.next, (question.id, end)


def test_what_is_not_law_yet_is_no_duty_yet() -> None:
    child = library.current("child-at-risk")
    statuses = {duty.id: child.sources[duty.law].status for duty in child.duties.values() if duty.law}
    assert statuses == {
        "abuse_law": "not_yet",
        "law_to_share": "not_yet",
        "law_on_more_harm": "not_yet",
        "cutting_law": "in_force",
    }


@pytest.mark.parametrize(
    ("worry", "work", "answer", "duty"),
    [
        ("sexual", "abuse_work", "yes", "abuse_law"),
        ("sexual", "abuse_work", "no", None),
        ("sexual", "abuse_work", "not_sure", "talk_to_lead_too"),
        ("cutting", "cutting_work", "yes", "cutting_law"),
        ("cutting", "cutting_work", "no", None),
        ("cutting", "cutting_work", "not_sure", "talk_to_lead_too"),
    ],
)
def test_a_law_asks_only_those_whom_it_binds(worry: str, work: str, answer: str, duty: str | None) -> None:
    child = library.current("child-at-risk")
    told: dict[str, object] = {
        "danger": "no",
        "who": "nobody",
        "tell": "child",
        "reach": "own_list",
        "whose": "W1",
        "child_worry": worry,
        work: answer,
        "child_considered": "children",
        "child_told": "agree",
        "protect_items": {"seen_or_heard": "To keep her safe"},
        "protect_way": "private",
    }
    walked = walk(child, told)
    assert walked.outcome
    assert walked.outcome.id == "tell_children", "what the law asks changes nothing about telling"
    laws = {"abuse_law", "cutting_law", "talk_to_lead_too"} & set(walked.duties)
    assert laws == ({duty} if duty else set())


def test_the_words_of_each_law_say_how_long_there_is() -> None:
    duties = library.current("child-at-risk").duties
    assert "up to 7 days" in duties["abuse_law"].text
    assert "endangers the child" in duties["abuse_law"].text
    assert "one month" in duties["cutting_law"].text


@pytest.mark.parametrize("answer", ["not_safe", "not_sure"])
def test_where_telling_the_family_is_not_safe_nothing_is_said_to_them(answer: str) -> None:
    child = library.current("child-at-risk")
    question = child.questions["child_told"]
    option = question.option(answer)
    assert option
    assert option.untold
    for outcome, state in states.ends_in_full(child):
        if state.untold == option.untold:
            assert outcome.say_person == ""
            assert not any("Talk to the family" in step for step in outcome.do), outcome.id


def test_the_governments_rules_for_sharing_have_their_place_in_the_child_door() -> None:
    """Each of the seven rules of 2024, and each of the regulator's steps for a single case, is cited where it is met."""
    child = library.current("child-at-risk")
    pages: dict[str, Question | Outcome] = {**child.questions, **child.outcomes}
    for page in ("child_considered", "child_told", "child_doubt", "why_not_tell", "tell_children"):
        assert "sharing_2024" in pages[page].cites, page
    for page in ("child_told", "child_doubt", "why_not_tell", "why_no_risk", "tell_children"):
        assert "ico_children" in pages[page].cites, page


def test_nobody_is_asked_to_agree_before_telling_is_thought_about() -> None:
    child = library.current("child-at-risk")
    assert not ends_from(child, "child_told") & ends_from(child, "why_not_tell", "child_doubt")
    before = {one.id for one in reached_without(child, "child_considered")}
    assert "tell_children" not in before
