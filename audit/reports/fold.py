"""How the sums keep up with the log: each leaf is read once, in order. No body is opened, so none need be readable."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterable, Sequence
from typing import Any
from uuid import UUID

from django.db import connection, transaction

from audit.ledger import queries as ledger
from audit.ledger.models import Log
from audit.reports.counting import leaves
from audit.reports.counting.count import Count, needed
from audit.reports.counting.leaves import Leaf
from audit.reports.counting.sums import Thing
from audit.reports.models import CountedTo, Remembered, Sum
from portal.models import Organisation

AT_ONCE = 1_000
"""How many leaves are read before a page is shown; the clock reads the rest."""
REMEMBER = """
INSERT INTO audit_remembered (organisation_id, kind, about_id, line)
SELECT %s, * FROM unnest(%s::text[], %s::uuid[], %s::text[])
ON CONFLICT (organisation_id, kind, about_id) DO UPDATE SET line = excluded.line
"""
ADD = """
INSERT INTO audit_sum AS t (organisation_id, month, what, home_id, key, count)
SELECT %s, * FROM unnest(%s::date[], %s::text[], %s::uuid[], %s::text[], %s::bigint[])
ON CONFLICT (organisation_id, month, what, home_id, key) DO UPDATE SET count = t.count + excluded.count
"""


class Kept:
    """A memory of rows: what some leaves need is read at once, and what they leave is written at once."""

    def __init__(self, organisation: Organisation, wanted: Iterable[tuple[str, str]]) -> None:
        self._organisation = organisation
        self._changed: dict[tuple[str, str], str] = {}
        ids = {UUID(id_) for _, id_ in wanted if id_}
        rows = Remembered.objects.filter(organisation=organisation, about_id__in=ids) if ids else []
        self._known = {(row.kind, str(row.about_id)): row.line for row in rows}

    def get(self, kind: str, id_: str) -> str:
        """Return what was last put there; "" where nothing was."""
        return self._changed.get((kind, id_)) or self._known.get((kind, id_), "")

    def put(self, kind: str, id_: str, said: str) -> None:
        """Keep a line of codes; it takes the place of what was there."""
        self._changed[kind, id_] = said

    def write(self) -> None:
        """Write what was put there."""
        if self._changed:
            kinds, ids = zip(*self._changed, strict=True)
            _upsert(REMEMBER, self._organisation, list(kinds), list(ids), list(self._changed.values()))


def catch_up(organisation: Organisation, *, most: int = AT_ONCE) -> bool:
    """Count at most `most` new leaves of an organisation's log, and say whether all are counted now."""
    size = Log.objects.filter(pk=organisation.pk).values_list("size", flat=True).first() or 0
    if CountedTo.objects.filter(pk=organisation.pk, seq__gte=size).exists():
        return True
    with transaction.atomic():
        place, _ = CountedTo.objects.select_for_update().get_or_create(organisation=organisation)
        found = [leaves.read(leaf) for leaf in ledger.leaves(organisation, place.seq, size=most)]
        _count(organisation, found)
        place.seq += len(found)
        place.save(update_fields=["seq"])
    return place.seq >= size


def _count(organisation: Organisation, found: Collection[Leaf]) -> None:
    """Add what some leaves say to the sums."""
    memory = Kept(organisation, (each for leaf in found for each in needed(leaf)))
    count = Count(memory)
    for leaf in found:
        count.read(leaf)
    memory.write()
    _add(organisation, count.counts)


def _add(organisation: Organisation, counts: Counter[Thing]) -> None:
    """Add counts to the sums, in one statement and always in the same order."""
    rows = sorted((thing, count) for thing, count in counts.items() if count)
    if rows:
        things, added = zip(*rows, strict=True)
        whats, months, homes, keys = zip(*things, strict=True)
        _upsert(ADD, organisation, months, whats, [home or None for home in homes], keys, added)


def _upsert(statement: str, organisation: Organisation, *columns: Sequence[Any]) -> None:
    """Write rows given by columns; arrays cost the same few parameters however many rows there are."""
    with connection.cursor() as cursor:
        cursor.execute(statement, [organisation.pk, *map(list, columns)])


def begin_again(organisation: Organisation) -> None:
    """Throw away what was counted of an organisation's log, so that it is counted again from its start."""
    with transaction.atomic():
        place, _ = CountedTo.objects.select_for_update().get_or_create(organisation=organisation)
        for model in (Sum, Remembered):
            model._default_manager.filter(organisation=organisation).delete()
        place.seq = 0
        place.save(update_fields=["seq"])


def catch_up_all(*, most: int = 20_000) -> int:
    """Count what is new in every organisation's log, for the clock; return how many are not counted to their end."""
    behind = 0
    for organisation in Organisation.objects.order_by("pk"):
        done = False
        for _ in range(max(most // AT_ONCE, 1)):
            done = catch_up(organisation)
            if done:
                break
        behind += not done
    return behind


def behind(organisation: Organisation) -> int:
    """Return how many entries of an organisation's log are not counted yet."""
    size = Log.objects.filter(pk=organisation.pk).values_list("size", flat=True).first() or 0
    counted = CountedTo.objects.filter(pk=organisation.pk).values_list("seq", flat=True).first() or 0
    return max(size - counted, 0)
