"""That the public is told: as a task before the deadline, and as the annual report tells it."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

from django.urls import reverse

from audit.assurance.notices import queries
from audit.assurance.standing import Standing
from audit.assurance.task import Status, Task
from portal.days import a_year_after, day_in_words
from portal.models import Organisation


def tasks(organisation: Organisation, day: date) -> Iterable[Task]:
    """Return the task to publish the notice, and to publish it anew within a year."""
    versions = queries.versions(organisation)
    until = a_year_after(versions[0].published_on) if versions else None
    note = f"Published on {day_in_words(versions[0].published_on)}." if versions else "Not published yet."
    status = Status.COMPLETED if until is not None and day <= until else Status.INCOMPLETE
    title = "Tell the public how you use and share information"
    yield Task("notices.published", "notice", title, status, reverse("notices:index"), note, until)


def standing(organisation: Organisation, day: date) -> Standing:
    """Return how the notice stands."""
    notice = queries.in_force(organisation)
    if notice is None:
        return Standing("notices", "What we tell the public", ("No notice is published.",))
    version = notice.version
    says = (
        f"Version {version.number} was published on {day_in_words(version.published_on)}.",
        f"Where people find it: {notice.places}",
    )
    return Standing("notices", "What we tell the public", says)
