"""Adding many people we look after at once: all of them or none, one entry for each, in few statements."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import asdict, dataclass
from uuid import UUID

from django.db import transaction

from audit import typed
from audit.ledger import keys
from audit.ledger.append import Said, append_all
from audit.ledger.events import Event
from audit.ledger.facts import store_all
from audit.ledger.models import Entry
from audit.typed import number, past
from decisions.individuals.entries import entry_of
from decisions.individuals.index import index_all
from decisions.individuals.models import Details, Individual
from portal.errors import NotAllowed
from portal.models import Home, Organisation, User
from portal.standing import NOT_YOURS, must

NOBODY = "There is nobody to add."
Tell = Callable[[int], None]


@dataclass(frozen=True, slots=True)
class Newcomer:
    """Somebody to be added, and the id of the entry that will say so."""

    event_id: UUID
    home: Home
    details: Details


@transaction.atomic
def add_individuals(
    *, organisation: Organisation, people: Sequence[Newcomer], tell: Tell | None = None, by: User
) -> list[Entry]:
    """Add people as `add_individual` would, each under a key of their own; if one is refused, nobody is added.

    `tell` hears how many are done. The ledger is held only at the end, so that others can write meanwhile.
    """
    must(by, "bring_in", organisation=organisation)
    if not people:
        raise NotAllowed(NOBODY)
    said: list[Said] = []
    for start in range(0, len(people), 500):
        said += _stored(organisation, people[start : start + 500], by)
        if tell:
            tell(len(said))
    return append_all(organisation=organisation, said=said, by=by)


def _stored(organisation: Organisation, people: Sequence[Newcomer], by: User) -> list[Said]:
    """Store some of them ahead of their entries, and return what the entries say."""
    if any(each.home.organisation_id != organisation.pk for each in people):
        raise NotAllowed(NOT_YOURS)
    words = [_checked(each.details) for each in people]
    added = [
        Individual(id=each.event_id, organisation=organisation, home=each.home, key=key)
        for each, key in zip(people, keys.new_keys(organisation, len(people)), strict=True)
    ]
    for individual, each, said in zip(added, people, words, strict=True):
        # Nobody can have corrected what is being added now, so nothing is asked.
        individual.details = Details(
            said["name"], said["reference"], said["nhs_number"], each.details.date_of_birth
        )
    store_all(added, words=words)
    index_all(zip(added, words, strict=True))
    return [_entry(individual, said, by) for individual, said in zip(added, words, strict=True)]


def _checked(details: Details) -> dict[str, str]:
    """Return a person's details as they are kept; the same checks as for one person."""
    given = asdict(details)
    born = given["date_of_birth"]
    return {
        "name": typed.name(given["name"], "Enter the person's full name"),
        "reference": typed.reference(given["reference"], "Enter the reference you use at work"),
        "nhs_number": number(given["nhs_number"]),
        "date_of_birth": past(born).isoformat() if born else "",
    }


def _entry(individual: Individual, said: dict[str, str], by: User) -> Said:
    """Return the entry of one of them."""
    says = f"{by.full_name} added {said['name']} ({said['reference']}) to the people we look after."
    told = entry_of(individual, individual, says, said)
    return Said(Event.INDIVIDUAL_ADDED, told["body"], told["event_id"], told["facets"], told["key"])
