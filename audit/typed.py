"""What people type, checked once more before it is kept for ever; refusals are sentences for the person."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date

from decisions.vocabulary import ITEMS, SOMETHING_ELSE
from portal.days import london_day
from portal.errors import NotAllowed
from portal.nhs_number import check
from portal.text import BadText, clean

MOST = 5000
SELECT_ONE = "Select at least one kind of information"

Items = Mapping[str, str] | Iterable[str]


def text(value: str, missing: str = "", *, most: int = MOST) -> str:
    """Return a text as it is kept; `missing` is the refusal where there must be one and is none."""
    try:
        value = clean(value)
    except BadText as refusal:
        raise NotAllowed(refusal.sentence) from refusal
    if missing and not value:
        raise NotAllowed(missing)
    if len(value) > most:
        raise NotAllowed(f"Use {most} characters or fewer")
    return value


def texts(values: Mapping[str, str] | None) -> dict[str, str]:
    """Return several texts as they are kept."""
    return {name: text(value) for name, value in (values or {}).items()}


def chosen(items: Items, *, none: str = SELECT_ONE) -> tuple[list[str], str]:
    """Return item codes in the order of the list, each once, and what "something else" is.

    `none` is the refusal where none was chosen. Whoever chose something else says what it is.
    """
    codes = set(items)
    if codes - ITEMS.keys():
        raise NotAllowed("Select kinds of information from the list")
    if none and not codes:
        raise NotAllowed(none)
    said = items.get(SOMETHING_ELSE, "") if isinstance(items, Mapping) else ""
    other = text(said, "Say what the something else is" if SOMETHING_ELSE in codes else "", most=200)
    return [item for item in ITEMS if item in codes], other


def past(day: date | None, *, since: date | None = None) -> date:
    """Return the day something happened, today in London if not said; a day to come is refused.

    `since` is the day before which it cannot have happened.
    """
    today = london_day()
    if day is not None and day > today:
        raise NotAllowed("The date must be today or in the past")
    if since is not None and (day or today) < since:
        raise NotAllowed("This cannot end before it began")
    return day or today


def span(first: date | None, last: date | None) -> tuple[date, date | None]:
    """Return the first and the last day of something said; the first is past, the last not before it."""
    first = past(first)
    if last is not None and last < first:
        raise NotAllowed("The last day must not be before the first")
    return first, last


def number(nhs_number: str) -> str:
    """Return an NHS number's ten digits, or nothing for nothing."""
    try:
        return check(nhs_number) if nhs_number.strip() else ""
    except ValueError as refusal:
        raise NotAllowed(str(refusal)) from refusal


def last_day(day: date | None, *, since: date) -> date:
    """Return the last day of something that must end; it cannot come before the first."""
    if day is None:
        raise NotAllowed("Enter the day it ends")
    if day < since:
        raise NotAllowed("The last day must not be before the first")
    return day


def one_of(code: str, codes: Mapping[str, str]) -> str:
    """Return a code that is on the list."""
    if code not in codes:
        raise NotAllowed("Select one from the list")
    return code
