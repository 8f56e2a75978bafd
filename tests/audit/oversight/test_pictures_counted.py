"""What a picture is drawn from: the tallies of one organisation and its homes, over a period that reads as it is."""

from __future__ import annotations

from datetime import date

import pytest

from audit.oversight.desk.models import Tally
from audit.oversight.pictures import period, queries
from audit.oversight.pictures.figures import DECISION, FLAG, WAIT, Cell
from audit.oversight.pictures.period import MONTH, Period
from audit.oversight.pictures.period import QUARTER as OF_QUARTERS
from portal.models import Home

APRIL, MAY, JUNE, JULY = (date(2026, month, 1) for month in (4, 5, 6, 7))
QUARTER = Period("2026-q2", "Apr–Jun 2026", APRIL, JULY)
SHARED = "family x share"


def keep(place, *rows):
    Tally.objects.bulk_create(
        Tally(organisation=place.organisation, what=what, month=month, home_id=home, key=key, count=count)
        for what, month, home, key, count in rows
    )


@pytest.fixture
def other(willow, make):
    """Another organisation, with tallies of its own."""
    found = make("alder")
    keep(found, (DECISION, APRIL, None, SHARED, 40), (DECISION, date(2024, 1, 1), None, SHARED, 40))
    return found


def test_each_kind_of_tally_becomes_a_cell_and_of_flags_only_a_no_that_was_overruled(willow, other):
    home = willow.home.pk
    keep(
        willow,
        (DECISION, APRIL, home, SHARED, 3),
        (WAIT, MAY, home, "0-7", 2),
        (FLAG, JUNE, None, "overruled family", 1),
        (FLAG, JUNE, home, "late family", 1),
        ("something else", JUNE, home, "a b c", 1),
        (DECISION, date(2026, 3, 1), home, SHARED, 50),
        (DECISION, JULY, home, SHARED, 50),
    )
    found = [
        Cell(DECISION, APRIL, home, "family", "share", 3),
        Cell(WAIT, MAY, home, "", "0-7", 2),
        Cell(FLAG, JUNE, None, "family", "", 1),
    ]
    assert set(queries.cells(willow.organisation, QUARTER, None)) == set(found)
    assert set(queries.cells(willow.organisation, QUARTER, willow.home)) == set(found[:2])
    assert queries.cells(willow.organisation, QUARTER, Home()) == []


def test_others_are_shown_whole_quarters_by_what_was_done_in_fives(willow, other):
    keep(willow, (DECISION, APRIL, None, SHARED, 7), (DECISION, MAY, None, "family y share_in_part", 3))
    keep(willow, (FLAG, JUNE, None, "overruled family", 5))
    assert set(queries.rounded_cells(willow.organisation, QUARTER, None)) == {
        Cell(DECISION, APRIL, None, "family", "shared", 10),
        Cell(FLAG, APRIL, None, "family", "", 5),
    }


def test_a_lot_is_one_of_five_the_same_each_time_and_each_organisations_own(willow, other):
    names = [f"cell {number}" for number in range(40)]
    drawn = [queries.lots(willow.organisation)(name) for name in names]
    assert set(drawn) == {0, 1, 2, 3, 4}
    assert drawn == [queries.lots(willow.organisation)(name) for name in names]
    assert drawn != [queries.lots(other.organisation)(name) for name in names]


def test_the_first_month_is_that_of_the_first_decision_here(willow, other):
    assert queries.earliest(willow.organisation, None) is None
    keep(
        willow,
        (DECISION, JUNE, willow.home.pk, SHARED, 1),
        (DECISION, MAY, None, SHARED, 1),
        (WAIT, APRIL, None, "0-7", 1),
    )
    assert queries.earliest(willow.organisation, None) == MAY
    assert queries.earliest(willow.organisation, willow.home) == JUNE


@pytest.mark.parametrize(
    ("written", "step", "words"),
    [
        ("", MONTH, "The last 12 months"),
        ("", OF_QUARTERS, "The last 4 whole quarters"),
        ("2025", MONTH, "2025"),
        ("2025-q4", MONTH, "Oct–Dec 2025"),
    ],
)
def test_a_period_reads_as_what_it_is(written, step, words):
    assert period.read(written, date(2026, 11, 22), step).words == words
    assert period.label(date(2026, 11, 1), MONTH) == "Nov 2026"


@pytest.mark.parametrize("code", ["2025", "2025-q3"])
def test_a_year_that_is_over_has_four_quarters(code):
    quarters = period.quarters(period.read(code, date(2026, 11, 22), MONTH), date(2026, 11, 22), MONTH)
    assert [each.code for each in quarters] == ["2025-q1", "2025-q2", "2025-q3", "2025-q4"]
