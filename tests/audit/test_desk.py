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
