"""How far a job is, stopping it and asking again, and its files. A job that is not for somebody is not there."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta
from functools import wraps
from typing import Any
from uuid import UUID

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse, StreamingHttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.module_loading import import_string
from django.views.decorators.http import require_GET, require_http_methods

from portal.days import day_in_words, moment_in_words
from portal.login import behind_log_in
from portal.making import asking, files
from portal.making.models import Job, MadeFile
from portal.models import Membership

View = Callable[..., HttpResponseBase]
TURNS_FOR = timedelta(minutes=10)
"""So long the page turns by itself: a screen that was left must still be logged out some time."""
TURNS_EVERY = 3
_KINDS = {
    "application/pdf": "PDF",
    "application/zip": "ZIP",
    "text/html": "Web page",
    "text/csv": "CSV",
    "application/json": "JSON",
    "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet": "Spreadsheet",
}


def of_a_member(view: View) -> View:
    """Show a view to people who work somewhere, with the place they work under now."""

    @behind_log_in  # type: ignore[arg-type]  # a file is streamed, a page is not
    @wraps(view)
    def guarded(request: HttpRequest, **place: Any) -> HttpResponseBase:
        membership: Membership | None = request.membership or None  # type: ignore[attr-defined]
        if membership is None:
            raise Http404
        return view(request, membership, **place)

    return guarded


def _seen(membership: Membership, job_id: UUID) -> Job:
    """Return a job that this person may see."""
    job = asking.job(membership.organisation, job_id)
    if job is None or not asking.may_see(membership, job):
        raise Http404
    return job


@require_GET
@of_a_member
def index(request: HttpRequest, membership: Membership) -> HttpResponse:
    """List what this person asked for."""
    jobs = [_said(each) for each in asking.mine(membership.organisation, membership.user)]
    return render(request, "portal/making/list.html", {"jobs": jobs, "most": asking.LISTED})


@require_http_methods(["GET", "POST"])
@of_a_member
def page(request: HttpRequest, membership: Membership, job_id: UUID) -> HttpResponse:
    """Show how far a job is. Without a script the page turns by itself while the job runs."""
    job = _seen(membership, job_id)
    own = membership.user_id == job.by_id
    if request.method == "POST":
        if not own:
            raise Http404
        (asking.cancel if request.POST.get("do") == "cancel" else asking.again)(job)
        return redirect("making:job", job.pk)
    turning = job.is_active and timezone.now() - job.asked_at < TURNS_FOR
    context = _said(job) | {
        "own": own,
        "ahead": asking.ahead(job),
        "turning": turning,
        "files": [_file(job, each) for each in asking.files(job)],
    }
    response = render(request, "portal/making/job.html", context)
    if turning:
        response.headers["Refresh"] = str(TURNS_EVERY)
    return response


@require_GET
@of_a_member
def file(request: HttpRequest, membership: Membership, job_id: UUID, name: str) -> StreamingHttpResponse:
    """Give a file, once it is written down who takes it."""
    job = _seen(membership, job_id)
    wanted = next((each for each in asking.files(job) if each.name == name), None)
    if wanted is None:
        raise Http404
    if job.kind in settings.MAKING_TAKEN:
        import_string(settings.MAKING_TAKEN[job.kind])(job=job, file_name=wanted.name, by=request.user)
    return StreamingHttpResponse(
        files.pieces(wanted),
        content_type=wanted.content_type,
        headers={
            "Content-Disposition": f'attachment; filename="{wanted.name}"',
            "Cache-Control": "no-store",
            "X-Content-Type-Options": "nosniff",
        },
    )


def _said(job: Job) -> dict[str, Any]:
    """Return what a page says of a job."""
    return {
        "job": job,
        "state": "expired" if job.state == Job.State.DONE and not job.is_ready else job.state,
        "asked": moment_in_words(job.asked_at),
        "until": day_in_words(timezone.localtime(job.expires_at)) if job.expires_at else "",
        "url": reverse("making:job", args=[job.pk]),
    }


def _file(job: Job, file: MadeFile) -> dict[str, str]:
    """Return what the page says of a file."""
    kind = _KINDS.get(file.content_type.partition(";")[0], "File")
    return {
        "name": file.name,
        "kind": kind,
        "size": size_in_words(file.size),
        "url": reverse("making:file", args=[job.pk, file.name]),
    }


def size_in_words(size: int) -> str:
    """Return how large a file is, as people say it: 60 kB."""
    kilobytes = max(round(size / 1000), 1)
    return f"{kilobytes} kB" if kilobytes < 1000 else f"{size / 1_000_000:.1f} MB"
