"""From a leaf back to its entry: everything an entry says is in its leaf."""

from __future__ import annotations

import json
from datetime import datetime
from typing import Any
from uuid import UUID

from audit.ledger.models import Entry
from audit.transparency.merkle import leaf_hash
from portal.models import Organisation


def entry_from(organisation: Organisation, leaf: bytes) -> Entry:
    """Return the stored entry that a leaf of this organisation describes, without asking the database."""
    said: dict[str, Any] = json.loads(leaf)
    facets = said["facets"]
    entry = Entry(
        id=UUID(said["id"]),
        organisation=organisation,
        seq=said["seq"],
        recorded_at=datetime.fromisoformat(said["time"]),
        leaf_hash=leaf_hash(leaf),
        leaf=leaf,
        event=said["event"],
        home_id=_id(facets.get("home")),
        about_id=_id(facets.get("about")),
        door=facets.get("door"),
        outcome=facets.get("outcome"),
        basis=facets.get("basis"),
        ruleset=facets.get("ruleset"),
        rules=facets.get("rules"),
        flags=facets.get("flags"),
    )
    entry._state.adding = False  # noqa: SLF001 - it is in the database; nothing may save it again
    entry._state.db = "default"  # noqa: SLF001
    return entry


def _id(text: str | None) -> UUID | None:
    return UUID(text) if text else None
