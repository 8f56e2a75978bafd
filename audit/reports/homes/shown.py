"""How homes read: a row each, and beside one another in bars and a table."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any
from urllib.parse import urlencode

from django.urls import reverse
from django.utils.safestring import mark_safe

from audit.kinds import ELSE, GROUPS
from audit.numbers import FEW, exact, many
from audit.oversight.pictures import draw
from audit.oversight.pictures.figures import Grid
from audit.oversight.pictures.sheet import Picture
from audit.oversight.pictures.tables import table
from audit.reports.counting.period import NAMES, Period, kind_of
from audit.reports.homes.queries import Line

Cell = str | Mapping[str, Any]
ASKED, KEPT = "asked", "kept"
NEVER = "None yet"


@dataclass(frozen=True, slots=True)
class Way:
    """A link to the same page of another time."""

    words: str
    url: str
    chosen: bool


def ways(offered: Sequence[Period], period: Period) -> list[Way]:
    """Return the years to choose from."""
    url = reverse("homes:list")
    return [
        Way(
            f"{NAMES[kind_of(each.code)]}: {each.words}",
            f"{url}?{urlencode({'period': each.code})}",
            each.code == period.code,
        )
        for each in offered
    ]


def _number(text: str) -> dict[str, str]:
    return {"text": text, "format": "numeric"}


def head(*, concerns: bool) -> list[Cell]:
    """Return the columns of the overview; only whoever deals with concerns reads how many are open."""
    numbers = ["Decisions", "Shared", "Not shared", "Guardian asked first", "At the Guardian’s desk now"]
    numbers += ["Open concerns now"] if concerns else []
    return ["Home", *map(_number, numbers), "Trained this year", "Last decision"]


def row(line: Line, *, concerns: bool) -> list[Cell]:
    """Return one home's row."""
    numbers = [line.decisions, line.shared, line.groups[KEPT], line.groups[ASKED], line.waiting]
    numbers += [line.concerns] if concerns else []
    last = f"{line.last:%B %Y}" if line.last else NEVER
    return [line.name, *(_number(exact(each)) for each in numbers), line.trained, last]


def pictures(lines: Sequence[Line]) -> list[Picture]:
    """Return homes side by side: how many decisions each made, and what parts of them were what."""
    counts, parts = _counts(lines), _parts(lines)
    return [
        _picture("decisions", "Decisions", [_most(lines)], counts, whole=False),
        _picture("decided", "What was decided", _compared(lines), parts, whole=True),
    ]


def _counts(lines: Sequence[Line]) -> Grid:
    return Grid(
        tuple(each.name for each in lines), ("Decisions",), tuple((each.decisions,) for each in lines)
    )


def _parts(lines: Sequence[Line]) -> Grid:
    """Return what was decided at the homes; something else only where it occurs."""
    codes = [code for code in GROUPS if code != ELSE or any(each.groups[ELSE] for each in lines)]
    return Grid(
        tuple(each.name for each in lines),
        tuple(GROUPS[code] for code in codes),
        tuple(tuple(each.groups[code] for code in codes) for each in lines),
    )


def _most(lines: Sequence[Line]) -> str:
    return " ".join(f"{each.name} made {many(each.decisions, 'decision')}." for each in lines)


def _compared(lines: Sequence[Line]) -> list[str]:
    """Say what part each home shared; of fewer than ten decisions no part is told, since one would change it much."""
    told = [
        f"{each.name} shared in {each.share_of(each.shared)} of its {each.decisions:,} decisions."
        for each in lines
        if each.decisions >= FEW
    ]
    few = [each.name for each in lines if each.decisions < FEW]
    if few:
        told.append(
            f"Too few to compare, fewer than {FEW} decisions: {', '.join(few)}. Their bars are not drawn."
        )
    return [*told, "Homes care for different people, so a difference alone is neither good nor bad."]


def _picture(name: str, title: str, says: list[str], grid: Grid, *, whole: bool) -> Picture:
    """Return a drawn picture with its numbers; bars of equal length only for homes with enough decisions."""
    if not grid.total:
        return Picture(name, title, says)
    drawn = _enough(grid) if whole else grid
    svg = draw.bars(name, title, says, drawn, whole=whole, number=exact) if drawn.total else ""
    # What is drawn has been escaped.
    return Picture(name, title, says, table(grid, "Home", exact), mark_safe(svg))  # noqa: S308  # nosec B308 B703


def _enough(grid: Grid) -> Grid:
    kept = [place for place, total in enumerate(grid.row_totals) if total >= FEW]
    return Grid(
        tuple(grid.rows[each] for each in kept), grid.columns, tuple(grid.counts[each] for each in kept)
    )
