"""Days as people in this country, clinical systems and databases write them. What could be two days is refused.

The day comes before the month, or the year before both. `python-dateutil` reads more, but guesses: it turns 5/13/1940
around beside 5/12/1940, and fills in what is missing from today (ADR 22).
"""

from __future__ import annotations

import re
import unicodedata
from datetime import date, datetime, timedelta, timezone
from typing import Final

from portal.days import LONDON
from portal.letters import is_unseen

NOT_A_DAY: Final = "Write the date like 3/5/1940 or 1940-05-03"
FOUR_DIGITS: Final = "Write the year with 4 digits, like 3/5/1940"
MONTH_FIRST: Final = "Write the day before the month, like 3/5/1940"
SERIAL: Final = (
    "A spreadsheet has turned this date into a number. Format the column as a date and save the file again"
)
_NAMED: Final = [
    "january",
    "february",
    "march",
    "april",
    "may",
    "june",
    "july",
    "august",
    "september",
    "october",
    "november",
    "december",
]
_MONTHS: Final = {short: at for at, name in enumerate(_NAMED, 1) for short in (name, name[:3])} | {"sept": 9}
_DAYS_OF_WEEK: Final = re.compile(r"^(?:mon|tue|tues|wed|weds|thu|thur|thurs|fri|sat|sun)[a-z]*[\s,.]+")
_TIME: Final = re.compile(
    r"[t\s,]+(\d{1,2}):(\d{2})(?::(\d{2})(?:[.,]\d+)?)?\s*(am|pm)?\s*(z|utc|gmt|[+-]\d{2}:?\d{2})?$"
)
_BETWEEN: Final = r"[\s\-/.,\u2010-\u2015]{0,3}"
_MONTH: Final = r"(\d{1,2}|[a-z]+)"
_SHAPES: Final = tuple(
    (re.compile(pattern), order)
    for pattern, order in (
        (rf"(\d{{4}})[\s\-/.]+{_MONTH}[\s\-/.]+(\d{{1,2}})", "ymd"),
        (rf"(\d{{4}}){_BETWEEN}([a-z]+)\.?{_BETWEEN}(\d{{1,2}})", "ymd"),
        (r"((?:18|19|20)\d\d)(\d\d)(\d\d)", "ymd"),
        (r"(\d\d)(\d\d)(\d{4})", "dmy"),
        (rf"(\d{{1,2}})[\s\-/.,\u2010-\u2015]+{_MONTH}\.?[\s\-/.,\u2010-\u2015]+(\d{{4}}|\d{{2}})", "dmy"),
        (rf"(\d{{1,2}}){_BETWEEN}([a-z]+)\.?{_BETWEEN}(\d{{4}}|\d{{2}})", "dmy"),
        (rf"([a-z]+)\.?{_BETWEEN}(\d{{1,2}})[\s,.\-/]+(\d{{4}}|\d{{2}})", "mdy"),
    )
)


def read(typed: str) -> date:
    """Return the day that was written, or raise ValueError with a sentence that says how to write it."""
    text, moment = _without_time(_plain(typed))
    for shape, order in _SHAPES:
        found = shape.fullmatch(text)
        day = _day(dict(zip(order, found.groups(), strict=True)), order) if found else None
        if day is not None:
            return _in_london(day, moment)
    if re.fullmatch(r"(?!(?:18|19|20)\d\d$)[1-9]\d{0,4}(?:[.,]\d+)?|\d(?:\.\d+)?e\+\d{2}", text):
        raise ValueError(SERIAL)
    raise ValueError(NOT_A_DAY)


def number(typed: str) -> int:
    """Return a day or a year typed in figures, or 0."""
    text = _plain(typed)
    return int(text) if text.isascii() and text.isdigit() and len(text) <= 4 else 0


def month(typed: str) -> int:
    """Return a month typed in figures, by its name or by a usual shortening of it, or 0."""
    text = _plain(typed).rstrip(".")
    found = _MONTHS.get(text) or number(text)
    return found if found <= 12 else 0


def _plain(typed: str) -> str:
    """Return what was typed in small letters and plain figures, without what nobody sees."""
    seen = "".join(each for each in typed if not is_unseen(each))
    # A raised figure is a footnote and no day.
    raised = any(unicodedata.category(each) == "No" for each in seen)
    text = (seen if raised else unicodedata.normalize("NFKC", seen)).casefold().strip()
    quoted = re.fullmatch(r'="([^"]*)"', text)
    text = quoted[1] if quoted else text.removeprefix("'")
    text = _DAYS_OF_WEEK.sub("", re.sub(r"\s+", " ", text))
    return re.sub(r"\b(\d{1,2})(?:st|nd|rd|th)\b(?: of)?", r"\1", text).strip()


def _without_time(text: str) -> tuple[str, re.Match[str] | None]:
    """Return a written day without the time of day that a database puts behind it, and that time."""
    found = _TIME.search(text)
    return (text[: found.start()], found) if found else (text, None)


def _day(parts: dict[str, str], order: str) -> date | None:
    """Return the day of a year, a month and a day, None where there is none like it."""
    day, at, year = int(parts["d"]), month(parts["m"]), int(parts["y"])
    if len(parts["y"]) == 2:
        raise ValueError(FOUR_DIGITS)
    if order == "dmy" and parts["m"].isdigit() and 12 < int(parts["m"]) <= 31 and 1 <= day <= 12:
        raise ValueError(MONTH_FIRST)
    try:
        return date(year, at, day)
    except ValueError:
        return None


def _in_london(day: date, moment: re.Match[str] | None) -> date:
    """Return the day it was in London at a moment that was written with its zone; else the day as written."""
    if moment is None or moment[5] is None or moment[4]:
        return day
    hour, minute = int(moment[1]), int(moment[2])
    if hour > 23 or minute > 59:
        raise ValueError(NOT_A_DAY)
    zone = timezone(_offset(moment[5]))
    return datetime(day.year, day.month, day.day, hour, minute, tzinfo=zone).astimezone(LONDON).date()


def _offset(zone: str) -> timedelta:
    """Return how far a written zone is ahead of Greenwich."""
    if zone in {"z", "utc", "gmt"}:
        return timedelta()
    digits = zone[1:].replace(":", "")
    ahead = timedelta(hours=min(int(digits[:2]), 14), minutes=min(int(digits[2:]), 59))
    return -ahead if zone[0] == "-" else ahead
