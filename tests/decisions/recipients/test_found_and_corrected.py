"""Recipients of any kind are found by name, and a wrong name or number is put right without changing what was."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.db import connection
from django.urls import reverse

from audit.ledger.events import Event
from audit.ledger.models import Entry
from audit.ledger.queries import body_of
from decisions.recipients import queries
from decisions.recipients.actions import correct_recipient, record_check
from decisions.recipients.models import IdentityCheck, Recipient, RecipientCorrection
from portal.days import london_day
from portal.errors import NotAllowed
from tests.decisions.test_people_pages import KEY, day
from tests.decisions.test_recipient_pages import page_of
from tests.decisions.wizard.call import errors, logged_in, words
from tests.decisions.world import MAY

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("autumn")]

LIST = "/recipients/"


@pytest.fixture
def sarah(willow) -> Recipient:
    """Sarah, a private person."""
    return willow.surgery(kind="family", name="Mrs Sarah O'Canary-Zoë", phone="07700 900123", private=True)


def again(recipient: Recipient) -> Recipient:
    return Recipient.objects.get(pk=recipient.pk)


class TestFinding:
    @pytest.mark.parametrize("text", ["ocanary", "SARAH", "zoe sarah", "Mrs Ocanary", "O'Canary"])
    def test_a_private_person_is_found_by_whole_words_of_their_name(self, willow, sarah, text):
        assert queries.find(willow.organisation, text) == [sarah]

    @pytest.mark.parametrize("text", ["", "  ", "canar", "sarah finch", "a b c d e f g h sarah"])
    def test_nobody_is_found_by_less(self, willow, sarah, text):
        assert queries.find(willow.organisation, text) == []

    def test_the_database_holds_no_word_of_a_private_name(self, willow, sarah):
        with connection.cursor() as cursor:
            cursor.execute("SELECT string_agg(r::text, '|') FROM decisions_recipientindex r")
            (rows,) = cursor.fetchone()
        assert rows
        assert "sarah" not in rows.lower()
        assert b"sarah".hex() not in rows

    def test_the_list_finds_any_kind_and_the_address_says_nothing(self, willow, sarah):
        willow.surgery()
        willow.surgery(kind="police", name="Elm Road Police")
        browser = logged_in(willow.amira)
        shown = browser.post(LIST, {"text": "elm road"})
        assert shown.request["QUERY_STRING"] == ""
        assert "Elm Road Police" in words(shown)
        assert "Elm Road Surgery" in words(shown)
        assert "Canary" not in words(shown)
        assert "Canary" in words(browser.post(LIST, {"text": "ocanary"}))
        assert "Nobody here matches" in words(browser.post(LIST, {"text": "nobody"}))
        assert len(errors(browser.post(LIST, {"text": ""}))) == 1

    def test_another_organisation_finds_nobody(self, willow, alder, sarah):
        willow.surgery()
        for text in ("sarah", "elm"):
            assert queries.find(alder.organisation, text) == []


class TestCorrecting:
    def test_the_newest_correction_stands_and_the_story_keeps_the_rest(self, willow):
        surgery = willow.surgery()
        browser = logged_in(willow.amira)
        address = reverse("recipients:record", args=[surgery.pk, "correction"])
        form = browser.get(address).content.decode()
        assert "Elm Road Surgery" in form
        assert "020 7946 0101" in form
        given = {"name": "Elm Street Surgery", "phone": "020 7946 0199", "reason": "They moved", "key": KEY}
        for _ in range(2):
            assert browser.post(address, given).url == page_of(surgery)
        browser.post(address, given | {"name": "Elm Lane Surgery", "key": KEY[:-1] + "2"})
        assert RecipientCorrection.objects.count() == 2
        assert (again(surgery).name, again(surgery).phone) == ("Elm Lane Surgery", "020 7946 0199")
        shown = words(browser.get(page_of(surgery)))
        assert "The name is Elm Lane Surgery, and the number is 020 7946 0199." in shown
        assert "Corrected again since" in shown
        listed = words(browser.get(LIST))
        assert "Elm Lane Surgery" in listed
        assert "Elm Road" not in listed
        said = body_of(Entry.objects.get(pk=KEY))
        assert said["says"].startswith("Amira Khan corrected what we know of Elm Road Surgery.")

    def test_a_private_persons_correction_is_sealed_and_found_by_the_new_name_only(self, willow, sarah):
        correct_recipient(recipient=sarah, name="Sarah Finch", phone="", reason="Married", by=willow.amira)
        assert (again(sarah).name, again(sarah).phone) == ("Sarah Finch", "")
        assert queries.find(willow.organisation, "finch") == [sarah]
        assert queries.find(willow.organisation, "ocanary") == []
        with connection.cursor() as cursor:
            cursor.execute("SELECT string_agg(r::text, '|') FROM decisions_recipientcorrection r")
            (rows,) = cursor.fetchone()
        assert "Finch" not in rows
        assert b"Finch".hex() not in rows

    def test_two_organisations_never_bear_one_name(self, willow):
        surgery, other = willow.surgery(), willow.surgery(name="Oak Surgery")
        given = {"phone": "", "reason": "Moved", "by": willow.amira}
        with pytest.raises(NotAllowed, match="know this recipient already"):
            correct_recipient(recipient=other, name="Elm Road Surgery", **given)
        correct_recipient(recipient=surgery, name="Ash Surgery", **given)
        with pytest.raises(NotAllowed, match="know this recipient already"):
            willow.surgery(name="Ash Surgery")
        assert Recipient.objects.count() == 2

    def test_two_people_who_correct_at_the_same_time_do_not_overwrite_each_other(self, willow, monkeypatch):
        surgery = willow.surgery()
        given = {"recipient": surgery, "name": "Ash", "phone": "", "reason": "Moved", "by": willow.amira}
        correct_recipient(**given)
        manager = type(surgery.corrections)
        monkeypatch.setattr(manager, "count", lambda _self: 0)
        with pytest.raises(NotAllowed, match="at the same time"):
            correct_recipient(**given)

    def test_a_stranger_corrects_nobody_and_a_reason_is_needed(self, willow, alder):
        given = {"recipient": willow.surgery(), "name": "Ash", "phone": "", "reason": "Moved"}
        with pytest.raises(NotAllowed, match="do not work there"):
            correct_recipient(**given, by=alder.priya)
        with pytest.raises(NotAllowed, match="how you know"):
            correct_recipient(**given | {"reason": " ", "by": willow.amira})
        assert len(errors(logged_in(willow.amira).post(f"{page_of(given['recipient'])}correction/", {}))) == 2


class TestChecking:
    def test_how_they_were_checked_is_kept_once_and_read_back(self, willow):
        surgery = willow.surgery()
        browser = logged_in(willow.amira)
        address = reverse("recipients:record", args=[surgery.pk, "check"])
        given = {
            "kind": "called_back",
            "how": "Asked for Dr Grey by name",
            **day("checked_on", "3 11 2026"),
            "key": KEY,
        }
        for _ in range(2):
            assert browser.post(address, given).url == page_of(surgery)
        check = IdentityCheck.objects.get()
        assert Entry.objects.get(pk=check.pk).event == Event.RECIPIENT_CHECKED
        shown = words(browser.get(page_of(surgery)))
        assert "We called back on a number we found ourselves: Asked for Dr Grey by name" in shown
        assert browser.get(f"{address}{check.pk}/end/").status_code == 404

    def test_a_check_is_of_a_known_kind_and_in_the_past(self, willow):
        given = {"recipient": willow.surgery(), "kind": "called_back", "how": "Called", "by": willow.amira}
        for changes, sentence in (
            ({"kind": "guessed"}, "from the list"),
            ({"how": ""}, "how you checked"),
            ({"checked_on": london_day() + timedelta(days=1)}, "in the past"),
        ):
            with pytest.raises(NotAllowed, match=sentence):
                record_check(**given | changes)
        assert record_check(**given, checked_on=MAY).checked_on == MAY
