"""A letter is made, read, downloaded and given; each step leaves its entry, and nothing is sent by itself."""

from __future__ import annotations

from datetime import date
from uuid import UUID

import pytest
from django.core import mail
from django.urls import reverse

from audit.ledger import queries as ledger
from audit.ledger.errors import BodyAltered, KeyDestroyed
from audit.ledger.events import Event
from audit.ledger.models import Entry
from decisions.individuals.actions import correct_individual, record_relationship
from decisions.letters import actions, papers, queries
from decisions.letters.models import Letter, LetterGiven
from decisions.letters.patterns import patterns
from portal.errors import NotAllowed
from portal.models import Message
from tests.decisions.letters.stage import WORKERS, key, make, to_person, typed
from tests.decisions.test_people_pages import KEY, day
from tests.decisions.wizard.call import errors, logged_in, title, words

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("autumn")]
CODES = list(patterns())
GIVEN = {"how": "by_hand", "to": "person", **day("given_on", "22 11 2026"), "response": "She thanked us"}


@pytest.fixture
def ada(willow):
    return willow.ada()


def given_at(address: str) -> str:
    return f"{address}given/"


class TestMaking:
    @pytest.mark.parametrize("code", CODES)
    @pytest.mark.parametrize("kind", ["plain", "easy"])
    def test_each_letter_is_made_once_and_reads_as_it_was_made(self, willow, ada, code, kind):
        browser = logged_in(willow.priya)
        assert "Make the letter" in words(browser.get(to_person(ada, code)))
        addresses = {make(willow.priya, ada, code, kind) for _ in range(2)}
        letter = Letter.objects.get()
        assert addresses == {reverse("letters:letter", args=[letter.pk])}
        assert str(letter.pk) == KEY
        pattern = patterns()[code]
        shown = words(browser.get(addresses.pop()))
        assert pattern.ours(easy=kind == "easy").title in shown
        for name in pattern.asks:
            assert ("3 May 2027" if name == "review_date" else typed(code)[name]) in shown
        assert ("Ada Bright" in shown) == (pattern.to == "person")
        assert "Priya Nair" in shown
        body = queries.body_of(letter)
        assert body["letter"] == {"code": code, "easy": kind == "easy", "wording": "ours"}
        assert body["individual"]["reference"] == "WH-101"
        assert papers.as_made(body["paper"]).large == (kind == "easy")

    def test_an_empty_form_says_how_to_mend_each_thing(self, willow, ada):
        shown = logged_in(willow.priya).post(to_person(ada, "apology"), {})
        assert len(errors(shown)) == len(patterns()["apology"].asks) + 1
        assert not Letter.objects.exists()

    def test_words_begin_where_they_are_much_the_same_for_everyone(self, willow, ada):
        assert "Your date of birth" not in words(logged_in(willow.amira).get(to_person(ada, "notice")))
        assert "your date of birth" in logged_in(willow.amira).get(to_person(ada, "notice")).content.decode()

    def test_a_worker_makes_some_and_the_guardian_or_a_manager_the_rest(self, willow, ada):
        chosen = words(logged_in(willow.amira).get(reverse("letters:of_person", args=[ada.pk])))
        for code, pattern in patterns().items():
            assert (pattern.use in chosen) == (code in WORKERS)
            status = 200 if code in WORKERS else 404
            assert logged_in(willow.amira).get(to_person(ada, code)).status_code == status
            assert logged_in(willow.ruth).get(to_person(ada, code)).status_code == 200
        assert logged_in(willow.ruth).get(to_person(ada, "nonsense")).status_code == 404

    def test_a_worker_who_posts_to_the_action_is_refused(self, willow, ada):
        with pytest.raises(NotAllowed):
            actions.make_letter(
                pattern=patterns()["apology"], easy=False, words={}, individual=ada, by=willow.amira
            )

    def test_what_it_asks_for_must_be_there_and_be_fit_to_keep(self, willow, ada):
        for given in ({}, {"recipient": "x", "purpose": " "}, {"recipient": "x", "purpose": "\u202e"}):
            with pytest.raises(NotAllowed):
                actions.make_letter(
                    pattern=patterns()["recipient"], easy=False, words=given, individual=ada, by=willow.amira
                )
        assert not Letter.objects.exists()

    def test_a_key_of_another_letter_is_refused_with_a_sentence(self, willow, ada):
        make(willow.priya, ada, "apology")
        shown = logged_in(willow.priya).post(to_person(ada, "notice"), typed("notice"))
        assert actions.NOT_THIS in words(shown)
        assert Letter.objects.count() == 1

    def test_nothing_is_sent(self, willow, ada):
        make(willow.priya, ada, "apology")
        assert (mail.outbox, Message.objects.count()) == ([], 0)


class TestReading:
    def test_opening_and_downloading_leave_entries_and_no_name_leaks(self, willow, ada):
        address = make(willow.amira, ada, "notice")
        browser = logged_in(willow.amira)
        shown = browser.get(address)
        reference = Letter.objects.get().reference
        assert title(shown) == f"Letter {reference} – Check before you share"
        answer = browser.get(f"{address}pdf/")
        assert answer["Content-Type"] == "application/pdf"
        assert answer["Content-Disposition"] == f'attachment; filename="letter-{reference}.pdf"'
        assert answer["Cache-Control"] == "no-store"
        assert answer.content.startswith(b"%PDF")
        entries = Entry.objects.filter(event=Event.LETTER_OPENED).order_by("seq")
        told = [ledger.body_of(each)["says"] for each in entries]
        assert told == [f"Amira Khan {how} letter {reference}." for how in ("opened", "downloaded")]
        assert {each.about_id for each in entries} == {UUID(KEY)}

    def test_only_those_who_may_see_the_person_see_their_letters(self, willow, alder, ada):
        address = make(willow.amira, ada, "notice")
        for other in (willow.ben, alder.amira, alder.priya):
            browser = logged_in(other)
            for place in (address, f"{address}pdf/", given_at(address), to_person(ada, "notice")):
                assert browser.get(place).status_code == 404
            assert browser.get(reverse("letters:of_person", args=[ada.pk])).status_code == 404
        assert logged_in(willow.ruth).get(address).status_code == 200

    @pytest.mark.parametrize(
        ("fault", "sentence"), [(BodyAltered("x"), queries.ALTERED), (KeyDestroyed("x"), queries.DISPOSED)]
    )
    def test_a_letter_that_cannot_be_read_says_why(self, willow, ada, monkeypatch, fault, sentence):
        address = make(willow.amira, ada, "notice")

        def body_of(_entry):
            raise fault

        monkeypatch.setattr(ledger, "body_of", body_of)
        browser = logged_in(willow.amira)
        assert sentence in words(browser.get(address))
        assert browser.get(f"{address}pdf/").status_code == 403


class TestGiving:
    def test_that_it_was_given_is_recorded_once_with_the_words_as_they_were(self, willow, ada):
        address = make(willow.amira, ada, "notice")
        browser = logged_in(willow.amira)
        assert "How did you give it?" in words(browser.get(given_at(address)))
        for _ in range(2):
            assert browser.post(given_at(address), GIVEN | {"key": key(2)}).url == address
        fact = LetterGiven.objects.get()
        assert (fact.how, fact.to, fact.given_on) == ("by_hand", "person", date(2026, 11, 22))
        body = ledger.body_of(fact.entry)
        assert body["paper"] == queries.body_of(fact.letter)["paper"]
        assert body["words"] == {"response": "She thanked us"}
        assert reverse("individuals:record", args=[ada.pk, "notice"]) in browser.get(address).content.decode()
        said = "22 November 2026: by hand, to the person it is about"
        assert said in words(browser.get(address))
        assert said in words(browser.get(reverse("letters:of_person", args=[ada.pk])))

    def test_an_empty_form_says_how_to_mend_each_thing(self, willow, ada):
        address = make(willow.amira, ada, "notice")
        assert len(errors(logged_in(willow.amira).post(given_at(address), {}))) == 3

    def test_it_is_not_given_before_it_was_made(self, willow, ada):
        address = make(willow.amira, ada, "notice")
        early = GIVEN | day("given_on", "3 5 2026") | {"key": key(2)}
        shown = words(logged_in(willow.amira).post(given_at(address), early))
        assert actions.BEFORE in shown
        assert not LetterGiven.objects.exists()

    def test_a_key_of_another_letter_is_refused(self, willow, ada):
        first, second = (make(willow.amira, ada, "notice", key=key(each)) for each in (1, 2))
        browser = logged_in(willow.amira)
        browser.post(given_at(first), GIVEN | {"key": key(3)})
        assert actions.NOT_THIS in words(browser.post(given_at(second), GIVEN | {"key": key(3)}))

    def test_what_a_recipient_must_do_goes_to_the_recipient(self, willow, ada):
        address = make(willow.amira, ada, "recipient")
        browser = logged_in(willow.amira)
        assert "Who did you give it to?" not in words(browser.get(given_at(address)))
        browser.post(given_at(address), GIVEN | {"key": key(2)})
        assert "to the one who was told" in words(browser.get(address))


def test_a_worker_of_another_home_who_helps_makes_and_gives_it_in_the_name_that_stands(willow, ada):
    correct_individual(
        individual=ada, name="Ada Brightwell", reference="WH-101", reason="Her passport", by=willow.amira
    )
    record_relationship(
        individual=ada, worker=willow.ben, reason="Night visits", ends_on=date(2026, 11, 27), by=willow.priya
    )
    address = make(willow.ben, ada, "notice")
    browser = logged_in(willow.ben)
    assert "Dear Ada Brightwell" in words(browser.get(address))
    assert browser.post(given_at(address), GIVEN | {"key": key(2)}).url == address
