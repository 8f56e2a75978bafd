"""The list of reports, one that is read before it is sealed, and its way to the Guardian and back."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from audit.posted import is_good, typed
from audit.reports.annual import drafts, queries, shown, signing, told
from audit.reports.annual.actions import NOT_YOURS, seal_report
from audit.reports.annual.document import Document
from audit.reports.annual.forms import ReasonForm, SignForm
from audit.reports.annual.models import AnnualReport, ReportDraft
from audit.reports.annual.own import either, may_pack, reports, seen_draft
from audit.reports.annual.views_sealed import ready
from audit.reports.annual.views_writing import seen_in
from portal.errors import NotAllowed
from portal.models import Membership


@require_GET
@reports
def index(request: HttpRequest, membership: Membership) -> HttpResponse:
    """List the reports: what waits for a signature, what is being written, and what was sealed."""
    names = shown.named(membership.organisation)
    context = {
        "sealed_head": shown.HEAD,
        "writing": [shown.draft_line(each, names) for each in queries.drafts_for(membership)],
        "sealed": [shown.report_line(each, names) for each in queries.sealed_for(membership)],
        "most": queries.LISTED,
        "packs": may_pack(membership),
    }
    return render(request, "reports/annual/list.html", context)


@require_http_methods(["GET", "POST"])
@either
def page(request: HttpRequest, report: ReportDraft | AnnualReport) -> HttpResponse:
    """Show a report: to be checked and changed, to be signed, or ready. A Guardian signs it here."""
    if isinstance(report, AnnualReport):
        return ready(request, report)
    form = SignForm(typed(request))
    if report.sent_at and is_good(request, form):
        try:
            seal_report(
                draft=report,
                seen=seen_in(request, report),
                by=request.user,  # type: ignore[arg-type]
                **form.cleaned_data,
            )
        except NotAllowed as refusal:
            form.add_error(None, refusal.sentence)
        else:
            return redirect("annual:report", report.pk)
    return _shown(request, report, form)


def _shown(request: HttpRequest, draft: ReportDraft, form: SignForm, refused: str = "") -> HttpResponse:
    """Show a report that is not sealed yet."""
    try:
        document = queries.as_it_stands(draft)
    except NotAllowed as refusal:
        context = {"draft": draft, "refused": refusal.sentence}
        return render(request, "reports/annual/cannot.html", context)
    signers = signing.signers(draft.organisation, draft.hands)
    context = {
        "draft": draft,
        "form": form,
        "refused": refused,
        "returned": drafts.inside(draft).returned,
        "parts": _parts(draft, document),
        "title": told.title(document),
        "subtitle": told.subtitle(document),
        "signers": [each.full_name for each in signers],
        "may_sign": request.user in signers,
        "says_why": drafts.must_say_why(draft, request.user),  # type: ignore[arg-type]
        "not_yours": NOT_YOURS,
        "alone": request.user.pk in draft.hands,
        "since": shown.since(draft.organisation, document),
    }
    return render(request, "reports/annual/check.html", context)


def _parts(draft: ReportDraft, document: Document) -> list[dict[str, Any]]:
    """Return the parts of a report; each box has the address at which it is written, while it may be."""
    writing = draft.sent_at is None
    return [
        {
            "part": shown.plain(part),
            "change": reverse("annual:words", args=[draft.pk, part.box]) if part.box and writing else "",
        }
        for part in told.parts(document, unwritten=writing)
    ]


@require_POST
@seen_draft
def send(request: HttpRequest, draft: ReportDraft) -> HttpResponse:
    """Send a report to the Guardian, with what is counted now."""
    return _done(request, draft, drafts.send)


@require_POST
@seen_draft
def count_again(request: HttpRequest, draft: ReportDraft) -> HttpResponse:
    """Count a report that waits to be signed once more."""
    return _done(request, draft, drafts.count_again)


def _done(request: HttpRequest, draft: ReportDraft, act: Any) -> HttpResponse:
    """Count, do one thing with it, and lead back; where it is refused, the report says why."""
    try:
        counted = queries.counted_now(draft)
        act(draft=draft, seen=seen_in(request, draft), counted=counted, by=request.user)
    except NotAllowed as refusal:
        return _shown(request, draft, SignForm(), refusal.sentence)
    return redirect("annual:report", draft.pk)


@require_http_methods(["GET", "POST"])
@seen_draft
def take_back(request: HttpRequest, draft: ReportDraft) -> HttpResponse:
    """Take a report back, or as Guardian send it back and say why."""
    if request.method == "POST" and not drafts.must_say_why(draft, request.user):  # type: ignore[arg-type]
        return _taken_back(request, draft)
    form = ReasonForm(typed(request))
    if is_good(request, form):
        try:
            drafts.take_back(
                draft=draft,
                seen=seen_in(request, draft),
                reason=form.cleaned_data["words"],
                by=request.user,  # type: ignore[arg-type]
            )
        except NotAllowed as refusal:
            form.add_error(None, refusal.sentence)
        else:
            return redirect("annual:report", draft.pk)
    return render(request, "reports/annual/back.html", {"form": form, "draft": draft})


def _taken_back(request: HttpRequest, draft: ReportDraft) -> HttpResponse:
    try:
        drafts.take_back(draft=draft, seen=seen_in(request, draft), by=request.user)  # type: ignore[arg-type]
    except NotAllowed as refusal:
        return _shown(request, draft, SignForm(), refusal.sentence)
    return redirect("annual:report", draft.pk)
