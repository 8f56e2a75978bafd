"""How the desk says what time it was, and how long something waits."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest

from audit.oversight import words
from portal.days import moment_in_words


@pytest.mark.parametrize(
    ("since", "now", "expected"),
    [
        ("2026-06-01T22:59:00+00:00", "2026-06-01T23:01:00+00:00", "1 day"),
        ("2026-06-01T10:00:00+00:00", "2026-06-01T11:00:00+00:00", "Today"),
        ("2026-01-01T23:59:00+00:00", "2026-01-11T00:01:00+00:00", "10 days"),
        ("2026-01-02T00:00:00+00:00", "2026-01-01T00:00:00+00:00", "Today"),
    ],
)
def test_waiting_is_counted_in_days_of_london(since, now, expected):
    assert words.waiting(datetime.fromisoformat(since), datetime.fromisoformat(now)) == expected


def test_times_read_as_people_say_them():
    assert moment_in_words(datetime(2026, 11, 12, 7, 54, tzinfo=UTC)) == "12 November 2026, 7:54am"
    assert moment_in_words(datetime(2026, 6, 12, 23, 5, tzinfo=UTC)) == "13 June 2026, 12:05am"
    assert moment_in_words(datetime(2026, 6, 12, 11, 0, tzinfo=UTC)) == "12 June 2026, 12:00pm"
