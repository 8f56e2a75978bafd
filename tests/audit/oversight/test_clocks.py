"""The 72 hours of a breach and the 30 days of a complaint, at every boundary."""

from __future__ import annotations

from datetime import UTC, date, datetime, time, timedelta

import pytest

from audit.oversight.concerns.clocks import (
    ACKNOWLEDGE,
    REGULATOR,
    Clock,
    breach_due,
    complaint_due,
    left,
    london_moment,
)
from portal.days import LONDON

SECOND = timedelta(seconds=1)


def london(*parts: int) -> datetime:
    return datetime(*parts, tzinfo=LONDON)  # type: ignore[arg-type, misc]


BREACHES = {
    "an ordinary week": (london(2026, 11, 16, 9), london(2026, 11, 19, 9)),
    "over a weekend: it does not stop": (london(2026, 11, 20, 17), london(2026, 11, 23, 17)),
    "into summer time: an hour later by the clock on the wall": (
        london(2027, 3, 27, 12),
        london(2027, 3, 30, 13),
    ),
    "out of summer time: an hour sooner by the clock on the wall": (
        london(2026, 10, 24, 12),
        london(2026, 10, 27, 11),
    ),
    "over a leap day": (london(2028, 2, 27, 8), london(2028, 3, 1, 8)),
    "over new year": (london(2026, 12, 30, 23, 59), london(2027, 1, 2, 23, 59)),
    "over Christmas": (london(2026, 12, 24, 18), london(2026, 12, 27, 18)),
}


@pytest.mark.parametrize(("aware", "due"), BREACHES.values(), ids=BREACHES)
def test_the_regulator_is_told_within_72_hours_that_went_by(aware, due):
    clock = Clock(breach_due(aware), REGULATOR)
    assert clock.due == due.astimezone(UTC)
    assert clock.due - aware.astimezone(UTC) == timedelta(hours=72)
    assert not clock.is_over(clock.due - SECOND)
    assert not clock.is_over(clock.due)
    assert clock.is_over(clock.due + SECOND)


COMPLAINTS = {
    "an ordinary month": (date(2026, 11, 2), date(2026, 12, 2)),
    "the last day is a Saturday: that does not make it longer": (date(2026, 11, 5), date(2026, 12, 5)),
    "received on a Sunday": (date(2026, 11, 22), date(2026, 12, 22)),
    "over a leap day": (date(2028, 2, 10), date(2028, 3, 11)),
    "the same days in a year without one": (date(2027, 2, 10), date(2027, 3, 12)),
    "received on a leap day": (date(2028, 2, 29), date(2028, 3, 30)),
    "over the end of the year": (date(2026, 12, 15), date(2027, 1, 14)),
    "into summer time": (date(2027, 3, 10), date(2027, 4, 9)),
    "ends on the day summer time begins": (date(2027, 2, 26), date(2027, 3, 28)),
    "ends on the day summer time ends": (date(2026, 9, 25), date(2026, 10, 25)),
}


@pytest.mark.parametrize(("received", "last"), COMPLAINTS.values(), ids=COMPLAINTS)
def test_a_complaint_is_answered_by_the_end_of_the_thirtieth_day(received, last):
    clock = Clock(complaint_due(received), ACKNOWLEDGE)
    days = [received + timedelta(days=number) for number in range(1, 31)]
    assert days[-1] == last, "the first day is the day after"
    midnight = london(last.year, last.month, last.day).replace(hour=23, minute=59, second=59)
    assert not clock.is_over(midnight)
    assert clock.is_over((midnight + timedelta(seconds=1)).astimezone(UTC))
    assert clock.due.astimezone(LONDON).date() == last


LEFT = {
    timedelta(days=3): "3 days left",
    timedelta(hours=48): "2 days left",
    timedelta(hours=48) - SECOND: "47 hours left",
    timedelta(hours=22, minutes=59): "22 hours left",
    timedelta(hours=1): "1 hour left",
    timedelta(minutes=59, seconds=59): "59 minutes left",
    timedelta(minutes=1): "1 minute left",
    timedelta(seconds=59): "less than a minute left",
    timedelta(): "less than a minute left",
    -SECOND: "less than a minute over",
    -timedelta(minutes=5): "5 minutes over",
    -timedelta(hours=1, minutes=59): "1 hour over",
    -timedelta(hours=47): "47 hours over",
    -timedelta(days=3, hours=23): "3 days over",
}


@pytest.mark.parametrize(("gap", "words"), LEFT.items(), ids=LEFT.values())
def test_what_is_left_is_said_in_words_and_never_more_than_there_is(gap, words):
    due = datetime(2026, 11, 25, 10, tzinfo=UTC)
    assert left(due, due - gap) == words


def test_what_is_left_counts_the_hour_that_the_clock_change_takes():
    assert left(london(2027, 3, 28, 9), london(2027, 3, 27, 9)) == "23 hours left"
    assert left(london(2026, 10, 25, 9), london(2026, 10, 24, 9)) == "25 hours left"


@pytest.mark.parametrize(
    ("id_", "before"), [(REGULATOR, timedelta(hours=24)), (ACKNOWLEDGE, timedelta(days=7))]
)
def test_a_reminder_is_due_a_day_or_a_week_before(id_, before):
    clock = Clock(datetime(2026, 11, 25, 10, tzinfo=UTC), id_)
    assert not clock.is_soon(clock.due - before - SECOND)
    assert clock.is_soon(clock.due - before)
    assert clock.is_soon(clock.due + before)


def test_an_hour_that_came_twice_is_taken_as_the_earlier_one():
    assert london_moment(date(2026, 10, 25), time(1, 30)) == datetime(2026, 10, 25, 0, 30, tzinfo=UTC)
    assert london_moment(date(2026, 7, 1), time(9, 0)) == datetime(2026, 7, 1, 8, 0, tzinfo=UTC)
    # An hour that never came is still a moment, and nothing breaks.
    assert london_moment(date(2027, 3, 28), time(1, 30)) == datetime(2027, 3, 28, 1, 30, tzinfo=UTC)
