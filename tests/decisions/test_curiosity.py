"""Looks that a Guardian watches for are marked on their entries: one's own name, and nobody one has to do with."""

from __future__ import annotations

import json
from datetime import date

import pytest
import time_machine
from django.db import connection, transaction
from django.test.utils import CaptureQueriesContext

from audit.ledger.events import Event
from audit.ledger.models import Entry
from decisions.individuals import actions, history
from decisions.individuals.actions import open_individual, seek_elsewhere
from portal.errors import NotAllowed
from portal.names import surnames
from portal.roles import Role
from tests.decisions.test_people_pages import page_of
from tests.decisions.wizard.call import SURGERY, Call, logged_in, surgery

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("autumn")]


@pytest.fixture
def khan(willow):
    """Mrs Khan, of Amira Khan's own home."""
    return willow.ada(name="Mrs Parveen Khan", reference="WH-102", nhs_number="")


def last(event: Event = Event.INDIVIDUAL_OPENED) -> Entry:
    """Return the latest entry of a kind."""
    return Entry.objects.filter(event=event).latest("seq")


def seek(willow, looked_for: str, by) -> Entry:
    return seek_elsewhere(
        organisation=willow.organisation, looked_for=looked_for, reason="She came to us", by=by
    )


class TestOnesOwnName:
    def test_is_marked_where_a_page_is_opened_and_the_leaf_says_nothing_else_of_anyone(self, willow, khan):
        logged_in(willow.amira).get(page_of(khan))
        entry = last()
        assert (entry.flags, entry.about_id, entry.home_id) == (["own_surname"], khan.pk, willow.house.pk)
        leaf = bytes(entry.leaf).decode()
        assert set(json.loads(leaf)["facets"]) == {"about", "flags", "home"}
        assert "khan" not in leaf.casefold()
        assert "parveen" not in leaf.casefold()

    def test_is_marked_where_a_register_is_looked_at_for_a_decision(self, willow, khan):
        Call(willow.amira).say(*SURGERY, "WH-102")
        entry = last(Event.INDIVIDUAL_CONSULTED)
        assert (entry.flags, entry.about_id, entry.home_id) == (["own_surname"], khan.pk, willow.house.pk)

    def test_is_marked_in_a_look_elsewhere_by_what_was_typed_or_who_was_found(self, willow, khan):
        away = willow.person("Noor Khan", Role.WORKER, willow.at_home)
        for typed, about in (("WH-102", khan.pk), ("khan", khan.pk), ("Imran Khan", None)):
            entry = seek(willow, typed, away)
            assert "own_surname" in (entry.flags or []), typed
            assert (entry.about_id, entry.home_id) == (about, willow.at_home.pk)

    def test_is_no_first_name_and_no_other_name(self, willow):
        for number, name in enumerate(("Khan Bright", "Amira Bright", "Khanna Singh")):
            open_individual(
                individual=willow.ada(name=name, reference=f"W-{number}", nhs_number=""), by=willow.amira
            )
            assert last().flags is None, name

    @pytest.mark.parametrize(
        ("name", "found"),
        [
            ("Mrs Zoë O'Brien-Hall", {"obrien", "hall"}),
            ("Ada BRIGHT", {"bright"}),
            ("José Núñez", {"nunez"}),
            ("Ada Bright (Dot)", {"bright"}),
            ("Ada Bright, known as Dot", {"bright"}),
            ("Khan", {"khan"}),
            ("Mrs Khan -", {"khan"}),
            ("-", set()),
        ],
    )
    def test_is_what_a_name_ends_in(self, name, found):
        assert surnames(name) == found


class TestNoTie:
    """A worker of every home is tied to those they help or decided about, and to nobody else."""

    @pytest.fixture
    def noor(self, willow):
        """Noor Ali, who is sent to any home."""
        return willow.person("Noor Ali", Role.WORKER)

    def marks(self, individual, by) -> list[str]:
        open_individual(individual=individual, by=by)
        return last().flags or []

    def test_is_marked_while_nothing_ties_them(self, willow, noor):
        ada = willow.ada()
        assert self.marks(ada, noor) == ["no_tie"]
        seek(willow, "Ada Bright", noor)
        assert self.marks(ada, noor) == ["no_tie"], "to have looked is no tie"

    def test_a_decision_about_them_is_a_tie(self, willow, noor):
        ada = willow.ada()
        surgery(noor).confirm()
        assert last(Event.INDIVIDUAL_CONSULTED).flags == ["no_tie"]
        assert self.marks(ada, noor) == []

    def test_dated_help_is_a_tie_until_its_last_day(self, willow, noor):
        ada = willow.ada()
        actions.record_relationship(
            individual=ada, worker=noor, reason="She visits", ends_on=date(2026, 11, 24), by=willow.priya
        )
        assert self.marks(ada, noor) == []
        with time_machine.travel("2026-11-25T09:00:00Z"):
            assert self.marks(ada, noor) == ["no_tie"]

    def test_a_home_is_a_tie_while_it_looks_after_them(self, willow):
        ada = willow.ada()
        here = willow.person("Mona Reed", Role.MANAGER, willow.house)
        assert self.marks(ada, here) == []
        actions.record_home(
            individual=ada, home=willow.at_home, instead=True, reason="She moved", by=willow.ruth
        )
        assert self.marks(ada, here) == ["no_tie"]

    def test_the_guardian_and_who_manages_every_home_are_tied_to_everyone(self, willow):
        ada = willow.ada()
        for each in (willow.priya, willow.ruth, willow.amira):
            assert self.marks(ada, each) == []

    def test_a_look_into_other_homes_is_marked_unless_it_finds_somebody_tied_or_nobody(self, willow):
        ada = willow.ada()
        assert seek(willow, "WH-101", willow.ben).flags == ["no_tie"]
        assert seek(willow, "Zoe Clay", willow.ben).flags is None
        assert seek(willow, "WH-101", willow.priya).flags is None
        actions.record_relationship(
            individual=ada, worker=willow.ben, reason="He visits", ends_on=date(2026, 11, 24), by=willow.priya
        )
        assert seek(willow, "WH-101", willow.ben).flags is None


class TestALookElsewhere:
    def test_for_one_person_is_told_on_their_page_and_sealed_under_their_key(self, willow):
        ada = willow.ada()
        entry = seek(willow, "WH-101", willow.ben)
        assert entry.body.key_id == ada.key_id
        assert [(each.person, each.why) for each in history.looks(ada)] == [
            ("Ben Carter", "Looked for them from another home")
        ]

    def test_is_what_a_refused_reference_is_and_stands_with_the_one_who_has_it(self, willow):
        ada = willow.ada()
        for number in ("", "999 000 0018"):
            with pytest.raises(NotAllowed):
                willow.ada(home=willow.at_home, nhs_number=number, reason="She came to us", by=willow.ben)
            assert last(Event.INDIVIDUAL_SOUGHT).about_id == ada.pk

    def test_that_finds_several_is_about_none_of_them(self, willow):
        willow.ada()
        willow.ada(reference="WH-102", nhs_number="")
        entry = seek(willow, "Ada Bright", willow.ben)
        assert (entry.about_id, entry.flags) == (None, ["no_tie"])
        assert entry.body.key_id == willow.organisation.pk


def asked(individual, by) -> int:
    """Return how many questions it takes to open a page."""
    with transaction.atomic(), CaptureQueriesContext(connection) as captured:
        open_individual(individual=individual, by=by)
    return len(captured)


def test_it_costs_a_worker_of_one_home_nothing_and_others_one_question(willow):
    ada = willow.ada()
    noor = willow.person("Noor Ali", Role.WORKER)
    asked(ada, willow.amira)
    guardian, anywhere = asked(ada, willow.priya), asked(ada, noor)
    assert anywhere == guardian + 1
