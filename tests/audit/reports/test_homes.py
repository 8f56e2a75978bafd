"""Several homes: how each stands, two to four side by side, and working at another place without logging out."""

from __future__ import annotations

import pytest
from django.urls import reverse

from audit.oversight.concerns.models import Concern
from audit.reports.homes import queries
from audit.reports.queries import period_of
from portal.days import london_day
from portal.models import Home, Membership, Organisation
from portal.roles import Role
from tests.audit.reports.year import client_of, decide, page_of, person, words_of

pytestmark = pytest.mark.django_db
HOMES = "/reports/homes/"


@pytest.fixture
def ruth(year):
    return client_of(year.ruth)


def lines_of(year, user):
    member = Membership.objects.select_related("organisation").get(user=user)
    return {each.name: each for each in queries.overview(member, period_of(year.code, london_day()))}


def side(client, year, *homes):
    return client.get(
        reverse("homes:side_by_side"), {"period": year.code, "homes": [str(each.pk) for each in homes]}
    )


def test_a_head_office_manager_sees_a_row_for_each_home(year, ruth):
    rows = page_of(ruth.get(HOMES, {"period": year.code})).main.select("tbody tr")
    homes = {" ".join(row.th.get_text().split()) for row in rows}
    assert homes == {"Home Elm House", f"Home {year.place.home.name}"}


def test_a_home_counts_what_was_shared_and_what_was_not_and_what_waits(year):
    decide(year.place, year.elm, "ask_guardian")
    decide(year.place, year.elm, "share_anonymised")
    line = lines_of(year, year.ruth)["Elm House"]
    assert (line.decisions, line.shared, line.groups["kept"], line.groups["asked"]) == (3, 2, 0, 1)
    assert line.last == london_day().replace(day=1)
    other = lines_of(year, year.ruth)[year.place.home.name]
    assert (other.decisions, other.shared, other.groups["kept"]) == (2, 1, 1)


def test_decisions_at_no_home_have_a_row_of_their_own(year):
    from tests.audit.door import made

    made(year.place, facets={"door": "family", "outcome": "x", "flags": ["decided.share"]})
    assert lines_of(year, year.ruth)["No home"].decisions == 1
    assert "No home" not in lines_of(year, year.omar)


def test_a_manager_of_one_home_sees_that_home_and_no_other(year):
    assert set(lines_of(year, year.omar)) == {"Elm House"}
    omar = client_of(year.omar)
    response = omar.get(HOMES)
    assert year.place.home.name not in words_of(response)
    assert omar.get(reverse("homes:side_by_side")).status_code == 404


def test_open_concerns_are_told_to_whoever_deals_with_them_alone(year, ruth):
    assert "Open concerns" not in words_of(ruth.get(HOMES))
    assert "Open concerns now" in words_of(client_of(year.priya).get(HOMES))
    assert lines_of(year, year.priya)["Elm House"].concerns == Concern.objects.count() == 0


def test_a_care_worker_and_a_stranger_find_no_overview(year):
    worker = person(year.organisation, "Wanda Low", Role.WORKER, year.elm)
    elsewhere = Organisation.objects.create(name="Oak Care", slug="oak")
    stranger = person(elsewhere, "Sid Far", Role.HQ_MANAGER)
    assert client_of(worker).get(HOMES).status_code == 404
    assert "Elm House" not in words_of(client_of(stranger).get(HOMES))


def test_a_time_that_is_none_is_not_found(ruth):
    assert ruth.get(HOMES, {"period": "1066"}).status_code == 404


def test_homes_side_by_side_have_bars_and_a_table(year, ruth):
    for _ in range(11):
        decide(year.place, year.elm)
    response = side(ruth, year, year.elm, year.place.home)
    said = words_of(response)
    assert "Elm House shared in 100% of its 12 decisions." in said
    assert page_of(response).main.select("svg")
    assert page_of(response).main.select("table")


def test_of_fewer_than_ten_decisions_no_part_is_told(year, ruth):
    said = words_of(side(ruth, year, year.elm, year.place.home))
    assert "Too few to compare, fewer than 10 decisions" in said
    assert "%" not in said


def test_one_home_or_five_cannot_be_compared_and_the_page_says_so(year, ruth):
    more = [Home.objects.create(organisation=year.organisation, name=f"Home {n}") for n in range(4)]
    assert "Select 2, 3 or 4 homes" in words_of(side(ruth, year, year.elm))
    assert "Select 2, 3 or 4 homes" in words_of(side(ruth, year, year.elm, *more))
    assert "Select the homes to compare" in words_of(side(ruth, year))


def test_homes_without_decisions_read_well_side_by_side(year, ruth):
    homes = [Home.objects.create(organisation=year.organisation, name=f"Home {n}") for n in range(2)]
    response = side(ruth, year, *homes)
    assert "Home 0 made no decision." in words_of(response)
    assert not page_of(response).main.select("svg")


def test_somebody_with_two_places_switches_without_logging_out(year):
    oak = Organisation.objects.create(name="Oak Care", slug="oak")
    there = Membership.objects.create(user=year.ruth, organisation=oak, role=Role.MANAGER)
    ruth = client_of(year.ruth)
    places = reverse("portal:places")
    assert year.organisation.name in page_of(ruth.get("/")).header.get_text()
    assert page_of(ruth.get("/")).header.find("a", href=places)
    said = words_of(ruth.get(places))
    assert "Oak Care: Manager" in said
    assert "Head office manager" in said
    response = ruth.post(places, {"place": str(there.pk)})
    assert response.headers["Location"] == "/"
    assert "Oak Care" in page_of(ruth.get("/")).header.get_text()
    assert "Elm House" not in words_of(ruth.get(HOMES))


def test_nobody_switches_to_somebody_elses_place(year, ruth):
    other = Membership.objects.get(user=year.priya)
    said = words_of(ruth.post(reverse("portal:places"), {"place": str(other.pk)}))
    assert "Select" in said
    assert ruth.get("/").wsgi_request.membership.user == year.ruth


def test_a_place_that_ended_after_it_was_chosen_gives_way_to_the_others(year):
    oak = Organisation.objects.create(name="Oak Care", slug="oak")
    there = Membership.objects.create(user=year.ruth, organisation=oak, role=Role.MANAGER)
    ruth = client_of(year.ruth)
    ruth.post(reverse("portal:places"), {"place": str(there.pk)})
    Membership.objects.filter(pk=there.pk).update(ended_on=london_day())
    assert year.organisation.name in page_of(ruth.get("/")).header.get_text()


def test_somebody_with_one_place_has_no_link_to_change_it(year, ruth):
    assert not page_of(ruth.get("/")).header.find("a", href=reverse("portal:places"))
