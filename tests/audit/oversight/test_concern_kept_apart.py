"""Concerns are those of one organisation, open or closed, and each is read with what was said of it alone."""

from __future__ import annotations

from datetime import timedelta

import pytest
import time_machine

from audit.ledger.events import Event
from audit.oversight.concerns import actions, queries
from audit.oversight.concerns.models import About
from audit.oversight.reading import catch_up
from portal.models import Membership
from portal.roles import Role
from tests.audit.door import made
from tests.audit.oversight.asking import person
from tests.audit.oversight.concerned import NOW, concern_of, take


@pytest.fixture(autouse=True)
def _monday():
    with time_machine.travel(NOW, tick=False):
        yield


@pytest.fixture
def alder(make):
    """Another organisation, with a breach that is open and a concern that was closed."""
    alder = make("alder")
    concern_of(alder, About.BREACH)
    closed(alder)
    return alder


def closed(place, hour=0):
    with time_machine.travel(NOW + timedelta(hours=hour), tick=False):
        return actions.close(
            concern=take(place, concern_of(place), "no_breach"), summary="Nothing was told", by=place.priya
        )


class TestLists:
    def test_what_is_open_and_what_is_closed_are_two_lists_of_this_organisation(self, willow, alder):
        shut = [closed(willow, hour) for hour in range(2)]
        still_open = sorted((concern_of(willow) for _ in range(2)), key=lambda each: each.pk)
        assert queries.open_ones(willow.organisation).concerns == still_open
        assert queries.closed_ones(willow.organisation).concerns == shut[::-1]

    def test_a_page_that_holds_all_that_is_left_leads_nowhere(self, willow):
        for _ in range(2):
            concern_of(willow)
        assert queries.open_ones(willow.organisation, size=2).after is None
        assert len(queries.open_ones(willow.organisation, size=1).concerns) == 1

    def test_what_runs_out_first_comes_first_though_it_was_raised_later(self, willow):
        complaint, breach = concern_of(willow, About.COMPLAINT), concern_of(willow, About.BREACH)
        first = queries.open_ones(willow.organisation, size=1)
        second = queries.open_ones(willow.organisation, after=first.after, size=1)
        assert (first.concerns, second.concerns, second.after) == ([breach], [complaint], None)
        assert queries.open_ones(willow.organisation, after=complaint.pk).concerns == []

    def test_the_desk_counts_what_is_open_here_and_says_where_it_counts_no_further(
        self, willow, alder, monkeypatch
    ):
        closed(willow)
        for _ in range(2):
            concern_of(willow)
        found = queries.summary(willow.organisation)
        assert (found.open, found.capped, found.due_at, found.clock) == (2, False, None, "")
        monkeypatch.setattr(queries, "MOST_COUNTED", 1)
        found = queries.summary(willow.organisation)
        assert (found.open, found.capped) == (1, True)


class TestOne:
    def test_it_is_looked_into_from_the_first_step(self, willow):
        concern = concern_of(willow)
        assert not queries.is_looked_into(concern)
        assert queries.is_looked_into(take(willow, concern, "no_breach"))

    def test_who_opened_it_is_read_with_it_alone(self, willow):
        concern, other = concern_of(willow), concern_of(willow)
        for each in (concern, other):
            actions.open_concern(concern=each, by=willow.priya)
        (opening,) = queries.openings(concern)
        assert (opening.entry.event, opening.entry.about_id) == (Event.CONCERN_OPENED, concern.pk)

    def test_the_answers_to_each_are_read_in_turn(self, willow):
        first, second = concern_of(willow), concern_of(willow)
        take(willow, first, "answered", words="Thank you")
        take(willow, second, "answered", words="We look into it")
        take(willow, second, "answered", words="It was a mistake")
        found, _ = queries.mine(willow.amira)
        answers = {own.concern: [each.body["said"][0]["value"] for each in own.answers] for own in found}
        assert answers == {first: ["Thank you"], second: ["We look into it", "It was a mistake"]}

    def test_what_was_raised_where_someone_works_no_more_is_not_listed(self, willow, alder):
        there = Membership.objects.create(
            user=willow.amira, organisation=alder.organisation, home=alder.home, role=Role.WORKER
        )
        here, elsewhere = concern_of(willow), concern_of(alder, by=willow.amira)
        assert {own.concern for own in queries.mine(willow.amira)[0]} == {here, elsewhere}
        there.delete()
        assert [own.concern for own in queries.mine(willow.amira)[0]] == [here]


class TestItsDecision:
    def test_a_reference_names_the_last_decision_of_this_organisation(self, willow, alder):
        facets = {"home": willow.home.pk}
        first, other = made(willow, facets=facets), made(alder, facets={"home": alder.home.pk})
        for place in (willow, alder):
            catch_up(place.organisation)
        assert queries.decision_called(willow.organisation, first.reference) == first
        assert queries.decision_called(willow.organisation, other.reference) is None

    def test_a_concern_is_about_the_decision_of_the_worker_who_made_it(self, willow):
        ben = person(willow, "ben", Role.WORKER, willow.home)
        decisions = [made(willow, by=by, facets={"home": willow.home.pk}) for by in (willow.amira, ben)]
        catch_up(willow.organisation)
        concern = concern_of(willow, decision=decisions[0])
        assert queries.is_about_decision_of(concern, willow.amira)
        assert not queries.is_about_decision_of(concern, ben)
        assert not queries.is_about_decision_of(concern_of(willow), willow.amira)
