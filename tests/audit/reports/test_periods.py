"""Years begin and end at midnight in London, in summer and winter, in leap years and on the days clocks change."""

from __future__ import annotations

import json
from datetime import UTC, date, datetime, timedelta
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from audit.reports.counting.__main__ import recount
from audit.reports.counting.period import kind_of, london_day, month_of, offered, period_of, whole_quarters
from portal.days import london_day as day_of_the_portal
from tests.audit.reports.plain import clock_in_london

TODAY = date(2026, 11, 23)


def decision(time):
    facets = {"door": "family", "flags": ["decided.share"]}
    return json.dumps({"event": "decision.made", "id": "0" * 32, "time": time, "facets": facets})


@pytest.mark.parametrize(
    ("time", "code"),
    [
        # The financial year turns in summer time, an hour before midnight UTC.
        ("2026-03-31T22:59:59.999Z", "financial-2025-26"),
        ("2026-03-31T23:00:00.000Z", "financial-2026-27"),
        ("2026-06-30T22:59:59.999Z", "toolkit-2025-26"),
        ("2026-06-30T23:00:00.000Z", "toolkit-2026-27"),
        # The calendar year turns in winter.
        ("2025-12-31T23:59:59.999Z", "2025"),
        ("2026-01-01T00:00:00.000Z", "2026"),
        ("2024-02-29T12:00:00.000Z", "2024-02_2024-02"),
        ("2024-02-29T23:59:59.999Z", "2024-02_2024-02"),
        ("2024-03-01T00:00:00.000Z", "2024-03_2024-03"),
        # The days on which clocks change, in spring and in autumn.
        ("2026-03-29T00:59:59.999Z", "2026-03_2026-03"),
        ("2026-03-29T01:00:00.000Z", "2026-03_2026-03"),
        ("2025-10-26T00:30:00.000Z", "2025-10_2025-10"),
        ("2025-10-31T23:59:59.999Z", "2025-10_2025-10"),
    ],
)
def test_a_decision_counts_in_the_year_that_it_was_in_london(time, code):
    period = period_of(code, TODAY)
    sums, _, _ = recount([decision(time)], period)
    assert sums.total("decision") == 1
    assert period.first <= london_day(time) < period.end


@given(st.integers(0, 38 * 365 * 24 * 60))
def test_the_day_is_that_of_the_portal_and_of_the_law(minutes):
    moment = datetime(2000, 1, 1, tzinfo=UTC) + timedelta(minutes=minutes)
    written = f"{moment:%Y-%m-%dT%H:%M:%S}.000Z"
    assert london_day(written) == day_of_the_portal(moment) == clock_in_london(written).date()
    assert month_of(written).day == 1


def test_each_moment_belongs_to_one_year_of_each_kind():
    codes = [each.code for each in offered(date(2023, 5, 1), TODAY)]
    for kind in ("toolkit", "calendar", "financial"):
        years = sorted(
            (period_of(code, TODAY) for code in codes if kind_of(code) == kind), key=lambda each: each.first
        )
        assert years[0].first <= date(2023, 5, 1)
        assert years[-1].end == date(2026, 12, 1)
        for one, other in pairwise(years):
            assert one.end == other.first


def test_a_year_that_ends_where_the_record_begins_is_not_offered():
    offers = {each.code for each in offered(date(2025, 7, 1), date(2026, 6, 30))}
    assert "toolkit-2025-26" in offers
    assert "toolkit-2024-25" not in offers
    assert "2000" in {each.code for each in offered(date(2000, 5, 1), TODAY)}


@pytest.mark.parametrize(
    ("code", "words", "first", "end"),
    [
        ("toolkit-2025-26", "1 July 2025 to 30 June 2026", date(2025, 7, 1), date(2026, 7, 1)),
        ("financial-2023-24", "1 April 2023 to 31 March 2024", date(2023, 4, 1), date(2024, 4, 1)),
        ("2024", "1 January 2024 to 31 December 2024", date(2024, 1, 1), date(2025, 1, 1)),
        ("2024-02_2024-02", "1 February 2024 to 29 February 2024", date(2024, 2, 1), date(2024, 3, 1)),
        ("toolkit-2026-27", "1 July 2026 to today", date(2026, 7, 1), date(2026, 12, 1)),
        ("2026", "1 January 2026 to today", date(2026, 1, 1), date(2026, 12, 1)),
        ("2026-11_2026-11", "1 November 2026 to today", date(2026, 11, 1), date(2026, 12, 1)),
        ("toolkit-2099-00", None, None, None),
        ("financial-2024-26", None, None, None),
        ("2027", None, None, None),
        ("2026-13_2026-14", None, None, None),
        ("2026-05_2026-02", None, None, None),
        ("2026-05_2026-04", None, None, None),
        ("2016-01_2025-12", "1 January 2016 to 31 December 2025", date(2016, 1, 1), date(2026, 1, 1)),
        ("2016-01_2026-01", None, None, None),
        ("2005-01_2025-12", None, None, None),
        ("2026-12_2027-01", None, None, None),
        ("", None, None, None),
        ("last year", None, None, None),
        ("toolkit-20٢٥-26", None, None, None),
    ],
)
def test_a_code_names_whole_months_up_to_today_or_nothing(code, words, first, end):
    found = period_of(code, TODAY)
    assert (found and (found.words, found.first, found.end)) == (words and (words, first, end))


def test_a_year_that_ended_yesterday_ends_and_on_its_last_day_still_runs():
    assert period_of("toolkit-2025-26", date(2026, 6, 30)).words.endswith("to today")
    assert period_of("toolkit-2025-26", date(2026, 7, 1)).words.endswith("to 30 June 2026")


@given(st.dates(date(2024, 1, 1), date(2028, 12, 31)), st.integers(0, 20), st.integers(0, 30))
def test_the_public_is_told_of_whole_quarters_that_have_ended(today, back, long):
    first = (today - timedelta(days=31 * back)).replace(day=1)
    last = first + timedelta(days=31 * long)
    period = period_of(f"{first:%Y-%m}_{last:%Y-%m}", today)
    found = whole_quarters(period, today)
    if found is None:
        return
    assert period.first <= found.first < found.end <= period.end
    assert found.end <= today
    assert {found.first.month % 3, found.end.month % 3} == {1}
