"""How practice went: a worker's own, and each worker's for their manager."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping, Sequence
from datetime import date, datetime, time, timedelta
from typing import Any
from uuid import UUID

from django.db.models import Count, Max, Q

from decisions.practice.models import PracticeResult
from decisions.practice.own import OwnStory
from decisions.rulesets import library
from decisions.rulesets.scenarios import Scenario
from portal.days import LONDON, moment_in_words
from portal.models import Organisation, User

SHOWN = 100
OWN = "From your own organisation"


def results_of(worker: User, here: Mapping[str, Scenario]) -> list[dict[str, Any]]:
    """Return how a worker's stories went, the latest first; a story that is gone keeps its place."""
    return [
        {
            "story": here[each.story].story[0] if each.story in here else "A story that is not here any more",
            "url_id": each.story if each.story in here else "",
            "right": each.right,
            "when": moment_in_words(each.made_at),
        }
        for each in PracticeResult.objects.filter(worker=worker).order_by("-made_at")[:SHOWN]
    ]


def went_right(worker: User) -> dict[str, bool]:
    """Return, for each story a worker has practised with, whether it ever went right."""
    rows = PracticeResult.objects.filter(worker=worker).values("story")
    counted = rows.annotate(rights=Count("id", filter=Q(right=True)))
    return {row["story"]: row["rights"] > 0 for row in counted}


def counts(organisation: Organisation) -> list[dict[str, Any]]:
    """Return for each worker how often they practised, with how many stories, how often it went right, and when last.

    For their manager, by name; whoever never practised is not in it.
    """
    rows = PracticeResult.objects.filter(organisation=organisation).values("worker", "worker__full_name")
    counted = rows.annotate(
        times=Count("id"),
        stories=Count("story", distinct=True),
        right=Count("id", filter=Q(right=True)),
        last=Max("made_at"),
    )
    return [dict(row) for row in counted.order_by("worker__full_name", "worker")]


def right_answers(organisation: Organisation, first: date, last: date) -> dict[UUID, int]:
    """Return how many different stories each worker got right, from a first day of London to a last, both included."""
    begin = datetime.combine(first, time(), LONDON)
    end = datetime.combine(last + timedelta(days=1), time(), LONDON)
    right = PracticeResult.objects.filter(
        organisation=organisation, right=True, made_at__gte=begin, made_at__lt=end
    )
    return dict(right.values_list("worker").annotate(stories=Count("story", distinct=True)).order_by())


def next_story(worker: User, here: Mapping[str, Scenario]) -> Scenario | None:
    """Return a story to give a worker: one that has not gone right yet, in an order of their own; else the first."""
    done = went_right(worker)

    def place(story: Scenario) -> tuple[bool, str]:
        return done.get(story.id, False), hashlib.sha256(f"{worker.pk} {story.id}".encode()).hexdigest()

    return min(here.values(), key=place, default=None)


def by_door(worker: User, here: Mapping[str, Scenario], own: Sequence[OwnStory] = ()) -> list[dict[str, Any]]:
    """Return the organisation's own stories, then every other under its door's title, each with how it went."""
    done = went_right(worker)
    words = {True: "Right", False: "Try again", None: ""}
    mine = [{"id": each.id, "first": each.title, "went": words[done.get(each.id)]} for each in own]
    found: dict[str, list[dict[str, str]]] = {}
    for story in here.values():
        if story.id not in {each.id for each in own}:
            went = words[done.get(story.id)]
            found.setdefault(story.door, []).append({"id": story.id, "first": story.story[0], "went": went})
    doors = [{"title": library.current(door).title, "stories": listed} for door, listed in found.items()]
    return [*([{"title": OWN, "stories": mine}] if mine else []), *doors]
