"""The page that tells who was told what about a person; to print and to give to them."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_GET

from decisions.individuals.actions import open_individual
from decisions.individuals.models import Individual
from decisions.individuals.views.own import seen_individual
from decisions.statements.queries import statement


@require_GET
@seen_individual
def told(request: HttpRequest, individual: Individual) -> HttpResponse:
    """Show who was told what, and why. That it was opened is recorded first."""
    open_individual(individual=individual, by=request.user)  # type: ignore[arg-type]
    page = statement(individual, before=request.GET.get("before", ""))
    context = {
        "individual": individual,
        "details": individual.details,
        "lines": page.lines,
        "older": f"?before={page.older}" if page.older else "",
        "back": reverse("individuals:page", args=[individual.pk]),
    }
    return render(request, "statements/told.html", context)
