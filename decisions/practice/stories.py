"""The stories to practise with, and how a worker's answers to one compare with it."""

from __future__ import annotations

import logging
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

from django.conf import settings

from decisions.engine.load import RulesetError
from decisions.engine.ruleset import SHARING, Outcome, Ruleset
from decisions.rulesets import coverage, library, scenarios
from decisions.rulesets.scenarios import Scenario
from decisions.wizard.journey import Journey, State, door_of, in_words

_log = logging.getLogger(__name__)
RIGHT_OF_KIND = {
    **dict.fromkeys((*SHARING, "share_anonymised", "not_confidential"), "share"),
    "do_not_share": "do_not_share",
    "ask_guardian": "advice",
    "safeguard": "protect",
}
"""What somebody does who follows an outcome of this kind, as the stories say it."""


@cache
def _installed(folder: Path) -> dict[str, Scenario]:
    """Return the stories of a folder by id, but for the Guardian's; one that cannot be read, or none, holds none."""
    try:
        found = scenarios.everything(folder)
    except (RulesetError, OSError):
        _log.exception("The stories to practise with cannot be read")
        return {}
    doors = set(library.names()) - {library.WEIGH}
    return {story.id: story for story in found if story.door in doors}


def stories() -> dict[str, Scenario]:
    """Return every story that is installed, by id."""
    return _installed(settings.PORTAL_STORIES)


def told(story: Scenario, versions: dict[str, int]) -> Journey:
    """Return the story walked as it goes right."""
    ruleset = door_of(story.door, versions)
    answers = dict(story.facts)
    kinds = {question.id: question.kind for question in ruleset.questions.values()}
    names = [str(given) for question, given in answers.items() if kinds.get(question) == "individual"]
    people = {name: {"name": name, "reference": ""} for name in names}
    return Journey(ruleset, State(answers=answers, people=people, versions=versions))


def is_right(story: Scenario, ruleset: Ruleset, outcome: Outcome) -> bool:
    """Say whether an outcome is what the story calls for: the same one, or another by which the same is done."""
    basis = ruleset.bases.get(outcome.basis or "")
    done = "protect" if basis and basis.protects else RIGHT_OF_KIND.get(outcome.kind, "")
    return story.outcome == outcome.id or story.right == done


@dataclass(frozen=True, slots=True)
class Difference:
    """A question that was answered otherwise than in the story, with both answers in words."""

    title: str
    given: str
    told: str


def differences(journey: Journey, right: Journey) -> list[Difference]:
    """Return the questions met on both ways and answered differently. What was typed in words is not compared."""
    given = {step.question: step.answer for step in journey.walk.steps}
    return [
        Difference(question.title, _said(journey, question.id), _said(right, question.id))
        for step in right.walk.steps
        if (question := right.ruleset.questions[step.question]).steers
        and step.question in given
        and _ticked(given[step.question]) != _ticked(step.answer)
    ]


def _ticked(answer: str | tuple[str, ...]) -> frozenset[str]:
    """Return the options chosen."""
    return frozenset({answer} if isinstance(answer, str) else answer)


def _said(journey: Journey, question_id: str) -> str:
    """Return an answer in words, without the reasons typed beside ticks."""
    given: Any = journey.state.answers.get(question_id, "")
    if isinstance(given, dict):
        given = list(given)
    return ", ".join(in_words(journey.ruleset.questions[question_id], given, journey.state.people))


@cache
def _obligations() -> dict[int, str]:
    """Return what each obligation asks, in our own words, by its number."""
    return {each.number: each.says for each in coverage.obligations()}


def asked_of_us(story: Scenario) -> list[str]:
    """Return in plain words what the rules ask in this story."""
    return [_obligations()[row] for row in story.rows if row in _obligations()]
