"""Making what a job asks for: taken, made, kept and finished, once however often it is tried.

The files are kept and the job is finished in one transaction, by whoever holds the job. A worker whose lease was
lost finds that it holds it no more, and leaves nothing.
"""

from __future__ import annotations

import logging
import traceback
from datetime import timedelta
from pathlib import Path
from typing import Final
from uuid import UUID

from django.conf import settings
from django.db import transaction
from django.db.models.functions import Now
from django.urls import reverse
from django.utils import timezone
from django.utils.module_loading import import_string

from portal import outbox
from portal.errors import NotAllowed
from portal.making import files, leases
from portal.making.made import Made
from portal.making.models import Job

State = Job.State
MOST_ATTEMPTS: Final = 5
FIRST_PAUSE: Final = timedelta(seconds=15)
KEPT_FOR: Final = timedelta(days=30)
GAVE_UP: Final = "There was a problem on our side, each time we tried."
_log = logging.getLogger(__name__)


def work(job_id: UUID) -> bool:
    """Make what a job asks for, if it is free, and say if this call finished it. It never raises for a bad job."""
    job = leases.take(job_id)
    if job is None:
        return False
    if job.attempts > MOST_ATTEMPTS:
        # It was taken so often and never came back, not even to fail.
        _give_up(job, GAVE_UP)
        return False
    try:
        return _finish(job, _made(job))
    except leases.Lost:
        return False
    except NotAllowed as refusal:
        _give_up(job, refusal.sentence)
    except Exception as error:  # noqa: BLE001  # whatever is wrong with one job, the worker goes on to the next
        _note_failure(job, error)
    return False


def _made(job: Job) -> list[Made]:
    """Return the files that the job's kind makes, keeping the lease meanwhile."""
    make = import_string(settings.MAKING_KINDS[job.kind])
    with leases.kept(job) as lease:
        return list(make(job, lease.tell))


@transaction.atomic
def _finish(job: Job, made: list[Made]) -> bool:
    """Keep the files, write that it is done and tell whoever asked, all of it or nothing."""
    mine = leases.held(job)
    if mine is None:
        return False
    for each in made:
        files.store(mine, each)
    _end(mine, State.DONE, expires_at=timezone.now() + KEPT_FOR)
    _tell(mine, "made")
    return True


@transaction.atomic
def _give_up(job: Job, sentence: str) -> None:
    """Write that it cannot be made, and why, and tell whoever asked."""
    mine = leases.held(job)
    if mine is not None:
        _end(mine, State.FAILED, saying=sentence[:200])
        _tell(mine, "not_made")


def _note_failure(job: Job, error: Exception) -> None:
    """Let a job that failed be tried again after a pause, a few times; then give it up."""
    # Where in our code it happened and of what kind it was; its own words may quote a person.
    frames = traceback.extract_tb(error.__traceback__)
    place = [each for each in frames if "site-packages" not in each.filename][-1]
    _log.warning(
        "Job %s (%s) failed, attempt %s: %s at %s:%s",
        job.pk, job.kind, job.attempts, type(error).__name__, Path(place.filename).name, place.lineno,
    )  # fmt: skip
    if job.attempts >= MOST_ATTEMPTS:
        _give_up(job, GAVE_UP)
        return
    pause = FIRST_PAUSE * 2 ** (job.attempts - 1)
    mine = Job.objects.filter(pk=job.pk, state=State.RUNNING, holder=job.holder)
    mine.update(state=State.WAITING, holder=None, free_at=Now() + pause)


def _end(job: Job, state: str, **more: object) -> None:
    """End a job that is held."""
    ended = {"state": state, "holder": None, "saying": "", "finished_at": timezone.now()}
    Job.objects.filter(pk=job.pk).update(**ended | more)


def _tell(job: Job, template: str) -> None:
    """Write to whoever asked."""
    outbox.queue(
        organisation=job.organisation, template=template, to=job.by, path=reverse("making:job", args=[job.pk])
    )
