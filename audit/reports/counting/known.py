"""What is known of a decision, a concern or a question for advice while later leaves may still change it.

Each says what it adds to the sums as it stands. When it changes, what it added before is taken away again: so a
decision is counted once under the view that stands, in the month in which it was made.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from typing import Self

from audit.reports.counting.sums import Thing

NOT_YET, ASKED = "not_yet", "asked"
IN_TIME, LATE, TOLD, NOT_NEEDED = "in_time", "late", "told", "not_needed"
UNJUDGED = "unjudged"
WATCHED = {"without_consent": "c", "public_interest": "p", "overruled": "o"}
"""The marks of a decision of which it is counted what the Guardian said to it; each has a letter to keep it by."""


@lru_cache(maxsize=10_000)
def month_of_day(day: str) -> date:
    """Return the first day of the month of a day, such as 2026-11-23."""
    return date.fromisoformat(day).replace(day=1)


@dataclass(slots=True)
class Known:
    """One thing of a day and a home; kept as a line of codes that begins with the day."""

    day: str
    home: str

    def line(self) -> str:
        """Return all that is known in one line."""
        return "|".join([getattr(self, name) for name in self.__match_args__])

    @classmethod
    def of(cls, line: str) -> Self:
        """Return what a line says."""
        return cls(*line.split("|"))

    @property
    def month(self) -> date:
        """The month in which it is counted."""
        return month_of_day(self.day)

    def things(self) -> Iterator[Thing]:
        """Yield what it adds to the sums as it stands."""
        for what, key in self.counted():
            yield Thing(what, self.month, self.home, key)

    def counted(self) -> Iterator[tuple[str, str]]:
        """Yield what is counted of it, and under which key."""
        raise NotImplementedError


@dataclass(slots=True)
class Decision(Known):
    """A decision: `marks` are letters of WATCHED, `how` says what stood above a no, `view` which view stands."""

    door: str
    decided: str
    marks: str
    how: str
    view: str = NOT_YET

    def viewed(self, finding: str) -> bool:
        """Take a view in, and say whether it was the first; a question does not take a view's place."""
        first = self.view in {NOT_YET, ASKED} and finding != ASKED
        if finding != ASKED or self.view == NOT_YET:
            self.view = finding
        return first

    def counted(self) -> Iterator[tuple[str, str]]:
        """Yield the view that stands, once over all and once for each mark that is watched."""
        yield "looked_at", self.view
        for mark, letter in WATCHED.items():
            if letter in self.marks:
                yield mark, f"{self.how or '-'} {self.view}" if mark == "overruled" else self.view


@dataclass(slots=True)
class Concern(Known):
    """A concern: `breach` and `complaint` are "yes", "no" or "", the clocks how they were kept."""

    about: str
    breach: str = ""
    severity: str = ""
    regulator: str = NOT_YET
    complaint: str = ""
    acknowledged: str = NOT_YET
    state: str = "open"

    def counted(self) -> Iterator[tuple[str, str]]:
        """Yield its kind and state, and for a breach and a complaint how the clocks of the law were kept."""
        yield "concern", f"{self.about} {self.state}"
        if self.breach == "yes" or (self.about == "breach" and not self.breach):
            yield "breach", self.severity or UNJUDGED
            yield "clock", f"regulator {self._regulator}"
        if self.complaint == "yes":
            yield "clock", f"acknowledge {self.acknowledged}"

    @property
    def _regulator(self) -> str:
        """How the 72 hours were kept; that nobody need be told stands only while no harm is likely."""
        stands = self.regulator != NOT_NEEDED or self.severity == "none"
        return self.regulator if stands else NOT_YET


@dataclass(slots=True)
class Question(Known):
    """A question for advice that waits, or how long it had waited when it was answered."""

    asked: str
    whom: str
    urgent: str
    answered: str = ""

    def counted(self) -> Iterator[tuple[str, str]]:
        """Yield whether it was urgent and how soon it was answered."""
        yield "advice", f"{self.whom} {self.urgent} {self.answered or 'waiting'}"
