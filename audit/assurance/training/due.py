"""When something must be learned, from days alone.

Whoever is new has four weeks. What is learned each year counts to the end of the same day a year later; what was
learned on 29 February counts to 28 February.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta

from audit.assurance.training.kinds import ONCE, Kind
from portal.days import a_year_after

NEW = timedelta(days=28)
"""How long whoever is new here, or new in a role, has for what they must learn."""
SOON = timedelta(days=30)
TARGET = 95


@dataclass(frozen=True, slots=True)
class Duty:
    """Something one person must learn, when they last did, and the last day by which they must (None: never again)."""

    kind: Kind
    done_on: date | None
    due_on: date | None

    def is_done(self, day: date) -> bool:
        """Say whether it was learned and still counts on a day."""
        return self.done_on is not None and not self.is_over(day)

    def is_over(self, day: date) -> bool:
        """Say whether the day by which it must be learned is past; on that day itself it is not."""
        return self.due_on is not None and day > self.due_on

    def is_soon(self, day: date) -> bool:
        """Say whether that day is near, or past."""
        return self.due_on is not None and day > self.due_on - SOON

    def stops(self, day: date, *, days: int, since: date) -> bool:
        """Say whether it is later than a gate lets it be: more than `days` after it was due, and after `since`."""
        return self.due_on is not None and day > max(self.due_on, since) + timedelta(days=days)


def duty(kind: Kind, began_on: date, done_on: date | None) -> Duty:
    """Return what one who began on a day and learned a kind last on another must do, and by when."""
    if done_on is None:
        first = max(began_on, kind.since) if kind.since else began_on
        return Duty(kind, None, first + NEW)
    return Duty(kind, done_on, None if kind.every == ONCE else a_year_after(done_on))


@dataclass(frozen=True, slots=True)
class Share:
    """How many of those who count have learned the yearly training."""

    trained: int
    counted: int

    @property
    def percent(self) -> int:
        """The share in whole percent, never rounded up: 94.9 is not 95."""
        return self.trained * 100 // self.counted if self.counted else 0

    @property
    def is_reached(self) -> bool:
        """Whether the target is kept; where nobody counts there is nothing to keep."""
        return self.counted > 0 and self.trained * 100 >= TARGET * self.counted
