"""Home by report by reader: a manager of one home sees that home, and nothing from which another's number follows."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.db import transaction
from django.template.backends.django import Template
from django.test import Client
from django.urls import reverse

from audit.assurance.training.models import Learned
from audit.ledger.ids import new_id
from audit.oversight.desk.models import Tally
from audit.reports.annual import queries
from audit.reports.annual.actions import take_report
from audit.reports.annual.drafts import throw_away
from audit.reports.annual.models import ReportDraft
from portal.days import london_day
from portal.errors import NotAllowed
from portal.making.models import Job
from portal.models import Membership
from portal.roles import Role
from tests.audit.assurance import learning
from tests.audit.assurance.test_access_pages import end, review
from tests.audit.reports.year import client_of, page_of
from tests.reach import addresses, places
from tests.reach.home_report_reader import (
    ABOUT,
    AT_THE_ROOT,
    EVERYTHING,
    EXCEPTED,
    LISTS,
    PREFIXES,
    WITHOUT_HOME,
)
from tests.reach.places import FILE, NONE, A, B

pytestmark = pytest.mark.django_db
ELSEWHERE = {"Guardian elsewhere": "Guardian", "manager elsewhere": "manager of all"}
NOT_FOUND, LOG_IN, SEEN = "not found", "log in", "seen"


@pytest.fixture(scope="module")
def place(undone_at_the_end):
    return places.homes()


@pytest.fixture(scope="module")
def clients(place):
    """Return a client for each reader, and for someone who is not logged in."""
    return {name: client_of(user) for name, user in place.readers.items()} | {"nobody": Client()}


@pytest.fixture
def names_for_pages(monkeypatch):
    """Let a page hold its template's name alone: to be there is all that is asked of it, and its words cost most."""
    monkeypatch.setattr(Template, "render", lambda page, context=None, request=None: page.template.name)


def outcome(client, address, method="GET"):
    """Return whether a page is seen, is not there, or asks to log in, and what came."""
    response = getattr(client, method.lower())(address)
    if response.status_code in {403, 404}:
        return NOT_FOUND, response
    posted = not response.streaming and response.content == b"account/login.html"
    return LOG_IN if posted or "/login/" in response.headers.get("Location", "") else SEEN, response


def address(place, row, thing=None):
    homes = {A: place.willow.house.pk, B: place.willow.at_home.pk, "home": thing}
    args = [] if thing is None or row.query else [thing]
    return reverse(row.name, args=[*args, *row.args]) + (f"?{row.query.format(**homes)}" if row.query else "")


def cells(place, row, readers):
    """Return what each reader tries: all there is, or, for one more who sees all of it, the last alone."""
    things = list(place.of[row.thing].items())
    for reader in readers:
        seen = row.sees.get(reader, "")
        for which, thing in things[-1:] if seen == EVERYTHING and reader != "manager of all" else things:
            if which not in seen or row.method == "GET":
                yield reader, which, thing, which in seen


@pytest.mark.parametrize("row", ABOUT, ids=[row.id for row in ABOUT])
def test_what_is_about_a_home_is_there_for_its_readers_alone(place, clients, names_for_pages, row):
    found, expected = {}, {}
    for reader, which, thing, sees in cells(place, row, clients):
        found[reader, which] = outcome(clients[reader], address(place, row, thing), row.method)[0]
        expected[reader, which] = SEEN if sees else LOG_IN if reader == "nobody" else NOT_FOUND
    assert found == expected


@pytest.mark.parametrize("row", LISTS, ids=[f"{row.id} {row.marks}" for row in LISTS])
def test_a_list_holds_the_lines_of_its_readers_homes_and_no_others(place, clients, row):
    thing, marks = place.of[row.thing][NONE] if row.thing else None, place.of[row.marks]
    for reader, client in clients.items():
        state, page = outcome(client, address(place, row, thing))
        assert state == expected_of(row, reader), reader
        if state == SEEN:
            words = str(page_of(page).main)
            assert {which for which, mark in marks.items() if str(mark) in words} == set(
                row.sees.get(reader, "")
            ), reader


@pytest.mark.parametrize("row", WITHOUT_HOME, ids=[row.id for row in WITHOUT_HOME])
def test_who_may_open_what_is_about_no_home(place, clients, names_for_pages, row):
    asked = [each for each in clients if row.method == "GET" or each not in row.sees]
    found = {each: outcome(clients[each], address(place, row), row.method)[0] for each in asked}
    assert found == {each: expected_of(row, each) for each in asked}


def test_another_organisation_reads_nothing_of_ours(place, clients):
    ours = [*map(str, place.of["name"].values()), *place.of["staff"].values(), place.organisation.name]
    named = {}
    for row in WITHOUT_HOME:
        reader = next((each for each, role in ELSEWHERE.items() if role in row.sees), None)
        if row.method == "GET" and reader:
            page = clients[reader].get(address(place, row)).content.decode()
            named[row.id] = [each for each in ours if each in page]
    assert {each: names for each, names in named.items() if names} == {}
    assert len(named) > 50


def expected_of(row, reader):
    """Return how a page without a thing of a home answers; readers elsewhere find it about their own place."""
    if reader == "nobody":
        return LOG_IN
    return (
        SEEN
        if (ELSEWHERE.get(reader, reader) in row.sees and not row.thing) or reader in row.sees
        else NOT_FOUND
    )


def test_every_page_is_in_the_table_or_says_why_not():
    at_the_root = {each for each in addresses.under("") if each.startswith(AT_THE_ROOT)}
    known = addresses.under(*PREFIXES) | at_the_root
    there = {each for each in known if each.endswith("GET") or each.startswith("annual:")}
    names = {f"{row.name} {row.method}" for row in (*ABOUT, *LISTS, *WITHOUT_HOME)}
    elsewhere = {"portal:home GET", "portal:places GET", "portal:messages GET", "raising:mine GET"}
    assert addresses.uncovered(there, names, EXCEPTED) == set()
    assert addresses.gone(known | elsewhere, names, EXCEPTED) == set()


FIGURES_OF_A = [
    ("homes:list", "", ""),
    ("pictures:index", "", ""),
    ("pictures:index", "", "?period=2026"),
    ("annual:list", "", ""),
    ("annual:read", "sealed", ""),
]
PEOPLE_OF_A = [
    ("training:people", "", ""),
    ("training:record_many", "", ""),
    ("access:list", "", ""),
    ("access:review", "", ""),
    ("policies:readers", "policy", ""),
]
"""Pages that a manager of the first home reads: what happens at the other home must not change them."""


def pages(place, client, names):
    """Return the words of pages, about the first home or about none where they are about anything."""
    found = {}
    for name, thing, query in names:
        things = place.of[thing] if thing else {}
        args = [things.get(A, things.get(NONE))] if things else []
        main = page_of(client.get(reverse(name, args=args) + query)).main
        found[name, query] = " ".join(main.get_text(" ", strip=True).split())
    return found


def figures(place):
    """Return the figures of a report of the first home as they would be counted now.

    The state of the duties and the length of the log are reported for the organisation.
    """
    draft = ReportDraft.objects.get(pk=place.of["draft"][A])
    kept = ("homes", "in_short", "sections", "tables")
    return {each: counted for each, counted in queries.counted_now(draft).items() if each in kept}


def so_far(client):
    """Return what the home page says was counted: all that comes before what is to be done next."""
    words = page_of(client.get(reverse("portal:home"))).main.get_text(" ", strip=True)
    return words.partition("Do next")[0]


def test_what_happens_elsewhere_changes_no_page_of_a_manager_of_one_home(place, clients):
    mia, ruth, names = clients["manager of A"], clients["manager of all"], [*FIGURES_OF_A, *PEOPLE_OF_A]
    hers, said, said_to_all, counted = pages(place, mia, names), so_far(mia), so_far(ruth), figures(place)
    for which in (B, NONE):
        place.grow(which)
    there = Membership.objects.filter(home=place.willow.at_home).values_list("pk", flat=True)
    review(place.willow, place.readers["manager of B"], listed=list(there))
    assert pages(place, mia, names) == hers
    assert figures(place) == counted
    assert so_far(mia) == said
    assert so_far(ruth) != said_to_all
    for name, words in pages(place, ruth, PEOPLE_OF_A).items():
        assert "NewB" in words, name


def test_what_happens_at_their_home_changes_the_pages_of_its_manager(place, clients):
    mia, names = clients["manager of A"], [FIGURES_OF_A[0], *PEOPLE_OF_A]
    before, said, counted = pages(place, mia, names), so_far(mia), figures(place)
    place.grow(A)
    now = pages(place, mia, names)
    assert {each for each in now if now[each] == before[each]} == set()
    assert so_far(mia) != said
    assert figures(place) != counted


def test_pictures_of_other_homes_are_not_in_those_of_a_manager_of_one(place, clients):
    """Only quarters that have ended are drawn for a manager, so what was counted is put back a year."""
    mia, ruth = clients["manager of A"], clients["manager of all"]
    address = reverse("pictures:index")
    last_year = london_day().replace(day=1) - timedelta(days=366)
    Tally.objects.filter(organisation=place.organisation, what="decision").update(
        month=last_year.replace(day=1), count=100
    )
    period = {"period": f"{last_year.year}"}
    hers, all_of_them = (page_of(each.get(address, period)).main.get_text(" ") for each in (mia, ruth))
    Tally.objects.filter(organisation=place.organisation).exclude(home_id=place.willow.house.pk).update(
        count=900
    )
    assert page_of(mia.get(address, period)).main.get_text(" ") == hers
    assert "100" in hers
    assert page_of(ruth.get(address, period)).main.get_text(" ") != all_of_them


def test_who_asked_for_all_homes_and_now_manages_one_gets_no_file(place):
    hana = place.readers["head office"]
    file = reverse("making:file", args=[place.of["pack"][NONE], FILE])
    assert outcome(client_of(hana), file)[0] == SEEN
    Membership.objects.filter(user=hana).update(role=Role.MANAGER, home=place.willow.house)
    assert outcome(client_of(hana), file)[0] == NOT_FOUND


def test_a_manager_of_one_home_makes_a_report_of_that_home_whatever_is_posted(place, clients):
    data = {
        "key": str(new_id()),
        "period": f"{london_day().year}",
        "homes": [str(place.willow.at_home.pk)],
        "reader": "board",
    }
    clients["manager of A"].post(reverse("annual:new"), data)
    made = ReportDraft.objects.filter(pk=data["key"])
    assert [each.homes for each in made] == [[place.willow.house.pk]]


def test_a_manager_of_one_home_writes_nothing_about_the_people_of_another(place, clients):
    mia, ben = clients["manager of A"], place.willow.ben
    day = london_day()
    learned = {"kind": "yearly", "who": [str(ben.pk)], "done_on-0": day.day, "done_on-1": day.month,
               "done_on-2": day.year, "note": "Certificate", "key": str(new_id())}  # fmt: skip
    assert mia.post(reverse("training:record_many"), learned).status_code == 200
    assert not Learned.objects.filter(person=ben).exists()
    ended = {"listed": str(place.of["member"][B]), "ended": [place.of["member"][B]], "reason": "They left",
             "again_in": "3", "sure": "1", "key": str(new_id())}  # fmt: skip
    mia.post(reverse("access:review"), ended)
    assert Membership.objects.filter(pk=place.of["member"][B]).exists()


def test_an_action_refuses_a_manager_of_one_home_what_is_another_homes(place):
    willow, mia, today = place.willow, place.readers["manager of A"], london_day()
    draft = ReportDraft.objects.get(pk=place.of["draft"][B])
    job = Job.objects.get(pk=place.of["job"][B])
    for act in (
        lambda: learning.learn(willow, mia, who=[willow.ben]),
        lambda: learning.excuse(willow, mia, willow.ben, today, today),
        lambda: end(willow.ben, mia),
        lambda: review(willow, mia),
        lambda: throw_away(draft=draft, by=mia),
        lambda: take_report(job=job, file_name=FILE, by=mia),
    ):
        with pytest.raises(NotAllowed), transaction.atomic():
            act()
