"""An organisation's own stories: written from its decisions, names removed, and read by a second person.

A story whose answers still lead where they led is practised like any other. Where the questions have changed since,
or where the decision itself is not to be copied, it is a story to read.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Final
from uuid import UUID

from audit.oversight.review import queries
from audit.oversight.review.queries import Story
from decisions.engine.ruleset import NOTED, Ruleset
from decisions.law.rules import versions_for
from decisions.practice import stories
from decisions.rulesets import library
from decisions.rulesets.scenarios import Scenario
from decisions.wizard.journey import door_of
from portal.models import Organisation

SOMEONE: Final = "Somebody"
NOTE: Final = "Written down"


@dataclass(frozen=True, slots=True)
class OwnStory:
    """One of an organisation's own stories. `scenario` is None where it can only be read; `why` says what is right."""

    id: str
    title: str
    text: str
    why: str
    scenario: Scenario | None


def own_stories(organisation: Organisation) -> list[OwnStory]:
    """Return an organisation's own stories, the latest first."""
    versions = versions_for(organisation)
    return [_own(each, versions) for each in queries.examples(organisation)]


def own_story(organisation: Organisation, story_id: str) -> OwnStory | None:
    """Return one of them by its id, or None."""
    try:
        found = queries.example(organisation, UUID(story_id))
    except ValueError:
        return None
    return _own(found, versions_for(organisation)) if found else None


def _own(story: Story, versions: dict[str, int]) -> OwnStory:
    """Return a story, to be walked if its answers still lead where they led."""
    return OwnStory(str(story.id), story.title, story.story, story.why, _scenario(story, versions))


def _scenario(story: Story, versions: dict[str, int]) -> Scenario | None:
    """Return what is practised, or None where today's questions lead elsewhere with these answers."""
    if not story.answers or story.door not in library.names():
        return None
    scenario = Scenario(
        id=str(story.id),
        door=story.door,
        story=(story.title, story.story),
        setting="other",
        right=stories.RIGHT_OF_KIND.get(story.kind, ""),
        error="none",
        outcome=story.outcome,
        kind=story.kind,
        basis="",
        duties=(),
        tell=(),
        rows=(),
        facts=_noted(door_of(story.door, versions)) | _reasoned(story.answers),
    )
    end = stories.told(scenario, versions).walk.outcome
    return scenario if end is not None and end.id == story.outcome else None


def _noted(ruleset: Ruleset) -> dict[str, Any]:
    """Return something for each question that is answered in words, which an example never holds."""
    asked = [each for each in ruleset.questions.values() if each.kind in NOTED]
    return {each.id: SOMEONE if each.kind == "individual" else NOTE for each in asked}


def _reasoned(answers: Mapping[str, Any]) -> dict[str, Any]:
    """Return the answers with something for the reason of each ticked item, which an example never holds either."""
    return {q: dict.fromkeys(a, NOTE) if isinstance(a, Mapping) else a for q, a in answers.items()}


def with_installed(own: Sequence[OwnStory]) -> dict[str, Scenario]:
    """Return every story that can be practised, the installed ones and these of an organisation's own, by id."""
    return stories.stories() | {each.id: each.scenario for each in own if each.scenario}


def find(organisation: Organisation, story_id: str) -> Scenario | None:
    """Return one story that can be practised here, or None."""
    installed = stories.stories().get(story_id)
    if installed is not None:
        return installed
    mine = own_story(organisation, story_id)
    return mine.scenario if mine else None
