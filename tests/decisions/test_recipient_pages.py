"""The page of someone we may share with: known numbers, why to trust them, what they signed, and warnings."""

from __future__ import annotations

from typing import Any

import pytest
from django.urls import reverse

from audit.ledger.events import Event
from audit.ledger.models import Entry
from audit.ledger.queries import body_of
from decisions.recipients import queries, standing
from decisions.recipients.actions import raise_alert, record_agreement, record_assurance
from decisions.recipients.codes import AGREEMENTS, ASSURANCES, ELEMENTS
from decisions.recipients.models import Agreement, Alert, AlertReading, Assurance, Recipient, Route
from portal.days import london_day
from portal.errors import NotAllowed
from tests.decisions.test_people_pages import KEY, day
from tests.decisions.wizard.call import errors, logged_in, words

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("autumn")]

FORMS: dict[str, dict[str, Any]] = {
    "route": {
        "kind": "phone",
        "value": "020 7946 0199",
        "found": "The surgery's own website",
        **day("found_on", "3 11 2026"),
    },
    "assurance": {
        "kind": "toolkit",
        "evidence": "Standards met, in the office file",
        "by_whom": "The practice manager",
        **day("seen_on", "3 11 2026"),
        **day("ends_on", "30 6 2027"),
    },
    "agreement": {
        "kind": "sharing",
        **{code: f"About {label.lower()}" for code, label in ELEMENTS.items()},
        "kept": "Office, drawer two",
        **day("starts_on", "3 11 2026"),
        **day("ends_on", "3 11 2027"),
    },
    "warning": {
        "reason": "They passed on a list of names",
        **day("starts_on", "3 11 2026"),
        **day("ends_on", "3 11 2027"),
    },
}
MODELS = {"route": Route, "assurance": Assurance, "agreement": Agreement, "warning": Alert}


def page_of(recipient: Recipient) -> str:
    return reverse("recipients:page", args=[recipient.pk])


def record(browser: Any, recipient: Recipient, slug: str, **changes: Any) -> Any:
    address = reverse("recipients:record", args=[recipient.pk, slug])
    return browser.post(address, FORMS[slug] | {"key": KEY} | changes)


class TestTheList:
    def test_a_worker_adds_someone_once_and_finds_them_with_their_number(self, willow):
        browser = logged_in(willow.amira)
        given = {"kind": "care_worker", "name": "Elm Road Surgery", "phone": "020 7946 0101", "private": "no"}
        for _ in range(2):
            response = browser.post(reverse("recipients:new"), given | {"key": KEY})
        assert response.url == page_of(Recipient.objects.get())
        listed = words(browser.get(reverse("recipients:list")))
        assert "Elm Road Surgery" in listed
        assert "020 7946 0101" in listed
        again = browser.post(reverse("recipients:new"), given | {"key": KEY[:-1] + "9"})
        assert "We know this recipient already." in words(again)
        assert len(errors(browser.post(reverse("recipients:new"), {}))) == 3

    def test_a_private_person_is_not_listed_and_a_look_leaves_its_entry(self, willow):
        sarah = willow.surgery(kind="family", name="Sarah Canary", phone="", private=True)
        browser = logged_in(willow.amira)
        assert "Canary" not in words(browser.get(reverse("recipients:list")))
        assert "We hold no number for them." in words(browser.get(page_of(sarah)))
        assert Entry.objects.get(event=Event.RECIPIENT_OPENED).about_id == sarah.pk

    def test_another_organisation_finds_nothing(self, willow, alder):
        surgery = willow.surgery()
        alert = raise_alert(recipient=surgery, reason="Ask first", by=willow.priya)
        browser = logged_in(alder.priya)
        for address in (page_of(surgery), reverse("recipients:warning", args=[alert.pk])):
            assert browser.get(address).status_code == 404
        assert "Elm Road" not in words(browser.get(reverse("recipients:list")))


class TestRecording:
    @pytest.mark.parametrize("kind", FORMS)
    def test_each_fact_is_recorded_once_read_back_and_ended(self, willow, kind):
        surgery = willow.surgery()
        browser = logged_in(willow.priya)
        assert "Save" in words(browser.get(reverse("recipients:record", args=[surgery.pk, kind])))
        for _ in range(2):
            assert record(browser, surgery, kind).url == page_of(surgery)
        fact = MODELS[kind].objects.get()
        assert str(fact.pk) == KEY
        assert body_of(fact.entry)["words"] == fact.words
        shown = words(browser.get(page_of(surgery)))
        typed = [value for value in FORMS[kind].values() if " " in value]
        assert [each for each in typed if each not in shown] == []
        ending = reverse("recipients:end", args=[surgery.pk, kind, fact.pk])
        given = {"reason": "It was replaced", **day("ended_on", "22 11 2026"), "key": KEY[:-1] + "2"}
        assert browser.post(ending, given).url == page_of(surgery)
        after = words(browser.get(page_of(surgery)))
        assert "Ended on 22 November 2026" in after
        assert "It was replaced" in after
        again = browser.post(ending, given | {"key": KEY[:-1] + "3"})
        assert "already" in words(again)

    @pytest.mark.parametrize("kind", ["assurance", "agreement", "warning"])
    def test_a_worker_may_not_say_whom_we_trust(self, willow, kind):
        surgery = willow.surgery()
        assert record(logged_in(willow.amira), surgery, kind).status_code == 404
        shown = words(logged_in(willow.amira).get(page_of(surgery)))
        assert "How to reach them" in shown
        assert "An agreement they signed" not in shown

    @pytest.mark.parametrize("kind", FORMS)
    def test_an_empty_form_says_how_to_mend_each_thing(self, willow, kind):
        surgery = willow.surgery()
        shown = logged_in(willow.priya).post(reverse("recipients:record", args=[surgery.pk, kind]), {})
        assert len(errors(shown)) >= 2
        assert not MODELS[kind].objects.exists()

    def test_what_must_end_has_a_last_day_and_codes_are_from_the_list(self, willow):
        given = {"recipient": willow.surgery(), "evidence": "x", "by_whom": "y", "by": willow.priya}
        for changes, sentence in (
            ({"kind": "toolkit", "ends_on": None}, "Enter the day it ends"),
            ({"kind": "toolkit", "ends_on": london_day().replace(year=2020)}, "must not be before the first"),
            ({"kind": "nonsense", "ends_on": london_day()}, "Select one from the list"),
        ):
            with pytest.raises(NotAllowed, match=sentence):
                record_assurance(**given, **changes)


class TestTrust:
    def test_an_agreement_that_lacks_an_element_says_so_and_does_not_count(self, willow):
        surgery = willow.surgery()
        browser = logged_in(willow.priya)
        record(browser, surgery, "agreement", liability="", destroying="")
        shown = words(browser.get(page_of(surgery)))
        assert "It does not say: when and how they destroy it, what happens if they break it." in shown
        assert standing.agreement_in_force(surgery, london_day()) is None
        whole = dict.fromkeys(ELEMENTS, "Written down")
        made = record_agreement(
            recipient=surgery, kind="sharing", elements=whole, kept="Drawer",
            ends_on=london_day(), by=willow.priya,
        )  # fmt: skip
        assert standing.agreement_in_force(surgery, london_day()) == made
        assert AGREEMENTS["sharing"] in words(browser.get(page_of(surgery)))

    def test_a_trusted_environment_needs_all_three_documents_in_force(self, willow):
        surgery = willow.surgery()
        browser = logged_in(willow.priya)
        assert "Not yet a trusted environment" not in words(browser.get(page_of(surgery)))
        for number, kind in enumerate(("contract", "security")):
            record(browser, surgery, "assurance", kind=kind, key=KEY[:-1] + str(number))
        shown = words(browser.get(page_of(surgery)))
        assert f"Still missing: {ASSURANCES['audit']}" in shown
        record(browser, surgery, "assurance", kind="audit", key=KEY[:-1] + "7")
        assert standing.trusted_environment(surgery, london_day()) == ()
        assert standing.trusted_environment(surgery, london_day().replace(year=2028)) == (
            "contract",
            "security",
            "audit",
        )


class TestWarnings:
    def test_every_worker_reads_a_warning_once_and_it_leaves_its_entry(self, willow):
        alert = raise_alert(recipient=willow.surgery(), reason="Ask first", by=willow.priya)
        address = reverse("recipients:warning", args=[alert.pk])
        for worker in (willow.amira, willow.ben):
            assert queries.unread(worker, willow.organisation, london_day()) == [alert]
            browser = logged_in(worker)
            assert "Ask first" in words(browser.get(address))
            for _ in range(2):
                assert browser.post(address).url == reverse("portal:home")
            assert queries.unread(worker, willow.organisation, london_day()) == []
        assert AlertReading.objects.count() == 2
        assert Entry.objects.filter(event=Event.ALERT_ACKNOWLEDGED, about_id=alert.pk).count() == 2

    def test_a_warning_stands_on_the_home_page_until_it_is_read(self, willow):
        alert = raise_alert(recipient=willow.surgery(), reason="Ask first", by=willow.priya)
        browser = logged_in(willow.amira)
        assert "A warning to read" in words(browser.get(reverse("portal:home")))
        browser.post(reverse("recipients:warning", args=[alert.pk]))
        assert "A warning to read" not in words(browser.get(reverse("portal:home")))

    def test_a_warning_that_was_lifted_cannot_be_read(self, willow):
        surgery = willow.surgery()
        browser = logged_in(willow.priya)
        record(browser, surgery, "warning")
        ending = reverse("recipients:end", args=[surgery.pk, "warning", KEY])
        browser.post(ending, {"reason": "Solved", **day("ended_on", "22 11 2026"), "key": KEY[:-1] + "2"})
        assert browser.get(reverse("recipients:warning", args=[KEY])).status_code == 404
