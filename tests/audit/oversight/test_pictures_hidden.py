"""Whoever does not sit at the desk sees no single decision in the pictures, however numbers are subtracted."""

from __future__ import annotations

from datetime import UTC, date, datetime
from functools import cache
from random import Random
from uuid import UUID

import pytest
import time_machine
from django.test import Client

from audit import numbers
from audit.oversight.desk.models import Tally
from audit.oversight.pictures import queries, rounding
from audit.oversight.pictures.figures import DECISION, Cell
from audit.oversight.pictures.period import QUARTER, read
from audit.oversight.pictures.sheet import drawn, plans
from portal.keyring import blind_index
from portal.models import Home, Membership, User
from portal.roles import Role

NOW = datetime(2026, 11, 22, 12, tzinfo=UTC)
HOME = UUID(int=1)
PERIODS = ("", "2026", "2025-q4", "2026-q2")


@pytest.fixture
def here(willow):
    """Willow Care with a second home and a manager, on a day in November."""
    willow.oak = Home.objects.create(organisation=willow.organisation, name="Oak House")
    willow.ruth = User.objects.create_user("ruth@willow.example", "pass-word-1", full_name="Ruth Bell")
    Membership.objects.create(user=willow.ruth, organisation=willow.organisation, role=Role.MANAGER)
    with time_machine.travel(NOW, tick=False):
        yield willow


def counted(place, seed=7):
    """Return small counts of all kinds for two years, as the desk counts them."""
    random, found = Random(seed), {}
    for month in [date(year, number, 1) for year in (2025, 2026) for number in range(1, 13)][8:23]:
        for home in (place.home.pk, place.oak.pk):
            for door in ("family", "community"):
                for kind in ("share", "do_not_share"):
                    found["decision", month, home, f"{door} x {kind}"] = random.choice([0, 0, 1, 2, 3, 12])
                found["flag by door", month, home, f"overruled {door}"] = random.choice([0, 0, 0, 1])
            found["wait", month, home, "0-7"] = random.choice([0, 1, 4])
    return {thing: count for thing, count in found.items() if count}


def keep(place, things):
    Tally.objects.filter(organisation=place.organisation).delete()
    Tally.objects.bulk_create(
        Tally(organisation=place.organisation, what=what, month=month, home_id=home, key=key, count=count)
        for (what, month, home, key), count in things.items()
    )


def client_of(user):
    client = Client()
    client.force_login(user)
    return client


def all_that_can_be_asked(place, cells=queries.rounded_cells):
    """Return every picture of every period, of every home and of all, as it is shown."""
    names = {place.home.pk: "Willow House", place.oak.pk: "Oak House"}
    return [
        drawn(plan, numbers.about)
        for code in PERIODS
        for home in (None, place.home, place.oak)
        for period in (read(code, NOW.date(), QUARTER),)
        for plan in plans(cells(place.organisation, period, home), names, period, QUARTER)
    ]


def test_two_years_that_differ_in_every_cell_read_the_same_on_every_page(here):
    """The proof by differencing: whatever is subtracted from whatever, equal pages give equal differences."""
    one = counted(here)
    keep(here, one)
    shown = all_that_can_be_asked(here)
    exact = all_that_can_be_asked(here, queries.cells)
    other, changed = changed_within_its_lots(here, one)
    assert changed > 20
    keep(here, other)
    assert all_that_can_be_asked(here) == shown
    # Only the desk sees that they differ.
    assert all_that_can_be_asked(here, queries.cells) != exact


def changed_within_its_lots(place, things):
    """Return counts of which as many as possible differ, though each rounds to what it did."""
    other, changed, lot = dict(things), 0, lots_of(place)
    shown = rounded(things, lot)
    for thing in things:
        for step in (1, -1, 2):
            tried = other | {thing: other[thing] + step}
            if tried[thing] > 0 and rounded(tried, lot) == shown:
                other, changed = tried, changed + 1
                break
    return other, changed


def rounded(things, lot):
    cells = [queries._cell((*thing, count)) for thing, count in things.items()]
    return set(rounding.rounded(cells, lot))


def lots_of(place):
    """Return the lots that the server draws for an organisation, each once."""

    @cache
    def lot(name):
        digest = blind_index(organisation_id=place.organisation.pk, field="pictures.rounding", value=name)
        return int.from_bytes(digest[:8]) % rounding.BASE

    return lot


@pytest.mark.parametrize("shown", [0, 5, 10, 1000])
def test_behind_every_number_of_a_cell_stand_at_least_five_true_ones(shown):
    behind = {
        count for count in range(shown + 20) for lot in range(5) if rounding.rounded_once(count, lot) == shown
    }
    assert behind == set(range(max(0, shown - 4), shown + 5))


@pytest.mark.parametrize("count", range(12))
def test_rounding_adds_and_loses_nothing_on_average(count):
    assert sum(rounding.rounded_once(count, lot) for lot in range(5)) == 5 * count


def test_a_cell_is_rounded_to_the_same_each_time_and_nobody_can_tell_which_way(here, make):
    keep(here, counted(here))
    assert all_that_can_be_asked(here) == all_that_can_be_asked(here)
    cells = [Cell(DECISION, date(2026, 1, 1), HOME, f"door-{n}", "share", 2) for n in range(50)]
    ups = [
        sum(1 for each in rounding.rounded(cells, lots_of(org)) if each.count)
        for org in (here, make("alder"))
    ]
    assert all(5 < up < 35 for up in ups)


def test_totals_of_rounded_numbers_add_up_over_homes_and_quarters(here):
    keep(here, counted(here))
    period = queries.Period("2026", "2026", date(2026, 1, 1), date(2026, 10, 1))
    whole = sum(each.count for each in queries.rounded_cells(here.organisation, period, None))
    parts = 0
    for home in (here.home, here.oak):
        for month in (1, 4, 7):
            quarter = queries.Period("q", "q", date(2026, month, 1), date(2026, month + 3, 1))
            parts += sum(each.count for each in queries.rounded_cells(here.organisation, quarter, home))
    assert whole == parts


def test_the_quarter_that_runs_is_not_counted_so_nobody_sees_a_number_grow(here):
    things = counted(here)
    keep(here, things)
    shown = all_that_can_be_asked(here)
    keep(here, things | {("decision", date(2026, 11, 1), here.home.pk, "family y share"): 500})
    assert all_that_can_be_asked(here) == shown


def test_a_manager_is_shown_the_rounded_numbers_and_told_so_and_the_desk_the_true_ones(here):
    keep(here, {("decision", date(2026, 8, 1), here.home.pk, "family x share"): 1003})
    manager, desk = (
        client_of(user).get("/desk/pictures/", {"period": "2026", "home": str(here.home.pk)}).content.decode()
        for user in (here.ruth, here.priya)
    )
    assert "1,003" in desk
    assert "1,003" not in manager
    assert "about 1,000" in manager or "about 1,005" in manager
    assert ("rounded to fives" in manager, "rounded to fives" in desk) == (True, False)


def test_workers_and_strangers_find_no_pictures(here, make):
    assert client_of(here.amira).get("/desk/pictures/").status_code == 404
    assert client_of(here.ruth).get("/desk/pictures/?period=2027").status_code == 404
    alder = make("alder")
    assert client_of(alder.priya).get("/desk/pictures/", {"home": here.home.pk}).status_code == 404
    assert Client().get("/desk/pictures/").status_code == 302
