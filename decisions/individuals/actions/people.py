"""Who an individual is, and that somebody opened their page."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import date
from functools import wraps
from typing import Any, Final, ParamSpec, TypeVar
from uuid import UUID, uuid5

from django.db import transaction

from audit import typed
from audit.ledger.append import append
from audit.ledger.events import Event
from audit.ledger.facts import store
from audit.ledger.ids import new_id
from audit.typed import number, past, text
from decisions.individuals import curiosity
from decisions.individuals.actions.ties import seek_elsewhere
from decisions.individuals.entries import entry_of
from decisions.individuals.index import InUse, index, reindex, take_turns
from decisions.individuals.models import Individual
from decisions.individuals.models_ties import Correction
from decisions.individuals.ties import must_reach
from portal.models import Home, Organisation, User
from portal.standing import must

WHY_ADD: Final = "Enter why you need to add them"

Given = ParamSpec("Given")
Made = TypeVar("Made")


def _refusal_is_a_look(action: Callable[Given, Made]) -> Callable[Given, Made]:
    """Record a refusal that tells of somebody as a look, for the reason its worker gave, and only then let it out.

    What the action did is undone by then. Where the look cannot be recorded, the worker is told of nobody.
    """

    @wraps(action)
    def recorded(*args: Given.args, **given: Given.kwargs) -> Made:
        try:
            return action(*args, **given)
        except InUse:
            _record_look(given)
            raise

    return recorded


@_refusal_is_a_look
@transaction.atomic
def add_individual(
    *,
    organisation: Organisation,
    home: Home,
    name: str,
    reference: str,
    reason: str,
    nhs_number: str = "",
    date_of_birth: date | None = None,
    event_id: UUID | None = None,
    by: User,
) -> Individual:
    """Add a person we look after, findable by reference, NHS number and name, under a key of their own.

    The reason is asked of everybody, so that to be asked for it says nothing about who is known.
    """
    must(by, "decide", organisation=organisation, home=home)
    details = _details(name, reference, nhs_number, date_of_birth)
    said = {**details, "reason": text(reason, WHY_ADD)}
    individual = Individual(id=event_id or new_id(), organisation=organisation, home=home)
    individual, new = store(individual, words=details)
    if not new:
        return individual
    index(individual, details)
    says = f"{by.full_name} added {details['name']} ({details['reference']}) to the people we look after."
    append(event=Event.INDIVIDUAL_ADDED, **entry_of(individual, individual, says, said), by=by)
    return individual


def _details(name: str, reference: str, nhs_number: str, date_of_birth: date | None) -> dict[str, str]:
    """Return who somebody is, as it is sealed."""
    return {
        "name": typed.name(name, "Enter the person's full name"),
        "reference": typed.reference(reference, "Enter the reference you use at work"),
        "nhs_number": number(nhs_number),
        "date_of_birth": past(date_of_birth).isoformat() if date_of_birth else "",
    }


@_refusal_is_a_look
@transaction.atomic
def correct_individual(
    *,
    individual: Individual,
    name: str,
    reference: str,
    reason: str,
    nhs_number: str = "",
    date_of_birth: date | None = None,
    event_id: UUID | None = None,
    by: User,
) -> Correction:
    """Put a person's details right, under the same key; what was written before stays in its own entry.

    From now on they are found by the new details alone.
    """
    must_reach(by, individual)
    details = _details(name, reference, nhs_number, date_of_birth)
    said = {**details, "reason": text(reason, "Say what was wrong, and how you know")}
    take_turns(individual)
    before = individual.details
    correction = Correction(id=event_id or new_id(), individual=individual)
    correction, new = store(correction, words=said, key=individual.key)
    if not new:
        return correction
    reindex(individual, details)
    says = f"{by.full_name} put right the details of {before.name} ({before.reference})."
    append(event=Event.INDIVIDUAL_CORRECTED, **entry_of(correction, individual, says, said), by=by)
    return correction


@transaction.atomic
def open_individual(*, individual: Individual, by: User) -> Individual:
    """Keep that somebody opens a person's page; call it, then show the page."""
    looker = must_reach(by, individual)
    says = f"{by.full_name} opened what the registers say about {individual.details.name}."
    append(
        event=Event.INDIVIDUAL_OPENED,
        organisation=individual.organisation,
        body={"says": says},
        facets={
            "home": individual.home_id,
            "about": individual.id,
            "flags": curiosity.marks(individual, looker, by),
        },
        key=individual.key,
        by=by,
    )
    return individual


def _record_look(given: Mapping[str, Any]) -> None:
    """Append the look that an action's refusal is; the same form posted twice is one look."""
    typed = [each for each in (given["reference"], given.get("nhs_number")) if each]
    looked_for = ", ".join(typed)
    event_id = given.get("event_id")
    seek_elsewhere(
        organisation=given["individual"].organisation if "individual" in given else given["organisation"],
        looked_for=looked_for,
        any_of=typed,
        reason=given["reason"],
        event_id=event_id and uuid5(event_id, f"{looked_for} {given['reason']}"),
        by=given["by"],
    )
