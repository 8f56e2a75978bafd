"""What the ledger is told of a fact about a recipient."""

from __future__ import annotations

from typing import Any

from audit.ledger.facts import Fact
from decisions.recipients.models import Recipient


def entry_of(
    fact: Fact, recipient: Recipient, says: str, said: dict[str, str], *, about: Fact | None = None
) -> dict[str, Any]:
    """Return what the ledger is told of a fact about a recipient."""
    body: dict[str, object] = {
        "says": says,
        "words": said,
        "recipient": {"id": str(recipient.id), "name": recipient.name, "kind": recipient.kind},
    }
    return {
        "organisation": recipient.organisation,
        "body": body,
        "facets": {"about": about and about.id},
        "key": recipient.key,
        "event_id": fact.id,
    }
