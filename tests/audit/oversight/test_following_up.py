"""What a worker was asked to do is followed until it is done, and nobody's words stand outside their entries."""

from __future__ import annotations

from datetime import timedelta
from uuid import uuid4

import pytest
import time_machine
from django.urls import reverse
from django.utils import timezone

from audit.ledger import keys
from audit.ledger.events import Event
from audit.ledger.ids import new_id
from audit.ledger.models import Body, Entry
from audit.ledger.queries import body_of
from audit.oversight.review import queries
from audit.oversight.review.actions import After, Task, answer, ask_follow_up, complete_follow_up, follow_ups
from audit.oversight.review.models import FollowUp
from portal.days import london_day
from portal.errors import NotAllowed
from tests.audit.oversight.desk_world import decided, reader, tomorrow, view
from tests.audit.oversight.test_one_decision import page


def asked(place, decision=None, **given):
    fields = {
        "organisation": place.organisation, "home_id": place.home.pk, "decision": decision or new_id(),
        "worker": place.amira, "text": "Share only after you called back", "due_on": tomorrow(),
        "key": keys.new_key(place.organisation), "event_id": new_id(), "by": place.priya,
    }  # fmt: skip
    return ask_follow_up(**fields | given)


def test_it_can_be_asked_before_the_decision_is_made(willow):
    decision, key = new_id(), keys.new_key(willow.organisation)
    follow_up = asked(willow, decision, key=key)
    entry = Entry.objects.get(pk=follow_up.pk)
    assert (entry.event, entry.about_id) == (Event.FOLLOW_UP_ASKED, decision)
    assert body_of(entry)["text"] == "Share only after you called back"
    complete_follow_up(follow_up=follow_up, text="Called back at two", event_id=new_id(), by=willow.amira)
    done = Entry.objects.get(event=Event.FOLLOW_UP_DONE)
    assert {Body.objects.get(pk=each.pk).key_id for each in (entry, done)} == {key.pk}


def test_the_same_form_asks_and_completes_once(willow):
    event_id, done_id = new_id(), new_id()
    first, again = (asked(willow, event_id=event_id) for _ in range(2))
    assert first == again
    for _ in range(2):
        complete_follow_up(follow_up=first, text="Done", event_id=done_id, by=willow.amira)
    assert Entry.objects.filter(event=Event.FOLLOW_UP_DONE).count() == 1
    with pytest.raises(NotAllowed) as refusal:
        complete_follow_up(follow_up=first, text="Done again", event_id=new_id(), by=willow.amira)
    assert refusal.value.sentence == follow_ups.DONE_ALREADY


@pytest.mark.parametrize(
    ("given", "sentence"),
    [({"text": " "}, follow_ups.WHAT), ({"due_on": london_day() - timedelta(days=2)}, follow_ups.PAST)],
)
def test_what_cannot_be_asked_is_refused(willow, given, sentence):
    with pytest.raises(NotAllowed) as refusal:
        asked(willow, **given)
    assert refusal.value.sentence == sentence


def test_it_can_be_asked_for_today(willow):
    assert asked(willow, due_on=london_day()).due_on == london_day()


def test_only_the_worker_says_that_it_is_done_and_says_how(willow):
    follow_up = asked(willow)
    for by, text, sentence in (
        (willow.priya, "Done", follow_ups.NOT_YOURS),
        (willow.amira, " ", follow_ups.HOW),
    ):
        with pytest.raises(NotAllowed) as refusal:
            complete_follow_up(follow_up=follow_up, text=text, event_id=new_id(), by=by)
        assert refusal.value.sentence == sentence
    assert FollowUp.objects.get().done_at is None


def test_the_desk_knows_what_is_late_and_stops_asking_once_it_is_done(willow):
    late = asked(willow)
    asked(willow, due_on=tomorrow() + timedelta(days=30))
    assert (queries.follow_ups_open(willow.organisation).waiting, _late(willow)) == (2, 0)
    with time_machine.travel(timezone.now() + timedelta(days=3)):
        assert _late(willow) == 1
        assert queries.not_done(willow.organisation)[0] == late
        assert queries.follow_ups_of(willow.amira, willow.organisation)[0].overdue
        complete_follow_up(follow_up=late, text="Done", event_id=new_id(), by=willow.amira)
        assert _late(willow) == 0


def _late(place):
    return queries.follow_ups_open(place.organisation).late


def test_the_worker_says_on_a_page_that_it_is_done(client, willow):
    decision = decided(willow)
    view(
        decision,
        willow.priya,
        "yes_with_advice",
        "Call back",
        after=After(Task("Call the surgery", tomorrow())),
    )
    follow_up = FollowUp.objects.get()
    address = reverse("review:to_do", args=[follow_up.pk])
    client.force_login(willow.priya)
    assert client.get(address).status_code == 404
    client.force_login(willow.amira)
    main = page(client, address).main.get_text(" ", strip=True)
    assert "Priya Nair asks you to do this" in main
    assert "Call the surgery" in main
    assert "Write what you did" in client.post(address, {"key": uuid4()}).content.decode()
    assert client.post(address, {"key": uuid4(), "text": "I called"}).status_code == 302
    assert "You have done this. Thank you." in page(client, address).main.get_text(" ", strip=True)
    client.force_login(willow.priya)
    shown = page(client, reverse("oversight:decision", args=[decision.pk])).main.get_text(" ", strip=True)
    assert "Call the surgery" in shown
    assert "Done on" in shown


@pytest.mark.parametrize(
    ("finding", "kindly"),
    [
        ("yes", "would have decided the same. Thank you for your care."),
        ("yes_with_advice", "has some advice for next time"),
        ("no", "that is how we learn"),
        ("ask", "It does not mean that you did anything wrong"),
    ],
)
def test_the_worker_is_told_kindly_and_answers_what_was_asked(client, willow, finding, kindly):
    given = view(decided(willow), willow.priya, finding, "Who rang, and when?", note="Between us")
    address = reverse("review:said", args=[given.pk])
    client.force_login(willow.amira)
    main = page(client, address).main.get_text(" ", strip=True)
    assert kindly in main
    assert "Who rang, and when?" in main
    assert "Between us" not in main
    assert Entry.objects.filter(event=Event.DECISION_OPENED, about_id=given.decision).count() == 1
    assert ("Your answer" in main) == (finding == "ask")
    if finding == "ask":
        assert "Write your answer" in client.post(address, {"key": uuid4()}).content.decode()
        assert client.post(address, {"key": uuid4(), "text": "The surgery"}).status_code == 302
        assert "The surgery" in page(client, address).main.get_text(" ", strip=True)
        client.force_login(willow.priya)
        shown = page(client, reverse("oversight:decision", args=[given.decision])).main.get_text(
            " ", strip=True
        )
        assert "The surgery" in shown
    client.force_login(reader(willow))
    assert client.get(address).status_code == 404


def test_no_e_mail_says_more_than_a_reference(willow):
    given = view(decided(willow), willow.priya, "ask", "Who rang about Zebedee?")
    answer(review=given, text="Zebedee's daughter", event_id=new_id(), by=willow.amira)
    for message in (*willow.amira.messages.all(), *willow.priya.messages.all()):
        assert "Zebedee" not in f"{message.template}{message.path}{message.reference}"


def test_the_desk_lists_what_is_not_done_and_says_over_its_list_that_something_is_late(client, willow):
    client.force_login(willow.priya)
    assert "Everything that was asked for is done." in client.get(reverse("review:not_done")).content.decode()
    decision = decided(willow)
    asked(willow, decision.pk)
    text = page(client, reverse("review:not_done")).main.get_text(" ", strip=True)
    assert f"{decision.reference}" in text
    assert "Not done yet" in text
    assert "Share only after" not in text
    ahead = asked(willow)
    main = page(client, reverse("review:not_done")).main
    assert f"{ahead.decision}" not in str(main)
    assert "not decided yet" in main.get_text()
    ahead.delete()
    assert "not done in time" not in client.get(reverse("oversight:list")).content.decode()
    FollowUp.objects.update(due_on=london_day() - timedelta(days=1))
    assert (
        "1 thing that a worker was asked to do was not done in time"
        in page(client, reverse("oversight:list")).main.get_text()
    )
    assert "Late" in page(client, reverse("review:not_done")).main.get_text()
    client.force_login(willow.amira)
    assert client.get(reverse("review:not_done")).status_code == 404
