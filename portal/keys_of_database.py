"""Are these the keys of this database? Asked before anything is read with them, written under them, or made anew.

The database keeps a fingerprint of each key, which is no secret. A portal with other keys would find nobody who is
recorded, so that an objection is not seen; so it does not start, and never makes new keys over data.
"""

from __future__ import annotations

from pathlib import Path
from typing import Any, Protocol

from django.core.exceptions import ImproperlyConfigured

from portal import keyring

MISSING = (
    "The keys are missing: {path} is not there, and the database holds records that can be read only with them. "
    "Put the file back from your backup, or name it in PORTAL_KEYRING. No new keys are made, and nothing is changed."
)
OTHER = (
    "The keys in {path} are not the keys of this database. Put back the keyring that this database was begun with, "
    "or name the database that belongs to these keys. Nothing is changed."
)
LACKS = (
    "The keyring {path} lacks a key that records of this database were sealed under: {names}. Put it back from your "
    "backup; a key that is no longer current stays in the file. Nothing is changed."
)
UNREADABLE = "{fault}. Put the file back from your backup. No new keys are made, and nothing is changed."
UNREADABLE_AND_NOTHING_SEALED = (
    "{fault}. Nothing was recorded under it yet. Delete the file and start again: new keys are then made."
)


class Cursor(Protocol):
    """What Django's cursors and psycopg's have in common, as far as we use them."""

    def execute(self, query: Any, params: Any = None, /) -> Any:
        """Send a statement."""

    def fetchone(self) -> Any:
        """Return the next row."""

    def fetchall(self) -> Any:
        """Return all rows."""


def misfit(cursor: Cursor, path: Path) -> str:
    """Return why the keys in a file are not those of the database, as a sentence that says what to do; "" if they fit.

    A database in which nothing was sealed fits any keys, and none.
    """
    sealed = _sealed(cursor)
    if not path.exists():
        return MISSING.format(path=path) if sealed else ""
    try:
        ring = keyring.load(path)
    except ImproperlyConfigured as fault:
        return (UNREADABLE if sealed else UNREADABLE_AND_NOTHING_SEALED).format(fault=fault)
    if sealed is None:
        return ""
    recorded = _recorded(cursor)
    if not recorded:
        return "" if _opens(ring, *sealed) else OTHER.format(path=path)
    if recorded.get(keyring.INDEX) != ring.fingerprints[keyring.INDEX]:
        return OTHER.format(path=path)
    lost = [name for name, known in recorded.items() if ring.fingerprints.get(name) != known]
    return LACKS.format(path=path, names=", ".join(sorted(lost))) if lost else ""


def record(cursor: Cursor, path: Path) -> None:
    """Keep the fingerprints of the keys in a file that fits; one that is kept already stays as it is.

    While nothing is sealed, those of keys that were thrown away since go.
    """
    if not path.exists():
        return
    if _sealed(cursor) is None:
        cursor.execute("DELETE FROM portal_keyfingerprint")
    for name, known in keyring.load(path).fingerprints.items():
        cursor.execute(
            "INSERT INTO portal_keyfingerprint (name, fingerprint) VALUES (%s, %s) ON CONFLICT DO NOTHING",
            [name, known],
        )


def _recorded(cursor: Cursor) -> dict[str, str]:
    """Return the fingerprints that the database keeps, by the key's name; none where it was made before they were."""
    if not _is_there(cursor, "portal_keyfingerprint"):
        return {}
    cursor.execute("SELECT name, fingerprint FROM portal_keyfingerprint")
    return {str(name): str(known) for name, known in cursor.fetchall()}


def _sealed(cursor: Cursor) -> tuple[bytes, bytes] | None:
    """Return one data key as it is wrapped, and the id of its row; None where nothing was sealed yet."""
    if not _is_there(cursor, "audit_key"):
        return None
    cursor.execute("SELECT wrapped, id FROM audit_key WHERE wrapped IS NOT NULL ORDER BY created_at LIMIT 1")
    found = cursor.fetchone()
    return (bytes(found[0]), found[1].bytes) if found else None


def _is_there(cursor: Cursor, table: str) -> bool:
    """Say whether the database has this table."""
    cursor.execute("SELECT to_regclass(%s)", [f"public.{table}"])
    return bool(cursor.fetchone() != (None,))


def _opens(ring: keyring.Keyring, wrapped: bytes, row: bytes) -> bool:
    """Say whether the keys open a data key."""
    try:
        keyring.unwrap(wrapped, aad=row, ring=ring)
    except keyring.CannotOpen:
        return False
    return True
