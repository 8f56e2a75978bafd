"""What seems unusual is looked into here, with what the same worker did around it, and counted for whom it waits."""

from __future__ import annotations

from datetime import timedelta

import pytest

from audit.ledger.ids import new_id
from audit.oversight import reading
from audit.oversight.watching import queries
from audit.oversight.watching.actions import explain_look
from audit.oversight.watching.models import Look, LookJudged
from tests.audit.oversight import lot_stage
from tests.audit.oversight.look_stage import look
from tests.audit.oversight.rows import NOON, matter, opening

HOUR = timedelta(hours=1)


@pytest.fixture
def alder(make, willow):
    return make("alder")


def listed(place):
    return list(queries.page(place.organisation, viewer=place.priya).looks)


def test_what_seems_unusual_elsewhere_is_not_listed_here(willow, alder):
    ours = opening(willow, 1, "no_tie")
    opening(alder, 2, "no_tie")
    opening(willow, 3)
    assert listed(willow) == [ours]
    assert queries.look(willow.organisation, ours.pk) == ours
    assert queries.look(alder.organisation, ours.pk) is None


def test_what_came_of_a_look_is_its_own(willow):
    first, second = (look(willow, "no_tie", whom=new_id()) for _ in range(2))
    reading.catch_up(willow.organisation)
    one, other = (Look.objects.get(pk=each.pk) for each in (first, second))
    assert queries.came_of(one) is None
    explain_look(look=one, words="She covered a night shift", by=willow.priya)
    assert queries.came_of(one).look == one.pk
    assert queries.came_of(other) is None
    assert LookJudged.objects.count() == 1


def test_only_those_asked_about_are_named(willow):
    assert queries.names([willow.amira.pk]) == {willow.amira.pk: "Amira Khan"}
    assert queries.worker_of(opening(willow, 1, worker_id=willow.priya.pk)) == "Priya Nair"


class TestAround:
    """The looks within the hour before and after, and the decisions of the 24 hours after."""

    def decisions(self, seen):
        return list(queries.around(seen).decisions)

    def test_decisions_are_this_workers_here_and_after_the_look_the_first_first(self, willow, alder):
        seen = opening(willow, 100, "no_tie")
        matter(willow, 99)
        after = [matter(willow, 102), matter(willow, 101)][::-1]
        matter(willow, 103, worker_id=willow.priya.pk)
        matter(alder, 104, worker_id=willow.amira.pk)
        assert self.decisions(seen) == after

    def test_a_decision_explains_a_look_until_a_day_is_over(self, willow):
        seen = opening(willow, 1, "no_tie", at=NOON)
        last = matter(willow, 2, recorded_at=NOON + 24 * HOUR - timedelta(seconds=1))
        matter(willow, 3, recorded_at=NOON + 24 * HOUR)
        assert self.decisions(seen) == [last]

    def test_no_more_decisions_are_shown_than_the_most(self, willow, monkeypatch):
        monkeypatch.setattr(queries, "MOST_SHOWN", 2)
        seen = opening(willow, 1, "no_tie")
        shown = [matter(willow, seq) for seq in (2, 3, 4)][:2]
        assert self.decisions(seen) == shown

    @pytest.mark.parametrize(("looks", "more"), [(2, False), (3, True)])
    def test_no_more_looks_are_shown_than_the_most_and_it_says_if_there_are_more(
        self, willow, monkeypatch, looks, more
    ):
        monkeypatch.setattr(queries, "MOST_SHOWN", 2)
        entries = [look(willow, "no_tie", whom=new_id()) for _ in range(looks)]
        reading.catch_up(willow.organisation)
        around = queries.around(Look.objects.get(pk=entries[0].pk))
        assert [each.entry.pk for each in around.looks] == [each.pk for each in entries[:2]]
        assert around.more == more

    def test_looks_of_another_organisation_are_not_around(self, willow, alder):
        entry, elsewhere = look(willow, "no_tie", whom=new_id()), look(alder, whom=new_id())
        reading.catch_up(willow.organisation), reading.catch_up(alder.organisation)
        Look.objects.filter(pk=elsewhere.pk).update(worker_id=willow.amira.pk)
        around = queries.around(Look.objects.get(pk=entry.pk))
        assert [each.entry.pk for each in around.looks] == [entry.pk]


def test_no_more_is_counted_than_the_most(willow, monkeypatch):
    for seq in range(1, 4):
        opening(willow, seq, "no_tie")
    for most, counted in ((4, 3), (3, 3), (2, 2)):
        monkeypatch.setattr(queries, "MOST_COUNTED", most)
        assert queries.summary(willow.organisation, viewer=willow.priya).odd == counted


def test_what_is_left_of_the_lot_is_what_is_not_judged_here_and_the_viewer_did_not_decide(
    willow, alder, monkeypatch
):
    drawn = {}
    for place, workers in (
        (willow, (willow.amira, willow.amira, willow.priya)),
        (alder, (alder.amira, alder.amira)),
    ):
        drawn[place.organisation] = [lot_stage.decided(place, by=worker) for worker in workers]
    lot_stage.month_ends_now(monkeypatch)
    for place in (willow, alder):
        lot_stage.draw(place)
        reading.catch_up(place.organisation)
    ours, theirs = (queries.lots.latest(place.organisation) for place in (willow, alder))
    lot_stage.judge(alder, drawn[alder.organisation][0])
    assert [queries._left(ours, viewer) for viewer in (None, willow.amira, willow.priya)] == [3, 1, 2]
    assert [queries._left(theirs, viewer) for viewer in (None, alder.amira, alder.priya)] == [1, 0, 1]
    summary = queries.summary(willow.organisation, viewer=willow.amira)
    assert (summary.lot_left, summary.lot_size) == (1, 3)
    lot_stage.judge(alder, drawn[alder.organisation][1])
    assert queries._left(theirs, None) == 0
