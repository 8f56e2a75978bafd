"""What each picture shows, in a few sentences: the most, the change, or that there is nothing. Pure."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from audit.numbers import FEW, exact, share
from audit.oversight.pictures.draw import MOST_ROWS
from audit.oversight.pictures.figures import WAITS, Grid

NOTHING = "No decision was made in this time."

Number = Callable[[int], str]
"""How a number reads: as it is, or rounded."""


def by_time(grid: Grid, number: Number) -> list[str]:
    """Say how many decisions were made, when most of them, and how it changed."""
    if not grid.total:
        return [NOTHING]
    label, most = _most(grid.rows, grid.row_totals)
    kind, part = _most(grid.columns, grid.column_totals)
    if grid.total == 1 and number is exact:
        return [f"1 decision was made, in {label}: {kind.lower()}."]
    first, last = grid.row_totals[0], grid.row_totals[-1]
    said = [
        _sentence(
            f"{number(grid.total)} decisions were made. The most frequent: {kind.lower()} ({share(part, grid.total)})."
        )
    ]
    if len(grid.rows) > 1:
        said.append(
            f"There were most in {label} ({number(most)})."
            f" {_changed(grid.rows[0], first, grid.rows[-1], last, number)}"
        )
    return said


def _changed(first: str, before: int, last: str, now: int, number: Number) -> str:
    if before == now:
        return f"In {last} there were as many as in {first} ({number(now)})."
    return f"In {first} there were {number(before)}, and in {last} {number(now)}."


def waits(grid: Grid, number: Number) -> list[str]:
    """Say how many were looked at within a week, and how many waited longest."""
    if not grid.total:
        return ["No decision was looked at in this time."]
    soon, *_, late = grid.column_totals
    week, *_, month = WAITS.values()
    looked = (
        "1 decision was" if grid.total == 1 and number is exact else f"{number(grid.total)} decisions were"
    )
    return [
        _sentence(f"{looked} looked at."),
        f"{week}: {share(soon, grid.total)}. {month}: {share(late, grid.total)}.",
    ]


def by_home(grid: Grid, number: Number) -> list[str]:
    """Say which home made most decisions, and between which shares the homes lie."""
    if not grid.total:
        return [NOTHING]
    label, most = _most(grid.rows, grid.row_totals)
    if len(grid.rows) == 1:
        return [f"All decisions were made at one place: {label} ({number(most)})."]
    said = [f"{label} made most decisions ({number(most)})."]
    shared = {
        name: counts[0] / sum(counts)
        for name, counts in zip(grid.rows, grid.counts, strict=True)
        if sum(counts) >= FEW
    }
    if len(shared) < 2:
        return [*said, "There are too few elsewhere to compare."]
    low, high = min(shared, key=lambda name: shared[name]), max(shared, key=lambda name: shared[name])
    if shared[low] == shared[high]:
        return [*said, f"They shared as often as each other: {shared[low]:.0%}."]
    return [*said, f"{low} shared least often ({shared[low]:.0%}), {high} most often ({shared[high]:.0%})."]


def by_door(grid: Grid, number: Number) -> list[str]:
    """Say which questions were answered most, and what came of them most."""
    if not grid.total:
        return [NOTHING]
    label, most = _most(grid.rows, grid.row_totals)
    kind, of_it = _most(grid.columns, grid.counts[grid.rows.index(label)])
    return [
        f"Most decisions were about: {label.lower()} ({number(most)}).",
        f"What was decided there most: {kind.lower()} ({number(of_it)}).",
    ]


def overruled(grid: Grid, number: Number) -> list[str]:
    """Say how often an objection was overruled, and where most."""
    if not grid.total:
        return ["No objection was overruled in this time."]
    if grid.total == 1 and number is exact:
        return [f"An objection was overruled once. {grid.rows[0]}."]
    said = [f"Objections were overruled {number(grid.total)} times."]
    if len(grid.rows) > 1:
        said.append(f"Most often: {grid.rows[0]} ({number(grid.row_totals[0])}).")
    if len(grid.rows) > MOST_ROWS:
        said.append(f"The picture shows the first {MOST_ROWS}, the table all {len(grid.rows)}.")
    return said


def _most(labels: Sequence[str], counts: Sequence[int]) -> tuple[str, int]:
    """Return what there is most of, the first where two are alike, and how many."""
    most = max(counts)
    return labels[counts.index(most)], most


def _sentence(words: str) -> str:
    return words[:1].upper() + words[1:]
