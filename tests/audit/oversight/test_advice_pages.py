"""The pages of advice, and how an urgent question rings on all others."""

from __future__ import annotations

import pytest
from bs4 import BeautifulSoup
from django.db import transaction
from django.urls import reverse

from audit.ledger.append import append
from audit.ledger.errors import LedgerBusy
from audit.ledger.events import Event
from audit.ledger.reference import reference
from audit.oversight.advice import actions, queries
from audit.oversight.reading import catch_up
from portal.errors import NotAllowed
from portal.models import Home, Membership, Message
from portal.roles import Role
from tests.audit.oversight.asking import (
    FACTS,
    advise,
    ask,
    client_of,
    entries,
    page,
    person,
    said,
    url_of,
)


@pytest.fixture
def ben(willow):
    return person(willow, "ben", Role.MANAGER)


def test_an_urgent_question_rings_with_whoever_may_answer_and_names_nobody(willow, ben):
    elsewhere = Home.objects.create(organisation=willow.organisation, name="Elsewhere")
    person(willow, "cara", Role.MANAGER, elsewhere)
    thread = ask(willow, whom="senior", urgent=True)
    messages = Message.objects.filter(template="advice_urgent")
    assert {each.to for each in messages} == {willow.priya, ben}
    assert {(each.reference, each.path) for each in messages} == {
        (reference(thread.decision), url_of(thread))
    }
    ask(willow, whom="senior")
    assert messages.count() == 2


def test_where_nobody_is_near_everyone_who_may_answer_is_rung(willow):
    elsewhere = Home.objects.create(organisation=willow.organisation, name="Elsewhere")
    Membership.objects.filter(user=willow.priya).delete()
    cara = person(willow, "cara", Role.MANAGER, elsewhere)
    ask(willow, whom="senior", urgent=True)
    assert [each.to for each in Message.objects.filter(template="advice_urgent")] == [cara]


def test_the_worker_is_told_by_email_that_there_is_an_answer(willow):
    thread = ask(willow)
    advise(willow, thread)
    message = Message.objects.get(template="advice_given")
    assert (message.to, message.path) == (willow.amira, url_of(thread))


def test_an_urgent_question_rings_on_every_page_until_it_is_answered_or_decided(willow, ben):
    banner = ".nhsuk-notification-banner"
    first, second = ask(willow, urgent=True), ask(willow, urgent=True, by=ben, whom="senior")
    priya = client_of(willow.priya)
    assert "2 workers need your advice now." in page(priya, "/").select_one(banner).get_text()
    assert page(client_of(willow.amira), "/").select(banner) == []
    assert page(client_of(ben), "/").select(banner) == []
    advise(willow, first)
    assert "A worker needs your advice now." in page(priya, "/help/").select_one(banner).get_text()
    with transaction.atomic():
        append(
            event=Event.DECISION_MADE,
            organisation=willow.organisation,
            body={},
            event_id=second.decision,
            by=ben,
        )
    catch_up(willow.organisation)
    assert page(priya, "/").select(banner) == []
    assert queries.waiting(willow.organisation, willow.priya).threads == [second]


def test_the_banner_costs_one_query_and_nothing_to_who_answers_none(willow, django_assert_num_queries):
    ask(willow, urgent=True)
    willow.priya.acting = Membership.objects.select_related("organisation").get(user=willow.priya)
    with django_assert_num_queries(1):
        assert queries.ringing(willow.organisation, willow.priya) == 1


def test_the_list_names_nobody_and_says_what_waits(willow):
    thread = ask(willow, urgent=True)
    main = page(client_of(willow.priya), reverse("advice:waiting")).main
    text = main.get_text(" ", strip=True)
    for expected in (
        reference(thread.decision),
        "Urgent",
        "Family: Agreement",
        "Willow House",
        "Less than a minute",
    ):
        assert expected in text
    assert "Amira" not in text
    assert entries("advice.opened") == []


def test_lists_are_for_those_who_may_answer(willow, ben):
    for name in ("advice:waiting", "advice:answered"):
        page(client_of(willow.amira), reverse(name), 404)
        assert len(page(client_of(ben), reverse(name)).select("h1")) == 1


def test_whoever_opens_a_thread_leaves_an_entry_first_and_where_that_fails_sees_nothing(willow, monkeypatch):
    thread = ask(willow, asked=FACTS)
    main = page(client_of(willow.priya), url_of(thread)).main
    text = main.get_text(" ", strip=True)
    for expected in (
        "May I tell her son?",
        "Does the person know?",
        "Who is asking?",
        "Zeb Canary",
        "Amira Khan",
    ):
        assert expected in text
    (opened,) = entries("advice.opened")
    assert opened.about_id == thread.decision
    monkeypatch.setattr(actions, "append", _busy)
    response = client_of(willow.priya).get(url_of(thread))
    assert response.status_code == 503
    assert "her son" not in response.content.decode()


def _busy(**_given):
    raise LedgerBusy


def test_a_title_and_an_address_name_nobody(willow):
    thread = ask(willow)
    assert (
        page(client_of(willow.priya), url_of(thread))
        .title.get_text()
        .startswith(f"Advice on {reference(thread.decision)}")
    )


def test_advice_is_typed_sent_once_and_the_list_says_that_it_went(willow):
    thread = ask(willow)
    priya = client_of(willow.priya)
    form = page(priya, url_of(thread)).select_one("main form")
    posted = {each["name"]: each["value"] for each in form.select("input[type=hidden]")}
    posted["text"] = "Ask her first"
    for _ in range(2):
        response = priya.post(url_of(thread), posted)
        assert response.status_code == 302
    assert len(entries("advice.given")) == 1
    text = page(priya, response["Location"]).main.get_text(" ", strip=True)
    assert f"Your advice on {reference(thread.decision)} was sent" in text
    assert "Nobody waits for your advice." in text
    assert reference(thread.decision) in page(priya, reverse("advice:answered")).main.get_text()


@pytest.mark.parametrize("sent", ["x", "", "01a2057c-5ac7-739a-a5c7-d64c3da93b18"])
def test_a_made_up_answer_is_not_thanked_for(willow, sent):
    thread = ask(willow)
    for each in (sent, thread.pk):
        html = page(client_of(willow.priya), f"{reverse('advice:waiting')}?sent={each}")
        assert "was sent" not in html.main.get_text()


def test_nothing_typed_is_lost_where_the_advice_cannot_be_kept(willow, monkeypatch):
    thread = ask(willow)
    priya = client_of(willow.priya)
    response = priya.post(url_of(thread), {"text": ""})
    assert "Enter your advice" in response.content.decode()
    monkeypatch.setattr(actions, "advise", _refuse)
    response = priya.post(url_of(thread), {"text": "Ask her first", "key": "no key", "seen": "nothing"})
    assert "Ask her first" in response.content.decode()
    assert "Not now" in response.content.decode()


@pytest.mark.parametrize(
    ("typed", "sentence"),
    [
        ({"condition": "Call him"}, "Enter the day by which it must be done"),
        (
            {"due_on-day": "1", "due_on-month": "1", "due_on-year": "2099"},
            "Enter what they must do by that day",
        ),
        (
            {"condition": "x", "due_on-day": "1", "due_on-month": "1", "due_on-year": "2020"},
            "The day must be today or later",
        ),
    ],
)
def test_what_must_be_done_and_by_when_are_asked_together_beside_their_fields(willow, typed, sentence):
    thread = ask(willow)
    response = client_of(willow.priya).post(url_of(thread), {"text": "Yes", **typed})
    main = BeautifulSoup(response.content, "html5lib").main
    assert sentence in main.select_one(".nhsuk-error-summary").get_text()
    assert sentence in main.select_one(".nhsuk-error-message").get_text()
    assert len(said(thread)) == 1


def _refuse(**_given):
    raise NotAllowed("Not now")


def test_the_worker_reads_the_advice_and_asks_on(willow):
    thread = ask(willow)
    advise(willow, thread)
    amira = client_of(willow.amira)
    html = page(amira, url_of(thread))
    assert "Ask her first" in html.main.get_text()
    draft = reverse("wizard:resume", args=[thread.decision])
    assert draft in [link["href"] for link in html.select("main a")]
    amira.post(url_of(thread), {"text": "She sleeps", "urgent": "urgent"})
    assert said(thread)[-1] == (False, "She sleeps")
    assert queries.waiting(willow.organisation, willow.priya).threads[0].urgent
    assert "No: answered" not in page(amira, url_of(thread)).main.get_text()


def test_once_decided_the_thread_leads_to_the_decision(willow, ben):
    thread = ask(willow, whom="senior")
    advise(willow, thread)
    with transaction.atomic():
        append(
            event=Event.DECISION_MADE,
            organisation=willow.organisation,
            body={},
            event_id=thread.decision,
            by=willow.amira,
        )
    links = {
        user.full_name: {link["href"] for link in page(client_of(user), url_of(thread)).select("main a")}
        for user in (willow.amira, willow.priya, ben)
    }
    assert reverse("wizard:decision", args=[thread.decision]) in links["Amira Khan"]
    assert reverse("oversight:decision", args=[thread.decision]) in links["Priya Nair"]
    assert reverse("oversight:decision", args=[thread.decision]) not in links["Ben"]
