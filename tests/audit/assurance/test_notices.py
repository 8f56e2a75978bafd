"""What the public is told: published by a manager, read by anyone, and never another organisation's."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
import time_machine
from django.test import Client

from audit.assurance.notices import actions, owed, queries, shown
from audit.assurance.notices.wording import first_words, sections
from audit.assurance.task import Status
from audit.ledger.errors import BodyAltered
from audit.ledger.events import Event
from audit.ledger.ids import new_id
from audit.ledger.models import Entry
from portal import contacts
from portal.days import a_year_after, london_day
from portal.errors import NotAllowed
from tests.audit.assurance.learning import client_of, told, words
from tests.portal.visit import page, send

DPO = ("Kim Osei, dpo@willow.example", "- Kim can help you.")


def publish(place, by, **given):
    fields = {
        "words": first_words(place.organisation) | {"dpo": DPO},
        "places": "In the hall",
        "event_id": new_id(),
    } | given
    return actions.publish(organisation=place.organisation, by=by, **fields)


def task(place, day=None):
    (found,) = owed.tasks(place.organisation, day or london_day())
    return found


def altered(*_given):
    raise BodyAltered("changed")


@pytest.fixture(autouse=True)
def anew():
    """Ask anew whom to call."""
    contacts._kept.clear()


class TestPublishing:
    def test_each_version_takes_the_place_of_the_one_before(self, willow, ruth):
        first = publish(willow, ruth)
        second = publish(willow, willow.priya, places="In the hall and on our website")
        assert queries.in_force(willow.organisation).version == second
        assert [each.number for each in queries.versions(willow.organisation)] == [2, 1]
        assert [each["number"] for each in told(Event.NOTICE_PUBLISHED)] == [1, 2]
        outcomes = [Entry.objects.get(pk=each.pk).outcome for each in (first, second)]
        assert outcomes == ["first", "changed"]

    def test_the_same_form_sent_twice_publishes_once(self, willow, ruth):
        key = new_id()
        assert publish(willow, ruth, event_id=key) == publish(willow, ruth, event_id=key)
        with pytest.raises(NotAllowed, match=actions.NOTHING_NEW):
            publish(willow, ruth)

    @pytest.mark.parametrize("code", [each.code for each in sections()])
    def test_no_section_is_left_empty(self, willow, ruth, code):
        for empty in (("", "Easy"), ("Words", " ")):
            with pytest.raises(NotAllowed, match=actions.MISSING):
                publish(willow, ruth, words=first_words(willow.organisation) | {"dpo": DPO, code: empty})

    def test_a_section_that_is_not_sent_is_missing_and_the_place_is_asked(self, willow, ruth):
        with pytest.raises(NotAllowed, match=actions.MISSING):
            publish(willow, ruth, words={})
        with pytest.raises(NotAllowed, match=actions.NO_PLACES):
            publish(willow, ruth, places="")

    def test_only_a_manager_or_the_guardian_of_the_place_publishes(self, willow, ruth, make):
        for by in (willow.amira, make("alder").priya):
            with pytest.raises(NotAllowed):
                publish(willow, by)

    def test_it_is_published_anew_within_a_year(self, willow, ruth):
        assert task(willow).status == Status.INCOMPLETE
        assert owed.standing(willow.organisation, london_day()).says == ("No notice is published.",)
        publish(willow, ruth)
        until = a_year_after(london_day())
        assert task(willow, until).status == Status.COMPLETED
        assert task(willow, until + timedelta(days=1)).status == Status.INCOMPLETE
        assert "In the hall" in owed.standing(willow.organisation, london_day()).says[1]

    def test_the_year_runs_from_the_version_published_last(self, willow, ruth):
        with time_machine.travel("2026-05-04T10:00:00Z", tick=False):
            publish(willow, ruth)
        with time_machine.travel("2026-11-16T10:00:00Z", tick=False):
            publish(willow, ruth, places="On our website")
            assert task(willow).note == "Published on 16 November 2026."
            assert task(willow).due == date(2027, 11, 16)

    def test_the_four_facts_are_sections(self):
        assert [each.code for each in sections() if each.fact] == ["held", "seen", "purpose", "object"]

    def test_our_first_words_are_short_sentences(self, willow):
        for usual, easy in first_words(willow.organisation).values():
            for sentence in usual.replace("\n", " ").split(". "):
                assert len(sentence.split()) <= 25, sentence
            for line in easy.splitlines():
                assert line.startswith("- ")
                for sentence in line.split(". "):
                    assert len(sentence.split()) <= 13, sentence


class TestPublicPages:
    def test_anyone_reads_the_notice_and_prints_it(self, willow, ruth):
        publish(willow, ruth)
        stranger = Client()
        said = words(stranger.get("/about/willow/information/"))
        assert "What we hold about you" in said
        assert "Kim Osei" in said
        assert "0300 303 5678" in said
        assert "within 30 days" in said
        assert "Kim can help you." in words(stranger.get("/about/willow/easy-read/"))
        for path in ("information/notice.pdf", "easy-read/notice.pdf"):
            response = stranger.get(f"/about/willow/{path}")
            assert response.content.startswith(b"%PDF")
            assert stranger.get(f"/about/willow/{path}").content == response.content
            assert response["Cache-Control"] == "no-store"
        assert not stranger.cookies

    def test_older_versions_can_still_be_found_and_say_so(self, willow, ruth):
        publish(willow, ruth, words=first_words(willow.organisation) | {"dpo": ("Old Kim", "- Old Kim")})
        publish(willow, ruth)
        stranger = Client()
        response = stranger.get("/about/willow/information/")
        assert "Old Kim" not in words(response)
        assert page(response).select_one('a[href="/about/willow/information/versions/1/"]')
        said = words(stranger.get("/about/willow/information/versions/1/"))
        assert "Old Kim" in said
        assert "no longer in force" in said
        assert "no longer" not in words(stranger.get("/about/willow/information/versions/2/"))
        assert stranger.get("/about/willow/information/versions/3/").status_code == 404

    def test_before_a_notice_is_published_the_contact_is_there(self, willow):
        stranger = Client()
        willow.organisation.guardian_phone = "020 7946 0000"
        willow.organisation.save()
        for path in ("", "information/", "easy-read/", "records/"):
            said = words(stranger.get(f"/about/willow/{path}"))
            assert "Priya Nair" in said
            assert "020 7946 0000" in said
        assert "has not published its notice here yet" in words(stranger.get("/about/willow/information/"))
        assert stranger.get("/about/willow/information/notice.pdf").status_code == 404

    def test_no_organisation_shows_what_is_anothers(self, willow, ruth, make):
        make("alder")
        publish(willow, ruth)
        stranger = Client()
        assert "Kim Osei" not in stranger.get("/about/alder/information/").content.decode()
        assert stranger.get("/about/alder/information/versions/1/").status_code == 404
        for path in ("", "information/", "easy-read/", "records/", "information/versions/1/"):
            assert stranger.get(f"/about/nobody/{path}").status_code == 404

    def test_what_is_typed_is_shown_as_text(self, willow, ruth):
        typed = ("<script>alert(1)</script> <b>bold</b> 🙂", "- <i>easy</i> 🙂")
        publish(willow, ruth, words=first_words(willow.organisation) | {"dpo": typed})
        response = Client().get("/about/willow/information/")
        assert typed[0] in words(response)
        assert not page(response).main.select("script, b")
        assert Client().get("/about/willow/information/notice.pdf").content.startswith(b"%PDF")

    def test_a_notice_that_can_no_longer_be_read_says_whom_to_ask(self, willow, ruth, monkeypatch):
        publish(willow, ruth)
        monkeypatch.setattr("audit.ledger.queries._opened", altered)
        stranger = Client()
        said = words(stranger.get("/about/willow/information/"))
        assert "cannot be shown now" in said
        assert "Priya Nair" in said
        for path in ("information/notice.pdf", "information/versions/1/"):
            assert stranger.get(f"/about/willow/{path}").status_code == 404

    def test_the_page_about_our_records_claims_no_more_than_is_true(self, willow):
        said = words(Client().get("/about/willow/records/"))
        assert "not show that what somebody typed is true" in said
        assert "not signed" in said

    def test_old_pdfs_are_not_kept_for_ever(self, willow, ruth, monkeypatch):
        monkeypatch.setattr(shown, "KEPT", 1)
        publish(willow, ruth)
        notice = queries.in_force(willow.organisation)
        for easy in (False, True, False):
            assert shown.printed(notice, easy=easy).startswith(b"%PDF")
        assert len(shown._made) == 1


class TestWriting:
    def test_a_manager_writes_it_sees_it_and_publishes_it(self, willow, ruth):
        manager = client_of(ruth)
        assert "No notice is published yet" in words(manager.get("/assurance/notices/"))
        form = manager.get("/assurance/notices/edit/")
        assert "Enter words for: Our data protection contact" in words(send(manager, form))
        preview = send(manager, form, dpo=DPO[0], dpo_easy=DPO[1], places="In the hall")
        assert "Kim Osei" in words(preview)
        assert "Publish this notice" in words(preview)
        assert queries.in_force(willow.organisation) is None
        back = send(manager, preview, edit="1")
        assert page(back).select_one("textarea[name=dpo]").text.strip() == DPO[0]
        assert send(manager, preview, sure="1")["Location"] == "/assurance/notices/"
        assert "Version 1 is in force" in words(manager.get("/assurance/notices/"))
        again = send(manager, send(manager, manager.get("/assurance/notices/edit/")), sure="1")
        assert actions.NOTHING_NEW in words(again)

    def test_a_text_that_is_too_long_is_refused_and_kept(self, willow, ruth):
        manager, long = client_of(ruth), "word " * 200_000
        response = send(manager, manager.get("/assurance/notices/edit/"), held=long)
        assert "Use 3000 characters or fewer" in words(response)
        assert page(response).select_one("textarea[name=held]").text.strip() == long.strip()

    def test_workers_and_strangers_write_nothing(self, willow):
        for path in ("", "edit/"):
            assert client_of(willow.amira).get(f"/assurance/notices/{path}").status_code == 404
            assert Client().get(f"/assurance/notices/{path}")["Location"].startswith("/login/")
