"""What the public is told: no hidden number can be worked out, however pages are subtracted from one another."""

from __future__ import annotations

from dataclasses import astuple
from datetime import date
from functools import cache
from itertools import product
from random import Random

from audit.oversight.desk.models import Tally
from audit.oversight.pictures import queries as pictures
from audit.oversight.pictures.rounding import rounded_once
from audit.reports import queries, rounded
from audit.reports.counting import figures, public
from audit.reports.counting.sums import Sums
from tests.audit.reports.kept import NOW, keep

PERIODS = (
    "2026",
    "2025",
    "toolkit-2025-26",
    "financial-2025-26",
    "2026-01_2026-03",
    "2026-04_2026-06",
    "2026-01_2026-06",
    "2026-02_2026-09",
    "2026-10_2026-11",
)
MONTHS = [date(year, number, 1) for year in (2025, 2026) for number in range(1, 13)][8:23]


def counted(place, seed=7):
    """Return small sums of all kinds for more than a year."""
    random, found = Random(seed), {}
    for month, home in product(MONTHS, (place.home.pk, place.oak.pk, None)):
        for door, kind in product(("family", "community"), ("share", "do_not_share")):
            found["decision", month, home, f"{door} x {kind}"] = random.choice([0, 0, 1, 2, 3, 12])
            found["took", month, home, f"under_2 {kind}"] = random.choice([0, 3])
        found["overruled_about", month, home, "family"] = random.choice([0, 0, 1])
        found["overruled", month, home, "must no"] = random.choice([0, 1])
        for view in ("yes", "yes_with_advice", "no", "asked"):
            found["view", month, home, f"{view} shared"] = random.choice([0, 1, 4])
            found["looked_at", month, home, view] = random.choice([0, 1])
        found["event", month, home, "concern.raised"] = random.choice([0, 1, 2])
        found["event", month, home, "training.recorded"] = random.choice([0, 7])
        found["judged_breach", month, home, "risk"] = random.choice([0, 0, 1])
    return {thing: count for thing, count in found.items() if count}


def all_that_can_be_asked(place, reader="public"):
    """Return the figures of every period, of each home, of some and of all."""
    one, other = place.home.pk, place.oak.pk
    return [
        queries.figures_of(
            place.organisation, queries.period_of(code, NOW.date()), homes=homes, reader=reader
        )
        for code in PERIODS
        for homes in (None, [one], [other], [one, other])
    ]


def test_two_years_that_differ_in_every_cell_read_the_same_in_every_report(here):
    """The proof by differencing: reports that are equal give equal differences, whatever is subtracted from what."""
    one = counted(here)
    keep(here, one)
    shown, exact = all_that_can_be_asked(here), all_that_can_be_asked(here, "board")
    other, changed = changed_within_its_lots(here, one)
    assert changed > 100
    keep(here, other)
    assert all_that_can_be_asked(here) == shown
    assert all_that_can_be_asked(here, "board") != exact


def changed_within_its_lots(place, things):
    """Return sums of which as many as possible differ, though every cell rounds to what it did."""
    other, changed, lot = dict(things), 0, cache(pictures.lots(place.organisation))
    cells, cell_of = {}, {}
    for thing, count in things.items():
        for cell in rounded._cells((*thing, count)):
            quarter = cell.slot.replace(month=cell.slot.month - (cell.slot.month - 1) % 3)
            cell_of[thing] = (cell.what, quarter, cell.home, cell.door, pictures_group(cell))
            cells[cell_of[thing]] = cells.get(cell_of[thing], 0) + count
    for thing, count in things.items():
        name = cell_of.get(thing)
        for step in (1, -1, 2):
            if count + step > 0 and (name is None or fits(cells[name], step, lot(" ".join(map(str, name))))):
                other[thing], changed = count + step, changed + 1
                if name is not None:
                    cells[name] += step
                break
    return other, changed


def pictures_group(cell):
    return {"share": "shared", "do_not_share": "kept"}.get(cell.kind, cell.kind)


def fits(count, step, lot):
    return rounded_once(count, lot) == rounded_once(count + step, lot)


CELLS = [
    ("decision", "one", "family shared"),
    ("decision", "one", "family kept"),
    ("decision", "other", "family shared"),
    ("decision", "other", "community kept"),
    ("overruled", "one", "family"),
]
HOMES = ({"one"}, {"other"}, {"one", "other"})


def published(values):
    """Return all that is told of cells rounded to these values: of each home and of both, totals and sentences."""
    rows = list(zip(CELLS, values, strict=True))
    return tuple(
        astuple(
            public.figures(Sums((what, key, count) for (what, home, key), count in rows if home in homes))
        )
        for homes in HOMES
    )


def test_an_attacker_who_tries_every_small_world_finds_no_hidden_cell():
    """All worlds of five cells are held against all that is told of them; each cell keeps at least four answers.

    The attacker knows how it is done, and that an overruled no is also one of the decisions shared; but no lot.
    """
    came_of = {count: {rounded_once(count, lot) for lot in range(5)} for count in range(15)}
    shown = {}
    for values in product((0, 5, 10), repeat=len(CELLS)):
        shown.setdefault(published(values), []).append(values)
    for alike in shown.values():
        possible = [worlds(values, came_of) for values in alike]
        if not any(possible):
            continue
        for place in range(len(CELLS)):
            assert len({count for found in possible for count in found.get(place, ())}) >= 4


def worlds(values, came_of):
    """Return by cell the true counts that some world has which rounds to these values."""
    could = [[count for count, to in came_of.items() if value in to] for value in values]
    pairs = [(shared, over) for shared in could[0] for over in could[4] if over <= shared]
    if not pairs:
        return {}
    free = {place: set(could[place]) for place in (1, 2, 3)}
    return free | {0: {shared for shared, _ in pairs}, 4: {over for _, over in pairs}}


def test_each_number_told_is_a_rounded_cell_or_a_sum_of_such(here):
    keep(here, counted(here))
    for told in all_that_can_be_asked(here):
        numbers = [
            count
            for section in told.sections
            for table in section.tables
            for row in table.rows
            for count in row.counts
        ]
        assert all(count % 5 == 0 for count in numbers)


def test_decisions_are_one_partition_and_parts_of_it_are_told_nowhere_else(here):
    """Two partitions of the same decisions, each rounded for itself, could pin a cell between them."""
    keep(here, counted(here))
    told = all_that_can_be_asked(here)[0]
    tables = {table.id for section in told.sections for table in section.tables}
    # One whose cells all round to nothing is not shown.
    assert {"decided", "doors"} <= tables <= {"decided", "doors", "overruled", "views", "concerns"}
    doors, decided = (
        next(t for s in told.sections for t in s.tables if t.id == id_) for id_ in ("doors", "decided")
    )
    assert sum(row.counts[-1] for row in doors.rows) == sum(row.counts[0] for row in decided.rows)


def test_a_report_and_a_picture_tell_one_number_of_a_cell(here):
    """Were they rounded twice, the two numbers together would tell more than one."""
    things = counted(here)
    keep(here, things)
    Tally.objects.bulk_create(
        Tally(organisation=here.organisation, what=what, month=month, home_id=home, key=key, count=count)
        for (what, month, home, key), count in things.items()
        if what == "decision"
    )
    period = queries.period_of("2026-04_2026-06", NOW.date())
    for home in (here.home, here.oak):
        pictured = Sums(
            ("decision", f"{cell.door} {cell.kind}", cell.count)
            for cell in pictures.rounded_cells(here.organisation, period, home)
        )
        reported = rounded.sums(here.organisation, period.first, period.end, [home.pk])
        assert reported.of("decision") == pictured.of("decision")


def test_of_a_quarter_that_runs_nothing_is_told(here):
    keep(here, {("decision", date(2026, 10, 1), here.home.pk, "family x share"): 400})
    for code in ("2026", "2026-10_2026-11"):
        period = queries.period_of(code, NOW.date())
        told = queries.figures_of(here.organisation, period, homes=None, reader="public")
        assert told.in_short == ("Staff recorded few decisions about sharing information, or none.",)
    assert figures.figures(Sums(), "public").sections
