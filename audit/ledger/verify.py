"""Check a whole log: every leaf hashed again, the tree grown again, the searched columns read beside the leaf.

What this can show: that the log agrees with itself. Who rewrites everything, head and all, agrees with
himself too; only a checkpoint kept elsewhere shows that, and `root` here is what to compare with it.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import islice
from typing import cast

from django.db import connection

from audit.ledger.errors import BodyAltered, NoLog
from audit.ledger.models import Entry, Log
from audit.ledger.queries import opened
from audit.transparency.merkle import Frontier, perfect_root
from portal.models import Organisation

CHUNK = 2048
BODIES = 500
MOST_FAULTS = 100

# What the leaf should be, said from the columns; only the commitment stands in the leaf alone.
_SAID = """convert_to(concat('{"commitment":"', encode(substr(leaf, 16, 64), 'escape'),
    '","event":"', event, '","facets":{',
    concat_ws(',', '"about":"' || about_id || '"', '"basis":"' || basis || '"', '"door":"' || door || '"',
        '"flags":["' || array_to_string(flags, '","') || '"]', '"home":"' || home_id || '"',
        '"outcome":"' || outcome || '"', '"rules":["' || array_to_string(rules, '","') || '"]',
        '"ruleset":"' || ruleset || '"'),
    '},"id":"', id, '","origin":"', %(origin)s::text, '","seq":', seq, ',"time":"',
    to_char(recorded_at AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"'), '","version":1}'), 'UTF8') = leaf"""
# Leaves hold no newline, so joined they can be split again. One row a chunk: Python touches each leaf once.
_CHUNKS = f"""
COPY (SELECT c.first, x.leaves, x.hashes, x.agree
FROM generate_series(0::bigint, %(size)s - 1, %(chunk)s) c(first) CROSS JOIN LATERAL (
    SELECT string_agg(e.leaf, '\\x0a'::bytea) AS leaves, string_agg(e.leaf_hash, '') AS hashes,
        bool_and(e.agrees) AS agree
    FROM (SELECT leaf, leaf_hash, {_SAID} AS agrees FROM public.audit_entry
        WHERE organisation_id = %(organisation)s AND seq >= c.first AND seq < c.first + %(chunk)s
        ORDER BY seq) e
) x) TO STDOUT (FORMAT BINARY)"""  # noqa: S608 - our own words only
_UNLIKE = f"""SELECT seq FROM public.audit_entry
WHERE organisation_id = %(organisation)s AND seq < %(size)s AND NOT {_SAID} ORDER BY seq LIMIT {MOST_FAULTS}"""  # noqa: S608 - our own words only

Chunk = tuple[int, bytes | None, bytes | None, bool | None]


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
    frontier, faults, agree = Frontier(), list(_strays(log)), True
    for first, leaves, hashes, said in _chunks(log):
        wanted = min(CHUNK, log.size - first)
        found = leaves.split(b"\n") if leaves is not None else []
        if len(found) != wanted:
            faults.append(Fault(first, f"of {wanted} entries from here on, {len(found)} are there"))
            break
        computed = [hashlib.sha256(b"\x00" + leaf).digest() for leaf in found]
        agree = agree and bool(said)
        if b"".join(computed) != hashes:
            faults += _other_hashes(first, computed, hashes or b"")
        if wanted == CHUNK:
            frontier.append(perfect_root(computed), CHUNK)
        else:
            for leaf in computed:
                frontier.append(leaf)
    faults += [] if agree else _unlike(log)
    if (frontier.size, bytes(frontier)) != (log.size, bytes(log.frontier)):
        faults.append(Fault(None, "the head of the log does not agree with its entries"))
    return Verified(frontier.size, frontier.root(), faults[:MOST_FAULTS])


def verify_bodies(organisation: Organisation) -> Iterator[Fault]:
    """Open every body and compare it with its leaf; bodies whose key was lawfully destroyed are passed over."""
    entries = Entry.objects.filter(organisation=organisation).order_by("seq").iterator(chunk_size=BODIES)
    while some := list(islice(entries, BODIES)):
        for each in opened(some):
            if isinstance(each.error, BodyAltered):
                yield Fault(each.entry.seq, str(each.error))


def grow(older: Frontier, organisation: Organisation, size: int) -> Frontier:
    """Return the tree of the first `size` entries, grown out of an older one by the hashes that are stored.

    Where its root is the one that `verify` recomputed, the older tree is the beginning of this log.
    """
    tree = Frontier(older.size, bytes(older))
    later = Entry.objects.filter(organisation=organisation, seq__gte=older.size, seq__lt=size)
    for leaf in later.order_by("seq").values_list("leaf_hash", flat=True).iterator(chunk_size=CHUNK):
        tree.append(bytes(leaf))
    return tree


def _chunks(log: Log) -> Iterator[Chunk]:
    """Stream the log, a chunk a row, in order; the server works ahead while we hash."""
    values = {"size": log.size, "chunk": CHUNK, "origin": log.origin, "organisation": log.pk}
    with connection.cursor() as cursor, cursor.copy(_CHUNKS, values) as copy:
        copy.set_types(["int8", "bytea", "bytea", "bool"])
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


def _unlike(log: Log) -> list[Fault]:
    """Find the entries whose columns do not say what their leaf says."""
    with connection.cursor() as cursor:
        cursor.execute(_UNLIKE, {"size": log.size, "origin": log.origin, "organisation": log.pk})
        return [Fault(seq, "the columns do not say what the leaf says") for (seq,) in cursor.fetchall()]


def _other_hashes(first: int, computed: Sequence[bytes], hashes: bytes) -> Iterator[Fault]:
    """Say which stored hashes of a chunk are not their leaf's."""
    for place, right in enumerate(computed):
        if hashes[32 * place : 32 * place + 32] != right:
            yield Fault(first + place, "the stored hash is not the leaf's")
