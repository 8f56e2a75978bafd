"""What watching shows: the looks that seem odd and what went with them, and what is left to do this month."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import timedelta
from uuid import UUID

from django.db.models import QuerySet

from audit.ledger import queries as ledger
from audit.ledger.queries import Opened
from audit.oversight.desk.models import Matter
from audit.oversight.watching import lots, odd, unsure
from audit.oversight.watching.models import Judged, Look, LookJudged, Lot
from audit.oversight.watching.unsure import Unsure
from portal.days import london_day
from portal.models import Organisation, User
from portal.paging import read_page

MOST_COUNTED = 100
"""The count of what waits goes no further than this."""
MOST_SHOWN = 50
SOON = timedelta(hours=24)
"""How long after a look a decision may still explain it."""


@dataclass(frozen=True, slots=True)
class Page:
    """A page of looks that seem odd, the oldest first; `after` and `before` are the places to go on from."""

    looks: Sequence[Look]
    after: int | None
    before: int | None


@dataclass(frozen=True, slots=True)
class Around:
    """What a worker looked at within an hour before and after a look, and what they decided in the 24 hours from then.

    `more` says that there were more looks than are shown.
    """

    looks: Sequence[Opened]
    decisions: Sequence[Matter]
    more: bool


@dataclass(frozen=True, slots=True)
class Summary:
    """What waits in this room: looks that seem odd, the last lot's decisions, and what workers doubt most."""

    odd: int
    lot_left: int
    lot_size: int
    unsure: Unsure | None


def odd_looks(organisation: Organisation, *, viewer: User | None = None) -> QuerySet[Look]:
    """Return the looks that seem odd and wait to be looked into, the oldest first; a viewer's own are for others."""
    waiting = Look.objects.filter(organisation=organisation, judged_at=None).exclude(odd=[])
    return (waiting.exclude(worker_id=viewer.pk) if viewer else waiting).order_by("seq")


def page(
    organisation: Organisation,
    *,
    viewer: User,
    after: int | None = None,
    before: int | None = None,
    size: int = 25,
) -> Page:
    """Return a page of the looks that seem odd: what comes after one place, or just before another."""
    waiting = odd_looks(organisation, viewer=viewer)
    if before is not None:
        waiting = waiting.filter(seq__lt=before).order_by("-seq")
    elif after is not None:
        waiting = waiting.filter(seq__gt=after)
    back = before is not None
    found = read_page(lambda most: waiting[:most], size, back=back, first=after is None)
    return Page(found.rows, getattr(found.after, "seq", None), getattr(found.before, "seq", None))


def look(organisation: Organisation, look_id: UUID) -> Look | None:
    """Return a look of this organisation that seems odd, or None."""
    return Look.objects.filter(organisation=organisation, pk=look_id).exclude(odd=[]).first()


def came_of(look: Look) -> LookJudged | None:
    """Return what came of looking into a look, None while it waits."""
    return LookJudged.objects.filter(look=look.pk).select_related("judge", "entry").first()


def worker_of(look: Look) -> str:
    """Return the name of who looked."""
    return names([look.worker_id]).get(look.worker_id, "")


def names(people: Iterable[UUID]) -> dict[UUID, str]:
    """Return the names of people who log in."""
    return dict(User.objects.filter(pk__in=set(people)).values_list("pk", "full_name"))


def around(look: Look) -> Around:
    """Return what the worker of a look looked at around it, and what they decided soon after."""
    theirs = Look.objects.filter(organisation=look.organisation, worker_id=look.worker_id)
    near = theirs.filter(at__gt=look.at - odd.HOUR, at__lt=look.at + odd.HOUR).order_by("at", "seq")
    ids = list(near.values_list("pk", flat=True)[: MOST_SHOWN + 1])
    decisions = Matter.objects.filter(
        organisation=look.organisation, worker_id=look.worker_id, seq__gt=look.seq
    ).order_by("seq")[:MOST_SHOWN]
    return Around(
        ledger.opened(ledger.in_order(look.organisation, ids[:MOST_SHOWN])),
        [each for each in decisions if each.recorded_at < look.at + SOON],
        len(ids) > MOST_SHOWN,
    )


def summary(organisation: Organisation, *, viewer: User | None = None) -> Summary:
    """Return what waits in this room; a viewer's own looks, and their own decisions of the lot, wait for others.

    The count of odd looks goes no further than MOST_COUNTED.
    """
    lot = lots.latest(organisation)
    month = london_day().replace(day=1)
    return Summary(
        odd_looks(organisation, viewer=viewer).order_by()[:MOST_COUNTED].count(),
        _left(lot, viewer) if lot else 0,
        lot.size if lot else 0,
        next(iter(unsure.most(organisation, month, size=1)), None),
    )


def _left(lot: Lot, viewer: User | None) -> int:
    """Return how many decisions of a lot are still to be decided again, without those that a viewer made."""
    judged = Judged.objects.filter(lot=lot)
    left = lot.size - judged.count()
    if not left or viewer is None:
        return left
    drawn = Matter.objects.filter(organisation=lot.organisation_id, drawn=True, month=lot.month)
    return left - drawn.filter(worker_id=viewer.pk).exclude(pk__in=judged.values("decision")).count()
