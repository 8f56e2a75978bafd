"""Finding a decision again, and taking a list out: exactly what is on the screen, and never without an entry."""

from __future__ import annotations

import csv
import re
from datetime import UTC, date, datetime
from hashlib import sha256
from io import BytesIO, StringIO
from itertools import pairwise
from uuid import uuid4

import pytest
from bs4 import BeautifulSoup
from django.urls import reverse
from openpyxl import load_workbook

from audit.ledger.events import Event
from audit.ledger.models import Entry
from audit.ledger.queries import body_of
from audit.oversight.desk.models import Matter
from audit.oversight.reading import catch_up
from audit.oversight.searching import queries
from audit.oversight.searching.queries import Sought
from audit.oversight.searching.rows import HEAD
from audit.oversight.searching.sheet import Sheet, as_csv, as_xlsx
from portal import names_before
from portal.models import Membership, User
from portal.roles import Role
from tests.audit.door import made


def decided(place, *flags, name="Ada Bright", who="Elm Road Surgery", **facets):
    body = {
        "individual": {"id": str(uuid4()), "name": name, "reference": "WH-101"},
        "recipient": {"kind": "care_worker", "who": who},
        "ruleset": {"name": "family", "version": "1"},
    }
    said = {
        "home": place.home.pk,
        "door": "family",
        "outcome": "share_by_consent",
        "flags": ["decided.share", *flags],
    }
    return made(place, body=body, facets=said | facets)


@pytest.fixture
def priya(client, willow):
    client.force_login(willow.priya)
    return client


def page(client, url, **data):
    response = client.post(url, data, follow=True) if data else client.get(url)
    assert response.status_code == 200, url
    return BeautifulSoup(response.content, "html5lib")


def listed(soup):
    for heading in soup.select(".nhsuk-table__heading"):
        heading.decompose()
    return [
        [" ".join(cell.get_text(" ").split()) for cell in row.find_all(["th", "td"])]
        for row in soup.main.select("tbody tr")
    ]


def found(place, by, value):
    catch_up(place.organisation)
    return [
        each.id for each in queries.page(place.organisation, Sought(by, value), viewer=place.priya).matters
    ]


def test_a_reference_read_out_on_the_telephone_leads_to_its_decision(priya, willow):
    entry = decided(willow)
    typed = entry.reference.lower().replace("-", " ")
    response = priya.post(reverse("searching:index"), {"reference": typed})
    assert response["Location"] == reverse("oversight:decision", args=[entry.pk])


@pytest.mark.parametrize("typed", ["", "K7M", "K7M-2QX9", "😀" * 30, "000-0000"])
def test_a_wrong_reference_is_answered_kindly(priya, willow, typed):
    response = priya.post(reverse("searching:index"), {"reference": typed})
    assert response.status_code == 200
    assert "There is a problem" in response.content.decode()


@pytest.mark.parametrize("typed", ["Ada Bright", "mrs ada  BRIGHT", "wh 101"])
def test_a_person_is_found_by_name_or_reference_and_the_name_stands_nowhere(priya, willow, typed):
    hers = decided(willow)
    decided(willow, name="Bea Cole")
    data = {"what": "person", "name": typed, "reason": "Her son complained", "key": str(uuid4())}
    response = priya.post(reverse("searching:name"), data, follow=True)
    address = response.redirect_chain[-1][0]
    # An id may spell "ada" or "101" by chance.
    spoken = re.sub(r"[0-9a-f]{8}-[0-9a-f-]{27}", "", address.lower())
    assert not any(word in spoken for word in ("ada", "bright", "101"))
    text = response.content.decode()
    assert hers.reference in text
    assert ("WH-101" not in typed) or len(listed(BeautifulSoup(text, "html5lib"))) == 2
    entry = Entry.objects.get(event=Event.SEARCH_MADE)
    body = body_of(entry)
    assert body["reason"] == "Her son complained"
    assert not any(word in str(body).lower() for word in ("bright", "wh-101"))


def test_a_name_is_found_as_it_is_folded_now_and_as_it_was_when_the_row_was_made(priya, willow, monkeypatch):
    with monkeypatch.context() as patch:
        patch.setattr("audit.oversight.desk.names.plain", names_before.plain)
        decided(willow, name="Łukasz O´Hara")
        catch_up(willow.organisation)
    decided(willow, name="Łukasz O´Hara")
    for typed, times in (("Łukasz O´Hara", 2), ("lukasz ohara", 1)):
        data = {"what": "person", "name": typed, "reason": "They rang", "key": str(uuid4())}
        response = priya.post(reverse("searching:name"), data, follow=True)
        assert len(listed(BeautifulSoup(response.content.decode(), "html5lib"))) == times, typed


def test_who_asked_is_found_by_name(priya, willow):
    surgery, other = decided(willow), decided(willow, who="Oak Lane Surgery")
    data = {"what": "recipient", "name": "elm road surgery", "reason": "A complaint"}
    text = page(priya, reverse("searching:name"), **data).main.get_text()
    assert surgery.reference in text
    assert other.reference not in text


def test_a_search_by_name_opens_for_nobody_else(client, priya, willow):
    entry = decided(willow)
    priya.post(reverse("searching:name"), {"what": "person", "name": "Ada Bright", "reason": "x"})
    search = Entry.objects.get(event=Event.SEARCH_MADE)
    gwen = User.objects.create_user("gwen@willow.example", full_name="Gwen Hall")
    Membership.objects.create(user=gwen, organisation=willow.organisation, role=Role.GUARDIAN)
    client.force_login(gwen)
    text = page(client, reverse("searching:found") + f"?by=name&value={search.pk}").main.get_text()
    assert entry.reference not in text


def test_every_way_to_find_a_decision_finds_it_and_no_other(willow):
    ours = decided(willow, "late", basis="consent", outcome="one", door="family")
    other = made(
        willow,
        facets={"door": "community", "outcome": "two", "basis": "own", "flags": ["decided.do_not_share"]},
    )
    catch_up(willow.organisation)
    for by, value in [
        ("home", str(willow.home.pk)),
        ("door", "family"),
        ("recipient", "care_worker"),
        ("outcome", "one"),
        ("decided", "share"),
        ("basis", "consent"),
        ("flag", "late"),
        ("version", "family.1"),
    ]:
        assert value in dict(queries.offered(willow.organisation, by)), by
        assert found(willow, by, value) == [ours.id], by
    assert found(willow, "worker", str(willow.amira.pk)) == [other.id, ours.id]
    assert queries.offered(willow.organisation, "worker") == [(str(willow.amira.pk), "Amira Khan")]


def test_days_are_counted_in_london_and_the_last_to_its_end(willow):
    moments = [
        datetime(2026, 12, 30, 23, 59, 59, tzinfo=UTC),
        datetime(2027, 3, 31, 22, 59, 59, tzinfo=UTC),
        datetime(2027, 3, 31, 23, 0, tzinfo=UTC),
    ]
    ids = [decided(willow).id for _ in moments]
    catch_up(willow.organisation)
    for id_, moment in zip(ids, moments, strict=True):
        Matter.objects.filter(pk=id_).update(recorded_at=moment)

    def between(since, until):
        sought = Sought(since=since, until=until)
        return [each.id for each in queries.page(willow.organisation, sought, viewer=willow.priya).matters][
            ::-1
        ]

    assert between(date(2027, 1, 1), date(2027, 3, 31)) == ids[1:2]
    assert between(date(2026, 12, 30), date(2026, 12, 30)) == ids[:1]
    assert between(date(2027, 4, 1), None) == ids[2:]
    assert between(None, date.max) == ids
    assert between(date(2027, 4, 2), None) == []


def test_pages_walked_either_way_show_all_and_each_once(willow):
    made_ = [decided(willow, *(["late"] if number % 2 else [])).id for number in range(9)][::-1]
    catch_up(willow.organisation)
    for sought, expected in ((Sought(), made_), (Sought("flag", "late"), made_[1::2])):
        pages, before = [], None
        while True:
            pages.append(
                queries.page(willow.organisation, sought, viewer=willow.priya, before=before, size=2)
            )
            before = pages[-1].older
            if before is None:
                break
        assert [each.id for each_page in pages for each in each_page.matters] == expected
        for earlier, later in pairwise(pages):
            back = queries.page(willow.organisation, sought, viewer=willow.priya, after=later.newer, size=2)
            assert [each.id for each in back.matters] == [each.id for each in earlier.matters]


@pytest.mark.parametrize("kind", ["csv", "xlsx"])
def test_the_file_holds_exactly_what_is_on_the_screen_and_its_entry_came_first(priya, willow, kind):
    for _ in range(3):
        decided(willow, "late")
    address = "?by=flag&value=late"
    shown = listed(page(priya, reverse("searching:found") + address))
    response = priya.post(reverse("searching:take") + address, {"kind": kind, "reason": "For the board"})
    entry = Entry.objects.get(event=Event.LIST_EXPORTED)
    said = body_of(entry)
    assert (said["count"], said["reason"], said["digest"]) == (
        3,
        "For the board",
        sha256(response.content).hexdigest(),
    )
    if kind == "csv":
        head, *rows, empty, [mark] = csv.reader(StringIO(response.content.decode("utf-8-sig")))
        assert empty == []
    else:
        book = load_workbook(BytesIO(response.content))
        head, *rows = [list(row) for row in book["Decisions"].iter_rows(values_only=True)]
        mark = book["About this list"]["A3"].value
        assert mark in book["Decisions"].oddFooter.left.text
    assert tuple(head) == HEAD
    assert rows == shown
    assert "Priya Nair" in mark
    assert entry.reference in mark
    assert response["Content-Disposition"] == f'attachment; filename="decisions-{entry.reference}.{kind}"'


def test_the_same_form_twice_gives_one_file(priya, willow):
    decided(willow)
    data = {"kind": "csv", "reason": "For the board", "key": str(uuid4())}
    first, second = (priya.post(reverse("searching:take"), data) for _ in range(2))
    assert "attachment" in first["Content-Disposition"]
    assert "was taken out already" in second.content.decode()
    assert Entry.objects.filter(event=Event.LIST_EXPORTED).count() == 1


def test_nothing_in_a_file_is_run_as_a_formula():
    sheet = Sheet("=title", ["Head"], [["=1+1"], ["@x"], ["plain"]], "Taken out by A & B.")
    assert list(csv.reader(StringIO(as_csv(sheet).decode("utf-8-sig"))))[1:4] == [
        ["'=1+1"],
        ["'@x"],
        ["plain"],
    ]
    cells = list(load_workbook(BytesIO(as_xlsx(sheet)))["Decisions"]["A"])
    assert [(cell.value, cell.data_type) for cell in cells[1:]] == [
        ("=1+1", "s"),
        ("@x", "s"),
        ("plain", "s"),
    ]


@pytest.mark.parametrize(
    "address",
    ["?by=nonsense", "?by=worker&value=x", "?by=name", "?by=door&value=" + "x" * 101, "?by=home&value=%00"],
)
def test_an_address_that_no_page_of_ours_writes_is_not_found(priya, willow, address):
    for name in ("searching:found", "searching:take"):
        assert priya.get(reverse(name) + address).status_code == 404


def test_days_that_cannot_be_are_answered_kindly(priya, willow):
    decided(willow)
    bad = "?since-day=31&since-month=2&since-year=2026&until-day=&until-month=&until-year="
    assert "There is a problem" in priya.get(reverse("searching:found") + bad).content.decode()
    late = "?until-day=31&until-month=12&until-year=9999&since-day=1&since-month=1&since-year=2026"
    assert priya.get(reverse("searching:found") + late).status_code == 200


def test_only_who_reviews_may_search(client, willow):
    client.force_login(willow.amira)
    for name in ("index", "name", "found", "take"):
        assert client.get(reverse(f"searching:{name}")).status_code == 404
    assert client.get(reverse("searching:values", args=["door"])).status_code == 404
