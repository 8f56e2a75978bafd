"""Deny wins: a no, a bar or a failed check never makes sharing easier, and doubt waits.

`checks` proves this on the graph. Here it is tried on walks, with what the registers may say added and taken away.
Which answers object and which deny is written down for each door in docs/reference/flows.
"""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from decisions.engine.ruleset import SHARING, UNSURE, Option, Question, Ruleset
from decisions.engine.walk import Walk, walk
from decisions.rulesets import library

NAMES = library.names()
DOORS = [door.name for door in library.doors()]
CERTAIN = frozenset(
    [
        "identity_done",
        "danger_whose",
        "danger_what",
        "danger_told",
        "whose",
        "good_of_telling",
        "harm_of_telling",
    ]
)
"""Shared questions of fact, which nobody is unsure about."""
ALWAYS_DENY = frozenset(
    [
        "identity.alert",
        "identity_done.failed",
        "identity_done.cannot_check",
        "reach.alert",
        "reach.given",
        "reach.not_sure",
        "restricted_how.neither",
        "restricted_how.not_sure",
        "objection.not_sure",
        "harm.no",
        "harm.law",
        "beyond_them.none",
        "beyond_them.not_sure",
        "crime_now.over",
        "crime_now.not_sure",
        "capacity.assumed",
        "capacity.not_sure",
        "best_interests.no",
        "best_interests.not_sure",
        "how_serious.not_serious",
        "how_serious.regular",
        "accurate.no",
        "accurate.not_sure",
    ]
)
"""Answers of shared questions that are a bar, a failed check, a warning or a doubt that stops."""
Marked = tuple[Question, Option]


def marked(ruleset: Ruleset) -> list[Marked]:
    """Every answer that objects or denies."""
    return [
        (question, option)
        for question in ruleset.questions.values()
        for option in question.options
        if option.objects or option.denies
    ]


@pytest.mark.parametrize("name", NAMES)
def test_what_always_denies_is_marked_in_every_door(name: str) -> None:
    for question in library.current(name).questions.values():
        for option in question.options:
            assert option.denies or f"{question.id}.{option.id}" not in ALWAYS_DENY, (question.id, option.id)


@pytest.mark.parametrize("name", NAMES)
def test_a_no_is_marked_as_a_no(name: str) -> None:
    for question in library.current(name).questions.values():
        for option in question.options:
            if option.label.startswith("They said no") or option.id in {"said_no", "objected"}:
                assert option.objects or option.denies or option.narrows, (question.id, option.id)


@pytest.mark.parametrize("name", NAMES)
def test_who_is_unsure_is_led_somewhere(name: str) -> None:
    """Every question of judgement offers "I'm not sure"; danger aside, it never ends in sharing there and then."""
    steering = [one for one in library.current(name).questions.values() if one.steers]
    certain = {question.id for question in steering if not question.option(UNSURE)}
    assert certain <= CERTAIN


def answers_for(ruleset: Ruleset) -> st.SearchStrategy[dict[str, Any]]:
    """One usable answer for every question there is."""
    ways: dict[str, st.SearchStrategy[Any]] = {}
    for question in ruleset.questions.values():
        ids = [option.id for option in question.options]
        ticked = st.lists(
            st.sampled_from([one.id for one in question.options if not one.exclusive] or ["x"]),
            min_size=1,
            unique=True,
        )
        ways[question.id] = {
            "radios": st.sampled_from(ids or ["x"]),
            "checkboxes": ticked,
            "items": ticked.map(lambda boxes: dict.fromkeys(boxes, "a reason")),
        }.get(question.kind, st.just("typed"))
    return st.fixed_dictionaries(ways)


def with_answer(answers: dict[str, Any], question: Question, option: Option) -> dict[str, Any]:
    """The answers with this one given too: ticked beside the others where several may be."""
    given = answers[question.id]
    if question.kind == "radios" or option.exclusive:
        alone = {"radios": option.id, "items": {option.id: ""}}
        return {**answers, question.id: alone.get(question.kind, [option.id])}
    if question.kind == "items":
        return {**answers, question.id: {**given, option.id: "a reason"}}
    return {**answers, question.id: [*given, option.id]}


def openness(ruleset: Ruleset, taken: Walk) -> int:
    """How much the one who asked is told, protection from harm aside."""
    outcome = taken.outcome
    if outcome is None or (outcome.basis and ruleset.bases[outcome.basis].protects):
        return 0
    return {"share": 2, "share_deidentified": 2, "share_in_part": 1}.get(outcome.kind, 0)


def allowed(ruleset: Ruleset, taken: Walk) -> int:
    """How much may be told at most, by the answers that were passed."""
    most, must = 2, taken.outcome and taken.outcome.basis and ruleset.bases[taken.outcome.basis].must
    for step in taken.steps:
        given = (step.answer,) if isinstance(step.answer, str) else step.answer
        options = [ruleset.questions[step.question].option(one) for one in given]
        for option in filter(None, options):
            if option.denies:
                return 0
            if option.objects and not must:
                most = 0
            if option.narrows and not must:
                most = 1
    return most


@pytest.mark.parametrize("door", DOORS)
@settings(deadline=None, max_examples=40)
@given(data=st.data())
def test_what_the_registers_say_against_it_never_makes_sharing_easier(door: str, data: st.DataObject) -> None:
    """Any answers, with any set of noes, bars, warnings and failed checks put in, one after the other."""
    ruleset = library.current(door)
    answers = data.draw(answers_for(ruleset))
    before = walk(ruleset, answers)
    assert openness(ruleset, before) <= allowed(ruleset, before)
    for question, option in data.draw(st.lists(st.sampled_from(marked(ruleset)), min_size=1, max_size=4)):
        answers = with_answer(answers, question, option)
        after = walk(ruleset, answers)
        passed = [step.question for step in after.steps]
        assert openness(ruleset, after) <= allowed(ruleset, after)
        if question.id not in passed:
            assert after == before
        before = after


@pytest.mark.parametrize("door", DOORS)
def test_the_law_and_a_failed_check_bind_everyone(door: str) -> None:
    """What a crime or a stranger is behind is no worker's own choice."""
    ruleset = library.current(door)
    bound = [outcome for outcome in ruleset.outcomes.values() if outcome.binding]
    assert {"restricted_stop", "identity_failed"} & set(ruleset.outcomes) <= {one.id for one in bound}
    assert not [outcome for outcome in bound if outcome.kind in SHARING]
    for question in ruleset.questions.values():
        for option in question.options:
            if option.goes_to in {one.id for one in bound}:
                assert option.denies, (question.id, option.id)
