"""The job of policies."""

from __future__ import annotations

from django.utils import timezone

from audit.assurance.policies import reminders
from portal.jobs import app


@app.task(name="audit.assurance.policies.tasks.remind")
def remind() -> int:
    """Write to whoever has not read a policy two weeks after it was adopted, once; return how many."""
    return reminders.write_all(timezone.now())
