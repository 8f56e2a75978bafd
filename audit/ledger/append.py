"""The only door into the ledger: seal the evidence, then one statement that adds the entry.

Call it last in an action, inside the action's transaction: fact and entry are stored together or not at all.
"""

from __future__ import annotations

import base64
import os
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from hashlib import sha256
from typing import Any
from uuid import UUID

from django.conf import settings
from django.db import DatabaseError, connection
from django.db.transaction import TransactionManagementError

from audit.ledger import facets as the_facets
from audit.ledger import keys
from audit.ledger.errors import ClockWentBack, IdTaken, LedgerBusy, LedgerRefused, NoLog
from audit.ledger.events import Event
from audit.ledger.ids import new_id
from audit.ledger.leaf import entry_from
from audit.ledger.models import Entry, Key
from audit.ledger.place import Place, aad, place_of
from audit.ledger.unnamed import Unnamed
from audit.transparency.canonical import canonical
from portal.models import Membership, Organisation, User

SALT_BYTES = 32
OURS = frozenset({"salt", "event", "actor", "organisation", "release"})
REFUSALS: dict[str, type[Exception]] = {
    "55P03": LedgerBusy,
    "LG001": NoLog,
    "LG002": ClockWentBack,
    "LG003": IdTaken,
}
STATEMENT = "SELECT public.ledger_append(%s, %s, %s, %s, %s, %s, %s, %s, %s, %s, %s, %s, %s, %s)"
TOGETHER = 250
"""How many entries go to the database in one statement, where many are appended."""


@dataclass(frozen=True, slots=True)
class Said:
    """One of many entries that an action appends together; its members are what `append` takes."""

    event: Event
    body: Mapping[str, Any]
    event_id: UUID
    facets: Mapping[str, Any] | None = None
    key: Key | None = None


def append(
    *,
    event: Event,
    organisation: Organisation,
    body: Mapping[str, Any],
    facets: Mapping[str, Any] | None = None,
    key: Key | None = None,
    event_id: UUID | None = None,
    by: User | Unnamed,
) -> Entry:
    """Append one entry and return it; with an id the log already has, return that entry, `repeated` set.

    `body` is the evidence: canonical JSON (see audit.transparency.canonical), sealed under `key`, or under the
    organisation's own. The salt, the event, who did it, the organisation and the release are added here.
    `facets` are what may be counted and searched, never anything personal (see audit.ledger.facets).

    Raises NotCanonical, ValueError (facets), NoLog, IdTaken, LedgerBusy, ClockWentBack; always before commit.
    """
    said = Said(event, body, event_id or new_id(), facets, key)
    values, commitment = _sealed(said, organisation, _place(organisation), by)
    (leaf,) = _store(STATEMENT, values)
    return _entry(organisation, leaf, commitment)


def append_all(*, organisation: Organisation, said: Sequence[Said], by: User | Unnamed) -> list[Entry]:
    """Append many entries, in their order, each exactly as `append` would; many go in one statement.

    The log is held from the first to the commit, and nobody else can write meanwhile: do all else before.
    """
    place = _place(organisation)
    made = [_sealed(each, organisation, place, by) for each in said]
    leaves: list[bytes] = []
    for start in range(0, len(made), TOGETHER):
        some = made[start : start + TOGETHER]
        calls = ", ".join(f"({STATEMENT})" for _ in some)
        leaves += _store(f"SELECT {calls}", [value for values, _ in some for value in values])
    return [
        _entry(organisation, leaf, commitment) for leaf, (_, commitment) in zip(leaves, made, strict=True)
    ]


def _place(organisation: Organisation) -> Place:
    """Return where the entries go; outside a transaction there is no such place."""
    if not connection.in_atomic_block:
        raise TransactionManagementError("append belongs inside the transaction of the fact that it records")
    return place_of(organisation)


def _sealed(
    said: Said, organisation: Organisation, place: Place, by: User | Unnamed
) -> tuple[list[Any], bytes]:
    """Return what the database function takes for one entry, and the commitment among it."""
    plain = plain_body(event=said.event, organisation=organisation, body=said.body, by=by)
    commitment = sha256(plain).digest()
    key = said.key or place.key
    sealed = keys.encrypt(key, plain, aad=aad(place.origin, said.event_id))
    columns = the_facets.columns(said.facets or {})
    head = [organisation.pk, said.event_id, said.event.value]
    return [*head, *columns, commitment, key.pk, sealed], commitment


def _entry(organisation: Organisation, leaf: bytes, commitment: bytes) -> Entry:
    """Return the entry of a leaf; one that commits to something else was there before."""
    entry = entry_from(organisation, leaf)
    entry.repeated = entry.commitment != commitment.hex()
    return entry


def plain_body(
    *, event: Event, organisation: Organisation, body: Mapping[str, Any], by: User | Unnamed
) -> bytes:
    """Return the bytes that the leaf commits to; fresh salt keeps a short body from being guessed."""
    taken = OURS & body.keys()
    if taken:
        raise ValueError(f"the ledger itself writes {', '.join(sorted(taken))}")
    whole = {
        **body,
        "salt": base64.b64encode(os.urandom(SALT_BYTES)).decode(),
        "event": event.value,
        "actor": _actor(by, organisation),
        "organisation": {"id": str(organisation.pk), "name": organisation.name},
        "release": getattr(settings, "PORTAL_RELEASE", "unreleased"),
    }
    return canonical(whole)


def _actor(by: User | Unnamed, organisation: Organisation) -> dict[str, str]:
    """Return who acts, as the entry names them; of somebody unnamed nothing is kept but that."""
    if isinstance(by, Unnamed):
        return {"id": "", "name": by.value, "role": "none", "authenticated_by": "nobody logged in"}
    return {
        "id": str(by.pk),
        "name": by.full_name,
        "role": _role(by, organisation),
        "authenticated_by": by.authenticated_by or "not recorded",
    }


def _role(by: User, organisation: Organisation) -> str:
    """Return what the person is to the organisation; asks the database only when the action did not."""
    membership = by.acting
    if membership is None or membership.organisation_id != organisation.pk:
        membership = Membership.objects.filter(user=by, organisation=organisation).order_by("pk").first()
    return membership.role if membership else "none"


def _store(statement: str, values: Sequence[Any]) -> list[bytes]:
    """Call the database function, once or many times, and say in our words why it refused."""
    try:
        with connection.cursor() as cursor:
            cursor.execute(statement, values)
            return [bytes(leaf) for leaf in cursor.fetchone()]
    except DatabaseError as error:
        state = getattr(error.__cause__, "sqlstate", None) or ""
        if state in REFUSALS:
            refusal = REFUSALS[state]
            raise refusal() if refusal in {LedgerBusy, ClockWentBack} else refusal(str(error)) from error
        if state.startswith("LG"):
            raise LedgerRefused(str(error)) from error
        raise
