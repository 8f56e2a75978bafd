"""A rule with a day or a number is stated once: what is true just before its boundary, on it and just after it."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, date, datetime, time, timedelta
from typing import TypeVar

import time_machine
from django.core.exceptions import ValidationError
from django.db import transaction

from portal.days import LONDON
from portal.errors import NotAllowed

T = TypeVar("T")
DAY = timedelta(days=1)
MINUTE = timedelta(minutes=1)
SECOND = timedelta(seconds=1)
SUMMER = date(2026, 7, 14)
"""A day on which it is midnight in London an hour before it is midnight in UTC."""
NOON = datetime(2026, 7, 14, 12, tzinfo=UTC)


def london(day: date, *clock: int) -> datetime:
    """Return a time of day in London."""
    return datetime.combine(day, time(*clock), LONDON)


def around_day(
    rule: Callable[[date], object], day: date, *, before: object, on: object, after: object
) -> None:
    """Ask a rule on the day before, the day and the day after."""
    found = {"before": rule(day - DAY), "on": rule(day), "after": rule(day + DAY)}
    assert found == {"before": before, "on": on, "after": after}, day


def around_moment(
    rule: Callable[[datetime], object],
    moment: datetime,
    *,
    before: object,
    at: object,
    after: object,
    step: timedelta = MINUTE,
) -> None:
    """Ask a rule a minute before a moment, at the moment and a minute after."""
    found = {"before": rule(moment - step), "at": rule(moment), "after": rule(moment + step)}
    assert found == {"before": before, "at": at, "after": after}, moment


def around_count(
    rule: Callable[[int], object], count: int, *, fewer: object, exact: object, more: object
) -> None:
    """Ask a rule with one fewer, as many, and one more."""
    found = {"fewer": rule(count - 1), "exact": rule(count), "more": rule(count + 1)}
    assert found == {"fewer": fewer, "exact": exact, "more": more}, count


def around_today(rule: Callable[[], object], day: date, *, before: object, on: object, after: object) -> None:
    """Ask a rule about today in the last minute before a day in London, in its first and last, and in the next.

    In summer the first and the last hour tell a day of London from a day of UTC.
    """
    begin, end = (datetime.combine(each, time(), LONDON) for each in (day, day + DAY))
    assert begin.utcoffset() == timedelta(hours=1), "choose a day in summer time"
    found = {}
    for name, moment in {
        "the last minute before": begin - MINUTE,
        "the first minute": begin,
        "the last minute": end - MINUTE,
        "the first minute after": end,
    }.items():
        with time_machine.travel(moment, tick=False):
            found[name] = rule()
    assert list(found.values()) == [before, on, on, after], found


def around_now(
    rule: Callable[[], object],
    moment: datetime,
    *,
    before: object,
    at: object,
    after: object,
    step: timedelta = MINUTE,
) -> None:
    """Ask a rule about now a minute before a moment, at the moment and a minute after."""

    def asked(now: datetime) -> object:
        with time_machine.travel(now, tick=False):
            return rule()

    around_moment(asked, moment, before=before, at=at, after=after, step=step)


def is_refused(action: Callable[[], object]) -> bool:
    """Say whether an action or a form refuses what it was asked."""
    try:
        action()
    except (NotAllowed, ValidationError):
        return True
    return False


def undone(action: Callable[[], T]) -> T:
    """Return what an action comes to, and undo what it wrote."""
    with transaction.atomic():
        found = action()
        transaction.set_rollback(True)
    return found
