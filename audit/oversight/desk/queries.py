"""The Guardian's list: pages, counts and what comes next. Whatever is asked, the cost does not grow with the log."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from django.db.models import Q, QuerySet

from audit.oversight.desk.models import PLACES, Matter, State
from audit.oversight.desk.order import Reason, reasons
from portal.models import Home, Organisation, User

MOST_COUNTED = 1_000
"""Counts go no further than the first this many of the list; beyond it we say "more than"."""


@dataclass(frozen=True, slots=True)
class Filters:
    """What the list is narrowed to; `month` is the first day of the month in which the decision was made."""

    home: Home | None = None
    month: date | None = None
    reason: Reason | None = None


@dataclass(frozen=True, slots=True)
class Page:
    """A page of the list, the worst first; `after` and `before` are the places to go on from, None for no more."""

    matters: Sequence[Matter]
    after: int | None
    before: int | None


@dataclass(frozen=True, slots=True)
class Counts:
    """How many wait, by home, month and reason; every count of a filter is a sum of these, so they add up.

    `capped` says that more wait than were counted.
    """

    by: Counter[tuple[UUID | None, date, str]]
    oldest: datetime | None
    capped: bool

    def of(self, filters: Filters) -> int:
        """Return how many there are under some filters."""
        return sum(
            count
            for (home, month, reason), count in self.by.items()
            if (filters.home is None or home == filters.home.pk)
            and (filters.month is None or month == filters.month)
            and (filters.reason is None or reason == filters.reason.id)
        )

    @property
    def total(self) -> int:
        """How many there are in all."""
        return self.by.total()

    @property
    def urgent(self) -> int:
        """How many are there for an urgent reason."""
        return sum(self.of(Filters(reason=each)) for each in reasons() if each.urgent)


def waiting(organisation: Organisation, *, viewer: User, filters: Filters) -> QuerySet[Matter]:
    """Return what this reader may judge now, the worst first and among the same the oldest.

    Never their own decisions, nor what they have judged and a second reader has still to see.
    """
    mine = Q(worker_id=viewer.pk) | (Q(first_by=viewer.pk) & Q(state=State.SECOND))
    found = Matter.objects.filter(organisation=organisation, open=True).exclude(mine)
    if filters.home:
        found = found.filter(home_id=filters.home.pk)
    if filters.month:
        found = found.filter(month=filters.month)
    if filters.reason:
        rank = filters.reason.rank
        found = found.filter(place__gte=rank * PLACES, place__lt=(rank + 1) * PLACES)
    return found.order_by("place")


def page(
    organisation: Organisation,
    *,
    viewer: User,
    filters: Filters,
    after: int | None = None,
    before: int | None = None,
    size: int = 25,
) -> Page:
    """Return a page of what waits: what comes after one place of the list, or just before another."""
    chosen = waiting(organisation, viewer=viewer, filters=filters)
    if before is not None:
        rows = list(chosen.filter(place__lt=before).order_by("-place")[: size + 1])
        more, rows = len(rows) > size, rows[:size][::-1]
        return Page(rows, rows[-1].place if rows else None, rows[0].place if rows and more else None)
    rows = list((chosen if after is None else chosen.filter(place__gt=after))[: size + 1])
    more, rows = len(rows) > size, rows[:size]
    return Page(rows, rows[-1].place if more else None, rows[0].place if rows and after is not None else None)


def counts(organisation: Organisation, *, viewer: User) -> Counts:
    """Return how many wait for this reader, in one look at the head of the list."""
    chosen = waiting(organisation, viewer=viewer, filters=Filters())
    rows = list(chosen.values_list("home_id", "month", "place", "recorded_at")[: MOST_COUNTED + 1])
    counted = rows[:MOST_COUNTED]
    names = [each.id for each in reasons()]
    return Counts(
        Counter((home, month, names[(place or 0) // PLACES]) for home, month, place, _ in counted),
        min((at for *_, at in counted), default=None),
        len(rows) > MOST_COUNTED,
    )


def following(organisation: Organisation, *, viewer: User, filters: Filters, place: int) -> Matter | None:
    """Return what comes next in the list after a place, or what is first where nothing does."""
    chosen = waiting(organisation, viewer=viewer, filters=filters)
    return chosen.filter(place__gt=place).first() or chosen.first()


def matter(organisation: Organisation, decision: UUID) -> Matter | None:
    """Return the desk's row of a decision of this organisation, or None."""
    return Matter.objects.filter(organisation=organisation, pk=decision).first()
