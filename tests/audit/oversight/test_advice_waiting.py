"""Who waits for advice: the urgent first, then the oldest, on every page and in the worker's own list."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from uuid import uuid4

import pytest
import time_machine
from django.urls import reverse

from audit.oversight.advice import queries, words
from audit.oversight.advice.models import Thread
from portal.roles import Role
from tests.audit.oversight.asking import (
    advise,
    ask,
    client_of,
    more,
    page,
    person,
)


@pytest.fixture
def ben(willow):
    return person(willow, "ben", Role.MANAGER)


def test_an_answer_ends_the_waiting_and_a_new_question_begins_it_again(willow):
    thread = ask(willow, urgent=True)
    thread = advise(willow, thread)
    assert (thread.waiting_since, thread.urgent) == (None, False)
    thread = more(willow, thread)
    assert thread.waiting_since is not None
    assert thread.urgent is False


def test_who_asks_again_keeps_their_place_and_stays_urgent(willow):
    thread = ask(willow, urgent=True)
    again = more(willow, thread)
    assert (again.waiting_since, again.urgent) == (thread.waiting_since, True)


def test_what_was_asked_after_the_adviser_read_goes_on_waiting(willow, ben):
    thread = ask(willow, whom="senior")
    seen = queries.lines(thread)[-1].id
    more(willow, thread)
    second = queries.lines(thread)[-1]
    thread = advise(willow, thread, seen=seen)
    assert thread.waiting_since == second.at
    thread = advise(willow, thread, by=ben, seen=second.id)
    assert thread.waiting_since is None
    assert advise(willow, thread, "As Ben says", seen=seen).waiting_since is None
    third = more(willow, thread)
    assert advise(willow, third, seen=seen).waiting_since == third.waiting_since
    assert advise(willow, third, seen=uuid4()).waiting_since is None


def test_the_urgent_come_first_then_the_oldest_and_every_page_goes_on_where_the_last_ended(willow):
    with time_machine.travel(datetime(2026, 11, 2, 9, tzinfo=UTC), tick=False) as clock:
        threads = []
        for number in range(12):
            threads.append(ask(willow, urgent=number % 3 == 0))
            clock.shift(timedelta(minutes=number % 2))
    model = sorted(threads, key=lambda each: (not each.urgent, each.waiting_since, each.pk))
    for size in (1, 2, 4, 5, 12, 20):
        found, after = [], None
        while True:
            part = queries.waiting(willow.organisation, willow.priya, after=after, size=size)
            found += part.threads
            if part.after is None:
                break
            after = queries.Place.read(str(part.after))
        assert [each.pk for each in found] == [each.pk for each in model]


def test_the_answered_are_listed_the_latest_first_page_by_page(willow):
    with time_machine.travel(datetime(2026, 11, 2, 9, tzinfo=UTC), tick=False) as clock:
        threads = [ask(willow) for _ in range(5)]
        for number, each in enumerate(threads):
            clock.shift(timedelta(minutes=number % 2))
            advise(willow, each)
    ask(willow)
    model = sorted(Thread.objects.exclude(answered_at=None), key=lambda each: (each.answered_at, each.pk))
    found, after = [], None
    while True:
        part = queries.answered(willow.organisation, willow.priya, after=after, size=2)
        found += part.threads
        if part.after is None:
            break
        after = queries.Place.read(str(part.after))
    assert [each.pk for each in found] == [each.pk for each in reversed(model)]


@pytest.mark.parametrize("written", ["", "1", "1.2", "1.x.y", "1.2.3", f"1.{10**30}.{0:032}"])
def test_a_place_that_is_none_starts_the_list(willow, written):
    assert queries.Place.read(written) is None
    page(client_of(willow.priya), f"{reverse('advice:waiting')}?after={written}")


MINUTE, HOUR, DAY = timedelta(minutes=1), timedelta(hours=1), timedelta(days=1)
SUMMER_ENDS = datetime(2026, 10, 24, 23, 5, tzinfo=UTC)


@pytest.mark.parametrize(
    ("since", "passed", "words_of_it"),
    [
        (datetime(2026, 11, 2, 9, tzinfo=UTC), timedelta(seconds=-5), "Less than a minute"),
        (datetime(2026, 11, 2, 9, tzinfo=UTC), timedelta(seconds=59), "Less than a minute"),
        (datetime(2026, 11, 2, 9, tzinfo=UTC), MINUTE, "1 minute"),
        (datetime(2026, 11, 2, 9, tzinfo=UTC), 59 * MINUTE, "59 minutes"),
        (datetime(2026, 11, 2, 9, tzinfo=UTC), HOUR, "1 hour"),
        (datetime(2026, 11, 2, 9, tzinfo=UTC), 24 * HOUR - MINUTE, "23 hours"),
        (datetime(2026, 11, 2, 9, tzinfo=UTC), DAY, "1 day"),
        (datetime(2026, 11, 2, 9, tzinfo=UTC), 6 * DAY, "6 days"),
        # Five past midnight on the day the clocks go back: it lasts 25 hours.
        (SUMMER_ENDS, DAY, "1 day"),
        (SUMMER_ENDS, DAY + HOUR, "1 day"),
        (SUMMER_ENDS, 2 * DAY + HOUR, "2 days"),
    ],
)
def test_how_long_somebody_waits_is_said_as_people_say_it(since, passed, words_of_it):
    assert words.waited(since, since + passed) == words_of_it


def test_a_worker_sees_at_each_unfinished_decision_what_became_of_her_question(
    willow, django_assert_num_queries
):
    waits, told = ask(willow), ask(willow)
    advise(willow, told)
    ask(willow, whom="senior", decision=told.decision)
    with django_assert_num_queries(1):
        found = queries.open_for(willow.amira)
    assert found[waits.decision].waiting_since is not None
    assert found[told.decision].answered_at is not None
    assert queries.open_for(willow.priya) == {}
