"""Two clocks of the law: 72 hours to tell the regulator of a breach, 30 days to answer that a complaint has come.

No clock stops at night, at a weekend, on a holiday or while the Guardian is away.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta

from portal.days import LONDON

REGULATOR, ACKNOWLEDGE = "regulator", "acknowledge"
TITLES = {REGULATOR: "Tell the regulator", ACKNOWLEDGE: "Say that the complaint has come"}
SOON = {REGULATOR: timedelta(hours=24), ACKNOWLEDGE: timedelta(days=7)}
"""How long before a clock runs out whoever is on duty is reminded."""

BREACH = timedelta(hours=72)
COMPLAINT = timedelta(days=30)


@dataclass(frozen=True, slots=True, order=True)
class Clock:
    """A clock that runs: the last moment (UTC) at which it is still kept, and which one it is."""

    due: datetime
    id: str

    @property
    def title(self) -> str:
        """What must be done before it runs out."""
        return TITLES[self.id]

    def is_over(self, now: datetime) -> bool:
        """Say whether it has run out; at the very last moment it has not."""
        return now > self.due

    def is_soon(self, now: datetime) -> bool:
        """Say whether it runs out within the time of its reminder, or has."""
        return now >= self.due - SOON[self.id]

    def in_words(self, now: datetime) -> str:
        """Return what is left of it, such as "22 hours left" or "3 days over"."""
        return left(self.due, now)


def breach_due(aware_at: datetime) -> datetime:
    """Return the last moment for telling the regulator: 72 hours of elapsed time after somebody first knew."""
    return aware_at.astimezone(UTC) + BREACH


def complaint_due(received_on: date) -> datetime:
    """Return the end, in London, of the thirtieth day; the first is the day after the complaint came."""
    return datetime.combine(received_on + COMPLAINT, time.max, LONDON).astimezone(UTC)


def london_moment(day: date, at: time) -> datetime:
    """Return the moment (UTC) that a clock in London showed this; of an hour that came twice, the earlier one.

    The earlier one makes the clock run out sooner, which is the safe mistake.
    """
    return datetime.combine(day, at, LONDON).astimezone(UTC)


def left(due: datetime, now: datetime) -> str:
    """Return in words how long it is until a moment, or how long it has been over; never more than there is."""
    gap = due.astimezone(UTC) - now.astimezone(UTC)
    return f"{_length(abs(gap))} {'over' if gap < timedelta() else 'left'}"


def _length(gap: timedelta) -> str:
    """Return a length of time in the largest unit that is not coarse: days from two days on."""
    minutes = int(gap.total_seconds() // 60)
    if minutes >= 48 * 60:
        return f"{minutes // (24 * 60)} days"
    if minutes >= 60:
        return _number(minutes // 60, "hour")
    return _number(minutes, "minute") if minutes else "less than a minute"


def _number(count: int, unit: str) -> str:
    return f"{count} {unit}" if count == 1 else f"{count} {unit}s"
