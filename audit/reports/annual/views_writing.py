"""Beginning a report, choosing what it is about, and writing its words."""

from __future__ import annotations

from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods

from audit.posted import form_key, is_good, typed
from audit.reports.annual import drafts
from audit.reports.annual.forms import ReportForm, WordsForm, start_of, years
from audit.reports.annual.models import ReportDraft
from audit.reports.annual.own import membership_of, reports, seen_draft
from audit.reports.annual.words import BY_CODE
from audit.reports.queries import periods
from portal.days import london_day
from portal.errors import NotAllowed
from portal.models import Home, Membership
from portal.standing import only_home

BOTH = ["GET", "POST"]


@require_http_methods(BOTH)
@reports
def new(request: HttpRequest, membership: Membership) -> HttpResponse:
    """Begin a report, once however often the form is posted."""
    form = _form(request, membership)
    key = form_key(request)
    if is_good(request, form):
        try:
            draft = drafts.begin(
                organisation=membership.organisation,
                draft_id=key,
                by=request.user,  # type: ignore[arg-type]
                **_chosen(form, membership),
            )
        except NotAllowed as refusal:
            form.add_error(None, refusal.sentence)
        else:
            return redirect("annual:report", draft.pk)
    return _choose(request, form, membership, key=key, back=reverse("annual:list"))


@require_http_methods(BOTH)
@seen_draft
def choices(request: HttpRequest, draft: ReportDraft) -> HttpResponse:
    """Choose anew what a report is about."""
    membership = membership_of(request)
    form = _form(request, membership, draft)
    if is_good(request, form):
        try:
            drafts.choose(
                draft=draft,
                seen=seen_in(request, draft),
                by=request.user,  # type: ignore[arg-type]
                **_chosen(form, membership),
            )
        except NotAllowed as refusal:
            form.add_error(None, refusal.sentence)
        else:
            return redirect("annual:report", draft.pk)
    back = reverse("annual:report", args=[draft.pk])
    return _choose(request, form, membership, seen=draft.version, back=back)


def seen_in(request: HttpRequest, draft: ReportDraft) -> int:
    """Return the version of a report that stood on the page which was posted; 0, which none has, for nonsense."""
    seen = request.POST.get("seen", "")
    return int(seen) if seen.isascii() and seen.isdigit() and len(seen) < 10 else 0


def _form(request: HttpRequest, membership: Membership, draft: ReportDraft | None = None) -> ReportForm:
    """Return the form with what can be chosen here."""
    organisation, today = membership.organisation, london_day()
    found = periods(organisation, today)
    initial = start_of(draft.period, draft.homes, draft.reader, years(found, today)) if draft else {}
    return ReportForm(typed(request), periods=found, homes=_homes(membership), today=today, initial=initial)


def _homes(membership: Membership) -> list[Home]:
    """Return the homes to choose from; none where there is no choice."""
    homes = list(membership.organisation.homes.order_by("name"))
    return homes if len(homes) > 1 and only_home(membership) is None else []


def _chosen(form: ReportForm, membership: Membership) -> dict[str, Any]:
    """Return what was chosen; whoever runs one home makes a report about that."""
    own = only_home(membership)
    return form.chosen() | ({"homes": [own]} if own else {})


def _choose(request: HttpRequest, form: ReportForm, membership: Membership, **more: Any) -> HttpResponse:
    own = membership.home if only_home(membership) else None
    return render(request, "reports/annual/choose.html", {"form": form, "own_home": own, **more})


@require_http_methods(BOTH)
@seen_draft
def words(request: HttpRequest, draft: ReportDraft, box: str) -> HttpResponse:
    """Write one box of a report."""
    if box not in BY_CODE:
        raise Http404
    form = WordsForm(
        typed(request), box=BY_CODE[box], initial={"words": drafts.inside(draft).words.get(box, "")}
    )
    if is_good(request, form):
        try:
            drafts.write(
                draft=draft,
                seen=seen_in(request, draft),
                box=box,
                by=request.user,  # type: ignore[arg-type]
                **form.cleaned_data,
            )
        except NotAllowed as refusal:
            form.add_error(None, refusal.sentence)
        else:
            return redirect(f"{reverse('annual:report', args=[draft.pk])}#words-{box}")
    context = {"form": form, "draft": draft, "box": BY_CODE[box], "seen": draft.version}
    return render(request, "reports/annual/words.html", context)


@require_http_methods(BOTH)
@seen_draft
def throw_away(request: HttpRequest, draft: ReportDraft) -> HttpResponse:
    """Ask once more, then throw a report away."""
    refused = ""
    if request.method == "POST":
        try:
            drafts.throw_away(draft=draft, by=request.user)  # type: ignore[arg-type]
        except NotAllowed as refusal:
            refused = refusal.sentence
        else:
            return redirect("annual:list")
    return render(request, "reports/annual/throw_away.html", {"draft": draft, "refused": refused})
