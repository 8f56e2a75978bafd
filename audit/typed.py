"""What people type, checked once more before it is kept for ever; refusals are sentences for the person."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date

from portal import mailboxes, references, telephone
from portal.days import london_day
from portal.errors import NotAllowed
from portal.nhs_number import check
from portal.nothing import is_nothing, unless_nothing
from portal.text import BadText, clean

MOST = 5000


def text(value: str, missing: str = "", *, most: int = MOST) -> str:
    """Return a text as it is kept, "" for a way to write nothing; `missing` is the refusal where there is none."""
    try:
        value = unless_nothing(clean(value), of_a_name=True)
    except BadText as refusal:
        raise NotAllowed(refusal.sentence) from refusal
    if missing and not value:
        raise NotAllowed(missing)
    if len(value) > most:
        raise NotAllowed(f"Use {most} characters or fewer")
    return value


def name(value: str, missing: str = "") -> str:
    """Return a name as it is kept, with one space between its words; `missing` is the refusal where there is none."""
    return text(" ".join(value.split()), missing, most=200)


def reference(value: str, missing: str) -> str:
    """Return a reference used at work; `missing` is the refusal where there is none."""
    try:
        return text(references.read(text(value)), missing, most=references.MOST)
    except ValueError as refusal:
        raise NotAllowed(str(refusal)) from refusal


def phone(value: str, missing: str = "", *, bad: str = telephone.NO_NUMBER) -> str:
    """Return a telephone number as typed, "" for nothing; `bad` is the refusal of what holds no number."""
    try:
        return text(telephone.read(value), missing, most=telephone.MOST)
    except ValueError as refusal:
        raise NotAllowed(bad if str(refusal) == telephone.NO_NUMBER else str(refusal)) from refusal


def email(value: str, missing: str = mailboxes.NOT_ONE) -> str:
    """Return an e-mail address in small letters; `missing` is the refusal where there is none."""
    try:
        return text(mailboxes.read(value), missing, most=mailboxes.MOST)
    except ValueError as refusal:
        raise NotAllowed(str(refusal)) from refusal


def texts(values: Mapping[str, str] | None) -> dict[str, str]:
    """Return several texts as they are kept."""
    return {name: text(value) for name, value in (values or {}).items()}


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
        return "" if is_nothing(nhs_number) else check(nhs_number)
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
