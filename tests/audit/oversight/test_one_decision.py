"""One decision on one screen: nothing is hidden from Priya, and nothing she does is either."""

from __future__ import annotations

from uuid import uuid4

import pytest
from bs4 import BeautifulSoup
from django.db import transaction
from django.urls import reverse

from audit.ledger import keys
from audit.ledger.append import append
from audit.ledger.errors import LedgerBusy
from audit.ledger.events import Event
from audit.ledger.models import Entry
from audit.oversight import queries
from audit.oversight.review.actions import open_decision
from portal.errors import NotAllowed

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


def test_the_decision_shows_everything_in_the_words_of_the_screen(priya, decision):
    text = shown(priya, decision)
    for expected in (
        decision.reference,
        "Willow House",
        "Amira Khan",
        "Zebedee Canary, WH-101",
        "A health or care worker asks: Elm Road Surgery",
        "Is anyone in danger right now?",
        "Medicines: To check a dose",
        "No consent is recorded.",
        "She moved away",
        "Allergies",
        "You can share their medicines and allergies",
        "Their own care, and they would expect it",
        "Rule 2 of the guide, Rule 2, 2013-09",
        "Tell Zebedee Canary that you shared it",
        "The caller hung up",
        "Do not share",
        "Advice departed from",
        "The worker did not follow the advice",
        "Tell person",
        "This record has not been changed since",
        "care-team 1",
        "ab" * 32,
        "What did they say?",
        "Time line",
        "Priya Nair, Caldicott Guardian",
    ):
        assert expected in text, expected


def test_the_title_and_the_address_name_nobody(priya, decision):
    document = page(priya, reverse("oversight:decision", args=[decision.pk]))
    assert decision.reference in document.title.get_text()
    assert "Zebedee" not in document.title.get_text()


def test_the_flow_is_one_link_away(priya, decision):
    main = page(priya, reverse("oversight:decision", args=[decision.pk])).main
    assert reverse("wizard:flow", args=["care-team"]) in [link["href"] for link in main.select("a")]


def test_opening_leaves_an_entry_first_and_each_time(priya, willow, decision):
    shown(priya, decision)
    text = shown(priya, decision)
    opened = Entry.objects.filter(event="decision.opened", about_id=decision.pk)
    assert opened.count() == 2
    assert "Priya Nair, Caldicott Guardian" in text
    assert "Decision opened, 2 times" in text
    assert opened.first().home_id == willow.home.pk


@pytest.mark.parametrize("fault", [LedgerBusy(), RuntimeError("disk full")])
def test_where_the_opening_cannot_be_recorded_nothing_is_shown(priya, decision, monkeypatch, fault):
    def refuse(**_):
        raise fault

    monkeypatch.setattr("audit.oversight.review.actions.looking.append", refuse)
    for reading in ("review.seen.told", "review.views.decisions.evidence"):
        monkeypatch.setattr(f"audit.oversight.{reading}", lambda _: pytest.fail("the body was read"))
    priya.raise_request_exception = False
    response = priya.get(reverse("oversight:decision", args=[decision.pk]))
    assert response.status_code in {500, 503}
    assert b"Zebedee" not in response.content
    assert b"medicines" not in response.content


def test_what_is_no_decision_cannot_be_opened(priya, willow):
    for unknown in (willow.opened.pk, uuid4()):
        assert priya.get(reverse("oversight:decision", args=[unknown])).status_code == 404
    assert Entry.objects.count() == 1


def test_only_a_guardian_may_open_by_the_action(willow, decision):
    with pytest.raises(NotAllowed), transaction.atomic():
        open_decision(organisation=willow.organisation, decision=decision, by=willow.amira)


@pytest.mark.parametrize(
    "body",
    [
        {},
        {
            "asked": "x",
            "items": [1],
            "advice": [],
            "individual": None,
            "ruleset": 5,
            "recipient": {"who": {"a": 1}},
        },
        {"asked": [{}], "advice": {"sources": [{}], "duties": [None]}, "dropped": [{}], "items": [{}]},
    ],
)
def test_a_body_of_another_day_reads_not_provided(priya, willow, body):
    entry = made(willow, body, facets={"home": None, "door": "", "flags": []})
    assert "Not provided" in shown(priya, entry)


def test_what_came_after_is_shown(priya, willow, decision):
    with transaction.atomic():
        append(
            event=Event.DECISION_ADDED_TO,
            organisation=willow.organisation,
            body={"says": "Amira Khan added to it.", "text": "She rang back."},
            facets={"about": decision.pk},
            by=willow.amira,
        )
    text = shown(priya, decision)
    assert "Amira Khan added to it." in text
    assert "She rang back." in text


def test_a_changed_record_says_so_and_shows_nothing(client, willow_kept, superuser, evidence):
    entry = made(willow_kept, evidence)
    client.force_login(willow_kept.priya)
    assert "Zebedee" in shown(client, entry)
    superuser.execute("ALTER TABLE audit_body DISABLE TRIGGER kept")
    superuser.execute("UPDATE audit_body SET sealed = sealed || 'x'")
    text = shown(client, entry)
    assert queries.ALTERED in text
    assert "Zebedee" not in text
    assert "Time line" in text


def test_a_record_whose_time_was_up_says_so(client, willow_kept, superuser, evidence):
    key = keys.new_key(willow_kept.organisation)
    entry = made(willow_kept, evidence, key=key)
    superuser.execute("ALTER TABLE audit_key DISABLE TRIGGER kept")
    superuser.execute("UPDATE audit_key SET wrapped = NULL WHERE id = %s", [key.pk])
    client.force_login(willow_kept.priya)
    assert queries.DISPOSED in shown(client, entry)


def test_a_leaf_that_was_changed_is_seen_too(client, willow_kept, superuser, evidence):
    entry = made(willow_kept, evidence)
    superuser.execute("ALTER TABLE audit_entry DISABLE TRIGGER kept")
    superuser.execute("UPDATE audit_entry SET leaf_hash = sha256('x') WHERE id = %s", [entry.pk])
    client.force_login(willow_kept.priya)
    text = shown(client, entry)
    assert queries.ALTERED in text
    assert "Zebedee" not in text


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
