"""What is typed with a day: what is over, what is to come, and what must end, on both sides of each boundary."""

from __future__ import annotations

from datetime import timedelta

from django.test import RequestFactory

from audit import place, typed
from audit.ledger import queries
from audit.ledger.events import Event
from audit.numbers import FEW, share
from tests.days import DAY, SUMMER, around_count, around_day, around_moment, around_today, is_refused


def test_what_happened_happened_by_the_end_of_today_in_london():
    around_today(lambda: is_refused(lambda: typed.past(SUMMER)), SUMMER, before=True, on=False, after=False)


def test_nothing_ends_before_the_day_it_began():
    day = SUMMER - 10 * DAY
    around_day(
        lambda ended: is_refused(lambda: typed.past(ended, since=day)),
        day,
        before=True,
        on=False,
        after=False,
    )


def test_what_ends_today_did_not_begin_tomorrow():
    around_today(
        lambda: is_refused(lambda: typed.past(None, since=SUMMER)), SUMMER, before=True, on=False, after=False
    )


def test_a_last_day_may_be_the_first():
    day = SUMMER - 10 * DAY
    for rule in (lambda last: typed.span(day, last), lambda last: typed.last_day(last, since=day)):
        around_day(
            lambda last, rule=rule: is_refused(lambda: rule(last)), day, before=True, on=False, after=False
        )


def test_words_have_at_most_as_many_characters_as_are_asked_for():
    around_count(
        lambda length: is_refused(lambda: typed.text("x" * length, most=10)),
        10,
        fewer=False,
        exact=False,
        more=True,
    )
    around_count(
        lambda length: is_refused(lambda: typed.text("x" * length)),
        5000,
        fewer=False,
        exact=False,
        more=True,
    )


def test_a_place_in_a_list_is_a_number_that_the_database_takes():
    def is_taken(figures):
        return place.place_in(RequestFactory().get("/", {"after": "9" * figures}), "after") is not None

    around_count(is_taken, 18, fewer=True, exact=True, more=False)


def test_entries_since_a_moment_are_those_recorded_at_it_or_later(willow):
    moment, tick = willow.opened.recorded_at, timedelta(microseconds=1)

    def since(asked):
        return queries.since(willow.organisation, asked, event=Event.LOG_OPENED).count()

    def last(asked):
        found = queries.last_before(willow.organisation, asked)
        return found is not None

    around_moment(since, moment, before=1, at=1, after=0, step=tick)
    around_moment(last, moment, before=False, at=False, after=True, step=tick)


def test_nearly_all_does_not_read_as_all():
    around_count(
        lambda part: share(part, 1000),
        999,
        fewer="more than 99%",
        exact="more than 99%",
        more="100%",
    )
    around_count(lambda part: share(part, 1000), 5, fewer="less than 1%", exact="less than 1%", more="1%")
    assert FEW == 10
