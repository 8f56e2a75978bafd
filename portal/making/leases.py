"""A worker's hold on a job: taken in one moment, renewed for as long as its process lives, and lost with it.

All times are the database's own, so that the clocks of several machines cannot disagree about a lease.
"""

from __future__ import annotations

import threading
import time
import uuid
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from datetime import timedelta
from typing import Final

from django.conf import settings
from django.db import DatabaseError, connection, transaction
from django.db.models.functions import Now

from portal.making.models import Job

State = Job.State
LONGEST: Final = 3600.0
"""After so many seconds a lease is renewed no more: whoever works that long hangs."""
SAID_EVERY: Final = 1.0
"""How often, in seconds, progress is written down at most."""
MOST_NUDGED: Final = 100
_SAYING: Final = 200


class Lost(Exception):
    """The job was cancelled, or somebody else has it: there is nothing to finish."""


@transaction.atomic
def take(job_id: uuid.UUID) -> Job | None:
    """Take a job that is free, or return None: another has it, it is over, or its pause is not."""
    free = Job.objects.filter(pk=job_id, state__in=Job.ACTIVE, free_at__lte=Now())
    job = free.select_for_update(skip_locked=True, of=("self",)).select_related("by", "organisation").first()
    if job is None:
        return None
    job.state, job.holder, job.attempts = State.RUNNING, uuid.uuid4(), job.attempts + 1
    job.done, job.of, job.saying = 0, 0, ""
    Job.objects.filter(pk=job.pk).update(
        state=job.state,
        holder=job.holder,
        attempts=job.attempts,
        done=0,
        of=0,
        saying="",
        free_at=_until(),
        started_at=Now(),
    )
    return job


def held(job: Job) -> Job | None:
    """Return the job, locked, if the worker who took it as `job` still has it; belongs in a transaction."""
    return Job.objects.select_for_update().filter(pk=job.pk, state=State.RUNNING, holder=job.holder).first()


def free() -> list[uuid.UUID]:
    """Return the jobs that anybody may take now, the first asked first; of very many, those whose turn is next."""
    found = Job.objects.filter(state__in=Job.ACTIVE, free_at__lte=Now())
    return list(found.order_by("asked_at", "pk").values_list("pk", flat=True)[:MOST_NUDGED])


def let_go() -> int:
    """Free every job that is held, at once, and return how many: for the only worker there is, as it starts."""
    return Job.objects.filter(state=State.RUNNING).update(free_at=Now())


class Lease:
    """What a worker knows of its hold: says how far it is, and learns when the job is no longer its own."""

    def __init__(self, job: Job) -> None:
        self._job, self._over, self._lost = job, threading.Event(), False
        self._said: tuple[int, int, str] = (0, 0, "")

    def tell(self, done: int, of: int, saying: str) -> None:
        """Say how far the work is: `done` of `of` steps, and a sentence without a person in it. Costs nothing.

        Raises Lost where there is no sense in going on.
        """
        if self._lost:
            raise Lost
        self._said = (done, of, saying[:_SAYING])

    def stop(self) -> None:
        """Renew no more."""
        self._over.set()

    def keep(self) -> None:
        """Renew the lease and write progress down until it is over or lost; runs in a thread of its own."""
        begun, written, renewed = time.monotonic(), self._said, time.monotonic()
        try:
            while not self._lost and not self._over.wait(min(SAID_EVERY, settings.MAKING_LEASE / 3)):
                now = time.monotonic()
                if now - begun > LONGEST:
                    self._lost = True
                elif self._said != written or now - renewed >= settings.MAKING_LEASE / 3:
                    written, renewed = self._said, now
                    self._write(written)
        finally:
            connection.close()

    def _write(self, said: tuple[int, int, str]) -> None:
        """Renew once. A database that cannot be reached is asked again: the lease outlives a few failures."""
        done, of, saying = said
        mine = Job.objects.filter(pk=self._job.pk, state=State.RUNNING, holder=self._job.holder)
        with suppress(DatabaseError):
            self._lost = not mine.update(done=done, of=of, saying=saying, free_at=_until())
            return
        connection.close()


@contextmanager
def kept(job: Job) -> Iterator[Lease]:
    """Keep a job's lease while the block runs.

    Inside a transaction (a job that is run at once, as tests do) nobody else sees the job, so none can take it.
    """
    lease = Lease(job)
    if connection.in_atomic_block:
        yield lease
        return
    thread = threading.Thread(target=lease.keep, name=f"lease of {job.pk}", daemon=True)
    thread.start()
    try:
        yield lease
    finally:
        lease.stop()
        thread.join()


def _until() -> object:
    """Return when a lease taken now ends."""
    return Now() + timedelta(seconds=settings.MAKING_LEASE)
