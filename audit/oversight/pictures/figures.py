"""From tallies to figures: what each picture counts, and under which names. Pure: nothing is asked or drawn."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any
from uuid import UUID

from audit.kinds import ELSE, GROUPS, KINDS, group, in_words

WAITS: dict[str, str] = {
    "0-7": "0 to 7 days",
    "8-14": "8 to 14 days",
    "15-30": "15 to 30 days",
    "31+": "Longer than 30 days",
}
NO_HOME, GONE, NO_DOOR = "No home", "A home that is gone", "Not known"
DECISION, FLAG, WAIT = "decision", "flag by door", "wait"
OVERRULED = "overruled"

Named = Mapping[Any, str]
"""The codes of rows or columns, each with its label, in the order in which they are shown."""


@dataclass(frozen=True, slots=True)
class Cell:
    """So many of one thing at one home in one slot of time, the first day of which is `slot`.

    `door` is the set of questions and `kind` what was decided, or for a wait how long it was; "" where it has none.
    """

    what: str
    slot: date
    home: UUID | None
    door: str
    kind: str
    count: int


@dataclass(frozen=True, slots=True)
class Grid:
    """Counts in rows and columns, each with its label."""

    rows: tuple[str, ...]
    columns: tuple[str, ...]
    counts: tuple[tuple[int, ...], ...]

    @property
    def row_totals(self) -> tuple[int, ...]:
        """How many in each row."""
        return tuple(map(sum, self.counts))

    @property
    def column_totals(self) -> tuple[int, ...]:
        """How many in each column."""
        return tuple(map(sum, zip(*self.counts, strict=True))) if self.counts else (0,) * len(self.columns)

    @property
    def total(self) -> int:
        """How many in all."""
        return sum(self.row_totals)

    def first(self, most: int) -> Grid:
        """Return its first rows alone."""
        return Grid(self.rows[:most], self.columns, self.counts[:most])


def _grid(
    counted: Iterable[tuple[Any, Any, int]],
    rows: Named,
    columns: Named,
) -> Grid:
    """Return how often each pair of codes was counted, under the codes' labels and in their order."""
    sums: Counter[tuple[Any, Any]] = Counter()
    for row, column, count in counted:
        sums[row, column] += count
    counts = tuple(tuple(sums[row, column] for column in columns) for row in rows)
    return Grid(tuple(rows.values()), tuple(columns.values()), counts)


def _of(cells: Iterable[Cell], what: str) -> list[Cell]:
    return [each for each in cells if each.what == what]


def by_time(cells: Iterable[Cell], slots: Mapping[date, str]) -> Grid:
    """Return the decisions of each slot of time by what was decided."""
    found = _of(cells, DECISION)
    return _grid(((each.slot, group(each.kind), each.count) for each in found), slots, _groups(found))


def _groups(found: Iterable[Cell]) -> dict[str, str]:
    """Return the groups to show: always the same, but for the last, which is shown where it occurs."""
    occur = {group(each.kind) for each in found}
    return {code: name for code, name in GROUPS.items() if code != ELSE or ELSE in occur}


def waits(cells: Iterable[Cell], slots: Mapping[date, str]) -> Grid:
    """Return the decisions looked at in each slot of time by how long they had waited."""
    counted = ((each.slot, each.kind, each.count) for each in _of(cells, WAIT))
    return _grid(counted, slots, WAITS)


def by_home(cells: Iterable[Cell], homes: Mapping[UUID | None, str]) -> Grid:
    """Return the decisions of each home that made any, in the order of names, by what was decided."""
    found = _of(cells, DECISION)
    rows = _named({each.home for each in found}, lambda home: home_name(homes, home))
    return _grid(((each.home, group(each.kind), each.count) for each in found), rows, _groups(found))


def by_door(cells: Iterable[Cell]) -> Grid:
    """Return the decisions of each set of questions by what was decided; only what occurs has a row or column."""
    found = _of(cells, DECISION)
    known = KINDS | GROUPS
    kinds = {each.kind for each in found}
    columns: dict[Any, str] = {kind: name for kind, name in known.items() if kind in kinds}
    columns |= _named(kinds - known.keys(), lambda kind: in_words(kind) or NO_DOOR)
    counted = ((each.door, each.kind, each.count) for each in found)
    return _grid(counted, _named({each.door for each in found}, _door), columns)


def overruled(cells: Iterable[Cell], homes: Mapping[UUID | None, str]) -> Grid:
    """Return how often an objection was overruled at each home, by what it was about, the most first."""
    sums: Counter[tuple[UUID | None, str]] = Counter()
    for each in _of(cells, FLAG):
        sums[each.home, each.door] += each.count
    named = {pair: f"{home_name(homes, pair[0])}: {_door(pair[1]).lower()}" for pair in sums if sums[pair]}
    rows = dict(sorted(named.items(), key=lambda each: (-sums[each[0]], each[1])))
    counted = ((pair, "", count) for pair, count in sums.items())
    return _grid(counted, rows, {"": "Overruled"})


def home_name(homes: Mapping[UUID | None, str], home: UUID | None) -> str:
    """Return the name of a home, or what stands for none."""
    return homes.get(home, GONE) if home else NO_HOME


def _door(door: str) -> str:
    return in_words(door) or NO_DOOR


def _named(codes: Iterable[Any], name: Callable[..., str]) -> dict[Any, str]:
    """Return codes with their names, in the order of the names."""
    return dict(sorted(((code, name(code)) for code in codes), key=lambda each: (each[1], str(each[0]))))
