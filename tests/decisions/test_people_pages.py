"""The page of a person we look after: found, read, added to and ended by those who may, and nobody else."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest
from django.urls import reverse

from audit.ledger.events import Event
from audit.ledger.models import Entry
from audit.ledger.queries import body_of
from decisions.individuals.models import CapacityRecord, Consent, Objection, Wishes
from tests.decisions.wizard.call import errors, logged_in, words

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("autumn")]

KEY = "0199aaaa-0000-7000-8000-000000000001"


def day(name: str, date: str) -> dict[str, str]:
    """Return a date as it is posted."""
    return dict(zip((f"{name}-day", f"{name}-month", f"{name}-year"), date.split(), strict=True))


AGREEMENT: dict[str, Any] = {
    "recipient_kind": "care_worker",
    "recipient_name": "Elm Road Surgery",
    "items": ["medicines", "something_else"],
    "other": "her sleep",
    "purpose": "To order the repeat",
    "benefit": "She gets the right tablets",
    "explained": "That the surgery would be told her tablets",
    "action": "tell",
    "asked_how": "in_person",
    "where": "In her room, in English, with her daughter",
    "understood": "yes",
    "evidence": "Care plan, page 3",
    **day("given_on", "3 11 2026"),
    **day("ends_on", "3 11 2027"),
}
OBJECTION: dict[str, Any] = {
    "scope": "family",
    "to_whom": "my brother",
    "extent": "some",
    "items": ["diagnosis"],
    "other": "",
    "consequences": "He may not know how to help her",
    "overrule": "yes",
    **day("raised_on", "3 11 2026"),
}
WISHES: dict[str, Any] = {
    "name": "Sarah Bright",
    "relation": "daughter",
    "items": ["recent_changes"],
    "other": "",
    "circumstances": "Only if she falls",
    **day("recorded_on", "3 11 2026"),
    **day("ends_on", "  ".replace("  ", "3 11 2027")),
}
CAPACITY: dict[str, Any] = {
    "question": "Telling her son about her illness",
    "recipient_kind": "family",
    "help_given": "Pictures, in the morning",
    "can": "no",
    "because": "Dementia",
    "cannot": ["weigh"],
    "authority": "none",
    "consultees": "Her daughter. Her son did not agree.",
    "best": "That he knows, since he visits and can comfort her",
    "items": ["recent_changes"],
    "other": "",
    **day("assessed_on", "3 11 2026"),
    **day("review_on", "3 5 2027"),
}
FORMS = {"agreement": AGREEMENT, "objection": OBJECTION, "wishes": WISHES, "capacity": CAPACITY}
MODELS = {"agreement": Consent, "objection": Objection, "wishes": Wishes, "capacity": CapacityRecord}


def page_of(person: Any) -> str:
    return reverse("individuals:page", args=[person.pk])


def record(browser: Any, person: Any, kind: str, **changes: Any) -> Any:
    address = reverse("individuals:record", args=[person.pk, kind])
    return browser.post(address, FORMS[kind] | {"key": KEY} | changes)


class TestFinding:
    def test_one_match_opens_the_page_and_several_are_listed(self, willow):
        ada = willow.ada()
        browser = logged_in(willow.amira)
        assert browser.post(reverse("individuals:find"), {"text": "Ada Bright"}).url == page_of(ada)
        willow.ada(name="Ada Brown", reference="WH-102", nhs_number="")
        found = words(browser.post(reverse("individuals:find"), {"text": "Ada"}))
        assert "Ada Bright" in found
        assert "WH-102" in found

    def test_nobody_found_is_a_sentence_and_nothing_typed_is_an_error(self, willow):
        browser = logged_in(willow.amira)
        assert "Nobody here matches" in words(browser.post(reverse("individuals:find"), {"text": "Zoe"}))
        assert errors(browser.post(reverse("individuals:find"), {"text": ""})) == [
            ("#text", "Enter a reference, a name or an NHS number")
        ]

    def test_a_worker_elsewhere_and_a_stranger_find_no_page(self, willow, alder):
        ada = willow.ada()
        for other in (willow.ben, alder.amira, alder.priya):
            for address in (page_of(ada), reverse("individuals:record", args=[ada.pk, "agreement"])):
                assert logged_in(other).get(address).status_code == 404


class TestThePage:
    def test_that_it_was_opened_is_recorded_and_shown(self, willow):
        ada = willow.ada()
        shown = words(logged_in(willow.priya).get(page_of(ada)))
        assert "Opened this page" in shown
        assert "Priya Nair" in shown
        entry = Entry.objects.get(event=Event.INDIVIDUAL_OPENED)
        assert entry.about_id == ada.pk
        assert body_of(entry)["says"] == "Priya Nair opened what the registers say about Ada Bright."

    def test_what_stands_comes_first_and_what_ended_tells_how(self, willow):
        ada = willow.ada()
        browser = logged_in(willow.amira)
        willow.consent(ada)
        consent = Consent.objects.get()
        address = reverse("individuals:end", args=[ada.pk, "agreement", consent.pk])
        assert "Elm Road Surgery" in words(browser.get(address))
        given = {
            "reason": "She said so today",
            "explained": "",
            "care_at_risk": "no",
            "key": KEY,
            **day("ended_on", "22 11 2026"),
        }
        assert browser.post(address, given).url == page_of(ada)
        shown = words(browser.get(page_of(ada)))
        assert "Nothing is recorded that stands today." in shown
        assert "Ended on 22 November 2026" in shown
        assert "She said so today" in shown
        again = browser.post(address, given | {"key": KEY[:-1] + "2"})
        assert "This was taken back already." in words(again)

    def test_a_date_that_has_passed_is_told(self, willow):
        ada = willow.ada()
        willow.consent(ada, given_on=date(2025, 10, 18), ends_on=date(2026, 4, 16))
        shown = words(logged_in(willow.amira).get(page_of(ada)))
        assert "Nothing is recorded that stands today." in shown
        assert "Ran out on 16 April 2026" in shown
        assert "This has ended" not in shown, "what ran out needs no end"


class TestRecording:
    @pytest.mark.parametrize("kind", FORMS)
    def test_each_fact_is_recorded_once_with_its_entry_and_read_back(self, willow, kind):
        ada = willow.ada()
        browser = logged_in(willow.amira)
        assert "Save" in words(browser.get(reverse("individuals:record", args=[ada.pk, kind])))
        for _ in range(2):
            assert record(browser, ada, kind).url == page_of(ada)
        fact = MODELS[kind].objects.get()
        assert str(fact.pk) == KEY
        assert body_of(fact.entry)["words"] == fact.words
        shown = words(browser.get(page_of(ada)))
        typed = [v for v in FORMS[kind].values() if isinstance(v, str) and " " in v]
        assert [each for each in typed if each not in shown] == []

    @pytest.mark.parametrize("kind", FORMS)
    def test_an_empty_form_says_how_to_mend_each_thing(self, willow, kind):
        ada = willow.ada()
        shown = logged_in(willow.amira).post(reverse("individuals:record", args=[ada.pk, kind]), {})
        assert shown.status_code == 200
        assert len(errors(shown)) >= 4
        assert not MODELS[kind].objects.exists()

    def test_something_else_is_named(self, willow):
        shown = record(logged_in(willow.amira), willow.ada(), "agreement", other="")
        assert ("#other", "Enter what the something else is") in errors(shown)

    def test_what_was_not_understood_is_no_agreement(self, willow):
        shown = record(logged_in(willow.amira), willow.ada(), "agreement", understood="not_sure")
        assert "This is not an agreement yet" in words(shown)

    def test_a_no_to_everything_needs_no_items_and_a_no_to_some_does(self, willow):
        ada = willow.ada()
        browser = logged_in(willow.amira)
        some = record(browser, ada, "objection", items=[])
        assert ("#items", "Select which things they should not be told") in errors(some)
        record(browser, ada, "objection", extent="all", items=[])
        assert Objection.objects.get().items == []

    def test_who_can_decide_needs_no_second_stage(self, willow):
        ada = willow.ada()
        browser = logged_in(willow.amira)
        shown = record(browser, ada, "capacity", because="", cannot=[], best="")
        assert [sentence for _, sentence in errors(shown)] == [
            "Enter what affects their mind or brain",
            "Select what they could not do",
            "Enter what is best for them",
        ]
        record(browser, ada, "capacity", can="yes", because="", cannot=[], best="", items=[])
        assert CapacityRecord.objects.get().has_capacity

    def test_a_day_to_come_and_an_end_before_the_start_are_refused(self, willow):
        browser = logged_in(willow.amira)
        shown = record(browser, willow.ada(), "agreement", **day("given_on", "3 12 2026"))
        assert "The date must be today or in the past" in words(shown)

    @pytest.mark.parametrize("bad", ["\x00", "\ud800", "😀" * 300, "x" * 1_000_000, "\u202egnp.exe"])
    def test_bad_input_is_never_a_broken_page(self, willow, bad):
        ada = willow.ada()
        browser = logged_in(willow.amira)
        for kind in FORMS:
            try:
                response = record(
                    browser, ada, kind, **dict.fromkeys(("purpose", "name", "to_whom", "best"), bad)
                )
            except UnicodeEncodeError:
                continue
            assert response.status_code in {200, 302, 400, 413, 503}

    def test_a_kind_that_is_none_is_not_found(self, willow):
        ada = willow.ada()
        browser = logged_in(willow.amira)
        assert browser.get(reverse("individuals:record", args=[ada.pk, "nonsense"])).status_code == 404
        assert browser.get(reverse("individuals:end", args=[ada.pk, "capacity", ada.pk])).status_code == 404
        assert browser.get(reverse("individuals:end", args=[ada.pk, "wishes", ada.pk])).status_code == 404
