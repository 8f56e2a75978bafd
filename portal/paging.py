"""Pages of a long list, read from a place on in either direction at the same cost however long the list is."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import Generic, TypeVar

Row = TypeVar("Row")


@dataclass(frozen=True, slots=True)
class Slice(Generic[Row]):
    """The rows of one page in the order of the list.

    The next page begins after the row `after`, the one before it ends ahead of the row `before`; None where there
    is no such page.
    """

    rows: list[Row]
    after: Row | None
    before: Row | None


def read_page(
    read: Callable[[int], Iterable[Row]], size: int, *, back: bool = False, first: bool = True
) -> Slice[Row]:
    """Return a page of at most `size` rows.

    `read` gives at most so many rows beyond the place that was asked for, the nearest to it first: those after it,
    or with `back` those ahead of it, from where the reader came. `first` says that the page begins the list.
    """
    found = list(read(size + 1))
    more, rows = len(found) > size, found[:size]
    if not rows:
        return Slice([], None, None)
    if back:
        rows.reverse()
        return Slice(rows, rows[-1], rows[0] if more else None)
    return Slice(rows, rows[-1] if more else None, None if first else rows[0])
