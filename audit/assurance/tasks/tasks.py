"""The jobs of the year's duties."""

from __future__ import annotations

from django.utils import timezone

from audit.assurance.tasks import reminders
from portal.jobs import app


@app.task(name="audit.assurance.tasks.tasks.remind_of_the_year")
def remind_of_the_year() -> int:
    """Write what is to be said today of deadlines and of what falls due; return how many reminders that were."""
    return reminders.write_all(timezone.now())
