"""The Guardian's desk, as Priya uses it: nothing is hidden from her, and nothing she does is either."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest
from bs4 import BeautifulSoup
from django.db import transaction
from django.urls import reverse

from audit.ledger import keys
from audit.ledger.append import append
from audit.ledger.events import Event
from audit.ledger.models import Entry
from audit.oversight import words
from portal.days import moment_in_words
from portal.models import Home

FACETS = {
    "door": "care-team",
    "outcome": "share_direct_care",
    "basis": "implied_consent",
    "rules": ["2"],
    "ruleset": "ab" * 32,
    "flags": ["departed", "tell_person"],
}


def made(place, body, **given):
    facets = FACETS | {"home": str(place.home.pk)} | given.pop("facets", {})
    with transaction.atomic():
        return append(
            event=Event.DECISION_MADE,
            organisation=place.organisation,
            body=body,
            facets=facets,
            by=place.amira,
            **given,
        )


def page(client, url, status=200):
    response = client.get(url)
    assert response.status_code == status
    return BeautifulSoup(response.content, "html5lib")


def shown(client, entry):
    return page(client, reverse("oversight:decision", args=[entry.pk])).main.get_text(" ", strip=True)


@pytest.fixture
def priya(client, willow):
    client.force_login(willow.priya)
    return client


@pytest.fixture
def decision(willow, evidence):
    return made(willow, evidence, key=keys.new_key(willow.organisation))


def test_the_list_says_what_happened_and_names_nobody(priya, willow, decision):
    main = page(priya, reverse("oversight:list")).main
    text = main.get_text(" ", strip=True)
    for expected in (
        "Decisions",
        decision.reference,
        "Share direct care",
        "Care team",
        "Departed from the advice",
        "Tell person",
        "Willow House",
        "Today",
    ):
        assert expected in text
    for name in ("Zebedee", "Amira", "WH-101", "Elm Road"):
        assert name not in text
    assert [link["href"] for link in main.select("table a")] == [
        reverse("oversight:decision", args=[decision.pk])
    ]
    assert len(main.select("h1")) == 1


def test_looking_at_the_list_leaves_no_entry(priya, decision):
    before = Entry.objects.count()
    page(priya, reverse("oversight:list"))
    assert Entry.objects.count() == before


def test_an_empty_list_says_so(priya):
    assert "No decisions here yet" in page(priya, reverse("oversight:list")).main.get_text()


def test_strangers_find_no_such_page(client, willow, decision, make):
    addresses = [reverse("oversight:list"), reverse("oversight:decision", args=[decision.pk])]
    before = Entry.objects.count()
    for address in addresses:
        assert client.get(address).status_code == 302
    client.force_login(willow.amira)
    for address in addresses:
        assert client.get(address).status_code == 404
    other = make("alder")
    client.force_login(other.priya)
    assert client.get(addresses[1]).status_code == 404
    assert Entry.objects.filter(organisation=willow.organisation).count() == before
    assert decision.reference not in page(client, addresses[0]).main.get_text()


def test_a_person_who_works_nowhere_finds_no_such_page(client, willow, django_user_model):
    client.force_login(django_user_model.objects.create_user("new@willow.example", full_name="New"))
    assert client.get(reverse("oversight:list")).status_code == 404


def test_pages_go_older_and_newer(priya, willow):
    entries = [made(willow, {}) for _ in range(27)]

    def listed(url):
        main = page(priya, url).main
        links = {link.get_text(" ", strip=True): link["href"] for link in main.select("nav a")}
        older = next((href for text, href in links.items() if "Older" in text), None)
        newer = next((href for text, href in links.items() if "Newer" in text), None)
        return [link.get_text() for link in main.select("table a")], older, newer

    first, older, newer = listed(reverse("oversight:list"))
    assert first == [entry.reference for entry in entries[:1:-1]]
    assert newer is None
    second, none, newer = listed(older)
    assert (second, none) == ([entries[1].reference, entries[0].reference], None)
    assert listed(newer)[0] == first
    assert listed(reverse("oversight:list") + "?before=x&after=²")[0] == first


def test_the_list_by_home(priya, willow, make):
    other_home = Home.objects.create(organisation=willow.organisation, name="Willow at Home")
    here, there = made(willow, {}), made(willow, {}, facets={"home": str(other_home.pk)})
    main = page(priya, reverse("oversight:list")).main
    chosen = {link.get_text(): link["href"] for link in main.select("ul a")}
    assert set(chosen) == {"Willow House", "Willow at Home"}
    text = page(priya, chosen["Willow House"]).main.get_text()
    assert here.reference in text
    assert there.reference not in text
    strange = make("alder").home.pk
    for home in (strange, "x"):
        assert priya.get(reverse("oversight:list"), {"home": home}).status_code == 404


@pytest.mark.parametrize(
    ("since", "now", "expected"),
    [
        ("2026-06-01T22:59:00+00:00", "2026-06-01T23:01:00+00:00", "1 day"),
        ("2026-06-01T10:00:00+00:00", "2026-06-01T11:00:00+00:00", "Today"),
        ("2026-01-01T23:59:00+00:00", "2026-01-11T00:01:00+00:00", "10 days"),
        ("2026-01-02T00:00:00+00:00", "2026-01-01T00:00:00+00:00", "Today"),
    ],
)
def test_waiting_is_counted_in_days_of_london(since, now, expected):
    assert words.waiting(datetime.fromisoformat(since), datetime.fromisoformat(now)) == expected


def test_times_read_as_people_say_them():
    assert moment_in_words(datetime(2026, 11, 12, 7, 54, tzinfo=UTC)) == "12 November 2026, 7:54am"
    assert moment_in_words(datetime(2026, 6, 12, 23, 5, tzinfo=UTC)) == "13 June 2026, 12:05am"
    assert moment_in_words(datetime(2026, 6, 12, 11, 0, tzinfo=UTC)) == "12 June 2026, 12:00pm"
