"""Finding a person, and their page."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_GET, require_http_methods

from audit.posted import is_good, typed
from decisions.fact_pages import offered
from decisions.individuals import history, queries
from decisions.individuals.actions import open_individual
from decisions.individuals.forms.parts import FindForm
from decisions.individuals.models import Individual
from decisions.individuals.register import KINDS
from decisions.individuals.ties import everywhere, homes_of
from decisions.individuals.views.own import membership_of, seen_individual
from decisions.told import IN_FORCE
from decisions.vocabulary import listed
from portal.days import london_day
from portal.login import behind_log_in
from portal.nhs_number import NATIONAL_INSURANCE, looks_like_insurance
from portal.roles import may


@require_http_methods(["GET", "POST"])
@behind_log_in
def find(request: HttpRequest) -> HttpResponse:
    """Look for a person by reference, name or NHS number. What was typed stands in no address."""
    membership = membership_of(request)
    form = FindForm(typed(request))
    context: dict[str, Any] = {"form": form}
    if is_good(request, form):
        found = queries.find(membership=membership, text=form.cleaned_data["text"])
        if not found and looks_like_insurance(form.cleaned_data["text"]):
            form.add_error("text", NATIONAL_INSURANCE)
            return render(request, "individuals/find.html", context)
        if len(found) == 1:
            return redirect("individuals:page", found[0].pk)
        context |= {
            "sought": True,
            "elsewhere": form.cleaned_data["text"] if not everywhere(membership) else "",
            "head": ["Name", "Reference", "Home"],
            "found": [_listed(each) for each in found],
        }
    return render(request, "individuals/find.html", context)


def _listed(individual: Individual) -> list[object]:
    """Return one of several people, cell by cell."""
    details = individual.details
    link = {"text": details.name, "href": reverse("individuals:page", args=[individual.pk])}
    return [link, details.reference, listed([home.name for home in homes_of(individual, london_day())])]


@require_GET
@seen_individual
def page(request: HttpRequest, individual: Individual) -> HttpResponse:
    """Show what a person has said and what is in force today. That it was opened is recorded first."""
    open_individual(individual=individual, by=request.user)  # type: ignore[arg-type]
    said, today = queries.said_of(individual), london_day()
    told = [*history.story(said, today), *history.besides(individual, said, today)]
    told.sort(key=lambda each: each.on, reverse=True)
    context = {
        "homes": listed([home.name for home in homes_of(individual, today)]),
        "individual": individual,
        "details": individual.details,
        "now": [each for each in told if each.status == IN_FORCE],
        "before": [each for each in told if each.status not in {IN_FORCE, history.DONE}],
        "done": [each for each in told if each.status == history.DONE],
        "kinds": offered(request, KINDS, individual),
        "may_take_out": may(request.membership, "take_out"),  # type: ignore[attr-defined]
        "looks_head": ["When", "Who", "What they did"],
        "looks": [[each.at, each.person, each.why] for each in history.looks(individual)],
    }
    return render(request, "individuals/page.html", context)
