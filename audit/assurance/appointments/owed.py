"""What is still to do about appointments before the deadline, and how they stand for the annual report."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

from django.urls import reverse

from audit.assurance.appointments import queries
from audit.assurance.appointments.posts import Post
from audit.assurance.appointments.queries import Held
from audit.assurance.standing import Standing
from audit.assurance.task import Status, Task
from portal.days import day_in_words
from portal.models import Organisation

TITLES = {
    Post.GUARDIAN: "Appoint a Caldicott Guardian",
    Post.DEPUTY: "Appoint a deputy for the Caldicott Guardian",
    Post.SIRO: "Appoint a senior information risk owner",
    Post.DPO: "Appoint a data protection officer",
}


def tasks(organisation: Organisation, day: date) -> Iterable[Task]:
    """Return the tasks of appointments: one for each post, and whom pages tell people to call."""
    here = queries.held(organisation)
    for post in Post:
        yield _task(post, [each for each in here if each.post == post], day)
    status = Status.COMPLETED if organisation.guardian_phone else Status.INCOMPLETE
    yield Task(
        "appointments.contact",
        "guardian",
        "Write down whom staff can call",
        status,
        reverse("duty:contacts"),
        "" if organisation.guardian_phone else "There is no number for the Caldicott Guardian yet.",
    )


def _task(post: Post, holders: list[Held], day: date) -> Task:
    """Return the task of one post; the first of its reviews to fall due is when it is to be done again."""
    url, due = (
        reverse("appointments:list"),
        min((each.appointment.review_on for each in holders), default=None),
    )
    if due is None:
        note, status = "Nobody is appointed yet.", Status.INCOMPLETE
    elif due < day:
        note, status = f"It was to be confirmed by {day_in_words(due)}.", Status.INCOMPLETE
    else:
        note, status = f"To be confirmed again by {day_in_words(due)}.", Status.COMPLETED
    return Task(f"appointments.{post.value}", post.value, TITLES[post], status, url, note, due)


def standing(organisation: Organisation, day: date) -> Standing:
    """Return how appointments stand on a day: which posts are held, since when; nobody is named."""
    here = queries.held(organisation)
    filled = {each.post for each in here}
    met = queries.standing_conflicts(organisation, here)
    count = len({conflict.code for _name, conflict in met})
    return Standing(
        id="appointments",
        title="Who answers for what",
        says=(
            f"{len(filled)} of {len(Post)} posts are filled.",
            f"Roles that may conflict in one person, each held for a reason that was written down: {count}.",
        ),
        columns=("Appointed since", "Confirmed until"),
        rows=tuple(_row(post, [each for each in here if each.post == post], day) for post in Post),
    )


def _row(post: Post, holders: list[Held], day: date) -> tuple[str, ...]:
    """Return the row of one post: since when it is held, and until when that was confirmed."""
    if not holders:
        return post.label, "Nobody is appointed", "–"
    since = min(each.appointment.since for each in holders)
    until = min(each.appointment.review_on for each in holders)
    late = " (late)" if until < day else ""
    return post.label, day_in_words(since), day_in_words(until) + late
