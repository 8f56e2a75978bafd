"""What answers and ends promise in whatever door they stand, beside what tests/engine/owed.toml writes down."""

from __future__ import annotations

import tomllib
from pathlib import Path
from typing import Any

import pytest

from decisions.engine.ruleset import Option, Question
from decisions.rulesets import library

NAMES = library.names()
OWED: dict[str, Any] = tomllib.loads(Path(__file__).with_name("owed.toml").read_text())
BINDS = {"restricted_stop", "identity_failed", "not_an_order", "nothing_to_media", "closely_protected"}
"""Ends behind which stand a crime, a stranger or a claim that is none: nobody departs from them."""
REFUSED_AND_LOOKED_AT = {
    "identity_failed",
    "nothing_to_media",
    "solicitor_for_another",
    "respect_their_choice",
    "tell_the_lead",
}
"""Refusals that the Guardian hears of all the same."""
SAFE_WAYS = {"private", "overheard", "secure_email", "paper"}
NONE_OF_THEM = {"nothing", "none", "not_sure"}
"""Boxes that say that no other is meant."""
FIXED = {
    "safeguard": ("safeguard", "safeguarding"),
    "danger_share": ("share", "serious_harm"),
    "danger_not_the_caller": ("safeguard", "serious_harm"),
    "respect_refusal": ("do_not_share", None),
    "respect_their_choice": ("do_not_share", None),
    "talk_about_their_no": ("ask_guardian", None),
    "tell_the_lead": ("do_not_share", None),
    "warn_without_the_person": ("share_anonymised", None),
    "not_confidential": ("not_confidential", None),
    "tell_shift_now": ("share", "serious_harm"),
    "share_to_find": ("share", "serious_harm"),
}


def answers(name: str) -> dict[str, tuple[Question, Option]]:
    """Every answer of a ruleset as question.option."""
    questions = library.current(name).questions.values()
    return {f"{one.id}.{option.id}": (one, option) for one in questions for option in one.options}


def owed(table: str, name: str, key: str) -> list[str]:
    """What is owed in this door, or else in any."""
    found: list[str] = OWED[table].get(f"{name}/{key}", OWED[table].get(key, []))
    return found


@pytest.mark.parametrize("name", NAMES)
def test_each_answer_owes_what_is_written_down(name: str) -> None:
    for key, (_question, option) in answers(name).items():
        assert list(option.duties) == owed("owes", name, key), key


@pytest.mark.parametrize("name", NAMES)
def test_each_end_owes_what_is_written_down(name: str) -> None:
    for outcome in library.current(name).outcomes.values():
        assert list(outcome.duties) == owed("ends", name, outcome.id), outcome.id


@pytest.mark.parametrize("name", NAMES)
def test_which_answers_are_the_persons_own_no(name: str) -> None:
    for key, (_question, option) in answers(name).items():
        assert option.objects == (key in OWED["noes"]), key
        assert option.narrows == (key in OWED["parts"]), key


@pytest.mark.parametrize("name", NAMES)
def test_past_which_answers_the_person_is_not_told_and_who_is_a_stranger(name: str) -> None:
    for key, (_question, option) in answers(name).items():
        assert bool(option.untold) == (key in OWED["untold"]), key
        assert option.stranger == (key in OWED["strangers"]), key
        assert option.known == (key in OWED["known"]), key


@pytest.mark.parametrize("name", NAMES)
def test_which_duties_wait_until_something_is_shared_or_would_tell_the_person(name: str) -> None:
    for duty in library.current(name).duties.values():
        for mark in ("when_shared", "tells_person"):
            assert getattr(duty, mark) == (not {duty.id, f"{name}/{duty.id}"}.isdisjoint(OWED[mark])), duty.id


@pytest.mark.parametrize("name", NAMES)
def test_shared_answers_lead_to_the_same_everywhere(name: str) -> None:
    for key, (_question, option) in answers(name).items():
        wanted = OWED["leads"].get(f"{name}/{key}", OWED["leads"].get(key, option.goes_to))
        assert option.goes_to == wanted, key


def test_nothing_is_written_down_of_answers_and_ends_that_are_gone() -> None:
    there = {way for name in NAMES for key in answers(name) for way in (key, f"{name}/{key}")}
    ends = {way for name in NAMES for end in library.current(name).outcomes for way in (end, f"{name}/{end}")}
    marked = {one for mark in ("noes", "parts", "untold", "strangers", "known") for one in OWED[mark]}
    assert {*OWED["owes"], *OWED["leads"], *marked} <= there
    duties = {
        way for name in NAMES for duty in library.current(name).duties for way in (duty, f"{name}/{duty}")
    }
    assert {*OWED["when_shared"], *OWED["tells_person"]} <= duties
    assert set(OWED["ends"]) <= ends


@pytest.mark.parametrize("name", NAMES)
def test_only_these_ends_bind(name: str) -> None:
    outcomes = library.current(name).outcomes
    assert {one.id for one in outcomes.values() if one.binding} == BINDS & outcomes.keys()


@pytest.mark.parametrize("name", NAMES)
def test_the_guardian_looks_at_whatever_is_put_to_the_guardian_and_at_few_refusals(name: str) -> None:
    for outcome in library.current(name).outcomes.values():
        looked_at = "guardian_reviews" in outcome.duties
        assert outcome.kind != "ask_guardian" or (looked_at and outcome.id not in REFUSED_AND_LOOKED_AT)
        assert outcome.kind != "do_not_share" or looked_at == (outcome.id in REFUSED_AND_LOOKED_AT)


@pytest.mark.parametrize("name", NAMES)
def test_ends_of_every_door_are_what_they_are(name: str) -> None:
    outcomes = library.current(name).outcomes
    for end, (kind, basis) in FIXED.items():
        if end in outcomes:
            assert (outcomes[end].kind, outcomes[end].basis) == (kind, basis)


@pytest.mark.parametrize("name", NAMES)
def test_whatever_both_sides_were_written_for_is_the_public_interest(name: str) -> None:
    ruleset = library.current(name)
    for question_id in ruleset.both_sides[-1:]:
        following = ruleset.outcomes.get(ruleset.questions[question_id].goes_to or "")
        assert following is None or following.public_interest
    for outcome in ruleset.outcomes.values():
        assert outcome.public_interest == (
            outcome.id in {"ask_about_public_interest", "guardian_weighs_for_the_living"}
        )


@pytest.mark.parametrize("name", NAMES)
def test_a_box_for_none_of_them_is_ticked_alone(name: str) -> None:
    for key, (question, option) in answers(name).items():
        if question.kind != "radios":
            assert option.exclusive == (option.id in NONE_OF_THEM), key


@pytest.mark.parametrize("name", NAMES)
def test_every_safe_way_leads_on_and_no_other_does(name: str) -> None:
    channel = library.current(name).questions.get("channel")
    if channel:
        assert len({option.goes_to for option in channel.options if option.id in SAFE_WAYS}) == 1
        assert {option.id for option in channel.options if option.goes_to == "choose_safe_way"} == {
            option.id for option in channel.options if option.id not in SAFE_WAYS
        }


@pytest.mark.parametrize("name", NAMES)
def test_what_is_right_at_least_in_part_leads_on(name: str) -> None:
    for key in ("accurate", "reach", "protect_way"):
        question = library.current(name).questions.get(key)
        on = {"yes", "in_part", "own_list", "known_in_person", "spoken", "overheard", "form", "secure_email"}
        if question:
            assert len({option.goes_to for option in question.options if option.id in on}) == 1
