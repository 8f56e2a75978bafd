"""Only reports this person may see; whatever they may not see is not there."""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from typing import Any
from uuid import UUID

from django.http import Http404, HttpRequest, HttpResponse

from audit.place import organisation_of
from audit.posted import kindly
from audit.reports.annual import queries
from audit.reports.annual.models import AnnualReport, ReportDraft
from portal.login import behind_log_in
from portal.models import Membership
from portal.roles import may
from portal.standing import only_home

View = Callable[..., HttpResponse]


def membership_of(request: HttpRequest) -> Membership:
    """Return where this person works now; whoever may see no figures finds no reports."""
    organisation_of(request, "report")
    return request.membership  # type: ignore[attr-defined]


def may_pack(membership: Membership) -> bool:
    """Say whether somebody may have evidence packs, which are about all homes."""
    return may(membership, "take_out") and only_home(membership) is None


def reports(view: View) -> View:
    """Give a view the membership of somebody who may make reports."""

    @behind_log_in
    @wraps(view)
    def found(request: HttpRequest, **place: Any) -> HttpResponse:
        return kindly(view)(request, membership_of(request), **place)

    return found


def seen_draft(view: View) -> View:
    """Give a view a report that is being written."""

    @behind_log_in
    @wraps(view)
    def found(request: HttpRequest, report_id: UUID, **place: Any) -> HttpResponse:
        draft = queries.draft_of(membership_of(request), report_id)
        if draft is None:
            raise Http404
        return kindly(view)(request, draft, **place)

    return found


def seen_report(view: View) -> View:
    """Give a view a report that was sealed."""

    @behind_log_in
    @wraps(view)
    def found(request: HttpRequest, report_id: UUID, **place: Any) -> HttpResponse:
        report = queries.report_of(membership_of(request), report_id)
        if report is None:
            raise Http404
        return kindly(view)(request, report, **place)

    return found


def either(view: View) -> View:
    """Give a view a report, whether it is being written or was sealed: both have the same address."""

    @behind_log_in
    @wraps(view)
    def found(request: HttpRequest, report_id: UUID, **place: Any) -> HttpResponse:
        membership = membership_of(request)
        report: ReportDraft | AnnualReport | None = queries.draft_of(membership, report_id)
        report = report or queries.report_of(membership, report_id)
        if report is None:
            raise Http404
        return kindly(view)(request, report, **place)

    return found
