"""That somebody took a copy of everything we hold about an individual."""

from __future__ import annotations

from typing import Final
from uuid import UUID

from django.db import transaction

from audit.ledger.append import append
from audit.ledger.events import Event
from audit.ledger.models import Entry
from audit.typed import one_of, text
from decisions.individuals.models import Individual
from portal.models import User
from portal.standing import must

PURPOSES: Final = {
    "for_them": "To give it to them",
    "access_request": "To answer a request to see their information",
    "other": "For something else",
}
WHY: Final = "Enter why you take a copy"


@transaction.atomic
def take_out(
    *, individual: Individual, purpose: str, reason: str, event_id: UUID | None = None, by: User
) -> Entry:
    """Keep that a copy of an individual's whole file is taken, and why; call it, then make the copy."""
    must(by, "take_out", organisation=individual.organisation, home=individual.home)
    said = {"purpose": one_of(purpose, PURPOSES), "reason": text(reason, WHY, most=2000)}
    says = f"{by.full_name} took a copy of everything we hold about {individual.details.name}."
    return append(
        event=Event.FILE_EXPORTED,
        organisation=individual.organisation,
        body={"says": says, "words": said},
        facets={"home": individual.home_id, "about": individual.id},
        key=individual.key,
        event_id=event_id,
        by=by,
    )
