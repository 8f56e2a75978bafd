"""The five pictures of a page, each with its sentences, its drawing and its table."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from uuid import UUID

from django.utils.safestring import mark_safe

from audit.oversight.pictures import draw, figures, says
from audit.oversight.pictures.figures import Cell, Grid
from audit.oversight.pictures.period import MONTH, Period, label
from audit.oversight.pictures.says import Number
from audit.oversight.pictures.tables import Table, table

LENGTHS, WHOLES, FIRST, SHADES = "lengths", "wholes", "first", "shades"
"""How a picture is drawn: bars as long as they count, bars of one length, the first bars of many, or a shaded table."""

SAME_LENGTH = "Every bar is a whole; the number beside it says how many it stands for."


@dataclass(frozen=True, slots=True)
class Plan:
    """What a picture is of: `of` is what its rows are, `way` how it is drawn."""

    name: str
    title: str
    of: str
    grid: Grid
    says: Callable[[Grid, Number], list[str]]
    way: str


@dataclass(frozen=True, slots=True)
class Picture:
    """One picture; where there is nothing to count there are sentences alone, and a shaded table needs no drawing."""

    name: str
    title: str
    says: Sequence[str]
    table: Table | None = None
    svg: str = ""

    @property
    def caption(self) -> str:
        """The heading of its table."""
        return f"{self.title}, in numbers"


def plans(cells: Sequence[Cell], homes: Mapping[UUID | None, str], period: Period, step: int) -> list[Plan]:
    """Return what the pictures of a period are of, counted by months or, with another `step`, by quarters."""
    slots = {day: label(day, step) for day in period.slots(step)}
    when = "month" if step == MONTH else "quarter"
    time, wait = figures.by_time(cells, slots), figures.waits(cells, slots)
    no, home, door = figures.overruled(cells, homes), figures.by_home(cells, homes), figures.by_door(cells)
    late, subject = "How long until the Guardian looked", "Subject and decision"
    return [
        Plan("time", f"Decisions by {when}", when.capitalize(), time, says.by_time, LENGTHS),
        Plan("waits", late, when.capitalize(), wait, says.waits, WHOLES),
        Plan("overruled", "Where objections were overruled", "Home and subject", no, says.overruled, FIRST),
        Plan("homes", "Homes side by side", "Home", home, says.by_home, WHOLES),
        Plan("doors", subject, "Subject", door, says.by_door, SHADES),
    ]


def drawn(plan: Plan, number: Number) -> Picture:
    """Return a picture as planned, every number written by `number`."""
    grid, said = plan.grid, plan.says(plan.grid, number)
    if not grid.total:
        return Picture(plan.name, plan.title, said)
    said += [SAME_LENGTH] if plan.way == WHOLES else []
    numbers = table(grid, plan.of, number, shaded=plan.way == SHADES)
    if plan.way == SHADES:
        return Picture(plan.name, plan.title, said, numbers)
    shown = grid.first(draw.MOST_ROWS) if plan.way == FIRST else grid
    svg = draw.bars(plan.name, plan.title, said, shown, whole=plan.way == WHOLES, number=number)
    # What is drawn has been escaped.
    return Picture(plan.name, plan.title, said, numbers, mark_safe(svg))  # noqa: S308  # nosec B308 B703
