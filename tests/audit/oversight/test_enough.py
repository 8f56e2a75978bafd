"""From how many on the desk compares, and how many it counts and shows: one fewer, as many, and one more."""

from __future__ import annotations

from collections import Counter
from datetime import date
from types import SimpleNamespace

import pytest
from django.http import Http404
from django.test import RequestFactory

from audit.agreement import agreement
from audit.ledger.ids import new_id
from audit.numbers import exact
from audit.oversight.concerns import queries as concerns
from audit.oversight.concerns.models import Concern
from audit.oversight.desk import notices, saved
from audit.oversight.desk import queries as desk
from audit.oversight.desk.filters import Filters
from audit.oversight.pictures import says
from audit.oversight.pictures.figures import Grid
from audit.oversight.pictures.rounding import rounded_once
from audit.oversight.searching import views as searching
from audit.oversight.watching import agreed, alike, chance, shown
from audit.oversight.watching import queries as watching
from audit.oversight.watching.models import Look
from tests.days import NOON, around_count, is_refused, undone

MONTHS = [date(2026, month, 1) for month in (7, 6, 5, 4, 3, 2)]


def grid(*counts: tuple[int, ...]) -> Grid:
    return Grid(tuple(f"Home {each}" for each in range(len(counts))), ("Shared", "Kept"), counts)


class TestCompared:
    def test_ten_pairs_in_the_latest_months_and_in_those_before_are_compared(self):
        def is_told(now, before):
            months = {MONTHS[0]: Counter({("a", "a"): now}), MONTHS[3]: Counter({("a", "a"): before})}
            months |= {each: Counter() for each in (MONTHS[1], MONTHS[2])}
            return agreed.trend(dict(sorted(months.items(), reverse=True))) is not None

        around_count(lambda pairs: is_told(pairs, 20), 10, fewer=False, exact=True, more=True)
        around_count(lambda pairs: is_told(20, pairs), 10, fewer=False, exact=True, more=True)

    def test_the_latest_three_months_are_held_against_the_three_before(self):
        found = agreed.trend({each: Counter({("a", "a"): 10 + at}) for at, each in enumerate(MONTHS)})
        assert (found.now.pairs, found.before.pairs) == (10 + 11 + 12, 13 + 14 + 15)

    def test_what_chance_brings_once_in_twenty_is_not_unlikely(self, monkeypatch):
        months = {each: Counter({("a", "a"): 10}) for each in MONTHS}
        for by_chance, unlikely in ((0.049, True), (0.05, False), (0.051, False)):
            monkeypatch.setattr(agreed, "fisher", lambda *_counts, by_chance=by_chance: by_chance)
            assert agreed.trend(months).more_than_chance == unlikely
            assert chance.unlikely([by_chance]) == [unlikely]
        assert chance.unlikely([0.025, 0.025]) == [False, False]
        assert chance.unlikely([0.024, 0.049]) == [True, True]

    def test_ten_decisions_on_each_side_are_compared(self):
        measure = alike.OF_KIND[0]

        def compared(mine, others):
            number = Counter({("a", "door"): mine, ("b", "door"): others})
            counted = alike.Counted(number, {measure: Counter({("a", "door"): 3})})
            return len(list(alike._compared(counted, measure)))

        around_count(lambda number: compared(number, 30), 10, fewer=0, exact=1, more=1)
        around_count(lambda number: compared(30, number), 10, fewer=0, exact=1, more=1)

    def test_two_sides_are_one_comparison(self):
        def sides(many):
            return len(alike._sides(Counter({(str(each), "door"): 10 for each in range(many)})))

        around_count(sides, 2, fewer=1, exact=1, more=3)

    def test_as_much_as_the_others_is_not_more(self):
        def more(hits):
            return alike.Compared("a", "door", alike.OF_KIND[0], hits, 10, 5, 10, 1.0).more

        around_count(more, 5, fewer=False, exact=False, more=True)

    def test_how_far_readers_agree_is_told_of_ten_pairs(self):
        def says_enough(pairs):
            found = agreement({("a", "a"): pairs - 1, ("a", "b"): 1})
            few = shown.kappa(found) == "Too few to say"
            assert few == ("too few to say more" in shown.in_short(found))
            return not few

        around_count(says_enough, 10, fewer=False, exact=True, more=True)

    def test_homes_are_compared_by_what_they_shared_from_ten_decisions_on(self):
        def compares(number):
            return "least often" in says.by_home(grid((number - 1, 1), (20, 0)), exact)[-1]

        around_count(compares, 10, fewer=False, exact=True, more=True)

    def test_more_rows_than_a_picture_shows_are_said_to_be_in_the_table(self):
        def says_so(rows):
            return "the table all" in says.overruled(grid(*[(1, 0)] * rows), exact)[-1]

        around_count(says_so, 12, fewer=False, exact=False, more=True)

    def test_where_there_is_one_row_there_is_no_most(self):
        for rule, word in ((says.by_time, "There were most in"), (says.overruled, "Most often:")):
            around_count(
                lambda rows, rule=rule, word=word: any(
                    word in each for each in rule(grid(*[(2, 1)] * rows), exact)
                ),
                2,
                fewer=False,
                exact=True,
                more=True,
            )

    @pytest.mark.parametrize("rest", range(5))
    def test_a_number_is_rounded_up_by_as_many_lots_of_five_as_it_is_above(self, rest):
        assert [rounded_once(10 + rest, lot) for lot in range(5)] == [15] * rest + [10] * (5 - rest)


class TestLimits:
    def test_more_concerns_than_are_counted_are_said_to_be_more(self, willow, monkeypatch):
        assert concerns.MOST_COUNTED == 1000
        for each in (willow.opened.pk, new_id(), new_id()):
            Concern.objects.create(id=each, organisation=willow.organisation, about="rules")

        def counted(most):
            monkeypatch.setattr(concerns, "MOST_COUNTED", most)
            found = concerns.summary(willow.organisation)
            return found.open, found.capped

        around_count(counted, 3, fewer=(2, True), exact=(3, False), more=(3, False))

    def test_more_decisions_than_are_counted_are_said_to_be_more(self, monkeypatch):
        assert desk.MOST_COUNTED == 1000

        def is_capped(rows):
            found = [(None, MONTHS[0], 0)] * rows
            chosen = SimpleNamespace(values_list=lambda *_names: found)
            monkeypatch.setattr(desk, "waiting", lambda _organisation, **_given: chosen)
            counts = desk.counts(None, viewer=None)
            return counts.total, counts.capped

        around_count(is_capped, 1000, fewer=(999, False), exact=(1000, False), more=(1000, True))

    def test_a_hundred_unusual_looks_are_a_hundred_or_more(self, monkeypatch):
        assert watching.MOST_COUNTED == 100

        def says_more(looks):
            summary = watching.Summary(looks, 0, 0, None)
            monkeypatch.setattr(notices.watching, "summary", lambda _organisation, viewer: summary)
            return "or more" in notices._watching(None, None)[0].text

        around_count(says_more, 100, fewer=False, exact=True, more=True)

    def test_a_person_keeps_at_most_20_views(self, willow, monkeypatch):
        assert saved.MOST == 20

        def keep(name):
            return saved.keep(
                organisation=willow.organisation, name=name, narrowed=Filters(), by=willow.priya
            )

        keep("One")

        def is_full(most):
            monkeypatch.setattr(saved, "MOST", most)
            return undone(lambda: is_refused(lambda: keep("Two")))

        around_count(is_full, 2, fewer=True, exact=False, more=False)

    def test_what_is_looked_for_has_at_most_a_hundred_characters(self):
        form = SimpleNamespace(is_bound=False)

        def is_lost(length):
            request = RequestFactory().get("/", {"by": "flag", "value": "x" * length})
            try:
                searching._sought(request, form)
            except Http404:
                return True
            return False

        around_count(is_lost, 100, fewer=False, exact=False, more=True)

    def test_more_looks_than_are_shown_are_said_to_be_more(self, willow, monkeypatch):
        assert watching.MOST_SHOWN == 50
        fields = {"organisation": willow.organisation, "worker_id": willow.amira.pk, "people": 1, "odd": []}
        look, *_others = [
            Look.objects.create(id=new_id(), at=NOON, seq=seq, **fields) for seq in (10, 11, 12)
        ]
        monkeypatch.setattr(watching.ledger, "in_order", lambda _organisation, ids: ids)
        monkeypatch.setattr(watching.ledger, "opened", lambda found: found)

        def around(most):
            monkeypatch.setattr(watching, "MOST_SHOWN", most)
            found = watching.around(look)
            return len(found.looks), found.more

        around_count(around, 3, fewer=(2, True), exact=(3, False), more=(3, False))
