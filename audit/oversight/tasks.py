"""The desk's jobs."""

from __future__ import annotations

from django.utils import timezone

from audit.oversight import reading
from audit.oversight.concerns import reminders
from audit.oversight.duty import digest
from audit.oversight.verifying import checking
from audit.oversight.watching.clock import draw_what_is_due
from portal.jobs import app


@app.task(name="audit.oversight.tasks.catch_up")
def catch_up() -> int:
    """Read what is new in the ledgers, so that no page of the desk has much to read; return how many are behind."""
    return reading.catch_up_all()


@app.task(name="audit.oversight.tasks.draw_lots")
def draw_lots() -> int:
    """Draw the lot of each month that is over and was not drawn yet; return how many were."""
    return draw_what_is_due(timezone.now())


@app.task(name="audit.oversight.tasks.remind_of_concerns")
def remind_of_concerns() -> int:
    """Say which clocks of concerns soon run out or have; return how many reminders that took."""
    return reminders.remind_all(timezone.now())


@app.task(name="audit.oversight.tasks.write_digests")
def write_digests() -> int:
    """Write the letters of Monday morning that are not written yet; return how many."""
    return digest.write_all(timezone.now())


@app.task(name="audit.oversight.tasks.check_logs", time_limit=4 * 3600)
def check_logs() -> int:
    """Check every log that was not checked today; return how many checks that took."""
    return checking.check_all(timezone.now())
