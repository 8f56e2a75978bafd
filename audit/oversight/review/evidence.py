"""What an action must know of a decision before it writes about it: who made it, and the key it is sealed under."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from audit.ledger import queries as ledger
from audit.ledger.models import Body, Entry, Key
from audit.oversight.desk.models import Matter
from audit.oversight.words import part, text
from portal.models import User


@dataclass(frozen=True, slots=True)
class Evidence:
    """A decision's body, {} where it cannot be read; its maker, None where nobody knows; and its key.

    `key` is None, for the organisation's own, where the decision's was destroyed.
    """

    body: Mapping[str, Any]
    worker: User | None
    key: Key | None


def evidence(decision: Entry) -> Evidence:
    """Return what is known of a decision."""
    opened = ledger.opened([decision])[0]
    return Evidence(opened.body, _worker(decision, opened.body), key_of(decision.pk))


def _worker(decision: Entry, body: Mapping[str, Any]) -> User | None:
    """Return who made it: as its body says or, where that cannot be read any more, as the desk read it before."""
    named = text(part(body, "actor", "id"))
    row = None if named else Matter.objects.filter(pk=decision.pk).first()
    known = UUID(named) if named else row.worker_id if row else None
    return User.objects.filter(pk=known).first() if known else None


def key_of(decision: UUID) -> Key | None:
    """Return the key a decision is sealed under, None where there is none any more: then the organisation's own."""
    body = Body.objects.filter(pk=decision).select_related("key").first()
    return body.key if body is not None and body.key.wrapped is not None else None
