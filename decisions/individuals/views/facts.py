"""Recording something a person said, and that it stands no more."""

from __future__ import annotations

from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.views.decorators.http import require_http_methods

from decisions.fact_pages import Owner, end_fact, kind_of, record_fact
from decisions.individuals.models import Individual
from decisions.individuals.register import KINDS
from decisions.individuals.views.own import seen_individual


def _owner(individual: Individual) -> Owner:
    """Return the individual as the pages of facts know one."""
    name = f"{individual.details.name} ({individual.details.reference})"
    return Owner(individual, name, reverse("individuals:page", args=[individual.pk]))


@require_http_methods(["GET", "POST"])
@seen_individual
def record(request: HttpRequest, individual: Individual, kind: str) -> HttpResponse:
    """Record one fact about a person."""
    return record_fact(request, _owner(individual), kind_of(request, KINDS, kind))


@require_http_methods(["GET", "POST"])
@seen_individual
def end(request: HttpRequest, individual: Individual, kind: str, fact_id: UUID) -> HttpResponse:
    """Record that something a person said stands no more."""
    return end_fact(request, _owner(individual), kind_of(request, KINDS, kind), fact_id)
