"""What comes after a decision: something forgotten, and what was in fact shared. The decision stays as it was."""

from __future__ import annotations

import uuid
from datetime import date
from typing import Any

from django.db import transaction

from audit.ledger.append import append
from audit.ledger.events import Event
from decisions.wizard import drafts
from decisions.wizard.models import Addendum, Decision, Disclosure
from portal.errors import NotAllowed
from portal.models import User


def _about(decision: Decision, says: str, words: dict[str, Any], by: User) -> dict[str, Any]:
    """Return what the ledger is told of something that came after a decision."""
    return {
        "organisation": decision.organisation,
        "body": {"says": says, "decision": str(decision.id), "reference": decision.reference, **words},
        "facets": {"about": decision.id, "home": decision.home_id, "door": decision.door},
        "key": drafts.key_of(decision.individual_id) if decision.individual_id else None,
        "by": by,
    }


@transaction.atomic
def add_to_decision(*, decision: Decision, text: str, event_id: uuid.UUID, by: User) -> Addendum:
    """Keep something the worker forgot to say. The decision stays as it was."""
    addendum, new = Addendum.objects.get_or_create(
        id=event_id, defaults={"entry_id": event_id, "decision": decision, "worker": by}
    )
    _refuse_strangers(addendum, decision, by)
    says = f"{by.full_name} added to decision {decision.reference}."
    if new:
        append(event=Event.DECISION_ADDED_TO, event_id=event_id, **_about(decision, says, {"text": text}, by))
    return addendum


@transaction.atomic
def disclose(
    *, decision: Decision, items: list[str], told: str, on: date, note: str, event_id: uuid.UUID, by: User
) -> Disclosure:
    """Keep what was in fact shared after a decision: which items (their words), with whom, on which day."""
    disclosure, new = Disclosure.objects.get_or_create(
        id=event_id, defaults={"entry_id": event_id, "decision": decision, "worker": by}
    )
    _refuse_strangers(disclosure, decision, by)
    says = f"{by.full_name} shared information after decision {decision.reference}."
    words = {"items": items, "told": told, "on": f"{on:%Y-%m-%d}", "note": note}
    if new:
        append(event=Event.DISCLOSURE_MADE, event_id=event_id, **_about(decision, says, words, by))
    return disclosure


def _refuse_strangers(fact: Addendum | Disclosure, decision: Decision, by: User) -> None:
    """Refuse anyone but the maker of a decision, and a form's key that belongs to another decision."""
    if decision.worker_id != by.pk:
        raise NotAllowed("You cannot add to this decision. Only the person who made it can.")
    if fact.decision_id != decision.pk:
        raise NotAllowed("This form is for another decision. Open the decision and try again.")
