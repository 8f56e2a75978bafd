"""Looking is an act: it leaves its entry before anything is shown."""

from __future__ import annotations

from uuid import UUID

from django.db import transaction

from audit.ledger.append import append
from audit.ledger.events import Event
from audit.ledger.models import Entry
from audit.oversight.review.evidence import key_of
from audit.typed import text
from portal.models import Organisation, User
from portal.standing import must

WHY = "Say why you need to see the other decisions, in a few words"


@transaction.atomic
def open_decision(*, organisation: Organisation, decision: Entry, by: User) -> Entry:
    """Record that a Guardian opens a decision, and return the entry of that opening. If this raises, show nothing."""
    must(by, "review", organisation=organisation)
    return append(
        event=Event.DECISION_OPENED,
        organisation=organisation,
        body={"about": str(decision.pk), "reference": decision.reference},
        facets={"about": decision.pk, "home": decision.home_id, "door": decision.door},
        by=by,
    )


@transaction.atomic
def open_history(*, decision: Entry, reason: str, event_id: UUID, by: User) -> Entry:
    """Record why a Guardian looks at the other decisions about a person. If this raises, show nothing."""
    must(by, "review", organisation=decision.organisation)
    why = text(reason, WHY)
    says = f"{by.full_name} looked at the other decisions about the person of decision {decision.reference}."
    return append(
        event=Event.HISTORY_OPENED,
        organisation=decision.organisation,
        body={"says": says, "about": str(decision.pk), "reference": decision.reference, "reason": why},
        facets={"about": decision.pk, "home": decision.home_id, "door": decision.door},
        key=key_of(decision.pk),
        event_id=event_id,
        by=by,
    )
