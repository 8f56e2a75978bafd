"""The Guardian's list holds what waits here, for the reason asked about, and counts no further than it says."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
import time_machine

from audit.oversight.desk import queries
from audit.oversight.desk.models import PLACES, State
from audit.oversight.desk.order import reasons
from audit.oversight.desk.queries import Filters
from tests.audit.oversight.rows import MONTH, NOON, matter


@pytest.fixture
def alder(make, willow):
    return make("alder")


def waiting(place, **filters):
    return list(queries.waiting(place.organisation, viewer=place.priya, filters=Filters(**filters)))


def test_a_reason_holds_its_own_rank_from_the_first_place_to_the_last(willow):
    rank = 1
    before, first, last, after, later = (
        matter(willow, seq, place=place)
        for seq, place in enumerate(
            (rank * PLACES - 1, rank * PLACES, (rank + 1) * PLACES - 1, (rank + 1) * PLACES, (rank + 2) * PLACES - 1),
            start=1,
        )
    )  # fmt: skip
    assert waiting(willow) == [before, first, last, after, later]
    assert waiting(willow, reason=reasons()[rank]) == [first, last]


def test_what_is_counted_is_told_by_month_and_capped_beyond_the_most(willow, monkeypatch):
    for seq, month in ((1, MONTH), (2, MONTH), (3, date(2026, 10, 1))):
        matter(willow, seq, month=month)
    counted = queries.counts(willow.organisation, viewer=willow.priya)
    assert (counted.of(Filters(month=MONTH)), counted.total, counted.capped) == (2, 3, False)
    for most, expected in ((3, (3, False)), (2, (2, True))):
        monkeypatch.setattr(queries, "MOST_COUNTED", most)
        counted = queries.counts(willow.organisation, viewer=willow.priya)
        assert (counted.total, counted.capped) == expected


def test_the_oldest_is_the_first_of_the_log_and_not_of_the_list(willow):
    matter(willow, 1, place=9, recorded_at=NOON - timedelta(days=5))
    matter(willow, 2, place=1, recorded_at=NOON)
    with time_machine.travel(NOON):
        assert queries.summary(willow.organisation, willow.priya).oldest_days == 5


def test_what_is_judged_and_not_settled_is_listed_by_its_state_and_here_alone(willow, alder):
    second = matter(willow, 1, state=State.SECOND)
    matter(willow, 2, state=State.ASKED, open=False)
    matter(willow, 3, state=State.DONE, open=False)
    matter(alder, 4, state=State.SECOND)

    def between(state):
        return list(queries.between(willow.organisation, viewer=willow.priya, state=state).matters)

    assert between(State.SECOND) == [second]
    assert between(State.DONE) == []


def test_what_is_settled_is_listed_where_it_was_decided(willow, alder):
    done = {"state": State.DONE, "open": False, "place": None}
    ours = matter(willow, 1, judged_seq=7, **done)
    matter(alder, 1, judged_seq=8, **done)
    page = queries.looked_at(willow.organisation, viewer=willow.priya)
    assert list(page.matters) == [ours]


def test_a_decision_is_found_by_its_own_id_and_here_alone(willow, alder):
    first, second = matter(willow, 1), matter(willow, 2)
    for each in (first, second):
        assert queries.matter(willow.organisation, each.pk) == each
        assert queries.matter(alder.organisation, each.pk) is None
