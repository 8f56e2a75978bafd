"""How a question for advice reads in lists and on its page: codes and times, no words of its own."""

from __future__ import annotations

from datetime import datetime, timedelta

from audit.kinds import in_words
from audit.oversight.advice.models import Thread, Whom
from audit.oversight.words import waiting

HOUR = timedelta(hours=1)


def waited(since: datetime, now: datetime) -> str:
    """Return how long somebody has waited: minutes in the first hour, hours in the first day, then days in London."""
    passed = now - since
    if passed < HOUR:
        minutes = max(int(passed / timedelta(minutes=1)), 0)
        return "Less than a minute" if minutes == 0 else _many(minutes, "minute")
    if passed < 24 * HOUR:
        return _many(int(passed / HOUR), "hour")
    # The night the clocks go back has 25 hours: 24 of them may lie in one day.
    return "1 day" if waiting(since, now) == "Today" else waiting(since, now)


def _many(number: int, what: str) -> str:
    return f"1 {what}" if number == 1 else f"{number} {what}s"


def about(thread: Thread) -> str:
    """Return at which page of which set of questions it was asked, in words."""
    return ": ".join(filter(None, [in_words(thread.door), in_words(thread.question)]))


def asked_of(thread: Thread) -> str:
    """Return who was asked."""
    return Whom(thread.whom).label
