"""The whole months that a report is about, by the calendar in London: a toolkit, calendar or financial year, or others.

A leaf says its moment in UTC. Its month is that of the clock in London then: 31 March, 23:00 UTC, is 1 April.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from functools import lru_cache
from zoneinfo import ZoneInfo

TOOLKIT, CALENDAR, FINANCIAL = "toolkit", "calendar", "financial"
BEGINS = {TOOLKIT: 7, CALENDAR: 1, FINANCIAL: 4}
"""The month in which a year of each kind begins."""
NAMES = {TOOLKIT: "Toolkit year", CALENDAR: "Calendar year", FINANCIAL: "Financial year"}
QUARTER, YEAR = 3, 12
MOST_MONTHS = 120
_LONDON = ZoneInfo("Europe/London")
_YEAR = re.compile(r"(?:(toolkit|financial)-(20\d\d)-(\d\d)|(20\d\d))", re.ASCII)
_MONTHS = re.compile(r"(20\d\d)-(0[1-9]|1[0-2])_(20\d\d)-(0[1-9]|1[0-2])", re.ASCII)


@dataclass(frozen=True, slots=True)
class Period:
    """Some whole months. `first` is the first day of the first, `end` the first day after the last.

    `words` are its days as people write them; those of a period that still runs end "to today".
    """

    code: str
    words: str
    first: date
    end: date


def later(day: date, months: int) -> date:
    """Return the first of the month that many months after a day's own."""
    number = day.year * 12 + day.month - 1 + months
    return date(number // 12, number % 12 + 1, 1)


def london_day(time: str) -> date:
    """Return the day it was in London at a leaf's time, such as 2026-03-31T23:00:00.000Z."""
    if not time.endswith("Z"):
        raise ValueError(f"a leaf's time is in UTC and ends in Z: {time}")
    return _day_of_hour(time[: len("2026-03-31T23")])


@lru_cache(maxsize=10_000)
def _day_of_hour(hour: str) -> date:
    """Return the day it was in London in an hour of UTC; clocks there change at the full hour."""
    return datetime.fromisoformat(f"{hour}:00:00Z").astimezone(_LONDON).date()


def month_of(time: str) -> date:
    """Return the first day of the month it was in London at a leaf's time."""
    return london_day(time).replace(day=1)


def period_of(code: str, today: date) -> Period | None:
    """Return the period that a code names, up to today's month; None for one that is none or has not begun."""
    found = _bounds(code)
    if found is None:
        return None
    first, end = found
    runs_to = later(today, 1)
    if not first < end or first >= runs_to or later(first, MOST_MONTHS) < end:
        return None
    words = _days(first, end) if end <= today else f"{_day(first)} to today"
    return Period(code, words, first, min(end, runs_to))


def _bounds(code: str) -> tuple[date, date] | None:
    """Return the first day of a period and the first day after it, as its code says."""
    if months := _MONTHS.fullmatch(code):
        year, month, last_year, last = map(int, months.groups())
        return date(year, month, 1), later(date(last_year, last, 1), 1)
    found = _YEAR.fullmatch(code)
    if found is None:
        return None
    kind, start, ends, calendar = found.groups()
    if kind and (int(start) + 1) % 100 != int(ends):
        return None
    first = date(int(start or calendar), BEGINS[kind or CALENDAR], 1)
    return first, later(first, YEAR)


def offered(earliest: date, today: date) -> list[Period]:
    """Return the years to choose from, each kind back to the one in which the record begins, the latest first."""
    return [found for kind in BEGINS for found in _years(kind, earliest, today)]


def _years(kind: str, earliest: date, today: date) -> Iterator[Period]:
    for year in range(today.year, earliest.year - 2, -1):
        first = date(year, BEGINS[kind], 1)
        found = period_of(code_of(kind, first), today)
        if found and found.end > earliest:
            yield found


def code_of(kind: str, first: date) -> str:
    """Return the code of the year of a kind that begins on a day."""
    return str(first.year) if kind == CALENDAR else f"{kind}-{first.year}-{(first.year + 1) % 100:02}"


def kind_of(code: str) -> str:
    """Return which kind of year a code names; "" for other months."""
    found = _YEAR.fullmatch(code)
    return (found[1] or CALENDAR) if found else ""


def whole_quarters(period: Period, today: date) -> Period | None:
    """Return the whole quarters of a period that have ended; None where there is none."""
    first = later(period.first, -(period.first.month - 1) % QUARTER)
    end = min(period.end, today.replace(day=1))
    end = later(end, -((end.month - 1) % QUARTER))
    return Period(period.code, _days(first, end), first, end) if first < end else None


def _days(first: date, end: date) -> str:
    return f"{_day(first)} to {_day(end - timedelta(days=1))}"


def _day(day: date) -> str:
    return f"{day.day} {day:%B %Y}"
