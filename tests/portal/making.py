"""Kinds of jobs for the tests: one that works, and ways in which others do not."""

from __future__ import annotations

from django.utils import timezone

from portal.errors import NotAllowed
from portal.making import asking, leases
from portal.making.made import Made
from portal.making.models import Job

LARGE = bytes(range(256)) * 9000


def now(job):
    """Return a job as it is now."""
    return Job.objects.select_related("by").get(pk=job.pk)


def make(job, tell):
    tell(1, 2, "Counting the year")
    yield Made("report.html", "text/html; charset=utf-8", b"<p>The year</p>")
    yield Made("pack.zip", "application/zip", LARGE)


def make_nothing(job, tell):
    return [Made("empty.csv", "text/csv", b"")]


def break_down(job, tell):
    raise ZeroDivisionError("no figures for Joan Ellis")


def break_down_late(job, tell):
    yield from make(job, tell)
    raise ZeroDivisionError


def refuse(job, tell):
    raise NotAllowed("There is nothing to report yet.")


def cancel_itself(job, tell):
    asking.cancel(job)
    return make(job, tell)


def cancel_and_refuse(job, tell):
    asking.cancel(job)
    raise NotAllowed("No.")


TAKEN = []


def take(*, job, file_name, by):
    TAKEN.append((job.pk, file_name, by.email, timezone.now()))


def take_not(*, job, file_name, by):
    raise NotAllowed("You cannot take this file today.")


def lose(job, tell):
    raise leases.Lost
