"""The pages on which a pack is asked for; how far it is and the file itself are on the page of its job."""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_GET, require_http_methods

from audit.assurance.tasks.toolkit import edition
from audit.place import organisation_of
from audit.posted import form_key, is_good, kindly, typed
from audit.reports.packs import actions, queries
from audit.reports.packs.forms import EvidenceForm, InspectorForm
from audit.reports.queries import periods
from portal.days import london_day
from portal.errors import NotAllowed
from portal.login import behind_log_in
from portal.models import Membership


def packs(view: Callable[[HttpRequest, Membership], HttpResponse]) -> Callable[[HttpRequest], HttpResponse]:
    """Give a view the membership of somebody who may have packs; for anyone else there is no such page."""

    @behind_log_in
    @wraps(view)
    def found(request: HttpRequest) -> HttpResponse:
        organisation_of(request, "report")
        membership: Membership = request.membership  # type: ignore[attr-defined]
        if not queries.reaches(membership):
            raise Http404
        return kindly(view)(request, membership)

    return found


@require_GET
@packs
def index(request: HttpRequest, _membership: Membership) -> HttpResponse:
    """Say which packs there are and what is in each."""
    return render(request, "reports/packs/list.html", {"edition": edition(london_day())})


@require_http_methods(["GET", "POST"])
@packs
def evidence(request: HttpRequest, membership: Membership) -> HttpResponse:
    """Ask for an evidence pack."""
    form = EvidenceForm(typed(request), today=london_day())
    if is_good(request, form):
        job = actions.ask_for_evidence(
            organisation=membership.organisation,
            edition=form.years[form.cleaned_data["year"]].first,
            key=form_key(request),
            by=request.user,  # type: ignore[arg-type]
        )
        return redirect("making:job", job.pk)
    return render(request, "reports/packs/evidence.html", {"form": form, "key": form_key(request)})


@require_http_methods(["GET", "POST"])
@packs
def inspector(request: HttpRequest, membership: Membership) -> HttpResponse:
    """Ask for an inspector's pack, and say why."""
    today = london_day()
    form = InspectorForm(typed(request), periods=periods(membership.organisation, today), today=today)
    if is_good(request, form):
        try:
            job = actions.ask_for_inspectors(
                organisation=membership.organisation,
                key=form_key(request),
                by=request.user,  # type: ignore[arg-type]
                **form.cleaned_data,
            )
        except NotAllowed as refusal:
            form.add_error(None, refusal.sentence)
        else:
            return redirect("making:job", job.pk)
    return render(request, "reports/packs/inspector_form.html", {"form": form, "key": form_key(request)})
