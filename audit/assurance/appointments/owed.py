"""What is still to do about appointments before the deadline, and how they stand for the annual report."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
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
    here, waived = queries.held(organisation), queries.waived(organisation)
    for post in Post:
        yield _task(post, [each for each in here if each.post == post], waived.get(post), day)
    status = Status.COMPLETED if organisation.guardian_phone else Status.INCOMPLETE
    yield Task(
        "appointments.contact",
        "guardian",
        "Write down whom staff can call",
        status,
        reverse("duty:contacts"),
        "" if organisation.guardian_phone else "There is no number for the Caldicott Guardian yet.",
    )


def _task(post: Post, holders: Sequence[Held], waived: date | None, day: date) -> Task:
    """Return the task of one post; the first of its reviews to fall due is when it is to be done again.

    `waived` is until when it is written down that nobody need hold it. The register where that stands reminds of it.
    """
    due = min((each.appointment.review_on for each in holders), default=None)
    until, again = (due, "confirmed again") if holders else (waived, "looked at again")
    if until is None:
        note, status = "Nobody is appointed yet.", Status.INCOMPLETE
    elif until < day:
        note, status = f"It was to be {again} by {day_in_words(until)}.", Status.INCOMPLETE
    else:
        none = "" if holders else "You wrote down that none is needed. "
        note, status = f"{none}To be {again} by {day_in_words(until)}.", Status.COMPLETED
    url = reverse("appointments:list")
    return Task(f"appointments.{post.value}", post.value, TITLES[post], status, url, note, due)


def standing(organisation: Organisation, day: date) -> Standing:
    """Return how appointments stand on a day: which posts are held, since when; nobody is named."""
    here, waived = queries.held(organisation), queries.waived(organisation)
    filled = {each.post for each in here}
    met = queries.standing_conflicts(organisation, here)
    count = len({conflict.code for _name, conflict in met})
    return Standing(
        id="appointments",
        title="Who answers for what",
        says=(
            f"{len(filled)} of {len(Post)} posts are filled.",
            *(f"No {each.label.lower()} is needed, as was written down." for each in waived.keys() - filled),
            f"Roles that may conflict in one person, each held for a reason that was written down: {count}.",
        ),
        columns=("Appointed since", "Confirmed until"),
        rows=tuple(
            _row(post, [each for each in here if each.post == post], waived.get(post), day) for post in Post
        ),
    )


def _row(post: Post, holders: Sequence[Held], waived: date | None, day: date) -> tuple[str, ...]:
    """Return the row of one post: since when it is held or that it need not be, and until when that was confirmed."""
    until = min((each.appointment.review_on for each in holders), default=waived)
    if until is None:
        return post.label, "Nobody is appointed", "–"
    since = day_in_words(min(each.appointment.since for each in holders)) if holders else "Not needed"
    return post.label, since, day_in_words(until) + (" (late)" if until < day else "")
