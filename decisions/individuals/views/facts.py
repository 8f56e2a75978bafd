"""Recording something a person said, and that it stands no more."""

from __future__ import annotations

from uuid import UUID

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods

from decisions.days import london_day
from decisions.individuals import queries
from decisions.individuals.forms.parts import EndForm
from decisions.individuals.models import Individual
from decisions.individuals.register import KINDS
from decisions.individuals.views.own import seen_individual
from decisions.posted import form_key, is_good, typed
from portal.errors import NotAllowed


@require_http_methods(["GET", "POST"])
@seen_individual
def record(request: HttpRequest, individual: Individual, kind: str) -> HttpResponse:
    """Record one fact about a person, once however often the form is posted."""
    if kind not in KINDS:
        raise Http404
    form = KINDS[kind].form(typed(request))
    if is_good(request, form):
        try:
            KINDS[kind].record(
                individual=individual, event_id=form_key(request), by=request.user, **form.facts()
            )
        except NotAllowed as refusal:
            form.add_error(None, refusal.sentence)
        else:
            return redirect("individuals:page", individual.pk)
    return render(request, "individuals/record.html", _context(request, individual, form, form.title_of))


@require_http_methods(["GET", "POST"])
@seen_individual
def end(request: HttpRequest, individual: Individual, kind: str, fact_id: UUID) -> HttpResponse:
    """Record that something a person said stands no more."""
    what = KINDS.get(kind)
    if what is None or what.end is None or what.says is None:
        raise Http404
    fact = queries.fact_of(individual, what.model, fact_id)
    if fact is None:
        raise Http404
    form = EndForm(typed(request), initial={"ended_on": london_day()})
    if is_good(request, form):
        try:
            what.end(fact=fact, event_id=form_key(request), by=request.user, **form.cleaned_data)
        except NotAllowed as refusal:
            form.add_error(None, refusal.sentence)
        else:
            return redirect("individuals:page", individual.pk)
    context = _context(request, individual, form, what.end_title) | {"says": what.says(fact)}
    return render(request, "individuals/record.html", context)


def _context(request: HttpRequest, individual: Individual, form: object, title: str) -> dict[str, object]:
    """Return what a page with one form shows."""
    return {
        "form": form,
        "title": title,
        "details": individual.details,
        "key": form_key(request),
        "back": reverse("individuals:page", args=[individual.pk]),
    }
