"""What the forms of an individual's facts offer to choose from; None where there is nothing to record now."""

from __future__ import annotations

from typing import Any

from decisions.individuals.models import Individual
from decisions.individuals.queries import said_of, standing
from decisions.individuals.ties import homes_of
from portal.days import london_day
from portal.models import Membership, User
from portal.roles import Role


def wishes(individual: Individual) -> dict[str, Any] | None:
    """Return whom they want told, who may want it or not."""
    stand = standing(said_of(individual), london_day()).wishes
    return {"wishes": {str(wish.pk): wish for wish in stand}} if stand else None


def details(individual: Individual) -> dict[str, Any]:
    """Return the details as they stand."""
    now = individual.details
    shown = {
        "name": now.name,
        "reference": now.reference,
        "nhs_number": now.nhs_number,
        "date_of_birth": now.date_of_birth,
    }
    return {"initial": shown}


def homes(individual: Individual) -> dict[str, Any] | None:
    """Return the organisation's homes, where there is more than one."""
    found = {str(home.pk): home for home in individual.organisation.homes.order_by("name")}
    return {"homes": found} if len(found) > 1 else None


def workers(individual: Individual) -> dict[str, Any] | None:
    """Return the workers of other homes."""
    here = homes_of(individual, london_day())
    works = Membership.objects.filter(organisation=individual.organisation)
    elsewhere = works.filter(role=Role.WORKER, home__isnull=False)
    there = User.objects.filter(is_active=True, pk__in=elsewhere.values("user"))
    found = there.exclude(pk__in=works.filter(home__in=here).values("user")).order_by("full_name", "pk")
    return {"workers": {str(worker.pk): worker for worker in found}} if found else None
