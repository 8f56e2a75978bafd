"""That lists made for the national data opt-out check came back from it: a task before the toolkit's deadline."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from django.urls import reverse

from audit.assurance.task import Status, Task
from decisions.clean_lists import queries
from portal.days import day_in_words
from portal.models import Organisation


def tasks(organisation: Organisation, day: date) -> Iterator[Task]:
    """Yield when a list was last checked; who never made one has nothing to check, which is not the same as done."""
    checked, made = queries.checked_on(organisation), queries.latest(organisation)
    waiting = bool(made) and not hasattr(made[0], "back")
    status, note = Status.CANNOT_START, "No list was made here, so there is none to check yet"
    if waiting:
        status = Status.INCOMPLETE
        note = f"The list of {day_in_words(made[0].made_on)} has not come back"
    elif checked is not None:
        status, note = Status.COMPLETED, f"A list was last checked on {day_in_words(checked)}"
    yield Task(
        id="opt_out.checked",
        topic="opt_out",
        title="Check lists against the national data opt-out",
        status=status,
        url=reverse("clean_lists:list"),
        note=note,
    )
