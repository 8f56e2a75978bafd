"""Whether an individual can make one decision for themself, and what is best for them if they cannot."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from uuid import UUID

from django.db import transaction

from audit.ledger.append import append
from audit.ledger.events import Event
from audit.ledger.facts import store
from audit.ledger.ids import new_id
from audit.typed import span, text, texts
from decisions.chosen import chosen
from decisions.individuals import words
from decisions.individuals.entries import entry_of
from decisions.individuals.models import (
    BestInterests,
    CapacityRecord,
    Individual,
)
from decisions.individuals.ties import must_reach
from decisions.vocabulary import RecipientKind
from portal.models import User


@transaction.atomic
def record_capacity(
    *,
    individual: Individual,
    question: str,
    has_capacity: bool,
    recipient_kind: str,
    best_interests: BestInterests | None = None,
    assessed_on: date | None = None,
    review_on: date | None = None,
    stages: Mapping[str, str] | None = None,
    event_id: UUID | None = None,
    by: User,
) -> CapacityRecord:
    """Record whether the individual can make one decision for themself and, if not, what is best for them.

    `stages` tells how that was found: help_given, because, cannot, authority.
    """
    must_reach(by, individual)
    best = best_interests or BestInterests()
    codes, other = chosen(best.items, none="")
    since, until = span(assessed_on, review_on)
    said = _said(question, best_interests, other, stages)
    record = CapacityRecord(
        id=event_id or new_id(),
        individual=individual,
        recipient_kind=RecipientKind(recipient_kind),
        has_capacity=has_capacity,
        items=codes,
        assessed_on=since,
        review_on=until,
    )
    record, new = store(record, words=said, key=individual.key)
    if not new:
        return record
    says = words.capacity_sentence(record)
    append(event=Event.CAPACITY_RECORDED, **entry_of(record, individual, says, said), by=by)
    return record


def _said(
    question: str, found: BestInterests | None, other: str, stages: Mapping[str, str] | None
) -> dict[str, str]:
    """Return the words of the record; what was found to be best is never left out where it was looked into."""
    best = found or BestInterests()
    return {
        "question": text(question, "Say which decision this is about"),
        "best_interests": text(best.found, "Say what you found to be best for them" if found else ""),
        "consultees": text(best.consultees),
        "other": other,
        **texts(stages),
    }
