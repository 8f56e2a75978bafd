"""A walk: what it says of any answers at all, and that what it remembers never changes what it says."""

from __future__ import annotations

from functools import partial
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from decisions.engine import walk as walking
from decisions.engine.ruleset import Ruleset
from decisions.engine.walk import Step, walk
from decisions.rulesets import library
from tests.engine import rulebook

Anything = st.SearchStrategy[Any]
NAMES = library.names()
YES = {"asked": "yes", "what": ["sugar", "milk"], "note": "Hello"}


def outcome_of(ruleset: Ruleset, **answers: object) -> str | None:
    found = walk(ruleset, answers).outcome
    return found.id if found else None


def test_answers_lead_to_an_outcome_with_its_trace() -> None:
    taken = walk(rulebook.tea(), YES)
    assert taken.outcome
    assert taken.outcome.id == "tell"
    assert taken.steps == (
        Step("asked", "yes"),
        Step("what", ("milk", "sugar")),
        Step("note", ""),
        Step("remark", ""),
    )
    assert (taken.duties, taken.unanswered, taken.invalid) == (("wash_up",), (), ())


def test_the_basis_that_an_answer_named_is_told_with_the_outcome() -> None:
    outcome = walk(rulebook.tea(), YES).outcome
    assert outcome
    assert (outcome.basis, outcome.why, outcome.cites) == (
        "consent",
        "They agreed. It is little.",
        ("guide",),
    )


def test_a_basis_can_narrow_the_outcome() -> None:
    narrow = rulebook.with_basis(rulebook.tea(), "consent", kind="share_in_part")
    outcome = walk(narrow, YES).outcome
    assert outcome
    assert outcome.kind == "share_in_part"


def test_an_outcome_that_does_not_share_takes_no_basis() -> None:
    outcome = walk(rulebook.tea(), {"asked": "yes", "what": ["nothing"]}).outcome
    assert outcome
    assert outcome.basis is None


def test_no_answers_stop_at_the_first_question() -> None:
    taken = walk(rulebook.tea(), {})
    assert (taken.outcome, taken.steps, taken.unanswered) == (None, (), ("asked",))


def test_an_outcome_may_be_known_before_the_facts_are_told() -> None:
    taken = walk(rulebook.tea(), {**YES, "note": " \n"})
    assert taken.outcome
    assert taken.unanswered == ("note",)


def test_text_that_does_not_steer_stays_out_of_the_trace() -> None:
    assert "Hello" not in repr(walk(rulebook.tea(), YES))


@pytest.mark.parametrize("odd", [{"a": 1}, ["yes"], 0, 1, True, False, 1.5, "maybe", b"yes", "YES "])
def test_an_unknown_answer_counts_as_none_and_is_named(odd: object) -> None:
    taken = walk(rulebook.tea(), {"asked": odd})
    assert (taken.outcome, taken.unanswered, taken.invalid) == (None, ("asked",), ("asked",))


@pytest.mark.parametrize(
    "odd", [{"milk": "x"}, "milk", 1, ["milk", 1], ["milk", "cake"], ["milk", "nothing"]]
)
def test_boxes_that_cannot_be_read_are_named(odd: object) -> None:
    taken = walk(rulebook.tea(), {**YES, "what": odd})
    assert (taken.outcome, taken.unanswered, taken.invalid) == (None, ("what",), ("what",))


@pytest.mark.parametrize("empty", rulebook.NOTHING)
def test_no_box_ticked_is_no_answer_and_no_fault(empty: object) -> None:
    taken = walk(rulebook.tea(), {**YES, "what": empty})
    assert (taken.unanswered, taken.invalid) == (("what",), ())


def test_text_that_is_no_text_is_named() -> None:
    taken = walk(rulebook.tea(), {**YES, "note": 3, "remark": ["x"]})
    assert (taken.unanswered, taken.invalid) == (("note", "remark"), ("note", "remark"))


@pytest.mark.parametrize("odd", [True, 1, 1.0])
def test_what_is_no_text_is_not_taken_for_what_somebody_wrote_before(odd: object) -> None:
    tea = rulebook.tea()
    assert walk(tea, YES).unanswered == ()
    taken = walk(tea, {**YES, "note": odd})
    assert (taken.unanswered, taken.invalid) == (("note",), ("note",))


def test_the_ticked_box_of_highest_precedence_leads() -> None:
    assert outcome_of(rulebook.tea(), asked="yes", what=["milk", "secret"]) == "stop"
    assert outcome_of(rulebook.tea(), asked="yes", what=["secret", "milk"]) == "stop"


class TestItems:
    """Items are boxes with a written reason each."""

    @pytest.fixture
    def tea(self) -> Ruleset:
        return rulebook.with_question(rulebook.tea(), "what", kind="items")

    def test_each_has_a_reason(self, tea: Ruleset) -> None:
        assert outcome_of(tea, **{**YES, "what": {"milk": "she asked", "sugar": "he asked"}}) == "tell"

    @pytest.mark.parametrize("reason", ["", "  ", None, 1, ["x"]])
    def test_one_without_a_reason_is_no_answer(self, tea: Ruleset, reason: object) -> None:
        taken = walk(tea, {**YES, "what": {"milk": reason, "sugar": "he asked"}})
        assert (taken.unanswered, taken.invalid) == (("what",), ("what",))

    @pytest.mark.parametrize("reason", ["", None, "none is needed"])
    def test_nothing_needs_no_reason(self, tea: Ruleset, reason: object) -> None:
        assert outcome_of(tea, asked="yes", what={"nothing": reason}) == "stop"

    @pytest.mark.parametrize("odd", ["milk", ["milk"], 7, {"milk": "x", "nothing": ""}, {"cake": "x"}])
    def test_what_cannot_be_read_is_named(self, tea: Ruleset, odd: object) -> None:
        taken = walk(tea, {**YES, "what": odd})
        assert (taken.outcome, taken.invalid) == (None, ("what",))

    @pytest.mark.parametrize("empty", rulebook.NOTHING)
    def test_none_is_no_answer(self, tea: Ruleset, empty: object) -> None:
        taken = walk(tea, {**YES, "what": empty})
        assert (taken.unanswered, taken.invalid) == (("what",), ())


def seldom(odd: Anything, usual: Anything, n: int) -> Anything:
    """The odd one in one of 16 times."""
    return odd if n == 0 else usual


def any_answers(ruleset: Ruleset) -> st.SearchStrategy[dict[str, Any]]:
    """Answers of every sort: mostly what the pages offer, sometimes anything."""
    odd = st.none() | st.booleans() | st.integers(0, 1) | st.text(max_size=3) | st.lists(st.text(max_size=2))
    ways: dict[str, Anything] = {}
    for question in ruleset.questions.values():
        option = st.sampled_from([one.id for one in question.options] or ["typed"])
        reason = st.sampled_from(["a reason", "", " "])
        offered = {
            "items": st.dictionaries(option, st.just("a reason"), min_size=1, max_size=3)
            | st.dictionaries(option, reason | st.none(), max_size=3),
            "checkboxes": st.lists(option, max_size=3),
        }.get(question.kind, option)
        ways[question.id] = st.integers(0, 15).flatmap(partial(seldom, odd, offered))
    return st.fixed_dictionaries({}, optional=ways)


CASES = [
    st.tuples(st.just(ruleset), any_answers(ruleset))
    for ruleset in [*(library.current(name) for name in NAMES), rulebook.tea()]
]


@settings(deadline=None)
@given(st.one_of(CASES))
def test_any_answers_at_all_lead_where_the_plainest_walk_leads(case: tuple[Ruleset, dict[str, Any]]) -> None:
    ruleset, answers = case
    taken = walk(ruleset, answers)
    assert {
        "outcome": taken.outcome.id if taken.outcome else None,
        "steps": tuple((step.question, step.answer) for step in taken.steps),
        "unanswered": taken.unanswered,
        "invalid": taken.invalid,
    } == rulebook.slow_walk(ruleset, answers)


@pytest.mark.parametrize("name", NAMES)
def test_every_answer_of_every_question_leads_where_its_edge_leads(name: str) -> None:
    ruleset = library.current(name)
    for question, option, answers in rulebook.every_edge(ruleset):
        taken = walk(ruleset, answers)
        passed = {step.question: step.answer for step in taken.steps}
        assert taken.outcome
        assert list(passed) == list(answers)
        assert passed[question.id] in ((option.id, (option.id,)) if option else ("",))
        assert (taken.unanswered, taken.invalid) == ((), ())
        last = ruleset.questions[taken.steps[-1].question]
        assert taken.outcome.id in last.leads_to()


def test_what_is_remembered_is_bounded_and_changes_nothing(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(walking, "PLACES_KEPT", 2)
    tea = rulebook.tea()
    first, second = walk(tea, YES), walk(tea, YES)
    assert first == second
    assert first is not second
    assert tea.paths["walk"].kept == 2


def test_the_same_way_is_told_by_the_same_walk() -> None:
    tea = rulebook.tea()
    assert walk(tea, YES) is walk(tea, {**YES, "what": ["milk", "sugar"], "note": "Other words"})


def test_bad_answers_are_not_remembered() -> None:
    tea = rulebook.tea()
    for number in range(100):
        walk(tea, {"asked": f"bad {number}"})
    assert tea.paths["walk"].kept == 0
