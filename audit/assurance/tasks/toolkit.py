"""What the Data Security and Protection Toolkit asks each year that we can show: read from toolkit.<year>.toml.

A year runs from 1 July to 30 June. A year that has no file of its own yet uses the list of the latest year before
it and says so; its deadline is then the usual one.
"""

from __future__ import annotations

import tomllib
from dataclasses import dataclass
from datetime import date
from functools import cache
from pathlib import Path
from typing import Any

from portal.days import day_in_words

SURE = {
    "seen": "read in a public guide",
    "shared": "read in the list for GP practices, which shares its numbers",
}
JULY = 7


@dataclass(frozen=True, slots=True)
class Item:
    """One thing the toolkit asks, in our words; `topics` are those of the tasks that show it."""

    number: str
    title: str
    topics: tuple[str, ...]
    sure: str
    checked: str

    @property
    def standing(self) -> str:
        """Say how sure its number is: checked with the toolkit on a day, or where it is from and not checked."""
        if self.checked:
            return f"checked with the toolkit on {day_in_words(date.fromisoformat(self.checked))}"
        return f"{SURE[self.sure]}, not checked yet"

    @property
    def order(self) -> tuple[int, ...]:
        """Its place among the others: 1.3.2 before 1.3.12."""
        return tuple(int(part) for part in self.number.split("."))


@dataclass(frozen=True, slots=True)
class Edition:
    """The toolkit of one year, "2026-27". `listed` is the year whose list of items it uses.

    `deadline` is the day by which it is sent in, the last on which it can be; `published` says whether that day was
    read somewhere or is only the usual one. `written` is the day on which the list was written down.
    """

    code: str
    first: date
    deadline: date
    published: bool
    listed: str
    version: str
    counts: str
    source: str
    written: date
    items: tuple[Item, ...]

    @property
    def is_carried(self) -> bool:
        """Whether the list is an earlier year's, because this year has none yet."""
        return self.listed != self.code

    def of(self, topic: str) -> tuple[Item, ...]:
        """Return the items that something of a topic shows."""
        return tuple(each for each in self.items if topic in each.topics)


def edition(day: date) -> Edition:
    """Return the toolkit that runs on a day; there always is one."""
    first = date(day.year if day.month >= JULY else day.year - 1, JULY, 1)
    code = f"{first.year}-{(first.year + 1) % 100:02}"
    lists = _lists()
    listed = max((year for year in lists if year <= code), default=min(lists))
    data = lists[listed]
    own = listed == code
    return Edition(
        code=code,
        first=first,
        deadline=data["deadline"] if own else date(first.year + 1, 6, 30),
        published=own,
        listed=listed,
        version=data["version"],
        counts=data["counts"],
        source=data["source"],
        written=data["written"],
        items=data["items"],
    )


def items(day: date) -> tuple[Item, ...]:
    """Return what the toolkit that runs on a day asks, in the order of its numbers."""
    return edition(day).items


@cache
def _lists() -> dict[str, dict[str, Any]]:
    """Return every list that was written down, by its year."""
    found = [tomllib.loads(file.read_text()) for file in Path(__file__).parent.glob("toolkit.*.toml")]
    return {each["year"]: each | {"items": _items(each["item"])} for each in found}


def _items(rows: list[dict[str, Any]]) -> tuple[Item, ...]:
    made = [Item(**row | {"topics": tuple(row["topics"])}) for row in rows]
    return tuple(sorted(made, key=lambda item: item.order))
