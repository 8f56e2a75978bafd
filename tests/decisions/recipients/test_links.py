"""A recipient without an account acknowledges what we ask by a link that works once and tells nothing else."""

from __future__ import annotations

import logging
import re
from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta
from uuid import uuid4

import pytest
import time_machine
from django.core.cache import cache
from django.db import connection
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from audit.ledger.events import Event
from audit.ledger.models import Entry
from audit.ledger.queries import body_of
from decisions.recipients.actions import acknowledge, end_agreement, make_link, record_agreement
from decisions.recipients.actions.links import NOT_THEIRS, SPENT
from decisions.recipients.codes import ELEMENTS
from decisions.recipients.models import Recipient
from decisions.recipients.models_links import Acknowledgement, AcknowledgementLink
from portal.days import day_in_words, london_day
from portal.errors import NotAllowed
from tests.decisions.test_people_pages import KEY
from tests.decisions.test_recipient_pages import page_of
from tests.decisions.wizard.call import errors, logged_in, words

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("autumn")]

TYPED = {"name": "Jo Grey", "understood": "yes", "key": KEY}


@pytest.fixture(autouse=True)
def _fresh() -> None:
    cache.clear()


@pytest.fixture
def agency(willow) -> Recipient:
    """A private person, so that any word of theirs on the public page would show."""
    return willow.surgery(kind="someone_else", name="Sarah Canary", phone="", private=True)


def signed(willow, recipient, **changes):
    given = {"kind": "sharing", "elements": dict.fromkeys(ELEMENTS, "So"), "kept": "Safe", "by": willow.priya}
    return record_agreement(recipient=recipient, ends_on=london_day() + timedelta(days=90), **given | changes)


def address_of(link: AcknowledgementLink) -> str:
    return reverse("recipients:acknowledge", args=[link.token])


def asked(browser, recipient, **given) -> str:
    """Make a link as a worker does, and return the address it shows."""
    page = browser.post(f"{page_of(recipient)}link/", {"agreement": "none", "key": KEY} | given)
    found = re.search(r"http://testserver(/a/[\w-]{43}/)", page.content.decode())
    assert found, words(page)
    return found[1]


class TestMaking:
    def test_it_is_shown_once_and_only_its_hash_is_kept(self, willow, agency):
        browser = logged_in(willow.amira)
        address = asked(browser, agency)
        token = address.split("/")[2]
        again = browser.post(f"{page_of(agency)}link/", {"agreement": "none", "key": KEY})
        assert "This link was shown already" in words(again)
        assert token not in again.content.decode()
        link = AcknowledgementLink.objects.get()
        assert link.made_by == willow.amira
        assert timedelta(0) <= timezone.now() + timedelta(days=7) - link.expires_at < timedelta(minutes=1)
        with connection.cursor() as cursor:
            cursor.execute("SELECT r::text FROM decisions_acknowledgementlink r")
            (row,) = cursor.fetchone()
        assert token not in row
        entry = Entry.objects.get(event=Event.ACKNOWLEDGEMENT_ASKED)
        assert token not in str(body_of(entry))
        made_on = day_in_words(london_day(entry.recorded_at))
        assert f"Amira Khan made a link on {made_on}" in words(browser.get(page_of(agency)))

    def test_no_two_tokens_are_alike_and_each_has_256_bits(self, willow, agency):
        made = {make_link(recipient=agency, by=willow.amira).token for _ in range(9)}
        assert len(made) == 9
        assert {len(token) for token in made} == {43}

    def test_it_names_an_agreement_of_theirs_that_is_in_force(self, willow, agency):
        agreement = signed(willow, agency)
        browser = logged_in(willow.amira)
        assert "An agreement on sharing information" in words(browser.get(f"{page_of(agency)}link/"))
        public = words(Client().get(asked(browser, agency, agreement=str(agreement.pk))))
        assert "An agreement on sharing information stands beside this." in public
        assert len(errors(browser.post(f"{page_of(agency)}link/", {}))) == 1

    def test_an_agreement_that_ended_or_is_another_ones_is_refused(self, willow, agency):
        theirs = signed(willow, willow.surgery())
        ended = signed(willow, agency)
        end_agreement(agreement=ended, reason="Over", by=willow.priya)
        for agreement in (theirs, ended):
            with pytest.raises(NotAllowed, match=NOT_THEIRS):
                make_link(recipient=agency, agreement=agreement, by=willow.amira)
        assert not AcknowledgementLink.objects.exists()

    def test_an_agreement_that_ends_while_the_page_is_open_is_refused_on_the_page(
        self, willow, agency, monkeypatch
    ):
        signed_now = signed(willow, agency)
        monkeypatch.setattr("decisions.recipients.actions.links._in_force", lambda *_: False)
        given = {"agreement": str(signed_now.pk), "key": KEY}
        page = logged_in(willow.amira).post(f"{page_of(agency)}link/", given)
        assert NOT_THEIRS in words(page)

    def test_a_stranger_makes_none(self, willow, alder, agency):
        with pytest.raises(NotAllowed, match="do not work there"):
            make_link(recipient=agency, by=alder.priya)
        assert logged_in(alder.amira).get(f"{page_of(agency)}link/").status_code == 404


class TestAcknowledging:
    def test_it_tells_what_we_ask_and_names_nobody(self, willow, agency):
        willow.organisation.guardian_phone = "020 7946 0000"
        willow.organisation.save()
        shown = Client().get(asked(logged_in(willow.amira), agency))
        html = shown.content.decode()
        for told in ("Willow-Care", "Tell nobody else", "020 7946 0000", "I understand"):
            assert told in html
        for name in ("Canary", "Amira", "Priya", "csrfmiddlewaretoken"):
            assert name not in html
        assert shown.headers["Referrer-Policy"] == "no-referrer"
        assert "no-store" in shown.headers["Cache-Control"]
        assert shown.headers["X-Robots-Tag"] == "noindex"
        assert not shown.cookies

    def test_a_typed_name_and_a_tick_are_kept_once_however_often_it_is_sent(self, willow, agency):
        address = asked(logged_in(willow.amira), agency)
        browser = Client(enforce_csrf_checks=True)
        for _ in range(2):
            sent = browser.post(address, TYPED | {"key": KEY[:-1] + "9"}, headers={"Origin": "null"})
            assert sent.url == reverse("recipients:acknowledged")
        assert "Thank you" in words(browser.get(sent.url))
        given = Acknowledgement.objects.get()
        assert given.words == {"name": "Jo Grey"}
        entry = Entry.objects.get(event=Event.ACKNOWLEDGEMENT_GIVEN)
        said, given_on = body_of(entry), day_in_words(london_day(entry.recorded_at))
        assert said["actor"]["name"] == "Amira Khan"
        assert said["acknowledged_by"] == {"name": "Jo Grey", "account": "none"}
        assert said["says"].startswith("Jo Grey, for Sarah Canary, said that they understand")
        assert (
            "Tell nobody else, unless we agreed to it or a law says you must." in said["obligations"]["words"]
        )
        story = words(logged_in(willow.amira).get(page_of(agency)))
        assert f"Jo Grey said on {given_on} that they understand what we ask of them." in story

    def test_a_used_an_unknown_and_an_old_link_show_one_and_the_same_page(self, willow, agency):
        used, old = (make_link(recipient=agency, by=willow.amira) for _ in range(2))
        Client().post(address_of(used), TYPED)
        pages = []
        with time_machine.travel(timezone.now() + timedelta(days=7)):
            for address in (address_of(used), address_of(old), "/a/no-such-token/", "/a/é%00/"):
                for shown in (Client().get(address), Client().post(address, TYPED | {"key": str(uuid4())})):
                    assert shown.status_code == 404
                    assert shown.headers["Referrer-Policy"] == "no-referrer"
                    pages.append(words(shown))
        assert len(set(pages)) == 1
        assert "This link cannot be used" in pages[0]
        assert Acknowledgement.objects.count() == 1

    def test_a_link_of_somebody_who_left_cannot_be_used(self, willow, agency):
        link = make_link(recipient=agency, by=willow.amira)
        willow.amira.is_active = False
        willow.amira.save()
        assert Client().get(address_of(link)).status_code == 404
        with pytest.raises(NotAllowed, match="do not work there"):
            acknowledge(link=link, name="Jo", by=willow.amira)

    def test_without_a_name_or_a_tick_nothing_is_kept(self, willow, agency):
        address = asked(logged_in(willow.amira), agency)
        browser = Client()
        assert len(errors(browser.post(address, {}))) == 2
        assert [each[1] for each in errors(browser.post(address, {"name": "Jo Grey", "key": KEY}))] == [
            "Tick the box if you understand. If you do not, call us"
        ]
        assert len(errors(browser.post(address, TYPED | {"name": "a\x00b"}))) == 1
        assert not Acknowledgement.objects.exists()

    def test_a_second_form_or_a_late_one_is_refused(self, willow, agency):
        link = make_link(recipient=agency, by=willow.amira)
        event_id = uuid4()
        first = acknowledge(link=link, name="Jo", event_id=event_id, by=willow.amira)
        assert acknowledge(link=link, name="Jo", event_id=event_id, by=willow.amira) == first
        with pytest.raises(NotAllowed, match=SPENT):
            acknowledge(link=link, name="Al", by=willow.amira)
        late = make_link(recipient=agency, by=willow.amira)
        with (
            time_machine.travel(timezone.now() + timedelta(days=7)),
            pytest.raises(NotAllowed, match=SPENT),
        ):
            acknowledge(link=late, name="Jo", by=willow.amira)
        assert Acknowledgement.objects.count() == 1
        with time_machine.travel(timezone.now() + timedelta(days=8)):
            assert "Ran out on 29 November 2026" in words(logged_in(willow.amira).get(page_of(agency)))

    def test_one_that_is_spent_between_looking_and_sending_shows_the_same_page(
        self, willow, agency, monkeypatch
    ):
        link = make_link(recipient=agency, by=willow.amira)
        Client().post(address_of(link), TYPED)
        monkeypatch.setattr("decisions.recipients.links.is_open", lambda *_: True)
        sent = Client().post(address_of(link), TYPED | {"key": str(uuid4())})
        assert sent.status_code == 404
        assert Acknowledgement.objects.count() == 1


class TestSecrecy:
    def test_too_many_wrong_links_close_the_door_for_a_while(self, willow, agency):
        address = address_of(make_link(recipient=agency, by=willow.amira))
        for _ in range(20):
            assert Client().get("/a/wrong/").status_code == 404
        shut = Client().get(address)
        assert shut.status_code == 429
        assert "Wait a few minutes" in words(shut)
        with time_machine.travel(timezone.now() + timedelta(minutes=6)):
            assert Client().get(address).status_code == 200

    def test_no_log_bears_the_token(self, willow, agency, caplog):
        address = address_of(make_link(recipient=agency, by=willow.amira))
        with caplog.at_level(logging.DEBUG, logger="django.request"):
            Client().post(address, TYPED)
            for _ in range(22):
                Client().get(address)
        assert address.split("/")[2] not in caplog.text


class TestAtOnce:
    """Several browsers send at the same moment: the database lets one of them spend the link."""

    @pytest.mark.parametrize("key", [KEY[:-1] + "7", ""], ids=["one form", "a form each"])
    def test_a_link_is_spent_once(self, transactional_db, willow, agency, key):
        address = address_of(make_link(recipient=agency, by=willow.amira))

        def send(_: int) -> int:
            try:
                return Client().post(address, TYPED | {"key": key or str(uuid4())}).status_code
            finally:
                connection.close()

        with ThreadPoolExecutor(4) as pool:
            found = sorted(pool.map(send, range(4)))
        assert found == ([302] * 4 if key else [302, 404, 404, 404])
        assert Acknowledgement.objects.count() == 1
        assert Entry.objects.filter(event=Event.ACKNOWLEDGEMENT_GIVEN).count() == 1
