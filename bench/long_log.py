"""A long log, made quickly: sound entries, loaded past the door by the owner of a database made for measuring."""

from __future__ import annotations

import os
from collections.abc import Iterator
from datetime import UTC, datetime
from hashlib import sha256
from typing import cast
from uuid import UUID

import psycopg

from audit.ledger.ids import new_id
from audit.transparency.merkle import Frontier, leaf_hash

BASIS, DOOR, OUTCOME = "implied_consent", "care-team", "share_direct_care"
HOME = "00000000-0000-4000-8000-000000000001"
DIGEST = "ab" * 32


def organisation_id(number: int) -> UUID:
    """Return the id of an organisation, which SQL can make from its number too."""
    return UUID(f"00000000-0000-4000-8000-{number:012x}")


def settle() -> None:
    """Let the load reach the disk and be tidied, so that it does not weigh on what is measured next."""
    with psycopg.connect(os.environ["PORTAL_BENCH_ADMIN"], autocommit=True) as admin:
        admin.execute("VACUUM (ANALYZE) audit_entry, audit_body, audit_log")
        admin.execute("CHECKPOINT")


def load(owner: psycopg.Connection[object], number: int, many: int) -> None:
    """Make a log longer by sound entries, past the door: the head's trigger is off while its owner does so."""
    organisation = organisation_id(number)
    head = owner.execute(
        "SELECT origin, size, frontier FROM audit_log WHERE organisation_id = %s", [organisation]
    ).fetchone()
    origin, size, frontier = cast("tuple[str, int, bytes]", head)
    tree = Frontier(size, frontier)
    with owner.transaction(), owner.cursor() as cursor:
        with cursor.copy(_COPY) as copy:
            copy.set_types(_TYPES)
            for row in _entries(organisation, origin, size, many, tree):
                copy.write_row(row)
        cursor.execute(
            """INSERT INTO audit_body (entry_id, key_id, sealed) SELECT id, organisation_id, 'x'
            FROM audit_entry WHERE organisation_id = %s AND seq >= %s""",
            [organisation, size],
        )
        cursor.execute("ALTER TABLE audit_log DISABLE TRIGGER grows")
        cursor.execute(
            "UPDATE audit_log SET size = %s, frontier = %s WHERE organisation_id = %s",
            [tree.size, bytes(tree), organisation],
        )
        cursor.execute("ALTER TABLE audit_log ENABLE ALWAYS TRIGGER grows")


_COPY = """COPY audit_entry (id, organisation_id, seq, recorded_at, leaf_hash, leaf, event, home_id, door, outcome,
    basis, ruleset, rules, flags) FROM STDIN (FORMAT BINARY)"""
_TYPES = [
    "uuid",
    "uuid",
    "int8",
    "timestamptz",
    "bytea",
    "bytea",
    "text",
    "uuid",
    *(["text"] * 4),
    "text[]",
    "text[]",
]


def _entries(
    organisation: UUID, origin: str, size: int, many: int, tree: Frontier
) -> Iterator[tuple[object, ...]]:
    """Make entries as the append function would, all of one time."""
    now = datetime.now(UTC).replace(microsecond=0)
    facets = (
        f'"basis":"{BASIS}","door":"{DOOR}","flags":["departed"],"home":"{HOME}",'
        f'"outcome":"{OUTCOME}","rules":["1","2"],"ruleset":"{DIGEST}"'
    )
    columns = (DOOR, OUTCOME, BASIS, DIGEST, ["1", "2"], ["departed"])
    for seq in range(size, size + many):
        event_id = new_id()
        leaf = (
            f'{{"commitment":"{sha256(event_id.bytes).hexdigest()}","event":"decision.made","facets":{{{facets}}},'
            f'"id":"{event_id}","origin":"{origin}","seq":{seq},"time":"{now:%Y-%m-%dT%H:%M:%S}.000Z","version":1}}'
        ).encode()
        hashed = leaf_hash(leaf)
        tree.append(hashed)
        yield (event_id, organisation, seq, now, hashed, leaf, "decision.made", UUID(HOME), *columns)
