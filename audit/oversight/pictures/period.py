"""The months a picture is about: the last twelve, a year or a quarter of it, as an address writes them."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

MONTH, QUARTER = 1, 3
"""The steps in which a picture counts, in months."""
LAST_YEAR = "12-months"
_WRITTEN = re.compile(r"(20\d\d)(?:-q([1-4]))?")


@dataclass(frozen=True, slots=True)
class Period:
    """Some whole months. `first` is the first day of the first, `end` the first day after the last."""

    code: str
    words: str
    first: date
    end: date

    def slots(self, step: int) -> list[date]:
        """Return the first days of the months or quarters it holds."""
        found, day = [], start_of(self.first, step)
        while day < self.end:
            found.append(day)
            day = later(day, step)
        return found


def later(day: date, months: int) -> date:
    """Return the first of the month that many months after a day's own."""
    number = day.year * 12 + day.month - 1 + months
    return date(number // 12, number % 12 + 1, 1)


def start_of(day: date, step: int) -> date:
    """Return the first day of the month or quarter in which a day lies."""
    return date(day.year, day.month - (day.month - 1) % step, 1)


def label(first: date, step: int) -> str:
    """Return how a month or quarter reads: "Nov 2026", "Jul–Sep 2026"."""
    if step == MONTH:
        return f"{first:%b %Y}"
    return f"{first:%b}–{later(first, step - 1):%b %Y}"


def end_of(today: date, step: int) -> date:
    """Return the day up to which is counted: this month too, or only the quarters that have ended."""
    return later(today.replace(day=1), 1) if step == MONTH else start_of(today, step)


def last_year(today: date, step: int) -> Period:
    """Return the last twelve months of which we count."""
    end = end_of(today, step)
    words = "The last 12 months" if step == MONTH else "The last 4 whole quarters"
    return Period(LAST_YEAR, words, later(end, -12), end)


def read(written: str, today: date, step: int) -> Period | None:
    """Return the period that an address writes; None for one that is none or has not begun."""
    if written in {"", LAST_YEAR}:
        return last_year(today, step)
    found = _WRITTEN.fullmatch(written)
    if not found:
        return None
    year, quarter = int(found[1]), int(found[2] or 0)
    first = date(year, quarter * 3 - 2 if quarter else 1, 1)
    end = min(later(first, 3 if quarter else 12), end_of(today, step))
    words = label(first, QUARTER) if quarter else str(year)
    return Period(written, words, first, end) if first < end else None


def offered(earliest: date, today: date, step: int) -> Iterator[Period]:
    """Return the periods to choose from: the last twelve months, then each year back to the earliest."""
    yield last_year(today, step)
    for year in range(today.year, earliest.year - 1, -1):
        found = read(str(year), today, step)
        if found:
            yield found


def quarters(of: Period, today: date, step: int) -> list[Period]:
    """Return the quarters of the year that a period is or lies in; none for the last twelve months."""
    year = of.code[:4]
    if of.code == LAST_YEAR:
        return []
    found = (read(f"{year}-q{number}", today, step) for number in range(1, 5))
    return [each for each in found if each]
