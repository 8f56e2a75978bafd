"""Jobs of this room. Their only argument is the id of a row; the row is the truth, and a job only nudges it along."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from celery.signals import worker_ready
from django.conf import settings

from portal.jobs import SWEPT_EVERY, app, nudge
from portal.making import files, leases, working


@app.task(name="portal.making.tasks.make", time_limit=leases.LONGEST + 300)
def make(job_id: str) -> bool:
    """Make what one job asks for; run twice, also at the same time, it does so once."""
    return working.work(UUID(job_id))


@app.task(name="portal.making.tasks.make_what_waits")
def make_what_waits() -> int:
    """Nudge the workers to each job that is free: never begun, or held by a worker who was killed; return how many."""
    waiting = leases.free()
    for job_id in waiting:
        nudge(make, job_id, expires=SWEPT_EVERY)
    return len(waiting)


@worker_ready.connect
def take_up_again(**_given: Any) -> None:
    """Go on with what a worker held who was killed, without waiting until its lease is over.

    Only where no other worker runs, as under the launcher, which says so: another's jobs are not ours to take.
    """
    if settings.PORTAL_ONLY_WORKER and leases.let_go():
        make_what_waits()


@app.task(name="portal.making.tasks.delete_old_files")
def delete_old_files() -> int:
    """Delete the files that were kept long enough; run twice it does no harm."""
    return files.throw_away_old()
