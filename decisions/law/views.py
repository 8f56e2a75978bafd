"""The law we follow, to be read by everyone; the Guardian says when a law began, a manager what kind we are."""

from __future__ import annotations

from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_GET, require_http_methods

from audit.posted import form_key, is_good, kindly, typed
from audit.reports.counting.principles import principles
from decisions.law import actions, dated, register
from decisions.law.forms import CommencementForm, KindForm, TakeBackForm
from portal.design.forms import Form
from portal.errors import NotAllowed
from portal.login import behind_log_in
from portal.models import Membership, Organisation, OrganisationKind, User
from portal.roles import may

NOT_YOURS = "Only the Caldicott Guardian can do this. Ask them."
NOT_TO_COMPARE = "Only the Caldicott Guardian and a manager can do this. Ask them."
NOT_A_MANAGER = "Only a manager can do this. Ask your manager."


def membership_of(request: HttpRequest) -> Membership | None:
    """Return the membership the person works under now, or None."""
    return request.membership or None  # type: ignore[attr-defined]


def organisation_of(request: HttpRequest, permission: str, refusal: str) -> Organisation:
    """Return the organisation in which this person may do this, or refuse with a sentence."""
    membership = membership_of(request)
    if membership is None or not may(membership, permission):
        raise NotAllowed(refusal)
    return membership.organisation


@require_GET
@behind_log_in
def law(request: HttpRequest) -> HttpResponse:
    """Show every source of our rules, what waits for its day, and both sets of Caldicott Principles."""
    membership = membership_of(request)
    organisation = membership.organisation if membership else None
    found = register.register(organisation)
    context = {
        "register": found,
        "may_compare": may(membership, "sign_second"),
        "principles": list(principles().values()),
        "may_commence": may(membership, "commence"),
        "may_describe": may(membership, "describe"),
        "kind": OrganisationKind(organisation.kind).label if organisation and organisation.kind else "",
    }
    return render(request, "law/law.html", context)


def show(request: HttpRequest, form: Form, template: str, **context: Any) -> HttpResponse:
    """Show a form with the key under which it counts once."""
    return render(request, template, {"form": form, "key": form_key(request), **context})


@require_http_methods(["GET", "POST"])
@behind_log_in
@kindly
def commence(request: HttpRequest, source: str) -> HttpResponse:
    """Ask the Guardian for the day a law began, or take it."""
    organisation = organisation_of(request, "commence", NOT_YOURS)
    row = register.row_of(organisation, source)
    if row is None:
        raise Http404
    form = CommencementForm(typed(request))
    if is_good(request, form):
        try:
            actions.commence(
                organisation=organisation,
                source=source,
                **form.cleaned_data,
                event_id=form_key(request),
                by=request.user,  # type: ignore[arg-type]
            )
        except actions.BadDay as refusal:
            form.add_error("began_on", refusal.sentence)
        else:
            return redirect(reverse("law:law") + f"#{source}")
    return show(request, form, "law/commence.html", row=row)


@require_http_methods(["GET", "POST"])
@behind_log_in
@kindly
def take_back(request: HttpRequest, source: str) -> HttpResponse:
    """Ask the Guardian why the day of a law is taken back, or take it back."""
    organisation = organisation_of(request, "commence", NOT_YOURS)
    row = register.row_of(organisation, source)
    if row is None or row.commencement is None:
        raise Http404
    form = TakeBackForm(typed(request))
    if is_good(request, form):
        actions.take_back(
            commencement=row.commencement,
            reason=form.cleaned_data["reason"],
            event_id=form_key(request),
            by=request.user,  # type: ignore[arg-type]
        )
        return redirect(reverse("law:law") + f"#{source}")
    return show(request, form, "law/take_back.html", row=row)


@require_http_methods(["GET", "POST"])
@behind_log_in
@kindly
def describe(request: HttpRequest) -> HttpResponse:
    """Ask a manager what kind of organisation it is, or take the answer."""
    organisation = organisation_of(request, "describe", NOT_A_MANAGER)
    form = KindForm(typed(request))
    if is_good(request, form):
        kind, key = form.cleaned_data["kind"], form_key(request)
        actions.describe(organisation=organisation, kind=kind, event_id=key, by=request.user)  # type: ignore[arg-type]
        return redirect("law:law")
    return show(request, form, "law/describe.html")


@require_GET
@behind_log_in
@kindly
def decisions(request: HttpRequest, source: str) -> HttpResponse:
    """Show which decisions of the last year a law's day would change. That they were read is recorded first."""
    organisation = organisation_of(request, "sign_second", NOT_TO_COMPARE)
    row = register.changed_row(organisation, source)
    if row is None or row.changed_on is None:
        raise Http404
    by: User = request.user  # type: ignore[assignment]
    dated.record_reading(organisation=organisation, source=row.source, day=row.changed_on, by=by)
    found = dated.of_law(organisation, source, row.changed_on)
    rows = [[each.reference, "Yes" if each.since else "No", " ".join(each.lines)] for each in found.changed]
    context = {
        "row": row,
        "found": found,
        "head": ["Reference", "Made on that day or later", "What would be different"],
        "rows": rows,
    }
    return render(request, "law/changed.html", context)
