"""Who looks after whom, and since when; details put right; and a look in the other homes, recorded first."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any
from uuid import UUID, uuid4

import pytest
import time_machine
from django.urls import reverse

from audit.ledger.errors import IdTaken
from audit.ledger.models import Entry
from audit.ledger.queries import body_of
from decisions.individuals import actions
from decisions.individuals.models import Individual
from decisions.individuals.models_ties import HomeOfIndividual, Relationship
from decisions.individuals.queries import find, get
from decisions.individuals.ties import homes_of
from portal.days import london_day
from portal.errors import NotAllowed
from portal.models import Home, Membership
from portal.roles import Role
from tests.decisions.test_people_pages import KEY, day, page_of
from tests.decisions.wizard.call import Call, errors, logged_in, words

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("autumn")]

TODAY = date(2026, 11, 22)
NINO = "QQ 12 34 56 C"


def sees(willow: Any, user: Any, person: Individual) -> bool:
    return get(membership=willow.at(user), individual_id=person.pk) is not None


def move(
    willow: Any, person: Individual, home: Home, *, instead: bool = True, **changes: Any
) -> HomeOfIndividual:
    given = {"home": home, "instead": instead, "reason": "She asked to", "by": willow.ruth}
    return actions.record_home(individual=person, **given | changes)


class TestHomes:
    def test_who_moves_is_seen_by_the_new_home_and_no_longer_by_the_old(self, willow):
        ada = willow.ada()
        move(willow, ada, willow.at_home, began_on=date(2026, 11, 1))
        assert (sees(willow, willow.amira, ada), sees(willow, willow.ben, ada)) == (False, True)
        assert find(membership=willow.at(willow.ben), text="Ada Bright") == [ada]
        with pytest.raises(NotAllowed, match="do not work there"):
            willow.consent(ada)
        assert willow.consent(ada, by=willow.ben)
        assert [homes_of(ada, on) for on in (date(2026, 10, 31), date(2026, 11, 1))] == [
            [willow.house],
            [willow.at_home],
        ]
        assert Individual.objects.get(pk=ada.pk).home == willow.house, "where she came first is not changed"
        move(willow, ada, willow.house)
        assert (sees(willow, willow.amira, ada), sees(willow, willow.ben, ada)) == (True, False)

    def test_of_two_moves_on_a_day_the_later_entry_counts(self, willow):
        ada = willow.ada()
        for home in (willow.at_home, willow.house, willow.at_home):
            move(willow, ada, home)
        assert (sees(willow, willow.amira, ada), sees(willow, willow.ben, ada)) == (False, True)
        assert homes_of(ada, TODAY) == [willow.at_home]

    def test_a_second_home_helps_until_it_ends(self, willow):
        ada = willow.ada()
        stay = move(willow, ada, willow.at_home, instead=False)
        assert sees(willow, willow.amira, ada)
        assert sees(willow, willow.ben, ada)
        assert homes_of(ada, TODAY) == [willow.house, willow.at_home]
        event_id = uuid4()
        end = actions.end_home(stay=stay, reason="Done", event_id=event_id, by=willow.ruth)
        assert actions.end_home(stay=stay, reason="Done", event_id=event_id, by=willow.ruth) == end
        assert not sees(willow, willow.ben, ada)
        with pytest.raises(NotAllowed, match="ended already"):
            actions.end_home(stay=stay, reason="Done", by=willow.ruth)

    def test_where_somebody_lives_ends_only_with_a_move(self, willow, alder):
        ada = willow.ada()
        stay = move(willow, ada, willow.at_home)
        with pytest.raises(NotAllowed, match="where they moved to instead"):
            actions.end_home(stay=stay, reason="x", by=willow.ruth)
        with pytest.raises(NotAllowed, match="one of your homes"):
            move(willow, ada, alder.house)
        with pytest.raises(NotAllowed, match="Your role"):
            move(willow, ada, willow.house, by=willow.amira)

    def test_the_page_records_it_and_tells_the_story(self, willow):
        ada = willow.ada()
        senior = logged_in(willow.ruth)
        address = reverse("individuals:record", args=[ada.pk, "home"])
        assert len(errors(senior.post(address, {}))) == 4
        given = {"home": str(willow.at_home.pk), "instead": "yes", "reason": "Nearer to her son", "key": KEY}
        for _ in range(2):
            assert senior.post(address, given | day("began_on", "3 11 2026")).url == page_of(ada)
        shown = words(senior.get(page_of(ada)))
        assert "Ada Bright moved to Willow at Home on 3 November 2026." in shown
        move(willow, ada, willow.house)
        assert "They moved later" in words(senior.get(page_of(ada)))
        assert logged_in(willow.amira).get(address).status_code == 404

    def test_with_one_home_there_is_nowhere_to_move(self, willow):
        ada = willow.ada()
        Membership.objects.filter(user=willow.ben).delete()
        willow.at_home.delete()
        address = reverse("individuals:record", args=[ada.pk, "home"])
        assert logged_in(willow.ruth).get(address).status_code == 404


class TestWorkers:
    def test_a_worker_helps_from_the_first_day_to_the_end_of_the_last(self, willow):
        ada = willow.ada()
        senior = logged_in(willow.priya)
        address = reverse("individuals:record", args=[ada.pk, "helper"])
        given = {"worker": str(willow.ben.pk), "reason": "Amira is ill", "key": KEY}
        given |= day("began_on", "22 11 2026") | day("ends_on", "24 11 2026")
        assert len(errors(senior.post(address, {}))) == 4
        for _ in range(2):
            assert senior.post(address, given).url == page_of(ada)
        assert sees(willow, willow.ben, ada)
        with time_machine.travel("2026-11-24T23:59:59Z"):
            assert sees(willow, willow.ben, ada)
        with time_machine.travel("2026-11-25T00:00:00Z"):
            assert not sees(willow, willow.ben, ada)
        relationship = Relationship.objects.get()
        ending = {"reason": "Amira is back", "key": KEY[:-1] + "2", **day("ended_on", "22 11 2026")}
        for _ in range(2):
            senior.post(reverse("individuals:end", args=[ada.pk, "helper", relationship.pk]), ending)
        assert not sees(willow, willow.ben, ada)
        assert "Amira is back" in words(senior.get(page_of(ada)))
        with pytest.raises(NotAllowed, match="ended already"):
            actions.end_relationship(relationship=relationship, reason="x", by=willow.priya)

    def test_only_somebody_who_works_here_helps(self, willow, alder):
        with pytest.raises(NotAllowed, match="works here"):
            actions.record_relationship(
                individual=willow.ada(), worker=alder.amira, reason="x", ends_on=TODAY, by=willow.priya
            )

    def test_where_nobody_works_elsewhere_nobody_is_offered(self, willow):
        ada = willow.ada()
        Membership.objects.filter(user=willow.ben).delete()
        address = reverse("individuals:record", args=[ada.pk, "helper"])
        assert logged_in(willow.priya).get(address).status_code == 404


class TestDetails:
    def right(self, willow: Any, person: Individual, **changes: Any) -> Any:
        given = {"name": "Ada Brighton", "reference": "WH-101", "nhs_number": "", "reason": "Her passport"}
        return actions.correct_individual(individual=person, **{**given, "by": willow.amira, **changes})

    def test_she_is_found_by_the_new_details_alone_and_the_old_stay_in_the_entry(self, willow):
        ada = willow.ada()
        fact = self.right(willow, ada, date_of_birth=date(1936, 3, 15))
        assert Individual.objects.get(pk=ada.pk).details.name == "Ada Brighton"
        seen = get(membership=willow.at(willow.amira), individual_id=ada.pk)
        assert seen.details.date_of_birth == date(1936, 3, 15)
        assert find(membership=willow.at(willow.amira), text="Ada Brighton") == [ada]
        for gone in ("Ada Bright", "999 000 0018"):
            assert find(membership=willow.at(willow.amira), text=gone) == []
        assert body_of(ada.entry)["words"]["name"] == "Ada Bright"
        assert body_of(fact.entry)["words"]["name"] == "Ada Brighton"
        assert fact.entry.body.key_id == ada.key_id
        self.right(willow, ada, name="Ada Brightwell")
        assert Individual.objects.get(pk=ada.pk).details.name == "Ada Brightwell"

    def test_a_number_in_use_elsewhere_is_refused_and_nothing_is_changed(self, willow):
        ada = willow.ada()
        willow.ada(name="Zoe Clay", reference="WH-7", nhs_number="999 000 0026")
        with pytest.raises(NotAllowed, match="in use already"):
            self.right(willow, ada, nhs_number="999 000 0026")
        assert find(membership=willow.at(willow.amira), text="Ada Bright") == [ada]
        kept = body_of(Entry.objects.get(event="individual.sought"))
        assert kept["words"] == {"looked_for": "WH-101, 999 000 0026", "reason": "Her passport"}

    def test_the_form_shows_what_stands_and_is_recorded_once(self, willow):
        ada = willow.ada()
        browser = logged_in(willow.amira)
        address = reverse("individuals:record", args=[ada.pk, "details"])
        assert 'value="Ada Bright"' in browser.get(address).content.decode()
        given = {"name": "Ada Brighton", "reference": "WH-101", "nhs_number": "9990000018", "key": KEY}
        for _ in range(2):
            assert browser.post(address, given | {"reason": "Her passport"}).url == page_of(ada)
        assert Entry.objects.filter(event="individual.corrected").count() == 1
        assert "The details were put right: Ada Brighton (WH-101)." in words(browser.get(page_of(ada)))


class TestElsewhere:
    ADDRESS = "/people/elsewhere/"
    GIVEN: dict[str, Any] = {"text": "Ada Bright", "reason": "She came to us last night", "key": KEY}

    def test_nothing_at_home_says_the_same_whoever_lives_elsewhere(self, willow):
        browser = logged_in(willow.ben)
        nobody = words(browser.post(reverse("individuals:find"), {"text": "Ada Bright"}))
        willow.ada()
        assert words(browser.post(reverse("individuals:find"), {"text": "Ada Bright"})) == nobody
        assert "Look in the organisation’s other homes" in nobody
        assert not Entry.objects.filter(event="individual.sought").exists()

    def test_the_look_is_recorded_first_and_shows_no_name(self, willow):
        ada = willow.ada()
        browser = logged_in(willow.ben)
        asked = browser.post(self.ADDRESS, {"text": "Ada Bright"})
        assert 'value="Ada Bright"' in asked.content.decode()
        assert ("#reason", "Enter why you need to find them") in errors(
            browser.post(self.ADDRESS, {"text": "Ada Bright", "reason": ""})
        )
        for _ in range(2):
            shown = words(browser.post(self.ADDRESS, self.GIVEN))
        assert "WH-101, A.B." in shown
        assert "Willow House" in shown
        assert "Ada" not in shown
        entry = Entry.objects.get(event="individual.sought")
        assert body_of(entry)["words"] == {
            "looked_for": "Ada Bright",
            "reason": "She came to us last night",
        }
        assert browser.get(page_of(ada)).status_code == 404
        guardian = words(logged_in(willow.priya).get(reverse("seniors:looks")))
        assert "Ben Carter" in guardian
        assert "She came to us last night" in guardian
        assert logged_in(willow.ruth).get(reverse("seniors:looks")).status_code == 404

    def test_a_look_for_somebody_else_needs_its_own_entry(self, willow):
        willow.ada()
        browser = logged_in(willow.ben)
        browser.post(self.ADDRESS, self.GIVEN | {"text": "Zoe Clay"})
        assert browser.post(self.ADDRESS, self.GIVEN).status_code == 503
        with pytest.raises(IdTaken):
            actions.seek_elsewhere(
                organisation=willow.organisation,
                looked_for="Zoe Clay",
                reason="x",
                event_id=UUID(KEY),
                by=willow.ruth,
            )

    def test_nobody_found_is_a_sentence_and_a_stranger_finds_nobody(self, willow, alder):
        willow.ada()
        shown = words(logged_in(alder.amira).post(self.ADDRESS, self.GIVEN))
        assert "Nobody in our homes matches." in shown
        refused = logged_in(willow.ben).post(self.ADDRESS, self.GIVEN | {"text": "\u202eAda"})
        assert refused.status_code == 200

    def test_who_helps_sees_the_page_for_seven_days_and_only_of_whom_they_found(self, willow):
        ada, zoe = willow.ada(), willow.ada(name="Zoe Clay", reference="WH-7", nhs_number="")
        browser = logged_in(willow.ben)
        browser.post(self.ADDRESS, self.GIVEN)
        # The ledger has a clock of its own, so the day is the one that the look bears.
        looked_at = Entry.objects.get(pk=KEY).recorded_at
        with time_machine.travel(looked_at, tick=False):
            browser, helps = logged_in(willow.ben), {"key": KEY[:-1] + "2"}
            for _ in range(2):
                assert browser.post(reverse("individuals:help", args=[KEY, ada.pk]), helps).url == page_of(
                    ada
                )
            relationship, today = Relationship.objects.get(), london_day()
            assert (relationship.began_on, relationship.ends_on) == (today, today + timedelta(days=6))
            assert "Ben Carter helps to look after Ada Bright" in words(browser.get(page_of(ada)))
            others = logged_in(willow.amira)
            assert browser.post(reverse("individuals:help", args=[KEY, zoe.pk]), {}).status_code == 404
            assert others.post(reverse("individuals:help", args=[KEY, ada.pk])).status_code == 404
            assert browser.post(reverse("individuals:help", args=[uuid4(), ada.pk]), {}).status_code == 404
        with time_machine.travel(looked_at + timedelta(days=1), tick=False):
            tomorrow = logged_in(willow.ben)
            assert tomorrow.post(reverse("individuals:help", args=[KEY, ada.pk])).status_code == 404


class TestANationalInsuranceNumber:
    SENTENCE = "This looks like a National Insurance number."

    def test_it_is_recognised_wherever_somebody_is_looked_for(self, willow):
        willow.ada()
        browser = logged_in(willow.amira)
        assert self.SENTENCE in words(browser.post(reverse("individuals:find"), {"text": NINO}))
        elsewhere = {"text": NINO, "reason": "To find her"}
        assert self.SENTENCE in words(browser.post(reverse("individuals:elsewhere"), elsewhere))
        call = Call(willow.amira).say("no", "care_worker", "called_back")
        assert self.SENTENCE in words(call.post({"answer": NINO, "knows": "no"}))

    def test_a_reference_that_looks_like_one_finds_its_person(self, willow):
        ada = willow.ada(reference="WH 12 34 56 A")
        found = logged_in(willow.amira).post(reverse("individuals:find"), {"text": "WH123456A"})
        assert found.url == page_of(ada)


def test_who_works_at_two_homes_may_write_at_both(willow):
    Membership.objects.create(
        user=willow.ben, organisation=willow.organisation, home=willow.house, role=Role.WORKER
    )
    assert willow.consent(willow.ada(), by=willow.ben)
