"""What the Guardian does at the desk. Looking is an act: it leaves its entry before anything is shown."""

from __future__ import annotations

from django.db import transaction

from audit.ledger.append import append
from audit.ledger.events import Event
from audit.ledger.models import Entry
from portal.models import Organisation, User
from portal.standing import must


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
