"""What others read of views given: each worker their own, each organisation its own, the latest or the first due first."""

from __future__ import annotations

from datetime import timedelta

import pytest

from audit.ledger.ids import new_id
from audit.oversight.review import queries
from audit.oversight.review.actions import answer, complete_follow_up
from audit.oversight.review.models import Finding
from portal.days import london_day
from portal.roles import Role
from tests.audit.oversight.asking import person
from tests.audit.oversight.desk_world import decided, reader, view
from tests.audit.oversight.test_examples import checked, proposed
from tests.audit.oversight.test_following_up import asked

DAY = timedelta(days=1)


class TestWhatReadersSaid:
    @pytest.fixture
    def read(self, willow):
        """Three decisions of Amira's and one of Bea's, each looked at; the first was asked about and then judged."""
        bea = person(willow, "bea", Role.WORKER, willow.home)
        willow.decisions = [decided(willow), decided(willow), decided(willow)]
        first, second, third = willow.decisions
        willow.silent = view(third, willow.priya)
        willow.said = [
            view(first, willow.priya, "ask", "Whom did you ring?"),
            view(second, willow.priya, "yes", "Thank you"),
            view(first, reader(willow), "no", "Ring them"),
        ]
        view(decided(willow, by=bea), willow.priya, "yes", "For Bea")
        return willow

    def test_each_worker_reads_what_was_said_to_them_the_latest_first(self, read, make):
        found = queries.for_worker(read.amira, read.organisation)
        assert [each.words for each in found] == ["Ring them", "Thank you", "Whom did you ring?"]
        assert [each.words for each in queries.for_worker(read.amira, read.organisation, 2)] == [
            "Ring them",
            "Thank you",
        ]
        assert queries.for_worker(read.amira, make("alder").organisation) == []
        assert found[0].reference == read.decisions[0].reference

    def test_of_one_decision_they_read_the_first_first_and_no_silent_view(self, read):
        first, second, third = (each.pk for each in read.decisions)
        assert [each.words for each in queries.about_mine(read.amira, first)] == [
            "Whom did you ring?",
            "Ring them",
        ]
        assert [each.words for each in queries.about_mine(read.amira, second)] == ["Thank you"]
        assert queries.about_mine(read.amira, third) == queries.about_mine(read.priya, first) == []

    def test_one_view_is_found_by_its_worker_alone(self, read, make):
        judged, thanks = read.said[2], read.said[1]
        assert queries.said_to(read.amira, judged.pk).words == "Ring them"
        assert queries.said_to(read.amira, thanks.pk).words == "Thank you"
        assert queries.said_to(read.priya, judged.pk) is None
        assert queries.review_of(read.amira, judged.pk) == judged
        assert queries.review_of(read.amira, thanks.pk) == thanks
        assert queries.review_of(read.priya, judged.pk) is None

    def test_a_question_waits_until_it_is_answered_or_a_later_view_is_given(self, read):
        assert not any(queries.said_to(read.amira, each.pk).waits for each in read.said)
        ask = view(decided(read), read.priya, "ask", "And why?")
        said = queries.said_to(read.amira, ask.pk)
        assert (said.waits, said.finding, said.answer) == (True, Finding.ASK, "")
        answer(review=ask, text="She rang back", event_id=new_id(), by=read.amira)
        said = queries.said_to(read.amira, ask.pk)
        assert (said.waits, said.answer) == (False, "She rang back")


class TestWhatWasAskedFor:
    @pytest.fixture
    def todo(self, willow):
        """Three requests to Amira, one of them done, and one to Bea."""
        bea = person(willow, "bea", Role.WORKER, willow.home)
        willow.decision, today = new_id(), london_day()
        willow.last = asked(willow, willow.decision, due_on=today + 9 * DAY, text="Ring the surgery")
        willow.soon = asked(willow, willow.decision, due_on=today + 2 * DAY, text="Write it down")
        willow.done = asked(willow, due_on=today + DAY)
        complete_follow_up(follow_up=willow.done, text="Rang", event_id=new_id(), by=willow.amira)
        willow.of_bea = asked(willow, worker=bea, due_on=today + 4 * DAY)
        return willow

    def test_each_worker_sees_what_they_have_not_done_the_first_due_first(self, todo, make):
        found = queries.follow_ups_of(todo.amira, todo.organisation)
        assert [each.id for each in found] == [todo.soon.pk, todo.last.pk]
        assert [each.text for each in found] == ["Write it down", "Ring the surgery"]
        assert {(each.done, each.overdue, each.person) for each in found} == {(False, False, "Priya Nair")}
        assert queries.follow_ups_of(todo.amira, make("alder").organisation) == []

    def test_after_a_decision_stands_what_was_asked_after_it_done_or_not(self, todo):
        found = queries.follow_ups_after(todo.amira, todo.decision)
        assert [each.id for each in found] == [todo.soon.pk, todo.last.pk]
        (done,) = queries.follow_ups_after(todo.amira, todo.done.decision)
        assert (done.id, done.done) == (todo.done.pk, True)
        assert queries.follow_ups_after(todo.priya, todo.decision) == []

    def test_one_is_found_by_its_worker_alone(self, todo):
        for one in (todo.soon, todo.done):
            assert queries.follow_up_of(todo.amira, one.pk) == one
            assert queries.to_do(one).id == one.pk
        assert queries.follow_up_of(todo.priya, todo.soon.pk) is None

    def test_how_much_is_open_is_counted_here_with_what_is_late(self, todo, make):
        organisation, other = todo.organisation, make("alder").organisation
        assert queries.follow_ups_open(organisation) == queries.Open(3, 0)
        assert queries.follow_ups_open(other) == queries.Open(0, 0)
        todo.soon.due_on = london_day() - DAY
        todo.soon.save()
        assert queries.follow_ups_open(organisation) == queries.Open(3, 1)
        assert queries.not_done(organisation) == [todo.soon, todo.of_bea, todo.last]
        assert queries.not_done(organisation, 2) == [todo.soon, todo.of_bea]
        assert queries.not_done(other) == []


def test_only_decisions_that_were_made_are_made(willow):
    made, other, asked_first = decided(willow), decided(willow), new_id()
    seen = view(other, willow.priya)
    assert queries.made([made.pk, asked_first, seen.pk]) == {made.pk}


class TestExamples:
    @pytest.fixture
    def examples(self, willow, evidence):
        """Three examples: two that join the practice, and two more that nobody has read yet."""
        decision, gwen = decided(willow, body=evidence), reader(willow)
        view(decision, willow.priya)
        found = [proposed(willow, decision, title=f"Story {number}") for number in range(4)]
        for each in found[:2]:
            checked(each, gwen)
        return found

    def test_those_that_join_are_told_the_latest_first_and_only_here(self, willow, make, examples):
        alder = make("alder").organisation
        assert [each.id for each in queries.examples(willow.organisation)] == [examples[1].pk, examples[0].pk]
        assert [each.id for each in queries.examples(willow.organisation, 1)] == [examples[1].pk]
        assert queries.examples(alder) == []
        assert queries.example(willow.organisation, examples[0].pk).title == "Story 0"
        assert queries.example(willow.organisation, examples[2].pk) is None
        assert queries.example(alder, examples[0].pk) is None

    def test_those_that_wait_are_listed_the_oldest_first_and_only_here(self, willow, make, examples):
        alder, asha = make("alder").organisation, reader(willow, "Asha Rao")
        assert queries.unchecked(willow.organisation, viewer=asha) == examples[2:]
        assert queries.unchecked(willow.organisation, viewer=asha, size=1) == examples[2:3]
        assert queries.unchecked(alder, viewer=asha) == []
        for one in examples:
            assert queries.example_of(willow.organisation, one.pk) == one
        assert queries.example_of(alder, examples[0].pk) is None
        assert queries.check_of(examples[1]).example_id == examples[1].pk
        assert queries.check_of(examples[2]) is None
