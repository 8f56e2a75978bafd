"""Days as people in England and Wales count them: from midnight to midnight in London, summer and winter."""

from __future__ import annotations

from calendar import monthrange
from datetime import date, datetime
from zoneinfo import ZoneInfo

from django.utils import timezone

LONDON = ZoneInfo("Europe/London")


def london_day(moment: datetime | None = None) -> date:
    """Return the day it is in London at `moment` (aware; default now)."""
    return (moment or timezone.now()).astimezone(LONDON).date()


def a_year_after(day: date) -> date:
    """Return the same day a year later; a year from 29 February ends on 28 February."""
    return months_after(day, 12)


def months_after(day: date, months: int) -> date:
    """Return the same day some months later, or that month's last day where it has no such day."""
    year, month = divmod(day.year * 12 + day.month - 1 + months, 12)
    return date(year, month + 1, min(day.day, monthrange(year, month + 1)[1]))


def stands(on: date, *, since: date, until: date | None = None, ended: date | None = None) -> bool:
    """Say whether something stands on a day.

    `until` is its last day, counted to the end of that day. `ended` is the day a person took it back: from
    that day it stands no more.
    """
    return since <= on and (until is None or on <= until) and (ended is None or on < ended)


def day_in_words(day: date) -> str:
    """Return a date as people write it: 3 May 2026."""
    return f"{day.day} {day:%B %Y}"


def moment_in_words(moment: datetime) -> str:
    """Return a moment as people say it in London: 3 May 2026, 2:05pm."""
    local = moment.astimezone(LONDON)
    return f"{day_in_words(local)}, {local.hour % 12 or 12}:{local:%M}{'am' if local.hour < 12 else 'pm'}"
