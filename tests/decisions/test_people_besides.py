"""What else a person's page records: a no, a carer's own word, what is private, the notice, the Summary Care Record."""

from __future__ import annotations

from datetime import date
from typing import Any
from uuid import uuid4

import pytest
from django.urls import reverse

from audit.ledger.models import Entry
from audit.ledger.queries import body_of
from decisions.individuals import actions
from decisions.individuals.models import ConsentWithdrawal
from decisions.individuals.models_asked import CarerConsent, Notice, RecordPreference, Refusal, Sensitivity
from portal.errors import NotAllowed
from tests.decisions.test_evidence import asked
from tests.decisions.test_people_pages import KEY, day, page_of, record
from tests.decisions.wizard.call import errors, logged_in, words

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("autumn")]

REFUSAL: dict[str, Any] = {
    "recipient_kind": "care_worker",
    "recipient_name": "Elm Road Surgery",
    "items": ["diagnosis", "something_else"],
    "other": "her sleep",
    "purpose": "To plan her visits",
    "action": "tell",
    "asked_how": "in_person",
    "explained": "That they may visit at the wrong time",
    "reason": "It is my own affair",
    "care_at_risk": "no",
    **day("asked_on", "3 11 2026"),
}
PRIVATE: dict[str, Any] = {
    "items": ["something_else"],
    "other": "her diet",
    "says": "Treat my diet as private",
    **day("marked_on", "3 11 2026"),
}
NOTICE: dict[str, Any] = {
    "facts_told": ["held", "who", "purpose", "object"],
    "version": "Version 3, May 2026",
    "how": "Read aloud in her room",
    **day("given_on", "3 11 2026"),
}
PREFERENCE: dict[str, Any] = {
    "choice": "core",
    "how": "She told the surgery in May",
    **day("said_on", "3 11 2026"),
}
FORMS = {"refusal": REFUSAL, "private": PRIVATE, "notice": NOTICE, "summary-record": PREFERENCE}
MODELS = {"refusal": Refusal, "private": Sensitivity, "notice": Notice, "summary-record": RecordPreference}


def send(browser: Any, person: Any, kind: str, given: dict[str, Any], **changes: Any) -> Any:
    address = reverse("individuals:record", args=[person.pk, kind])
    return browser.post(address, given | {"key": KEY} | changes)


@pytest.mark.parametrize("kind", FORMS)
class TestEachFact:
    def test_it_is_recorded_once_with_its_entry_and_read_back(self, willow, kind):
        ada = willow.ada()
        browser = logged_in(willow.amira)
        assert "Save" in words(browser.get(reverse("individuals:record", args=[ada.pk, kind])))
        for _ in range(2):
            assert send(browser, ada, kind, FORMS[kind]).url == page_of(ada)
        fact = MODELS[kind].objects.get()
        assert body_of(fact.entry)["words"] == fact.words
        shown = words(browser.get(page_of(ada)))
        assert [v for k, v in FORMS[kind].items() if isinstance(v, str) and " " in v and v not in shown] == []

    def test_an_empty_form_says_how_to_mend_each_thing(self, willow, kind):
        shown = send(logged_in(willow.amira), willow.ada(), kind, {})
        assert len(errors(shown)) >= 3
        assert not MODELS[kind].objects.exists()

    def test_a_worker_elsewhere_and_a_stranger_find_no_such_page(self, willow, alder, kind):
        ada = willow.ada()
        for other in (willow.ben, alder.priya):
            assert send(logged_in(other), ada, kind, FORMS[kind]).status_code == 404


class TestANo:
    def test_it_stands_beside_the_question_until_they_say_yes(self, willow):
        ada = willow.ada()
        actions.refuse_consent(
            individual=ada, recipient_kind="care_worker", recipient_name="", items=["diagnosis"],
            purpose="To plan", asked_on=date(2026, 5, 3), by=willow.amira,
        )  # fmt: skip
        found = asked(willow, ada, "agreement")
        assert found.stands == {"said_no"}
        assert "They said no." in found.statements[0]
        willow.consent(ada, items=["medicines"])
        assert asked(willow, ada, "agreement").stands == {"said_no"}, "she agreed to something else"
        willow.consent(ada, items=["diagnosis"])
        assert asked(willow, ada, "agreement").stands is None
        assert "They said yes later" in words(logged_in(willow.amira).get(page_of(ada)))

    def test_a_wish_takes_the_place_of_a_no_about_family(self, willow):
        ada = willow.ada()
        actions.refuse_consent(
            individual=ada, recipient_kind="family", recipient_name="", items=["medicines"],
            purpose="To plan", asked_on=date(2026, 5, 3), by=willow.amira,
        )  # fmt: skip
        assert "recorded" not in asked(willow, ada, "family_agreement", "family").stands
        willow.wishes(ada)
        assert asked(willow, ada, "family_agreement", "family").stands is None


class TestACarer:
    def test_only_somebody_they_want_told_is_asked(self, willow):
        ada = willow.ada()
        browser = logged_in(willow.amira)
        assert send(browser, ada, "carer", {}).status_code == 404
        assert "If a carer wants to be told" not in words(browser.get(page_of(ada)))
        wish = willow.wishes(ada)
        given = {
            "carer": str(wish.pk),
            "agrees": "no",
            "about": "",
            "how": "On the telephone",
            **day("said_on", "3 11 2026"),
        }
        assert len(errors(send(browser, ada, "carer", {}))) >= 3
        for _ in range(2):
            assert send(browser, ada, "carer", given).url == page_of(ada)
        assert (
            "Sarah Bright (her daughter) said on 3 November 2026 that they do not want to be told"
            in words(browser.get(page_of(ada)))
        )
        found = asked(willow, ada, "family_agreement", "family")
        assert any("do not want to be told about Ada Bright" in each for each in found.statements)
        carer = CarerConsent.objects.get()
        ending = {"reason": "She changed her mind", "key": KEY[:-1] + "2", **day("ended_on", "22 11 2026")}
        browser.post(reverse("individuals:end", args=[ada.pk, "carer", carer.pk]), ending)
        assert not any(
            "want to be told" in s for s in asked(willow, ada, "family_agreement", "family").statements
        )

    def test_whoever_is_no_longer_wanted_is_not_asked(self, willow):
        wish = willow.wishes(willow.ada())
        actions.end_wishes(wishes=wish, reason="", by=willow.amira)
        with pytest.raises(NotAllowed, match="no longer wants"):
            actions.ask_carer(wishes=wish, agrees=True, by=willow.amira)


class TestBesideTheItems:
    def test_what_is_private_and_the_summary_record_are_said_and_rule_nothing_out(self, willow):
        ada = willow.ada()
        browser = logged_in(willow.amira)
        send(browser, ada, "private", PRIVATE)
        send(browser, ada, "summary-record", PREFERENCE, key=KEY[:-1] + "3")
        found = asked(willow, ada, "items")
        assert found.stands is None
        assert any("treat this as private: her diet" in each for each in found.statements)
        assert any("a Summary Care Record with the core details only" in each for each in found.statements)
        mark = Sensitivity.objects.get()
        ending = {"reason": "She no longer minds", "key": KEY[:-1] + "4", **day("ended_on", "22 11 2026")}
        browser.post(reverse("individuals:end", args=[ada.pk, "private", mark.pk]), ending)
        assert not any("private" in each for each in asked(willow, ada, "items").statements)
        send(browser, ada, "summary-record", PREFERENCE, choice="none", key=KEY[:-1] + "5")
        assert any("no Summary Care Record" in each for each in asked(willow, ada, "items").statements)
        assert "They said something else later" in words(browser.get(page_of(ada)))

    def test_a_fact_of_the_notice_that_was_left_out_is_named(self, willow):
        ada = willow.ada()
        send(logged_in(willow.amira), ada, "notice", NOTICE, facts_told=["held"])
        shown = words(logged_in(willow.amira).get(page_of(ada)))
        assert "They were not told: who may see it, what it is for and how to say no." in shown
        with pytest.raises(NotAllowed, match="Select what they were told"):
            actions.give_notice(individual=ada, facts=[], version="1", how="x", by=willow.amira)


class TestSeniorsLook:
    def _taken_back(self, willow):
        consent = willow.consent(willow.ada())
        address = reverse("individuals:end", args=[consent.individual_id, "agreement", consent.pk])
        given = {"reason": "She said so", "explained": "", "care_at_risk": "yes", "key": KEY}
        logged_in(willow.amira).post(address, given | day("ended_on", "22 11 2026"))
        return ConsentWithdrawal.objects.get()

    def test_a_no_that_may_make_care_impossible_waits_for_a_senior(self, willow):
        back = self._taken_back(willow)
        assert Entry.objects.get(pk=back.pk).flags == ["care_at_risk"]
        senior = logged_in(willow.ruth)
        listed = words(senior.get(reverse("seniors:noes")))
        assert "WH-101" in listed
        assert "Ada" not in listed
        assert "Not yet" in listed
        address = reverse("seniors:review", args=[back.pk])
        assert len(errors(senior.post(address, {}))) == 3
        given = {"talked": "Ada and her son", "outcome": "We ask her each day", "key": KEY[:-1] + "2"}
        for _ in range(2):
            senior.post(address, given | day("reviewed_on", "22 11 2026"))
        assert "22 November 2026" in words(senior.get(reverse("seniors:noes")))
        assert Entry.objects.filter(event="refusal.reviewed").count() == 1
        again = senior.post(address, given | day("reviewed_on", "22 11 2026") | {"key": KEY[:-1] + "3"})
        assert "A senior has looked at this already." in words(again)
        assert "a senior looked at a no" in words(senior.get(page_of(back.consent.individual)))

    def test_a_refusal_waits_too_and_workers_see_no_list(self, willow, alder):
        ada = willow.ada()
        send(logged_in(willow.amira), ada, "refusal", REFUSAL, care_at_risk="yes")
        refusal = Refusal.objects.get()
        review = actions.review_refusal(no=refusal, talked="Ada", outcome="Another way", by=willow.priya)
        assert review.about_id == refusal.pk
        for other in (willow.amira, alder.priya):
            assert logged_in(other).get(reverse("seniors:review", args=[refusal.pk])).status_code == 404
        assert logged_in(willow.amira).get(reverse("seniors:noes")).status_code == 404
        assert "There is none." in words(logged_in(alder.priya).get(reverse("seniors:noes")))


def test_the_basis_in_data_law_is_kept_apart_from_their_yes(willow):
    ada = willow.ada()
    record(logged_in(willow.amira), ada, "agreement", data_basis="task")
    shown = words(logged_in(willow.amira).get(page_of(ada)))
    assert "Basis in data-protection law Article 6(1)(e), public task" in shown


@pytest.mark.parametrize("scope", ["leaving_practice", "onward_nhs"])
def test_the_two_onward_levels_are_about_research_and_not_about_care(willow, scope):
    ada = willow.ada()
    willow.objection(ada, scope=scope, items=[], to_whom="")
    assert asked(willow, ada, "agreement") is None
    assert asked(willow, ada, "items") is None


@pytest.mark.parametrize(
    ("action", "fact", "given"),
    [
        ("end_private", "mark", {"items": ["contacts"], "says": "x"}),
        ("end_carer", "carer", None),
    ],
)
def test_a_thing_ends_once_however_often_it_is_sent(willow, action, fact, given):
    ada = willow.ada()
    if given is None:
        made = actions.ask_carer(wishes=willow.wishes(ada), agrees=True, by=willow.amira)
    else:
        made = actions.mark_private(individual=ada, by=willow.amira, **given)
    end, event_id = getattr(actions, action), uuid4()
    first = end(**{fact: made}, reason="She said so", event_id=event_id, by=willow.amira)
    assert end(**{fact: made}, reason="She said so", event_id=event_id, by=willow.amira) == first
    with pytest.raises(NotAllowed, match="ended already"):
        end(**{fact: made}, reason="She said so", by=willow.amira)
