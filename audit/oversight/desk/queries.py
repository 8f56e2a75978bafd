"""The Guardian's list: pages, counts and what comes next. Whatever is asked, the cost does not grow with the log."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from django.db.models import Q, QuerySet

from audit.oversight.desk.models import BETWEEN, PLACES, Matter, State
from audit.oversight.desk.order import Reason, reasons
from portal.days import london_day
from portal.models import Home, Organisation, User
from portal.paging import read_page

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
    """A page of a list; `after` and `before` are the places to go on from, None for no more."""

    matters: Sequence[Matter]
    after: int | None
    before: int | None


@dataclass(frozen=True, slots=True)
class Counts:
    """How many wait, by home, month and reason; every count of a filter is a sum of these, so they add up.

    `capped` says that more wait than were counted: then these are the worst of them.
    """

    by: Counter[tuple[UUID | None, date, str]]
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
    return _page(chosen, "place", after, before, size)


def between(
    organisation: Organisation,
    *,
    viewer: User,
    state: State,
    after: int | None = None,
    before: int | None = None,
    size: int = 25,
) -> Page:
    """Return a page of what somebody has judged and is not settled, in one of `BETWEEN`; never the reader's own."""
    chosen = Matter.objects.filter(organisation=organisation, state=state, state__in=BETWEEN)
    return _page(chosen.exclude(worker_id=viewer.pk), "place", after, before, size)


def looked_at(
    organisation: Organisation,
    *,
    viewer: User,
    home: Home | None = None,
    after: int | None = None,
    before: int | None = None,
    size: int = 25,
) -> Page:
    """Return a page of what is settled, the latest first, and never the reader's own.

    Here `after` leads to what was settled earlier. What waits for a second reader is not among them: they must
    not see first what the other thinks.
    """
    chosen = Matter.objects.filter(organisation=organisation, state=State.DONE).exclude(worker_id=viewer.pk)
    if home:
        chosen = chosen.filter(home_id=home.pk)
    return _page(chosen, "judged_seq", after, before, size, latest=True)


def _page(
    chosen: QuerySet[Matter],
    field: str,
    after: int | None,
    before: int | None,
    size: int,
    *,
    latest: bool = False,
) -> Page:
    """Return a page in the order of a field, upwards or, for the latest first, downwards."""
    back = before is not None
    place = before if back else after
    downwards = latest != back
    if place is not None:
        chosen = chosen.filter(**{f"{field}__{'lt' if downwards else 'gt'}": place})
    ordered = chosen.order_by(f"{'-' if downwards else ''}{field}")
    found = read_page(lambda most: ordered[:most], size, back=back, first=place is None)
    return Page(found.rows, getattr(found.after, field, None), getattr(found.before, field, None))


def counts(organisation: Organisation, *, viewer: User) -> Counts:
    """Return how many wait for this reader, in one look at the head of the list."""
    chosen = waiting(organisation, viewer=viewer, filters=Filters())
    rows = list(chosen.values_list("home_id", "month", "place")[: MOST_COUNTED + 1])
    names = [each.id for each in reasons()]
    by = Counter((home, month, names[(place or 0) // PLACES]) for home, month, place in rows[:MOST_COUNTED])
    return Counts(by, len(rows) > MOST_COUNTED)


@dataclass(frozen=True, slots=True)
class Summary:
    """How much waits for one reader: in all, for an urgent reason, and for how many days the oldest has waited.

    `capped` says that there are more than `total`; `oldest_days` is exact, and None where nothing waits.
    """

    total: int
    urgent: int
    oldest_days: int | None
    capped: bool


def summary(organisation: Organisation, viewer: User) -> Summary:
    """Return how much waits for a reader, for the home page and for what they are sent."""
    counted = counts(organisation, viewer=viewer)
    chosen = waiting(organisation, viewer=viewer, filters=Filters())
    oldest = chosen.order_by("seq").values_list("recorded_at", flat=True).first()
    days = None if oldest is None else (london_day() - london_day(oldest)).days
    return Summary(counted.total, counted.urgent, days, counted.capped)


def following(organisation: Organisation, *, viewer: User, filters: Filters, place: int) -> Matter | None:
    """Return what comes next in the list after a place, or what is first where nothing does."""
    chosen = waiting(organisation, viewer=viewer, filters=filters)
    return chosen.filter(place__gt=place).first() or chosen.first()


def matter(organisation: Organisation, decision: UUID) -> Matter | None:
    """Return the desk's row of a decision of this organisation, or None."""
    return Matter.objects.filter(organisation=organisation, pk=decision).first()
