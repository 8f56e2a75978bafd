"""Who may answer which question, which page of the list it stands on, and what the asker hears first."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest
import time_machine

from audit.ledger import keys
from audit.oversight.advice import queries
from portal.models import Membership
from portal.roles import Role
from tests.audit.oversight.asking import advise, ask, more, person

MORNING = datetime(2026, 11, 2, 9, tzinfo=UTC)
HOUR = timedelta(hours=1)


@pytest.fixture
def clock():
    with time_machine.travel(MORNING, tick=False) as clock:
        yield clock


@pytest.fixture
def ben(willow):
    return person(willow, "ben", Role.MANAGER)


def pages(read, size):
    """Return every page of a list, as ids."""
    found, after = [], None
    while len(found) < 20:
        part = read(after=after, size=size)
        found.append([each.pk for each in part.threads])
        after = part.after
        if after is None:
            return found
    pytest.fail("the list never ends")


class TestWhoMayAnswer:
    def test_a_guardian_of_another_organisation_answers_nothing_here(self, willow, make):
        alder = make("alder")
        Membership.objects.create(user=willow.amira, organisation=alder.organisation, role=Role.GUARDIAN)
        assert queries.whoms(willow.organisation, willow.amira) == []
        assert "guardian" in queries.whoms(alder.organisation, willow.amira)

    def test_a_closed_account_answers_nothing(self, willow):
        willow.priya.is_active = False
        willow.priya.save()
        assert queries.whoms(willow.organisation, willow.priya) == []

    def test_a_question_for_a_senior_goes_to_those_of_this_organisation_who_answer_and_did_not_ask(
        self, willow, ben, make
    ):
        alder = make("alder")
        person(alder, "cleo", Role.MANAGER)
        dan = person(willow, "dan", Role.WORKER, willow.home)
        gone = person(willow, "gone", Role.MANAGER)
        gone.is_active = False
        gone.save()
        asked = ask(willow, whom="senior")
        advisers = queries.advisers(asked)
        assert ben in advisers
        assert {each.memberships.get().organisation for each in advisers} == {willow.organisation}
        assert not {willow.amira, dan, gone} & set(advisers)
        assert ben not in queries.advisers(ask(willow, whom="senior", by=ben))

    def test_advice_is_sealed_under_the_key_of_what_was_asked_last_in_its_own_thread(self, willow):
        old, new, other = (keys.new_key(willow.organisation) for _ in range(3))
        thread = ask(willow, key=old)
        more(willow, thread, key=new)
        ask(willow, key=other)
        assert queries.key_of(thread) == new

    def test_each_thread_is_found_by_its_own_id(self, willow):
        first, second = ask(willow), ask(willow)
        for each in (first, second):
            assert queries.thread(willow.organisation, willow.priya, each.pk) == each


class TestTheLists:
    def test_a_page_is_as_long_as_was_asked_and_the_last_leads_nowhere(self, willow, clock):
        threads = [ask(willow) for _ in range(4)]

        def waiting(**given):
            return queries.waiting(willow.organisation, willow.priya, **given)

        ids = sorted(each.pk for each in threads)
        assert pages(waiting, 2) == [ids[:2], ids[2:]]
        assert pages(waiting, 3) == [ids[:3], ids[3:]]
        assert pages(waiting, 4) == [ids]

    def test_so_is_a_page_of_what_was_answered_at_the_same_moment_too(self, willow, clock):
        threads = [advise(willow, ask(willow)) for _ in range(4)]

        def answered(**given):
            return queries.answered(willow.organisation, willow.priya, **given)

        ids = sorted((each.pk for each in threads), reverse=True)
        assert pages(answered, 1) == [[each] for each in ids]
        assert pages(answered, 2) == [ids[:2], ids[2:]]
        assert pages(answered, 4) == [ids]

    def test_what_was_asked_again_is_answered_no_more(self, willow, clock):
        thread = advise(willow, ask(willow))
        clock.shift(HOUR)
        more(willow, thread)
        assert queries.answered(willow.organisation, willow.priya).threads == []

    def test_only_what_is_urgent_rings_and_its_line_says_so(self, willow):
        urgent, other = ask(willow, urgent=True), ask(willow)
        assert queries.ringing(willow.organisation, willow.priya) == 1
        assert [queries.lines(each)[0].urgent for each in (urgent, other)] == [True, False]


class TestWhatTheAskerHears:
    def both(self, willow, clock):
        """Ask the Guardian, and an hour later a senior, about one decision."""
        first = ask(willow)
        clock.shift(HOUR)
        second = ask(willow, whom="senior", decision=first.decision)
        clock.shift(HOUR)
        return first, second

    def heard(self, willow, thread):
        return queries.open_for(willow.amira)[thread.decision]

    def test_where_both_wait_the_one_that_waits_longest(self, willow, clock):
        first, _ = self.both(willow, clock)
        assert self.heard(willow, first) == first

    def test_an_answer_before_a_question_that_waits(self, willow, ben, clock):
        first, second = self.both(willow, clock)
        advise(willow, second, by=ben)
        assert self.heard(willow, first) == second

    @pytest.mark.parametrize("turn", [1, -1])
    def test_of_two_answers_the_last(self, willow, ben, clock, turn):
        answers = list(zip(self.both(willow, clock), (willow.priya, ben), strict=True))[::turn]
        for thread, by in answers:
            advise(willow, thread, by=by)
            clock.shift(HOUR)
        assert self.heard(willow, answers[0][0]) == answers[-1][0]

    def test_only_the_last_that_were_asked_are_remembered(self, willow, clock, monkeypatch):
        monkeypatch.setattr(queries, "REMEMBERED", 2)
        threads = []
        for _ in range(3):
            threads.append(ask(willow))
            clock.shift(HOUR)
        assert set(queries.open_for(willow.amira)) == {each.decision for each in threads[1:]}
