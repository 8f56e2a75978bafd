"""Where an organisation's entries go: the name of its log, and its own key."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any
from uuid import UUID
from weakref import WeakKeyDictionary

from django.db import connection, transaction
from django.db.models import F

from audit.ledger.errors import NoLog
from audit.ledger.models import Key
from portal.models import Organisation


@dataclass(frozen=True, slots=True)
class Place:
    """The log's name, which never changes, and the organisation's own key, which is never destroyed."""

    origin: str
    key: Key


# Remembered for as long as the connection lives, and only what was committed: an undone `open_log` leaves nothing.
_known: WeakKeyDictionary[Any, dict[UUID, Place]] = WeakKeyDictionary()


def place_of(organisation: Organisation) -> Place:
    """Return the place of an organisation's log, asking the database once for each connection; NoLog without one."""
    connection.ensure_connection()
    known = _known.setdefault(connection.connection, {})
    if organisation.pk in known:
        return known[organisation.pk]
    key = Key.objects.annotate(origin=F("organisation__log__origin")).filter(pk=organisation.pk).first()
    if key is None or key.origin is None:
        raise NoLog("no log is open for this organisation: open_log comes first")
    place = Place(key.origin, key)
    transaction.on_commit(lambda: known.__setitem__(organisation.pk, place))
    return place


def aad(origin: str, event_id: UUID) -> bytes:
    """Return what binds a sealed body to its log and its entry: origin, 0x1f, the 16 bytes of the id."""
    return origin.encode() + b"\x1f" + event_id.bytes
