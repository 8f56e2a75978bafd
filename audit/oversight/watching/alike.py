"""Are like cases decided alike? Each home and each worker beside all the others, behind the same door.

A difference is told only where both sides have enough decisions, and called more than chance only where it stands
out among all that were compared.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date
from typing import Final
from uuid import UUID

from django.db.models import Sum

from audit.oversight.desk.models import Tally
from audit.oversight.watching.chance import fisher, unlikely
from portal.models import Organisation

ENOUGH: Final = 10
"""Fewer decisions than this, on either side, are not compared."""
SHARED: Final = frozenset(
    {"share", "share_in_part", "share_deidentified", "share_anonymised", "safeguard", "not_confidential"}
)


Whose = tuple[UUID | None, str]
"""A home or a worker, and a door."""


@dataclass(frozen=True, slots=True)
class Measure:
    """What is compared: the share of decisions that ended in one of these ways, or bear this flag."""

    does: str
    kinds: frozenset[str] = frozenset()
    flag: str = ""


OF_KIND: Final = (
    Measure("shares", SHARED),
    Measure("refuses", frozenset({"do_not_share"})),
    Measure("asks the Guardian", frozenset({"ask_guardian"})),
)
FLAGGED: Final = (
    Measure("records a danger late", flag="late"),
    Measure("refuses though safety is in play", flag="refused_safety"),
)
"""Counted for each home only: the sums that are kept do not say of each worker how often."""


@dataclass(frozen=True, slots=True)
class Compared:
    """One share beside that of all the others behind the same door; `by_chance` is how often chance does as much."""

    who: UUID | None
    door: str
    measure: Measure
    hits: int
    number: int
    other_hits: int
    other_number: int
    by_chance: float
    stands_out: bool = False

    @property
    def more(self) -> bool:
        """Whether the share is larger than that of the others."""
        return self.hits * self.other_number > self.other_hits * self.number


@dataclass(slots=True)
class Counted:
    """How many decisions somebody made behind a door, and how many of them each measure holds for."""

    number: Counter[Whose]
    hits: dict[Measure, Counter[Whose]]


def homes(organisation: Organisation, since: date) -> list[Compared]:
    """Compare the homes, those that stand out first and then the least likely by chance."""
    counted = Counted(Counter(), {each: Counter() for each in (*OF_KIND, *FLAGGED)})
    for home, key, count in _sums(organisation, since, "decision"):
        door, _, decided = key.split(" ", 2)
        _count(counted, (home, door), decided, count)
    for home, key, count in _sums(organisation, since, "flag by door"):
        flag, door = key.split(" ", 1)
        for each in FLAGGED:
            if each.flag == flag:
                counted.hits[each][home, door] += count
    return compare(counted)


def workers(organisation: Organisation, since: date) -> list[Compared]:
    """Compare the workers, those that stand out first and then the least likely by chance."""
    counted = Counted(Counter(), {each: Counter() for each in OF_KIND})
    for _, key, count in _sums(organisation, since, "worker"):
        worker, door, decided = key.split(" ", 2)
        _count(counted, (UUID(worker), door), decided, count)
    return compare(counted)


def _count(counted: Counted, whose: Whose, decided: str, count: int) -> None:
    counted.number[whose] += count
    for each in OF_KIND:
        if decided in each.kinds:
            counted.hits[each][whose] += count


def _sums(organisation: Organisation, since: date, what: str) -> Iterator[tuple[UUID | None, str, int]]:
    """Yield what the tallies of one kind come to since a month: home, key, count."""
    rows = Tally.objects.filter(organisation=organisation, what=what, month__gte=since)
    return rows.values_list("home_id", "key").annotate(all=Sum("count")).order_by("home_id", "key").iterator()


def compare(counted: Counted) -> list[Compared]:
    """Compare everybody with all the others behind the same door, wherever both have enough decisions."""
    found = [each for measure in counted.hits for each in _compared(counted, measure)]
    found.sort(key=lambda each: (each.by_chance, each.door, each.measure.does, str(each.who)))
    standing_out = unlikely([each.by_chance for each in found])
    return [replace(each, stands_out=out) for each, out in zip(found, standing_out, strict=True)]


def _compared(counted: Counted, measure: Measure) -> Iterator[Compared]:
    """Yield each share that can be compared; where nobody or everybody did it, there is nothing to compare."""
    hits, in_all, hits_in_all = (
        counted.hits[measure],
        _by_door(counted.number),
        _by_door(counted.hits[measure]),
    )
    for who, door in _sides(counted.number):
        number, mine = counted.number[who, door], hits[who, door]
        others, theirs = in_all[door] - number, hits_in_all[door] - mine
        if min(number, others) < ENOUGH or mine + theirs in {0, number + others}:
            continue
        chance = fisher(mine, number, theirs, others)
        yield Compared(who, door, measure, mine, number, theirs, others, chance)


def _sides(number: Counter[Whose]) -> list[Whose]:
    """Return whom to compare with all the others. Where there are two, that is one comparison, told of the smaller."""
    behind: defaultdict[str, list[Whose]] = defaultdict(list)
    for whose in number:
        behind[whose[1]].append(whose)
    return [
        whose
        for sides in behind.values()
        for whose in (sides if len(sides) > 2 else [min(sides, key=lambda each: (number[each], str(each)))])
    ]


def _by_door(counts: Counter[Whose]) -> Counter[str]:
    """Return the sums over everybody."""
    sums: Counter[str] = Counter()
    for (_, door), count in counts.items():
        sums[door] += count
    return sums
