"""How each home stands: what was decided there in a period, what waits now, and who has had their training."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field
from datetime import date
from uuid import UUID

from django.db.models import Count, Max
from django.db.models import Sum as SumOf

from audit.assurance.training.queries import progress, share
from audit.kinds import group
from audit.numbers import FEW
from audit.numbers import share as share_in_words
from audit.oversight import reading
from audit.oversight.concerns.models import Concern
from audit.oversight.desk.models import Matter
from audit.reports import fold
from audit.reports.counting.period import Period
from audit.reports.models import Sum
from portal.days import london_day
from portal.models import Home, Membership, Organisation
from portal.standing import only_home

DECISION = "decision"
SHARED = ("shared", "unnamed")
TOO_FEW = "Too few"
NOBODY = "Nobody counts"


@dataclass(frozen=True, slots=True)
class Line:
    """One home (None: decisions made at none) in a period. `groups` are those of `audit.kinds`.

    `last` is the month of its last decision ever; `trained` is a share in words.
    """

    home_id: UUID | None
    name: str
    groups: Counter[str] = field(default_factory=Counter)
    waiting: int = 0
    concerns: int = 0
    trained: str = NOBODY
    last: date | None = None

    @property
    def decisions(self) -> int:
        """How many decisions were made in the period."""
        return self.groups.total()

    @property
    def shared(self) -> int:
        """In how many of them something was shared, with names or without."""
        return sum(self.groups[each] for each in SHARED)

    def share_of(self, count: int) -> str:
        """Return a part of its decisions in hundredths; under ten decisions no share is told."""
        return share_in_words(count, self.decisions) if self.decisions >= FEW else TOO_FEW


def homes_of(membership: Membership) -> list[Home]:
    """Return the homes whose figures a person may see, by name: a manager of one home sees that one."""
    found = membership.organisation.homes.order_by("name")
    own = only_home(membership)
    return list(found.filter(pk=own) if own else found)


def overview(membership: Membership, period: Period) -> list[Line]:
    """Return how each home stands that this person may see; last, if anything was decided there, "No home"."""
    organisation, homes = membership.organisation, homes_of(membership)
    fold.catch_up(organisation)
    reading.catch_up(organisation)
    groups, lasts = _groups(organisation, period), _lasts(organisation)
    waiting, concerns = _waiting(organisation), _concerns(organisation)
    names: list[tuple[UUID | None, str]] = [(each.pk, each.name) for each in homes]
    if None in lasts and only_home(membership) is None:
        names.append((None, "No home"))
    return [
        Line(
            home,
            name,
            groups.get(home, Counter()),
            waiting.get(home, 0),
            concerns.get(home, 0),
            _trained(organisation, home) if home else "Not counted",
            lasts.get(home),
        )
        for home, name in names
    ]


def _groups(organisation: Organisation, period: Period) -> dict[UUID | None, Counter[str]]:
    """Return what was decided in a period, by home and group."""
    rows = Sum.objects.filter(
        organisation=organisation, what=DECISION, month__gte=period.first, month__lt=period.end
    )
    found: dict[UUID | None, Counter[str]] = {}
    for home, key, count in rows.values_list("home_id", "key").annotate(total=SumOf("count")):
        found.setdefault(home, Counter())[group(key.split(" ")[-1])] += count
    return found


def _lasts(organisation: Organisation) -> dict[UUID | None, date]:
    """Return the month of each home's last decision; from the sums, which are few however long the log is."""
    rows = Sum.objects.filter(organisation=organisation, what=DECISION, count__gt=0)
    return dict(rows.values_list("home_id").annotate(last=Max("month")))


def _waiting(organisation: Organisation) -> dict[UUID | None, int]:
    rows = Matter.objects.filter(organisation=organisation, open=True).order_by()
    return dict(rows.values_list("home_id").annotate(count=Count("id")))


def _concerns(organisation: Organisation) -> dict[UUID | None, int]:
    rows = Concern.objects.filter(organisation=organisation, closed_at=None).order_by()
    return dict(rows.values_list("home_id").annotate(count=Count("id")))


def _trained(organisation: Organisation, home: UUID) -> str:
    """Return how many of a home's people had the yearly training; of few people no share is told."""
    today = london_day()
    found = share(progress(organisation, today, home), today)
    if not found.counted:
        return NOBODY
    of = f"{found.trained} of {found.counted}"
    return of if found.counted < FEW else f"{of} ({found.percent}%)"
