"""The desk's home, as Priya uses it: the worst first, narrowed as she likes, and nobody named."""

from __future__ import annotations

import pytest
from bs4 import BeautifulSoup
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from audit.ledger.models import Entry
from audit.oversight import reading
from audit.oversight.desk import queries
from audit.oversight.desk.models import SavedView
from portal.models import Home, Membership, User
from portal.roles import Role
from tests.audit.door import made

LIST = "/desk/"


def decided(place, *flags, home=None, body=None, **given):
    facets = {"home": (home or place.home).pk, "door": "family", "outcome": "share", "flags": list(flags)}
    return made(place, facets=facets, body=body or {"says": "x"}, **given)


def page(client, url=LIST, status=200):
    response = client.get(url)
    assert response.status_code == status, url
    return BeautifulSoup(response.content, "html5lib")


def words(found):
    return " ".join(found.main.get_text(" ", strip=True).split())


def listed(found):
    return [cell.get_text() for cell in found.select("main tbody .app-nowrap")]


def links(found, where="main a"):
    return {link.get_text(" ", strip=True): link["href"] for link in found.select(where)}


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


def test_a_view_is_saved_under_a_name_replaced_and_deleted(priya, willow, elsewhere):
    decided(willow, "not_sure")
    decided(willow, "late", home=elsewhere)
    narrowed = page(priya, f"{LIST}?home={elsewhere.pk}")
    save = links(narrowed)["Save this view"]
    assert "It shows: Willow at Home." in words(page(priya, save))
    before = Entry.objects.count()
    assert priya.post(save, {"name": "At home"})["Location"] == f"{LIST}?home={elsewhere.pk}"
    assert links(page(priya))["At home"] == f"{LIST}?home={elsewhere.pk}"
    priya.post(f"{reverse('oversight:save_view')}?reason=late", {"name": "At home"})
    found = page(priya)
    assert links(found)["At home"] == f"{LIST}?reason=late"
    assert Entry.objects.count() == before
    form = next(form for form in found.select("main form") if "At home" in form.get_text())
    assert priya.post(form["action"]).status_code == 302
    assert "At home" not in words(page(priya))


@pytest.mark.parametrize(
    ("name", "sentence"),
    [("", "Enter a name for this view"), ("x" * 61, "60")],
)
def test_a_view_without_a_good_name_is_not_saved_and_what_was_typed_stays(priya, name, sentence):
    response = priya.post(reverse("oversight:save_view"), {"name": name})
    assert response.status_code == 200
    found = BeautifulSoup(response.content, "html5lib")
    assert sentence in found.select_one(".nhsuk-error-summary").get_text()
    assert found.select_one("input[name=name]").get("value", "") == name
    assert not SavedView.objects.exists()


def test_twenty_views_are_the_most(priya):
    for number in range(20):
        assert priya.post(reverse("oversight:save_view"), {"name": f"View {number}"}).status_code == 302
    response = priya.post(reverse("oversight:save_view"), {"name": "One more"})
    assert "You have saved 20 views" in response.content.decode()
    assert priya.post(reverse("oversight:save_view"), {"name": "View 3"}).status_code == 302
    assert SavedView.objects.count() == 20


def test_nobody_sees_or_deletes_the_views_of_another(priya, willow, client):
    priya.post(reverse("oversight:save_view"), {"name": "Mine"})
    other = User.objects.create_user("pat@willow.example", "x", full_name="Pat Lee")
    Membership.objects.create(user=other, organisation=willow.organisation, role=Role.GUARDIAN)
    client.force_login(other)
    assert "Mine" not in words(page(client))
    client.post(reverse("oversight:forget_view", args=[SavedView.objects.get().pk]))
    client.post(reverse("oversight:forget_view", args=[10**30]))
    assert SavedView.objects.count() == 1


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
