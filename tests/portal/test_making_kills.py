"""Workers are killed in the middle of their work, frozen, and cut off: each job is made once all the same.

The workers are processes of their own, forked from the test, and they are killed with SIGKILL. `bench/kills.py` does
the same fifty times with real lease times and Celery's own workers.
"""

from __future__ import annotations

import hashlib
import multiprocessing
import os
import random
import signal
import time
from contextlib import contextmanager

import pytest
from django.db import DatabaseError, connection, connections
from django.urls import reverse

from portal.making import asking, files, leases, working
from portal.making.made import Made
from portal.making.models import Job, MadeFile, MadePart
from portal.models import Message
from tests.waiting import until

LEASE = 0.6
STEPS, STEP = 10, 0.05
LONG = "tests.portal.test_making_kills.make"
State = Job.State

pytestmark = pytest.mark.django_db(transaction=True)


def make(job, tell):
    """Work for half a second, and make the same bytes each time; a first try may hang at a step until it is killed."""
    link, grown = b"", bytearray()
    for step in range(1, STEPS + 1):
        tell(step, STEPS, "Counting")
        time.sleep(60 if job.attempts == 1 and job.arguments.get("hangs") == str(step) else STEP)
        for _ in range(4000):
            link = hashlib.sha256(link).digest()
            grown += link
    return [Made("report.bin", "application/octet-stream", bytes(grown))]


def serve():
    """Be a worker: take what is free, one job after another."""
    connections.close_all()
    while True:
        for job_id in leases.free():
            working.work(job_id)
        time.sleep(0.05)


@contextmanager
def worker():
    """Run a worker, and yield its process id."""
    # What a worker needs is loaded here, once, and not by each.
    reverse("making:list")
    connections.close_all()
    process = multiprocessing.get_context("fork").Process(target=serve, daemon=True)
    process.start()
    try:
        yield process.pid
    finally:
        process.kill()
        process.join()


@pytest.fixture(autouse=True)
def quick(settings):
    settings.MAKING_LEASE = LEASE
    settings.MAKING_KINDS = {"long": LONG}


@pytest.fixture
def asked(organisation, guardian):
    """Return a way to ask for several reports that no worker was nudged to make."""

    def asked(many, **arguments):
        what = {"kind": "long", "organisation": organisation, "by": guardian, "title": "Report"}
        return [Job.objects.create(**what, arguments=arguments) for _ in range(many)]

    return asked


def now(job):
    return Job.objects.get(pk=job.pk)


def made_once(jobs):
    """Say that each of these is done, with one file, one e-mail and the bytes that all others have."""
    assert {now(each).state for each in jobs} == {State.DONE}
    assert MadeFile.objects.count() == len(jobs)
    assert Message.objects.filter(template="made").count() == len(jobs)
    held = [b"".join(files.pieces(each)) for job in jobs for each in asking.files(now(job))]
    assert len({hashlib.sha256(each).digest() for each in held}) == 1
    assert MadePart.objects.count() == 2 * len(jobs)


@pytest.mark.parametrize("step", [1, 5, STEPS])
def test_a_worker_killed_in_the_middle_is_a_report_all_the_same(asked, step):
    (job,) = asked(1, hangs=str(step))
    with worker() as pid:
        until(lambda: now(job).done == step)
        os.kill(pid, signal.SIGKILL)
    assert (now(job).state, now(job).attempts) == (State.RUNNING, 1)
    with worker():
        until(lambda: now(job).attempts == 2)
        until(lambda: now(job).state == State.DONE)
    made_once([job])


def test_workers_killed_at_any_moment_leave_each_job_whole_or_not_begun(asked):
    jobs = asked(2)
    moments = random.Random(11)
    for _ in range(4):
        with worker():
            time.sleep(moments.uniform(0.05, STEPS * STEP * 1.4))
        assert MadeFile.objects.count() == Job.objects.filter(state=State.DONE).count()
        Job.objects.filter(attempts__gt=3).update(attempts=1)
    with worker():
        until(lambda: all(now(each).state == State.DONE for each in jobs))
    made_once(jobs)


def test_a_worker_that_froze_beyond_its_lease_finds_that_it_is_too_late(asked):
    (job,) = asked(1)
    with worker() as frozen:
        until(lambda: now(job).done >= 2)
        os.kill(frozen, signal.SIGSTOP)
        with worker():
            until(lambda: now(job).state == State.DONE)
        finished = now(job)
        os.kill(frozen, signal.SIGCONT)
        time.sleep(STEPS * STEP + 0.5)
    assert now(job).finished_at == finished.finished_at
    assert finished.attempts == 2
    made_once([job])


def test_a_worker_that_lives_keeps_its_job_however_long_it_takes(asked, settings):
    settings.MAKING_LEASE = STEPS * STEP / 3
    (job,) = asked(1)
    with worker():
        until(lambda: now(job).state == State.RUNNING)
        until(lambda: now(job).state != State.RUNNING)
    assert now(job).attempts == 1


def test_who_stops_a_job_frees_its_worker_at_the_next_step(asked):
    jobs = asked(2)
    with worker():
        until(lambda: now(jobs[0]).done >= 1)
        asking.cancel(jobs[0])
        until(lambda: now(jobs[1]).state == State.DONE)
    assert now(jobs[0]).state == State.CANCELLED
    assert not now(jobs[0]).files.exists()


def test_a_worker_cut_off_from_the_database_for_a_moment_goes_on(asked, monkeypatch):
    (job,) = asked(1)
    held = leases.take(job.pk)
    broken = iter([True, True])

    def cut_off():
        if next(broken, False):
            raise DatabaseError
        return "free_at"

    monkeypatch.setattr(leases, "_until", lambda: cut_off() and leases.Now())
    with leases.kept(held) as lease:
        lease.tell(1, 2, "Counting")
        until(lambda: now(job).done == 1)
        lease.tell(2, 2, "Writing")
        until(lambda: now(job).done == 2)


def test_a_worker_that_hangs_is_given_up_some_day(asked, monkeypatch):
    (job,) = asked(1)
    monkeypatch.setattr(leases, "LONGEST", 0.1)
    held = leases.take(job.pk)
    with leases.kept(held) as lease, pytest.raises(leases.Lost):
        until(lambda: lease.tell(1, 2, "Counting"))


def test_a_lease_is_not_renewed_at_every_breath(asked, monkeypatch, settings):
    settings.MAKING_LEASE = 45.0
    monkeypatch.setattr(leases, "SAID_EVERY", 0.01)
    (job,) = asked(1)
    with leases.kept(leases.take(job.pk)) as lease:
        lease.tell(1, 2, "Counting")
        until(lambda: now(job).done == 1)
        ends = now(job).free_at
        time.sleep(0.1)
    assert now(job).free_at == ends


def test_the_thread_that_keeps_a_lease_leaves_no_connection_behind(asked):
    (job,) = asked(1)

    def connected():
        with connection.cursor() as cursor:
            cursor.execute("SELECT count(*) FROM pg_stat_activity WHERE datname = current_database()")
            return cursor.fetchone()[0]

    before = connected()
    with leases.kept(leases.take(job.pk)) as lease:
        lease.tell(1, 2, "Counting")
        until(lambda: now(job).done == 1)
    until(lambda: connected() == before)
