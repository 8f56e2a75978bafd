"""Who an individual is, and that somebody opened their page."""

from __future__ import annotations

from datetime import date
from uuid import UUID

from django.db import transaction

from audit.ledger.append import append
from audit.ledger.events import Event
from audit.ledger.ids import new_id
from decisions.facts import store
from decisions.individuals.entries import entry_of
from decisions.individuals.index import index
from decisions.individuals.models import (
    Individual,
)
from decisions.typed import number, past, text
from portal.models import Home, Organisation, User
from portal.standing import must


@transaction.atomic
def add_individual(
    *,
    organisation: Organisation,
    home: Home,
    name: str,
    reference: str,
    nhs_number: str = "",
    date_of_birth: date | None = None,
    event_id: UUID | None = None,
    by: User,
) -> Individual:
    """Add a person we look after, findable by reference, NHS number and name, under a key of their own."""
    must(by, "decide", organisation=organisation, home=home)
    details = {
        "name": text(name, "Enter the person's full name", most=200),
        "reference": text(reference, "Enter the reference you use at work", most=60),
        "nhs_number": number(nhs_number),
        "date_of_birth": past(date_of_birth).isoformat() if date_of_birth else "",
    }
    individual = Individual(id=event_id or new_id(), organisation=organisation, home=home)
    individual, new = store(individual, words=details)
    if not new:
        return individual
    index(individual, details)
    says = f"{by.full_name} added {details['name']} ({details['reference']}) to the people we look after."
    append(event=Event.INDIVIDUAL_ADDED, **entry_of(individual, individual, says, details), by=by)
    return individual


@transaction.atomic
def open_individual(*, individual: Individual, by: User) -> Individual:
    """Keep that somebody opens a person's page; call it, then show the page."""
    must(by, "decide", organisation=individual.organisation, home=individual.home)
    says = f"{by.full_name} opened what the registers say about {individual.details.name}."
    append(
        event=Event.INDIVIDUAL_OPENED,
        organisation=individual.organisation,
        body={"says": says},
        facets={"home": individual.home_id, "about": individual.id},
        key=individual.key,
        by=by,
    )
    return individual
