"""That somebody looks at who can log in: as a task before the deadline, and as the annual report tells it."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

from django.urls import reverse

from audit.assurance.access import queries
from audit.assurance.people import people
from audit.assurance.standing import Standing
from audit.assurance.task import Status, Task
from portal.days import day_in_words
from portal.models import Organisation


def tasks(organisation: Organisation, day: date) -> Iterable[Task]:
    """Return the task to go through who can log in."""
    last = queries.last_review(organisation)
    in_force = last is not None and last.counts(day)
    yield Task(
        id="access.review",
        topic="access",
        title="Review who can log in",
        status=Status.COMPLETED if in_force else Status.INCOMPLETE,
        url=reverse("access:list"),
        note=queries.idle_in_words(len(queries.idle(people(organisation), day))),
        due=last.next_on if last else None,
    )


def standing(organisation: Organisation, day: date) -> Standing:
    """Return how access stands on a day, in sentences; nobody is named."""
    everyone, last = people(organisation), queries.last_review(organisation)
    looked = (
        f"The list was last gone through on {day_in_words(last.reviewed_on)}: {last.kept} kept, {last.ended} ended."
        if last
        else "Nobody has gone through the list yet."
    )
    public = (
        f"The list of who can log in was last gone through on {day_in_words(last.reviewed_on)}."
        if last
        else "Nobody has gone through the list of who can log in yet."
    )
    can = f"{len(everyone):,} {'person' if len(everyone) == 1 else 'people'} can log in."
    return Standing(
        id="access",
        title="Who can log in",
        says=(can, queries.idle_in_words(len(queries.idle(everyone, day))), looked),
        public=(public,),
    )
