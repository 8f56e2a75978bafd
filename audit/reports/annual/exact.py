"""Figures together with how much of the ledger they count, to the entry: who counts the same again gets the same."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from uuid import UUID

from django.db import transaction

from audit.ledger.models import Entry, Log
from audit.reports import fold
from audit.reports.counting.period import Period
from audit.reports.counting.shape import Figures
from audit.reports.models import CountedTo
from audit.reports.queries import figures_of
from audit.transparency.merkle import Frontier
from portal.errors import NotAllowed
from portal.models import Organisation

MOST_BEHIND = 50_000
"""So many entries are counted while somebody waits; where there are more, the clock counts them first."""
BEHIND = "We are still counting what is new. Nothing was lost. Try again in a few minutes."


@dataclass(frozen=True, slots=True)
class At:
    """The first `size` entries of a log, and the root of their tree in hex."""

    origin: str
    size: int
    root: str


def counted_exactly(
    organisation: Organisation, period: Period, *, homes: Sequence[UUID] | None, reader: str
) -> tuple[Figures, At]:
    """Return figures that count the entries of `At` and no other; refused where too many are not counted yet."""
    if fold.behind(organisation) > MOST_BEHIND:
        raise NotAllowed(BEHIND)
    log = Log.objects.get(pk=organisation.pk)
    with transaction.atomic():
        # Whoever holds this row is alone in counting this log, so the sums stay where they are meanwhile.
        place, _ = CountedTo.objects.select_for_update().get_or_create(organisation=organisation)
        while not fold.catch_up(organisation):
            pass
        figures = figures_of(organisation, period, homes=homes, reader=reader)
        place.refresh_from_db()
        return figures, _at(log, place.seq)


def _at(log: Log, size: int) -> At:
    """Return the root over the first `size` entries, going on from a head that is no longer than that."""
    frontier = Frontier(log.size, bytes(log.frontier))
    later = Entry.objects.filter(organisation=log.pk, seq__gte=log.size, seq__lt=size).order_by("seq")
    for leaf_hash in later.values_list("leaf_hash", flat=True):
        frontier.append(bytes(leaf_hash))
    return At(log.origin, size, frontier.root().hex())
