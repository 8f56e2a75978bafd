"""Whoever has the leaves counts the same, without the portal, without the bodies, and with files of their own."""

from __future__ import annotations

import json
import subprocess
import sys
from datetime import date

import pytest

from audit.reports import fold, queries
from audit.reports.counting.__main__ import main, recount
from audit.reports.counting.figures import BOARD, INSPECTOR, figures
from audit.reports.counting.period import period_of
from portal.days import london_day
from tests.audit.reports import plain
from tests.audit.reports.random_year import Year

TODAY = date(2027, 12, 1)
PERIODS = ("2025", "2026", "toolkit-2025-26", "financial-2025-26", "2025-05_2025-05", "2025-01_2027-11")


@pytest.fixture
def begun(monkeypatch):
    """Return what begins a year whose leaves are read as if they had been written over two years."""

    def begin(place, seed, entries=0):
        year = Year(place, seed)
        year.goes_by(entries)
        monkeypatch.setattr(fold.ledger, "leaves", lambda _, seq, size: year.leaves(seq, size))
        return year

    return begin


def plainly(sums):
    return {(what, key): count for what, key, count in sums.things()}


@pytest.mark.parametrize("seed", [1, 2])
def test_three_counts_of_a_random_year_differ_nowhere(willow, begun, seed):
    year = begun(willow, seed)
    year.goes_by(60)
    # A page is read in the middle: what comes after changes what was counted before.
    fold.catch_up(willow.organisation, most=25)
    year.goes_by(140)
    while not fold.catch_up(willow.organisation, most=40):
        pass
    text = year.exported()
    for code in PERIODS:
        period = period_of(code, TODAY)
        for homes in (None, [year.homes[0]], list(year.homes[:2])):
            ours = queries.counted(willow.organisation, period, homes)
            names = None if homes is None else {str(each) for each in homes}
            theirs, _, _ = recount(text.splitlines(), period, names)
            assert plainly(ours) == plainly(theirs)
            assert plainly(ours) == plain.count(text, period.first, period.end, names)


def test_it_is_the_same_when_no_body_can_be_read_any_more(willow_kept, superuser):
    Year(willow_kept, 4).goes_by(40)
    organisation, today = willow_kept.organisation, london_day()
    period = period_of(str(today.year), today)
    before = queries.figures_of(organisation, period, homes=None, reader="inspector")
    superuser.execute("ALTER TABLE audit_key DISABLE TRIGGER kept")
    superuser.execute("UPDATE audit_key SET wrapped = NULL WHERE organisation_id = %s", [organisation.pk])
    fold.begin_again(organisation)
    assert queries.figures_of(organisation, period, homes=None, reader="inspector") == before
    assert before.in_short[0].startswith("Staff checked")


def test_read_again_in_steps_of_any_size_the_sums_come_out_the_same(willow, begun):
    begun(willow, 5, 60)
    period = period_of("2025-01_2027-11", TODAY)
    found = []
    for most in (1, 7, 1000):
        fold.begin_again(willow.organisation)
        while not fold.catch_up(willow.organisation, most=most):
            pass
        found.append(plainly(queries.counted(willow.organisation, period, None)))
    assert found[0] == found[1] == found[2]


def test_the_recount_needs_nothing_but_python(willow, begun):
    """Run as a command with no access to anything installed; what it prints is what the portal tells."""
    year = begun(willow, 6, 50)
    text = year.exported()
    ran = subprocess.run(
        [sys.executable, "-I", "-S", "-c", ALONE, "2025", "--today", "2027-12-01"],
        input=text,
        capture_output=True,
        check=True,
    )
    told = json.loads(ran.stdout)
    ours = queries.figures_of(willow.organisation, period_of("2025", TODAY), homes=None, reader="inspector")
    assert told["figures"]["in_short"] == list(ours.in_short)
    assert told["leaves"]["count"] == text.count(b"\n")
    cells = [
        row["counts"]
        for section in told["figures"]["sections"]
        for table in section["tables"]
        for row in table["rows"]
    ]
    assert cells == [
        list(row.counts) for section in ours.sections for table in section.tables for row in table.rows
    ]


ALONE = """
import runpy, sys
sys.path.insert(0, ".")
sys.argv[0] = "counting"
try:
    runpy.run_module("audit.reports.counting", run_name="__main__")
finally:
    assert not {"django", "psycopg", "portal", "audit.ledger", "audit.oversight"} & set(sys.modules)
"""


def test_a_period_that_has_not_begun_is_refused_with_a_sentence(capsys):
    assert main(["2099", "--today", "2026-11-23"]) == 2
    assert "2099 is no period that has begun" in capsys.readouterr().err


@pytest.mark.parametrize("reader", [BOARD, INSPECTOR])
def test_every_figure_of_a_random_year_can_be_told(willow, begun, reader):
    year = begun(willow, 7, 120)
    sums, _, _ = recount(year.exported().splitlines(), period_of("2025-01_2027-11", TODAY))
    told = figures(sums, reader)
    for section in told.sections:
        for table in section.tables:
            assert table.rows
            assert {len(row.counts) for row in table.rows} == {len(table.columns)}
            assert len({row.code for row in table.rows}) == len(table.rows)
