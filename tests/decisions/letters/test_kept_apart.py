"""Letters and their words are read where they were made, each by its own id, the latest first."""

from __future__ import annotations

from datetime import UTC, date, datetime

import pytest
import time_machine
from django.urls import reverse

from audit.ledger.ids import new_id
from decisions.letters import actions, queries
from decisions.letters.models import Letter
from decisions.letters.patterns import patterns
from decisions.wizard.models import Decision
from tests.decisions.letters.stage import key, make, nobody, typed
from tests.decisions.letters.test_wordings import NOTICE, OWN, address
from tests.decisions.wizard.call import logged_in, surgery

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("autumn")]


def test_a_decision_and_a_letter_about_nobody_are_found_by_their_own_id_and_only_here(willow, alder):
    willow.ada()
    about_nobody = nobody(willow)
    surgery(willow.amira).confirm()
    about_ada = Decision.objects.exclude(pk=about_nobody.pk).get()
    here, elsewhere = willow.at(willow.priya), alder.at(alder.priya)
    for each in (about_nobody, about_ada):
        assert queries.decision_of(here, willow.priya, each.pk) == each
        assert queries.decision_of(elsewhere, alder.priya, each.pk) is None
    place = reverse("letters:of_decision", args=[about_nobody.pk])
    logged_in(willow.amira).post(f"{place}recipient/", typed("recipient"))
    letter = Letter.objects.get()
    assert queries.letter_of(here, willow.priya, letter.pk) == letter
    assert queries.letter_of(elsewhere, alder.priya, letter.pk) is None


def test_words_are_of_one_letter_and_one_organisation(willow, alder):
    logged_in(willow.priya).post(address(), OWN)
    assert queries.worded(willow.organisation) == {("notice", False)}
    assert queries.worded(alder.organisation) == set()
    assert queries.versions(willow.organisation, NOTICE, easy=False).count() == 1
    for organisation, pattern, easy in (
        (alder.organisation, NOTICE, False),
        (willow.organisation, NOTICE, True),
        (willow.organisation, patterns()["recipient"], False),
    ):
        assert not queries.versions(organisation, pattern, easy=easy).exists()


def test_the_last_letters_about_a_person_or_after_a_decision_are_listed_the_latest_first(willow, monkeypatch):
    ada, other = willow.ada(), willow.ada(reference="WH-102", nhs_number="", event_id=new_id())
    surgery(willow.amira).confirm()
    decision = Decision.objects.get()
    place = reverse("letters:of_decision", args=[decision.pk])
    for day in (22, 23, 24):
        with time_machine.travel(datetime(2026, 11, day, 12, tzinfo=UTC)):
            make(willow.amira, ada, "notice", key=key(day))
            make(willow.amira, other, "notice", key=key(day + 10))
            logged_in(willow.priya).post(f"{place}recipient/", typed("recipient") | {"key": key(day + 20)})
    after = list(Letter.objects.filter(decision=decision).order_by("-made_at"))
    assert len(after) == 3
    monkeypatch.setattr(queries, "LATEST", 2)
    assert queries.made_for(decision=decision) == after[:2]
    assert [each.individual for each in queries.made_for(individual=other)] == [other, other]


def test_each_time_a_letter_was_given_is_told_in_turn(willow):
    make(willow.amira, willow.ada(), "notice")
    letter = Letter.objects.get()
    days = [date(2026, 11, 22), date(2026, 11, 23)]
    with time_machine.travel(datetime(2026, 11, 24, 12, tzinfo=UTC)):
        for day in days[::-1]:
            actions.give_letter(
                letter=letter,
                how="by_hand",
                to="person",
                response="She thanked us",
                given_on=day,
                event_id=new_id(),
                by=willow.amira,
            )
    assert [each.given_on for each in queries.given(letter)] == days
