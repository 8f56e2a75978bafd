"""Asking for a job, stopping it, asking again, and who may see it."""

from __future__ import annotations

from collections.abc import Mapping
from uuid import UUID

from django.conf import settings
from django.db import transaction
from django.db.models import Q
from django.db.models.functions import Now
from django.utils import timezone

from portal.jobs import nudge
from portal.making import files as kept
from portal.making.models import Job, MadeFile
from portal.models import Membership, Organisation, User
from portal.roles import may
from portal.standing import only_home

State = Job.State
LISTED = 50
"""How many jobs a person's own list shows."""


@transaction.atomic
def ask(
    *,
    kind: str,
    organisation: Organisation,
    title: str,
    about: UUID | None = None,
    arguments: Mapping[str, str] | None = None,
    by: User,
) -> Job:
    """Return the job that makes this, in the caller's transaction; who asked the same already gets that job.

    Whether `by` may have it is for the caller to say. Title and arguments hold codes, days and ids, never a name.
    """
    if kind not in settings.MAKING_KINDS:
        raise ValueError(f"no kind of job is called {kind}")
    what = {
        "kind": kind, "organisation": organisation, "by": by, "about": about, "arguments": dict(arguments or {})
    }  # fmt: skip
    job = Job.objects.filter(**what, state__in=Job.ACTIVE).first()
    if job is None:
        job = Job.objects.create(**what, title=title)
        _nudge(job)
    return job


@transaction.atomic
def again(job: Job) -> bool:
    """Let a job that ended be made anew, from its start; say if this call did it."""
    held = Job.objects.select_for_update().get(pk=job.pk)
    if held.is_active or held.is_ready:
        return False
    kept.throw_away(held)
    Job.objects.filter(pk=held.pk).update(
        state=State.WAITING,
        holder=None,
        attempts=0,
        done=0,
        of=0,
        saying="",
        free_at=Now(),
        asked_at=timezone.now(),
        started_at=None,
        finished_at=None,
        expires_at=None,
    )
    _nudge(held)
    return True


def cancel(job: Job) -> bool:
    """Stop a job that waits or is being made; whoever makes it can no longer finish it. Say if this call did it."""
    active = Job.objects.filter(pk=job.pk, state__in=Job.ACTIVE)
    return bool(active.update(state=State.CANCELLED, holder=None, finished_at=timezone.now()))


def job(organisation: Organisation, job_id: UUID) -> Job | None:
    """Return a job of this organisation, or None."""
    return Job.objects.select_related("by").filter(organisation=organisation, pk=job_id).first()


def mine(organisation: Organisation, by: User) -> list[Job]:
    """Return the latest things a person asked for here, the latest first."""
    return list(Job.objects.filter(by=by, organisation=organisation).order_by("-asked_at")[:LISTED])


def files(job: Job) -> list[MadeFile]:
    """Return the files that can be had of a job, by name; none before it is done, nor when they have expired."""
    return list(job.files.order_by("name")) if job.is_ready else []


def ahead(job: Job) -> int:
    """Return how many other jobs are before this one, among those that wait or are being made."""
    earlier = Q(asked_at__lt=job.asked_at) | Q(asked_at=job.asked_at, pk__lt=job.pk)
    return Job.objects.filter(earlier, state__in=Job.ACTIVE).count()


def may_see(membership: Membership, job: Job) -> bool:
    """Say whether a job is there for somebody: whoever asked, or who may see the figures of all homes."""
    if membership.organisation_id != job.organisation_id:
        return False
    return membership.user_id == job.by_id or (may(membership, "report") and only_home(membership) is None)


def _nudge(job: Job) -> None:
    """Ask a worker to look once this is committed; a nudge that is lost is made up for by the clock."""
    from portal.making.tasks import make  # the task calls back into this room

    transaction.on_commit(lambda: nudge(make, job.pk))
