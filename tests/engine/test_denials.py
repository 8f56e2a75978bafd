"""Deny wins: a no, a bar or a failed check never makes sharing easier, and doubt waits."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from decisions.engine.ruleset import SHARING, Ruleset
from decisions.engine.walk import Walk, walk
from decisions.rulesets import library

NAMES = library.names()
DOORS = [door.name for door in library.doors()]
COMMON = {"identity.alert", "identity_done.failed", "identity_done.cannot_check", "items.restricted"} | {
    f"{question}.{option}"
    for question, options in {
        "objection": ["everything", "not_sure"],
        "harm": ["no", "law", "not_sure"],
        "capacity": ["assumed", "not_sure"],
        "best_interests": ["no", "not_sure"],
    }.items()
    for option in options
}
DENYING = {
    "start": set(),
    "care-team": COMMON
    | {"agreement.said_no", "likely_to_object.yes", "likely_to_object.not_sure"}
    | {"left_out.not_safe", "left_out.not_sure", "relationship.not_caring", "relationship.not_sure"},
    "family": COMMON
    | {"family_agreement.said_no", "family_agreement.not_asked", "family_agreement.not_sure"}
    | {"carer_consents.no", "carer_consents.not_asked", "carer_consents.not_sure"}
    | {"rest_agreed.no", "rest_agreed.not_sure"},
}


@pytest.mark.parametrize("name", NAMES)
def test_what_denies_is_marked_as_denying(name: str) -> None:
    ruleset = library.current(name)
    denying = {
        f"{question.id}.{option.id}"
        for question in ruleset.questions.values()
        for option in question.options
        if option.denies
    }
    assert denying == DENYING[name]


@pytest.mark.parametrize("name", NAMES)
def test_who_is_unsure_is_led_somewhere(name: str) -> None:
    """Every question of judgement offers "I'm not sure"; danger aside, it never ends in sharing there and then."""
    ruleset = library.current(name)
    certain = {question.id for question in ruleset.questions.values() if not question.option("not_sure")}
    assert certain <= {"identity_done", "danger_whose", "danger_what", "danger_told", "whose"}


def answers_for(ruleset: Ruleset) -> st.SearchStrategy[dict[str, Any]]:
    """One usable answer for every question there is."""
    ways: dict[str, st.SearchStrategy[Any]] = {}
    for question in ruleset.questions.values():
        ids = [option.id for option in question.options]
        several = st.lists(
            st.sampled_from([one.id for one in question.options if not one.exclusive] or ["x"])
        )
        ways[question.id] = {
            "radios": st.sampled_from(ids or ["x"]),
            "items": several.filter(bool).map(lambda ticked: dict.fromkeys(ticked, "a reason")),
        }.get(question.kind, st.just("typed"))
    return st.fixed_dictionaries(ways)


def openness(taken: Walk) -> int:
    """How much the one who asked is told, protection from harm aside."""
    if taken.outcome is None or taken.outcome.basis == "serious_harm":
        return 0
    return {"share": 2, "share_in_part": 1}.get(taken.outcome.kind, 0)


DENIALS = [
    st.tuples(st.just(door), answers_for(library.current(door)), st.sampled_from(sorted(DENYING[door])))
    for door in DOORS
]


@settings(deadline=None)
@given(st.one_of(DENIALS))
def test_a_denial_added_never_makes_sharing_easier(case: tuple[str, dict[str, Any], str]) -> None:
    door, answers, denied = case
    ruleset = library.current(door)
    before = walk(ruleset, answers)
    question_id, option_id = denied.split(".")
    question = ruleset.questions[question_id]
    changed = {**answers[question_id], option_id: "a reason"} if question.kind == "items" else option_id
    after = walk(ruleset, {**answers, question_id: changed})
    narrowed = ("objection", "some_items") in [(step.question, step.answer) for step in after.steps]
    assert openness(after) <= max(openness(before), int(narrowed))
    if question_id in [step.question for step in after.steps] and not narrowed:
        assert openness(after) == 0


@pytest.mark.parametrize("name", ["care-team", "family"])
def test_the_law_and_a_failed_check_bind_everyone(name: str) -> None:
    """What a crime or a stranger is behind is no worker's own choice."""
    outcomes = library.current(name).outcomes.values()
    bound = [outcome for outcome in outcomes if outcome.binding]
    assert {outcome.id for outcome in bound} == {"restricted_stop", "identity_failed"}
    assert not [outcome for outcome in bound if outcome.kind in SHARING]
