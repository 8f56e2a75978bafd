"""Months, lots and hours that are counted at the Guardian's desk, each tried on both sides of its boundary."""

from __future__ import annotations

from collections import Counter
from datetime import UTC, date, datetime, timedelta
from types import SimpleNamespace

import pytest

from audit.ledger.ids import new_id
from audit.oversight.desk import fold
from audit.oversight.desk.models import Matter, Tally
from audit.oversight.pictures import period
from audit.oversight.pictures import queries as pictures
from audit.oversight.searching.queries import Sought, _between
from audit.oversight.verifying import queries as verifying
from audit.oversight.watching import agreed, alike, drawing, looks, lots, odd
from audit.oversight.watching import queries as watching
from audit.oversight.watching.models import Look
from tests.days import (
    DAY,
    NOON,
    SECOND,
    SUMMER,
    around_count,
    around_day,
    around_moment,
    around_now,
    around_today,
    london,
    undone,
)

JULY, AUGUST = date(2026, 7, 1), date(2026, 8, 1)


class TestPeriods:
    def test_this_month_is_counted_and_of_quarters_only_those_that_have_ended(self):
        around_day(lambda day: period.end_of(day, 1), JULY, before=JULY, on=AUGUST, after=AUGUST)
        april = date(2026, 4, 1)
        around_day(lambda day: period.end_of(day, 3), JULY, before=april, on=JULY, after=JULY)

    def test_a_year_can_be_read_from_its_first_day_and_a_quarter_when_it_has_ended(self):
        def is_there(written, step):
            return lambda day: period.read(written, day, step) is not None

        around_day(is_there("2026", 1), date(2026, 1, 1), before=False, on=True, after=True)
        around_day(is_there("2026-q3", 1), JULY, before=False, on=True, after=True)
        around_day(is_there("2026-q3", 3), date(2026, 10, 1), before=False, on=True, after=True)

    def test_a_period_holds_the_months_from_its_first_to_the_one_before_its_end(self):
        year = period.Period("", "", JULY, date(2026, 10, 1))
        assert year.slots(1) == [JULY, AUGUST, date(2026, 9, 1)]
        assert year.slots(3) == [JULY]
        assert period.label(JULY, 3) == "Jul–Sep 2026"
        assert period.last_year(SUMMER, 1).first == date(2025, 8, 1)

    def test_what_is_counted_lies_in_the_months_of_the_period(self, willow):
        for month in (date(2026, 6, 1), JULY, AUGUST):
            fields = {"organisation": willow.organisation, "home_id": willow.home.pk}
            Tally.objects.create(what="decision", month=month, key="family share x", count=1, **fields)
        july = period.Period("", "", JULY, AUGUST)
        assert [each.slot for each in pictures.cells(willow.organisation, july, None)] == [JULY]
        found = alike._sums(willow.organisation, JULY, "decision")
        assert [count for _home, _key, count in found] == [2]

    def test_agreement_is_told_of_the_months_since_one(self, willow):
        for month in (date(2026, 6, 1), JULY):
            fields = {"organisation": willow.organisation, "home_id": willow.home.pk}
            Tally.objects.create(what="lot", month=month, key="share share", count=1, **fields)
        assert agreed.by_month(willow.organisation, JULY) == {JULY: Counter({("share", "share"): 1})}

    def test_a_search_by_days_runs_from_midnight_to_midnight_in_london(self, willow):
        matter = Matter.objects.create(
            id=new_id(), organisation=willow.organisation, seq=5, recorded_at=NOON, month=JULY
        )

        def is_found(moment):
            Matter.objects.filter(pk=matter.pk).update(recorded_at=moment)
            first, last = _between(willow.organisation, Sought("all", "", SUMMER, SUMMER))
            return first <= matter.seq < last

        around_moment(is_found, london(SUMMER), before=False, at=True, after=True)
        around_moment(is_found, london(SUMMER + DAY), before=True, at=False, after=False)


class TestTheLot:
    def test_a_month_is_drawn_an_hour_after_it_ended_in_london(self, monkeypatch):
        newest = SimpleNamespace(month=date(2026, 6, 1))
        monkeypatch.setattr(lots, "latest", lambda _organisation: newest)
        over = london(AUGUST, 1)
        around_moment(lambda now: lots.due(None, now), over, before=[], at=[JULY], after=[JULY])
        monkeypatch.setattr("audit.oversight.watching.lots.draw", lambda _organisation, _month: 1 / 0)

        def is_over():
            from audit.oversight.watching import actions

            try:
                actions.draw_lot.__wrapped__(organisation=None, month=JULY, by=None)
            except ZeroDivisionError:
                return True
            except actions.NotAllowed:
                return False

        around_now(is_over, over, before=False, at=True, after=True)

    def test_months_follow_one_another(self):
        assert drawing.month_after(date(2026, 12, 1)) == date(2027, 1, 1)
        assert drawing.month_after(date(2026, 1, 1)) == date(2026, 2, 1)
        around_day(
            drawing.month_before, JULY, before=date(2026, 5, 1), on=date(2026, 6, 1), after=date(2026, 6, 1)
        )
        assert drawing.months_to(SUMMER, 2) == [JULY, date(2026, 6, 1)]
        assert drawing.begins(JULY) == datetime(2026, 6, 30, 23, tzinfo=UTC)

    @pytest.mark.parametrize(
        ("decisions", "size"),
        [(0, 0), (4, 4), (5, 5), (6, 5), (100, 5), (101, 6), (380, 19), (381, 20), (900, 20)],
    )
    def test_five_in_a_hundred_are_drawn_at_least_5_and_at_most_20(self, decisions, size):
        assert drawing.size_of(decisions) == size


class TestLooks:
    def test_an_hour_ends_with_a_look_and_leaves_out_what_is_an_hour_old(self):
        def within(at):
            return len(looks.within([Look(at=at)], NOON))

        around_moment(within, NOON - timedelta(hours=1), before=0, at=0, after=1)

    def look(self, place, at, seq):
        fields = {"organisation": place.organisation, "worker_id": place.amira.pk, "home_id": place.home.pk}
        return Look.objects.create(id=new_id(), at=at, seq=seq, people=1, odd=[], **fields)

    def test_the_hour_before_the_first_is_read_again(self, willow):
        first = self.look(willow, NOON, 10)

        def earlier(at):
            def read():
                self.look(willow, at, 9)
                return len(looks._hours_before(willow.organisation, [first])[willow.amira.pk])

            return undone(read)

        around_moment(earlier, NOON - timedelta(hours=1), before=0, at=0, after=1)

    def test_around_a_look_are_those_of_an_hour_and_decisions_of_a_day(self, willow, monkeypatch):
        look = self.look(willow, NOON, 10)
        monkeypatch.setattr(watching.ledger, "in_order", lambda _organisation, ids: ids)
        monkeypatch.setattr(watching.ledger, "opened", lambda found: found)

        def near(at):
            def read():
                self.look(willow, at, 9 if at < NOON else 11)
                return len(watching.around(look).looks)

            return undone(read)

        around_moment(near, NOON - timedelta(hours=1), before=1, at=1, after=2)
        around_moment(near, NOON + timedelta(hours=1), before=2, at=1, after=1)

        def decided(at):
            def read():
                fields = {"organisation": willow.organisation, "worker_id": willow.amira.pk}
                Matter.objects.create(id=new_id(), seq=12, recorded_at=at, month=JULY, **fields)
                return len(watching.around(look).decisions)

            return undone(read)

        around_moment(decided, NOON + timedelta(hours=24), before=1, at=0, after=0)

    def test_the_eleventh_person_within_an_hour_is_asked_about(self):
        around_count(lambda people: odd.fitting([], people), 10, fewer=[], exact=[], more=["many"])


class TestTheDesk:
    @pytest.mark.parametrize(
        ("days", "this", "longer"), [(7, "0-7", "8-14"), (14, "8-14", "15-30"), (30, "15-30", "31+")]
    )
    def test_how_long_a_decision_waited_is_counted_by_days_of_london(self, days, this, longer):
        # From the last minute of a day in London to the first and to the last of another.
        begun = london(SUMMER, 23, 59)
        around_moment(
            lambda until: fold._bucket(begun, until),
            london(SUMMER + (days + 1) * DAY),
            before=this,
            at=longer,
            after=longer,
        )
        assert fold._bucket(london(SUMMER), london(SUMMER + days * DAY)) == this
        assert fold._bucket(london(SUMMER) - SECOND, london(SUMMER + days * DAY)) == longer

    def test_a_check_of_yesterday_or_today_was_last_night(self):
        def said():
            return verifying._when(SUMMER)

        last, dated = "last night", "on 14 July 2026"
        around_today(said, SUMMER + DAY, before=last, on=last, after=dated)
