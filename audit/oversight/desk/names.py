"""How a decision is found by a name without the name being stored: blind indexes, the same for the desk's rows and
for what is typed into its search."""

from __future__ import annotations

from uuid import UUID

from portal import names_before
from portal.keyring import blind_index
from portal.names import bare_reference, plain

BEFORE = "_before"
"""Ends the word under which an index of an earlier folding stands in what is kept of a search."""


def person_name(organisation_id: UUID, name: str) -> bytes | None:
    """Return the index of an individual's name, None for none."""
    return _index(organisation_id, "desk.person.name", plain(name))


def person_reference(organisation_id: UUID, reference: str) -> bytes | None:
    """Return the index of a work reference, None for none."""
    return _index(organisation_id, "desk.person.reference", bare_reference(reference))


def recipient_name(organisation_id: UUID, name: str) -> bytes | None:
    """Return the index of the name of whom it was about to be shared with, None for none."""
    return _index(organisation_id, "desk.recipient.name", plain(name))


COLUMNS = {"person_name": person_name, "person_reference": person_reference, "recipient_name": recipient_name}
"""The columns of the desk's rows that hold an index, and who makes it."""


def indexes(organisation_id: UUID, column: str, typed: str) -> dict[str, bytes]:
    """Return each index under which a typed name may stand in a column, by a word of its own for each.

    The desk's rows keep the index of the day they were made, and names were folded otherwise before (ADR 22).
    """
    found = {column: COLUMNS[column](organisation_id, typed)}
    if column.endswith("_name"):
        found[column + BEFORE] = _index(
            organisation_id, f"desk.{column.replace('_', '.')}", names_before.plain(typed)
        )
    now = found[column]
    return {word: index for word, index in found.items() if index and (word == column or index != now)}


def _index(organisation_id: UUID, field: str, value: str) -> bytes | None:
    return blind_index(organisation_id=organisation_id, field=field, value=value) if value else None
