"""Check a whole log: every leaf hashed again, the tree grown again, the searched columns read beside the leaf.

What this can show: that the log agrees with itself. Who rewrites everything, head and all, agrees with
himself too; only a checkpoint kept elsewhere shows that, and `root` here is what to compare with it.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import cast

from django.db import connection

from audit.ledger.errors import BodyAltered, KeyDestroyed, NoLog
from audit.ledger.models import Entry, Log
from audit.ledger.queries import body_of
from audit.transparency.merkle import Frontier, perfect_root
from portal.models import Organisation

CHUNK = 2048
MOST_FAULTS = 100

# The right-hand side says what the leaf should be, from the columns; only the commitment stands in the leaf alone.
# Leaves hold no newline, so joined they can be split again. One row a chunk: Python touches each leaf once.
_CHUNKS = """
COPY (SELECT c.first, x.leaves, x.columns, x.hashes
FROM generate_series(0::bigint, %(size)s - 1, %(chunk)s) c(first) CROSS JOIN LATERAL (
    SELECT string_agg(convert_from(e.leaf, 'UTF8'), E'\\n') AS leaves, string_agg(e.said, E'\\n') AS columns,
        string_agg(e.leaf_hash, '') AS hashes
    FROM (SELECT leaf, leaf_hash, concat('{"commitment":"', convert_from(substr(leaf, 16, 64), 'UTF8'),
            '","event":"', event, '","facets":{',
            concat_ws(',', '"about":"' || about_id || '"', '"basis":"' || basis || '"', '"door":"' || door || '"',
                '"flags":["' || array_to_string(flags, '","') || '"]', '"home":"' || home_id || '"',
                '"outcome":"' || outcome || '"', '"rules":["' || array_to_string(rules, '","') || '"]',
                '"ruleset":"' || ruleset || '"'),
            '},"id":"', id, '","origin":"', %(origin)s::text, '","seq":', seq, ',"time":"',
            to_char(recorded_at AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"'), '","version":1}') AS said
        FROM public.audit_entry
        WHERE organisation_id = %(organisation)s AND seq >= c.first AND seq < c.first + %(chunk)s
        ORDER BY seq) e
) x) TO STDOUT (FORMAT BINARY)"""

Chunk = tuple[int, str | None, str | None, bytes | None]


@dataclass(frozen=True, slots=True)
class Fault:
    """One thing that does not agree, and where: `seq` is None for the log as a whole."""

    seq: int | None
    what: str


@dataclass(frozen=True, slots=True)
class Verified:
    """What a check found: the size and root as recomputed, and at most a hundred faults."""

    size: int
    root: bytes
    faults: Sequence[Fault]

    @property
    def ok(self) -> bool:
        """Whether the log agrees with itself."""
        return not self.faults


def verify(organisation: Organisation) -> Verified:
    """Recompute the organisation's log as far as its head says it goes. Memory does not grow with the log."""
    log = Log.objects.filter(pk=organisation.pk).first()
    if log is None:
        raise NoLog("no log is open for this organisation")
    frontier, faults = Frontier(), list(_strays(log))
    for first, leaves, columns, hashes in _chunks(log):
        wanted = min(CHUNK, log.size - first)
        found = leaves.encode().split(b"\n") if leaves is not None else []
        if len(found) != wanted:
            faults.append(Fault(first, f"of {wanted} entries from here on, {len(found)} are there"))
            break
        computed = [hashlib.sha256(b"\x00" + leaf).digest() for leaf in found]
        if leaves != columns or b"".join(computed) != hashes:
            faults += _differences(first, found, columns or "", computed, hashes or b"")
        if wanted == CHUNK:
            frontier.append(perfect_root(computed), CHUNK)
        else:
            for leaf in computed:
                frontier.append(leaf)
    if (frontier.size, bytes(frontier)) != (log.size, bytes(log.frontier)):
        faults.append(Fault(None, "the head of the log does not agree with its entries"))
    return Verified(frontier.size, frontier.root(), faults[:MOST_FAULTS])


def verify_bodies(organisation: Organisation) -> Iterator[Fault]:
    """Open every body and compare it with its leaf; bodies whose key was lawfully destroyed are passed over."""
    entries = Entry.objects.filter(organisation=organisation).order_by("seq")
    for entry in entries.iterator(chunk_size=500):
        try:
            body_of(entry)
        except KeyDestroyed:
            continue
        except BodyAltered as error:
            yield Fault(entry.seq, str(error))


def _chunks(log: Log) -> Iterator[Chunk]:
    """Stream the log, a chunk a row, in order; the server works ahead while we hash."""
    values = {"size": log.size, "chunk": CHUNK, "origin": log.origin, "organisation": log.pk}
    with connection.cursor() as cursor, cursor.copy(_CHUNKS, values) as copy:
        copy.set_types(["int8", "text", "text", "bytea"])
        for row in copy.rows():
            yield cast("Chunk", row)


def _strays(log: Log) -> Iterator[Fault]:
    """Find entries outside the places that the head counts."""
    entries = Entry.objects.filter(organisation_id=log.pk)
    for seq in [
        *entries.filter(seq__gte=log.size).order_by("seq").values_list("seq", flat=True)[:MOST_FAULTS],
        *entries.filter(seq__lt=0).order_by("seq").values_list("seq", flat=True)[:MOST_FAULTS],
    ]:
        yield Fault(seq, "this entry is outside the log")


def _differences(
    first: int, leaves: list[bytes], columns: str, computed: list[bytes], hashes: bytes
) -> Iterator[Fault]:
    """Say which leaves of a chunk do not agree with their columns or their stored hash."""
    said = columns.encode().split(b"\n")
    for place, leaf in enumerate(leaves):
        if place >= len(said) or said[place] != leaf:
            yield Fault(first + place, "the columns do not say what the leaf says")
        if hashes[32 * place : 32 * place + 32] != computed[place]:
            yield Fault(first + place, "the stored hash is not the leaf's")
