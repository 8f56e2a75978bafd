"""The numbers of a picture in a table that adds up, as the table component takes them."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from audit.oversight.pictures.figures import Grid

SHADES = 4
"""How many steps of shade the cells of a table can have."""

Number = Callable[[int], str]
Drawn = str | Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class Table:
    """The head and the rows of a table."""

    head: Sequence[Drawn]
    rows: Sequence[Sequence[Drawn]]


def table(grid: Grid, of: str, number: Number, *, shaded: bool = False) -> Table:
    """Return a grid as a table with totals; `of` heads its first column."""
    across = len(grid.columns) > 1
    most = max(map(max, grid.counts)) if shaded else 0

    def row(label: str, counts: Sequence[int], total: int, most: int = 0) -> list[Drawn]:
        cells = [_cell(count, number, most) for count in counts]
        return [label, *cells, *([_cell(total, number)] if across else [])]

    body = zip(grid.rows, grid.counts, grid.row_totals, strict=True)
    head: list[Drawn] = [of, *map(_numeric, grid.columns), *([_numeric("All")] if across else [])]
    return Table(head, [*(row(*each, most) for each in body), row("All", grid.column_totals, grid.total)])


def _numeric(label: str) -> dict[str, str]:
    return {"text": label, "format": "numeric"}


def _cell(count: int, number: Number, most: int = 0) -> dict[str, str]:
    """Return a number as a cell; the larger part of `most` it is, the darker."""
    cell = {"text": number(count), "format": "numeric"}
    shade = -(-SHADES * count // most) if most else 0
    return cell | {"classes": f"app-shade-{shade}"} if shade else cell
