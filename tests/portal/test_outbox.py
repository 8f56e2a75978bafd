"""No e-mail is lost: it is tried until the mail server takes it, and a manager sees what waits or failed."""

from __future__ import annotations

import datetime
import re

import pytest
import time_machine
from django.test import Client
from django.utils import timezone

from portal import outbox
from portal.models import Home, MailPreference, Membership, Message, Organisation, User
from portal.roles import Role
from tests.portal.mail_server import listening
from tests.portal.visit import page

NOW = datetime.datetime(2026, 5, 4, 9, 0, tzinfo=datetime.UTC)


@pytest.fixture
def server(settings):
    settings.EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
    with listening() as server:
        settings.EMAIL_HOST, settings.EMAIL_PORT = server.server_address
        settings.EMAIL_USE_TLS = False
        yield server


@pytest.fixture
def no_server(settings):
    """A port on which nobody listens any more."""
    settings.EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
    with listening() as server:
        settings.EMAIL_HOST, settings.EMAIL_PORT = server.server_address
        settings.EMAIL_USE_TLS = False
    return settings.EMAIL_PORT


@pytest.fixture
def at():
    """Return a way to be some time after nine o'clock."""

    def at(**after):
        return time_machine.travel(NOW + datetime.timedelta(**after), tick=False)

    with at():
        yield at


@pytest.fixture
def post(organisation, guardian):
    def post(to=None, template="ask_guardian", **given):
        return outbox.queue(
            organisation=organisation, template=template, to=to or guardian, path="/desk/", **given
        )

    return post


@pytest.fixture
def owen(organisation):
    user = User.objects.create_user("owen@willow.example", "x", full_name="Owen Price")
    Membership.objects.create(user=user, organisation=organisation, role=Role.DEPUTY)
    return user


@pytest.fixture
def ruth(organisation):
    user = User.objects.create_user("ruth@willow.example", "x", full_name="Ruth Bell")
    Membership.objects.create(user=user, organisation=organisation, role=Role.MANAGER)
    client = Client()
    client.force_login(user, "django.contrib.auth.backends.ModelBackend")
    return client


def subjects(server):
    return [re.search(r"^Subject: (.*)", text, re.MULTILINE).group(1).strip() for text in server.received]


def test_what_waited_for_a_server_that_was_down_goes_when_it_is_back(at, post, no_server):
    message = post(reference="K7M-2QX9")
    for minute in range(60 * 24):
        with at(minutes=minute):
            assert outbox.send_waiting() == 0
    message.refresh_from_db()
    assert 20 < message.attempts < 40
    with listening(no_server) as server, at(hours=25):
        assert outbox.send_waiting() == 1
        assert outbox.send_waiting() == 0
    assert subjects(server) == ["A worker needs your advice: K7M-2QX9"]


def test_the_wait_doubles_from_half_a_minute_to_an_hour(at, post, no_server):
    message = post()
    waits = []
    for _ in range(10):
        message.refresh_from_db()
        with time_machine.travel(message.next_try_at, tick=False):
            outbox.send_waiting()
            message.refresh_from_db()
            waits.append((message.next_try_at - timezone.now()).total_seconds())
    assert waits == [30, 60, 120, 240, 480, 960, 1920, 3600, 3600, 3600]


def test_it_is_given_up_after_fourteen_days_and_not_before(at, post, no_server):
    message = post()
    with at(days=14, seconds=-1):
        outbox.send_waiting()
    message.refresh_from_db()
    assert message.failed_at is None
    with at(days=14, hours=2):
        outbox.send_waiting()
        message.refresh_from_db()
        assert message.failed_at == timezone.now()
    with at(days=20), listening(no_server) as server:
        assert outbox.send_waiting() == 0
        assert server.received == []


def test_one_recipient_who_is_refused_stops_nobody_else(at, post, server, owen):
    server.refuses = {"priya@willow.example"}
    post(), post(to=owen), post(), post(to=owen)
    assert outbox.send_waiting() == 2
    assert Message.objects.filter(to=owen, sent_at=None).count() == 0
    server.refuses = set()
    with at(seconds=30):
        assert outbox.send_waiting() == 2


def test_one_message_that_cannot_be_written_stops_nobody_else(at, post, server, caplog):
    post(template="words_of_an_older_release"), post()
    assert outbox.send_waiting() == 1
    assert "TemplateDoesNotExist" in caplog.text
    assert "priya" not in caplog.text


def test_a_server_that_cannot_be_reached_is_asked_once_in_a_run(at, post, no_server):
    post(), post(), post()
    outbox.send_waiting()
    assert sorted(Message.objects.values_list("attempts", flat=True)) == [0, 0, 1]


def test_a_slow_server_is_left_alone_before_the_job_is_killed(at, post, server, monkeypatch):
    monkeypatch.setattr(outbox, "SECONDS", -1)
    post()
    assert outbox.send_waiting() == 0
    assert server.received == []


def test_what_the_guardian_did_herself_is_told_to_the_deputy(organisation, guardian, owen):
    outbox.tell(organisation, "ask_guardian", "/desk/", "K7M-2QX9", besides=guardian)
    assert [message.to for message in Message.objects.all()] == [owen]


def test_urgent_messages_go_first(at, post, server):
    post(reference="1"), post(reference="2", urgent=True), post(reference="3")
    assert outbox.send_waiting(limit=2) == 2
    assert [subject[-1] for subject in subjects(server)] == ["2", "1"]


def test_sending_twice_can_be_recognised(at, post, server):
    message = post()
    outbox.send_waiting()
    Message.objects.filter(pk=message.pk).update(sent_at=None)
    with at(minutes=5):
        outbox.send_waiting()
    first, second = (re.search(r"^Message-ID: .*", text, re.MULTILINE).group() for text in server.received)
    assert first == second


def test_what_is_to_be_kept_once_is_kept_once(organisation, guardian):
    def digest():
        return Message(organisation=organisation, to=guardian, template="ask_guardian", path="/", once="x:1")

    outbox.queue_once([digest()])
    outbox.queue_once([digest(), digest()])
    assert Message.objects.count() == 1


def test_an_urgent_question_rings_those_on_duty_who_want_it(organisation, guardian, owen):
    second = User.objects.create_user("mei@willow.example", "x", full_name="Mei Lin")
    Membership.objects.create(user=second, organisation=organisation, role=Role.GUARDIAN)
    MailPreference.objects.create(user=guardian, urgent=False)
    outbox.ring(organisation, "ask_guardian", "/desk/", "K7M-2QX9")
    assert [(m.to, m.urgent, m.reference) for m in Message.objects.all()] == [(second, True, "K7M-2QX9")]


def test_an_urgent_question_reaches_somebody_though_nobody_wants_it(organisation, guardian, owen):
    MailPreference.objects.create(user=guardian, urgent=False, digest=True)
    outbox.ring(organisation, "ask_guardian", "/desk/", "K7M-2QX9")
    assert [message.to for message in Message.objects.all()] == [guardian]


def test_a_manager_sees_what_waits_and_what_failed_and_tries_again(at, post, no_server, ruth):
    assert "No email waits, and none failed." in page(ruth.get("/messages/")).main.text
    message = post(reference="K7M-2QX9")
    assert "We try within a minute." in page(ruth.get("/messages/")).main.text
    outbox.send_waiting()
    words = " ".join(page(ruth.get("/messages/")).main.text.split())
    assert "A worker needs your advice: K7M-2QX9 For Priya Nair, since 4 May 2026, 10:00am" in words
    assert "We try again on 4 May 2026, 10:00am. We have tried once." in words
    Message.objects.update(failed_at=timezone.now())
    assert "We stopped trying on 4 May 2026, 10:00am" in page(ruth.get("/messages/")).main.text
    assert ruth.post(f"/messages/{message.pk}/try/")["Location"] == "/messages/"
    with listening(no_server) as server:
        assert outbox.send_waiting() == 1
    assert len(server.received) == 1
    assert "No email waits" in page(ruth.get("/messages/")).main.text
    assert ruth.post(f"/messages/{message.pk}/try/").status_code == 404


def test_many_messages_are_paged(post, ruth):
    for number in range(30):
        post(reference=f"R{number:02}")
    first = page(ruth.get("/messages/"))
    assert len(first.select("main h2")) == 25
    onward = first.select_one("a[rel=next]")["href"]
    second = page(ruth.get(f"/messages/{onward}" if onward.startswith("?") else onward))
    assert [h2.text[-3:] for h2 in second.select("main h2")] == ["R25", "R26", "R27", "R28", "R29"]
    assert ruth.get("/messages/?after=9999999999999999999999").status_code == 200
    assert ruth.get("/messages/?after=999999999999999999").status_code == 200


def test_words_of_an_older_release_are_no_fault_of_the_page(post, ruth):
    post(template="words_of_an_older_release")
    assert "whose words this release no longer has" in page(ruth.get("/messages/")).main.text


def test_nobody_else_sees_or_moves_a_message(post, organisation, guardian, owen, ruth):
    message = post()
    elsewhere = Organisation.objects.create(name="Alder", slug="alder")
    Home.objects.create(organisation=elsewhere, name="Alder Court")
    dana = User.objects.create_user("dana@alder.example", "x", full_name="Dana Osei")
    Membership.objects.create(user=dana, organisation=elsewhere, role=Role.MANAGER)
    # Even where the person written to also works for them.
    Membership.objects.create(user=guardian, organisation=elsewhere, role=Role.WORKER)
    strangers = [Client(), Client(), Client()]
    for client, user in zip(strangers, [owen, guardian], strict=False):
        client.force_login(user, "django.contrib.auth.backends.ModelBackend")
        assert client.get("/messages/").status_code == 404
        assert client.post(f"/messages/{message.pk}/try/").status_code == 404
    strangers[2].force_login(dana, "django.contrib.auth.backends.ModelBackend")
    assert "No email waits" in page(strangers[2].get("/messages/")).main.text
    assert strangers[2].post(f"/messages/{message.pk}/try/").status_code == 404
    assert Client().get("/messages/")["Location"].startswith("/login/")
