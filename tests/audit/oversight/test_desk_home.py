"""The desk's home, as Priya uses it: the worst first, narrowed as she likes, and nobody named."""

from __future__ import annotations

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from audit.ledger.models import Entry
from audit.oversight import reading
from audit.oversight.desk import queries
from portal.models import Home, Membership, User
from portal.roles import Role
from tests.audit.door import made
from tests.audit.oversight.desk_pages import LIST, decided, links, listed, page, words
from tests.audit.oversight.desk_world import reader, view


@pytest.fixture
def priya(client, willow):
    client.force_login(willow.priya)
    return client


@pytest.fixture
def elsewhere(willow):
    return Home.objects.create(organisation=willow.organisation, name="Willow at Home")


def test_the_list_says_what_happened_and_names_nobody(priya, willow, evidence):
    entry = decided(willow, "without_consent", "decided.share", body=evidence)
    found = page(priya)
    assert found.h1.get_text() == "1 decision to look at"
    for expected in (
        "1 was shared without the person's agreement.",
        entry.reference,
        "Willow House",
        "Today",
    ):
        assert expected in words(found)
    tag = found.select_one("main tbody .nhsuk-tag")
    assert tag.get_text(strip=True) == "Shared without agreement"
    for name in ("Zebedee", "Amira", "WH-101", "Elm Road"):
        assert name not in str(found.main)
    assert found.select_one("main tbody a")["href"] == reverse("oversight:decision", args=[entry.pk])


def test_what_has_just_been_recorded_is_there_at_once(priya, willow):
    assert page(priya).h1.get_text() == "Nothing to look at"
    decided(willow, "not_sure")
    assert page(priya).h1.get_text() == "1 decision to look at"


def test_looking_at_the_list_leaves_no_entry(priya, willow):
    decided(willow, "not_sure")
    before = Entry.objects.count()
    page(priya)
    assert Entry.objects.count() == before


def test_the_sentence_adds_up(priya, willow):
    for flags in (
        ["overruled"],
        ["without_consent"],
        ["without_consent"],
        ["late"],
        ["not_sure"],
        ["capacity"],
    ):
        decided(willow, *flags)
    found = page(priya)
    assert found.h1.get_text() == "6 decisions to look at"
    assert (
        "1 was shared though the person said no. 2 were shared without the person's agreement."
        " 1 danger was recorded late. 2 are there for less grave reasons." in words(found)
    )


def test_every_way_to_narrow_the_list_says_how_many_are_left_and_keeps_its_word(priya, willow, elsewhere):
    for flags, home in (
        (["overruled"], None),
        (["not_sure"], None),
        (["not_sure"], elsewhere),
        (["late"], elsewhere),
    ):
        decided(willow, *flags, home=home)
    ways = page(priya).select("details li a")
    assert len(ways) == 5
    for way in ways:
        count = int(way.next_sibling.strip(" ()"))
        narrowed = page(priya, way["href"])
        assert len(listed(narrowed)) == count, way
        assert narrowed.h1.get_text() == "4 decisions to look at"
        assert way.get_text() in narrowed.select_one("main caption").get_text()
    both = page(priya, f"{LIST}?home={elsewhere.pk}&reason=not_sure")
    assert len(listed(both)) == 1
    assert all(f"home={elsewhere.pk}&reason=not_sure" in link["href"] for link in both.select("main tbody a"))
    nothing = page(priya, f"{LIST}?home={willow.home.pk}&reason=late")
    assert "Nothing to look at here: Danger recorded late, Willow House." in words(nothing)


def test_what_belongs_to_no_home_is_counted_too(priya, willow, elsewhere):
    decided(willow, "not_sure")
    made(willow, facets={"home": None, "door": "family", "flags": ["not_sure"]})
    assert "None of these (1)" in words(page(priya, f"{LIST}?reason=not_sure"))


@pytest.mark.parametrize(
    "query",
    [
        "home=xyz",
        "home=%00",
        "home=00000000-0000-4000-8000-000000000009",
        "month=2026-13",
        "month=x",
        "month=0000-01",
        "month=99999-01",
        "reason=nonsense",
        "after=999999999999999999999",
        "after=-1",
        "before=²",
        "after=999999999999999999",
        "before=0",
        "after=1&before=1",
        "home=a&home=b&reason=%F0%9F%90%9D",
    ],
)
def test_an_address_with_nonsense_breaks_nothing(priya, willow, query):
    decided(willow, "not_sure")
    assert page(priya, f"{LIST}?{query}").h1.get_text() == "1 decision to look at"
    page(priya, f"{reverse('oversight:looked_at')}?{query}")
    page(priya, f"{reverse('oversight:between', args=['second'])}?{query}")
    page(priya, f"{reverse('oversight:save_view')}?{query}")


def test_beyond_the_end_the_way_back_is_offered(priya, willow):
    decided(willow, "not_sure")
    found = page(priya, f"{LIST}?after=999999999999999999")
    assert links(found)["Start of the list"] == LIST


def test_a_strangers_home_narrows_nothing(priya, willow, make):
    decided(willow, "not_sure")
    assert len(listed(page(priya, f"{LIST}?home={make('alder').home.pk}"))) == 1


def test_pages_go_on_and_back(priya, willow):
    entries = [decided(willow, "not_sure") for _ in range(27)]
    first = page(priya, f"{LIST}?reason=not_sure")
    assert listed(first) == [each.reference for each in entries[:25]]
    onward = first.select_one("main nav a")["href"]
    second = page(priya, onward)
    assert listed(second) == [each.reference for each in entries[25:]]
    back = page(priya, second.select_one("main nav a")["href"])
    assert listed(back) == listed(first)
    assert len(back.select("main nav a")) == 1


def test_more_than_is_counted_is_said(priya, willow, monkeypatch):
    monkeypatch.setattr(queries, "MOST_COUNTED", 2)
    monkeypatch.setattr("audit.oversight.desk.shown.MOST_COUNTED", 2)
    for _ in range(3):
        decided(willow, "not_sure")
    decided(willow, "late")
    found = page(priya)
    assert found.h1.get_text() == "More than 2 decisions to look at"
    assert "Of the first 2: 1 danger was recorded late. 1 worker was not sure." in words(found)
    assert "Not sure (1 or more)" in words(found)


def test_while_records_are_still_read_the_list_says_that_it_is_not_whole(priya, willow, monkeypatch):
    for _ in range(4):
        decided(willow, "not_sure")
    monkeypatch.setattr(reading.catch_up, "__kwdefaults__", {"most": 2})
    found = page(priya)
    assert "We are still sorting 2 new records. The list is not complete yet." in words(found)
    assert found.h1.get_text() == "2 decisions to look at"
    assert "still sorting" not in words(page(priya))


@pytest.mark.parametrize("role", [Role.WORKER, Role.MANAGER])
def test_for_whoever_does_not_review_there_is_no_desk(client, willow, role):
    user = User.objects.create_user("sam@willow.example", "x", full_name="Sam Poe")
    Membership.objects.create(user=user, organisation=willow.organisation, home=willow.home, role=role)
    client.force_login(user)
    for url in (
        LIST,
        reverse("oversight:looked_at"),
        reverse("oversight:between", args=["asked"]),
        reverse("oversight:rules"),
        reverse("oversight:save_view"),
    ):
        assert client.get(url).status_code == 404
    assert client.post(reverse("oversight:forget_view", args=[1])).status_code == 404


def test_a_state_that_is_no_list_is_not_found(priya):
    for state in ("waiting", "none", "done", "x"):
        assert priya.get(f"/desk/between/{state}/").status_code == 404


def test_from_the_desk_the_rules_the_law_the_matrix_and_the_letters_are_in_reach(priya):
    rules = links(page(priya))["Rules and law"]
    reached = links(page(priya, rules)).values()
    for name in ("law:rules", "law:law", "need_to_know:page", "letters:wordings", "recipients:list"):
        assert reverse(name) in reached


def test_a_page_asks_no_more_of_the_database_where_there_is_more(priya, willow, elsewhere):
    def asked():
        page(priya)
        with CaptureQueriesContext(connection) as queries:
            page(priya)
        return len(queries)

    empty = asked()
    for number in range(30):
        decided(willow, "not_sure", home=elsewhere if number % 2 else None)
    assert asked() == empty


def test_a_deputy_has_the_same_desk(client, willow):
    deputy = User.objects.create_user("dee@willow.example", "x", full_name="Dee Owen")
    Membership.objects.create(user=deputy, organisation=willow.organisation, role=Role.DEPUTY)
    client.force_login(deputy)
    decided(willow, "not_sure")
    assert page(client).h1.get_text() == "1 decision to look at"


def test_home_says_in_one_line_how_much_waits_and_leads_there(priya, willow):
    assert links(page(priya, "/"))["Nothing to look at"] == LIST
    decided(willow, "not_sure")
    decided(willow, "overruled")
    assert links(page(priya, "/"))["2 decisions to look at, 1 is urgent"] == LIST


def test_home_of_a_worker_says_nothing_of_it(client, willow):
    decided(willow, "overruled")
    client.force_login(willow.amira)
    found = page(client, "/")
    assert "to look at" not in words(found)
    assert LIST not in links(found).values()


def test_what_is_settled_is_listed_the_latest_first_and_by_home(priya, willow, elsewhere):
    entries = [decided(willow, "not_sure", home=home) for home in (None, elsewhere, None)]
    for entry in entries:
        view(entry, willow.priya)
    url = reverse("oversight:looked_at")
    assert listed(page(priya, url)) == [each.reference for each in reversed(entries)]
    at_home = links(page(priya, url))["Willow at Home"]
    assert listed(page(priya, at_home)) == [entries[1].reference]
    assert "Yes" in words(page(priya, url))


def test_what_waits_for_a_second_reader_does_not_show_what_the_first_one_thinks(priya, willow, client):
    entry = decided(willow, "public_interest")
    view(entry, willow.priya, "no", "Ask me first")
    second = page(priya, reverse("oversight:between", args=["second"]))
    assert listed(second) == [entry.reference]
    assert page(priya).h1.get_text() == "Nothing to look at"
    client.force_login(reader(willow))
    assert listed(page(client)) == [entry.reference]
    for url in (LIST, reverse("oversight:looked_at"), reverse("oversight:between", args=["second"])):
        assert "No" not in [cell.get_text(strip=True) for cell in page(client, url).select("tbody td")]
    assert listed(page(client, reverse("oversight:looked_at"))) == []
