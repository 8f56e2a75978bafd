"""Whatever is recorded, in whatever order: the list, its filters, its pages and every count are those of plain Python."""

from __future__ import annotations

from collections import Counter
from datetime import date, timedelta
from itertools import product
from unittest import mock
from uuid import UUID

import pytest
from django.db import transaction
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from audit.ledger.events import Event
from audit.oversight.desk import fold, order, queries
from audit.oversight.desk.models import BETWEEN, Bookmark, Mark, Matter, Tally
from audit.oversight.desk.queries import Filters
from audit.oversight.reading import begin_again, catch_up
from portal.days import london_day
from portal.models import Home
from tests.audit.door import made
from tests.audit.oversight.desk_world import reader
from tests.audit.oversight.list_model import ORDER, RANK, Decision, Desk

FLAGS = sorted(
    {flag for _, flags in ORDER for flag in flags} | {"partial", "unsure.agreement", "decided.share"}
)
MARKS = [flag for flag in FLAGS if not flag.startswith("decided.")]
KINDS = ["share", "do_not_share", "ask_guardian"]
FINDINGS = ["yes", "yes_with_advice", "no", "ask"]
SIZE = 2

decides = st.tuples(
    st.just("decide"),
    st.integers(0, 2),
    st.integers(0, 2),
    st.sets(st.sampled_from(MARKS), max_size=2),
    st.sampled_from(KINDS),
    st.sampled_from(["family", "police"]),
)
which = st.integers(0, 20)
views = st.tuples(st.just("view"), which, st.integers(0, 1), st.sampled_from(FINDINGS))
answers = st.tuples(st.just("answer"), which)
draws = st.tuples(st.just("draw"), st.sets(which, max_size=4))
agains = st.tuples(st.just("again"), which, st.sampled_from(KINDS))
days = st.lists(
    st.one_of(decides, decides, decides, views, views, answers, draws, agains), min_size=6, max_size=24
)


def told_apart(moment):
    """Return a day of October to December for a moment: the ledger's own clock would make them all one day."""
    return date(2026, 10, 20) + timedelta(days=moment.microsecond // 1000 % 50)


class Play:
    """Writes to the ledger and tells the model the same."""

    def __init__(self, place):
        self.place, self.desk = place, Desk()
        self.readers = [place.priya, reader(place)]
        self.people = [place.amira, *self.readers]
        other = Home.objects.create(organisation=place.organisation, name="Willow at Home")
        self.homes = [place.home, other, None]

    def write(self, event, by=None, **given):
        return made(self.place, event=event, by=by or self.place.priya, **({"body": {"says": "x"}} | given))

    def decide(self, who, where, flags, kind, door):
        home, worker = self.homes[where], self.people[who]
        flags = flags | {f"decided.{kind}"}
        facets = {"home": home and home.pk, "door": door, "outcome": "advice", "flags": sorted(flags)}
        entry = self.write(Event.DECISION_MADE, worker, facets=facets)
        it = Decision(
            id=entry.id,
            seq=entry.seq,
            day=told_apart(entry.recorded_at),
            home=home and home.pk,
            worker=worker.pk,
            flags=flags,
            door=door,
            outcome="advice",
            decided=kind,
        )
        self.desk.made(it)

    def view(self, number, who, finding):
        it = self.one(number)
        if it and self.desk.may_view(it, finding):
            by = self.readers[who]
            entry = self.write(Event.DECISION_REVIEWED, by, facets={"about": it.id, "outcome": finding})
            self.desk.viewed(it, by.pk, finding, entry.seq, told_apart(entry.recorded_at))

    def answer(self, number):
        if it := self.one(number):
            self.write(Event.REVIEW_ANSWERED, facets={"about": it.id})
            self.desk.answered(it)

    def draw(self, numbers):
        drawn = [self.desk.decisions[n] for n in sorted(numbers) if n < len(self.desk.decisions)]
        self.write(Event.SAMPLE_DRAWN, body={"decisions": [str(it.id) for it in drawn]})
        self.desk.lot(drawn)

    def again(self, number, kind):
        it = self.one(number)
        if it and it.drawn:
            entry = self.write(Event.SAMPLE_JUDGED, facets={"about": it.id, "outcome": kind})
            self.desk.decided_again(it, kind, entry.seq)

    def one(self, number):
        decisions = self.desk.decisions
        return decisions[number % len(decisions)] if decisions else None


def forwards(ask):
    """Walk a list from its start to its end, page by page, and back again; return what was met."""
    met, page = [], ask()
    met += page.matters
    assert page.before is None
    while page.after is not None:
        page = ask(after=page.after)
        assert page.matters
        met += page.matters
    back = list(page.matters)
    while page.before is not None:
        page = ask(before=page.before)
        assert page.matters
        back = [*page.matters, *back]
    assert [each.id for each in back] == [each.id for each in met]
    return [each.id for each in met]


def ids(decisions):
    return [it.id for it in decisions]


def rows():
    """Return everything the desk keeps."""
    kept = (sorted(model.objects.values_list(), key=str) for model in (Matter, Bookmark))
    marks = sorted(Mark.objects.values_list("organisation_id", "flag", "seq"), key=str)
    tallies = sorted(Tally.objects.values_list("what", "month", "home_id", "key", "count"), key=str)
    return [*kept, marks, tallies]


def compare_lists(play, viewer, narrowed):
    """Compare the pages and counts of one reader with the model's."""
    organisation, desk = play.place.organisation, play.desk
    counts = queries.counts(organisation, viewer=viewer)
    months = [None, *sorted({it.month for it in desk.decisions})]
    for home, month, reason in product(play.homes, months, [None, *order.reasons()]):
        if home is None and month is None and reason is None:
            continue
        filters = Filters(home, month, reason)
        given = {"home": home and home.pk, "month": month, "reason": reason and reason.id}
        assert counts.of(filters) == len(desk.waiting(viewer.pk, **given))
    where, when, why = narrowed
    chosen = [Filters(), Filters(play.homes[where], months[when % len(months)], order.reasons()[why])]
    chosen += [Filters(home=play.homes[where]), Filters(month=months[when % len(months)])]
    for filters in chosen:
        expected = desk.waiting(
            viewer.pk,
            home=filters.home and filters.home.pk,
            month=filters.month,
            reason=filters.reason and filters.reason.id,
        )

        def ask(narrowed=filters, **place):
            return queries.page(organisation, viewer=viewer, filters=narrowed, size=SIZE, **place)

        assert forwards(ask) == ids(expected)
        assert counts.of(filters) == len(expected)
        for number, it in enumerate(expected):
            place = it.order[0] * 2**48 + it.seq
            after = queries.following(organisation, viewer=viewer, filters=filters, place=place)
            assert after.id == expected[(number + 1) % len(expected)].id


def compare_others(play, viewer):
    """Compare the other lists and the summary of one reader with the model's."""
    organisation, desk = play.place.organisation, play.desk
    for state in BETWEEN:

        def ask(state=state, **place):
            return queries.between(organisation, viewer=viewer, state=state, size=SIZE, **place)

        assert forwards(ask) == ids(desk.between(viewer.pk, state.value))
    for home in play.homes:

        def ask(home=home, **place):
            return queries.looked_at(organisation, viewer=viewer, home=home, size=SIZE, **place)

        assert forwards(ask) == ids(desk.looked_at(viewer.pk, home and home.pk))
    waiting = desk.waiting(viewer.pk)
    urgent = [it for it in waiting if RANK[it.reason] < RANK["public_interest"]]
    found = queries.summary(organisation, viewer)
    assert (found.total, found.urgent, found.capped) == (len(waiting), len(urgent), False)
    oldest = min((it.seq for it in waiting), default=None)
    at = Matter.objects.filter(seq=oldest).values_list("recorded_at", flat=True).first()
    assert found.oldest_days == (at and (london_day() - london_day(at)).days)


def compare_kept(play):
    """Compare what is kept of each decision, and what was counted, with the model's."""
    for it in play.desk.decisions:
        row = Matter.objects.get(pk=it.id)
        assert (row.state, row.reason, row.drawn, row.finding) == (it.state, it.reason, it.drawn, it.finding)
        assert (row.judged_seq, row.month, row.decided) == (it.judged, it.month, it.decided)
        assert row.first_by == (it.views[0][0] if it.views else None)
        assert set(Mark.objects.filter(seq=it.seq).values_list("flag", flat=True)) == {
            flag for flag in it.flags if not flag.startswith("decided.")
        }
    tallies = Tally.objects.values_list("what", "month", "home_id", "key", "count")
    assert Counter({(*thing,): count for *thing, count in tallies}) == play.desk.tallies


@settings(max_examples=25, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    days=days,
    narrowed=st.tuples(st.integers(0, 1), st.integers(0, 3), st.integers(0, len(ORDER) - 1)),
    most=st.integers(1, 7),
)
def test_the_list_is_the_one_of_plain_python(willow, days, narrowed, most):
    with mock.patch.object(fold, "london_day", told_apart), transaction.atomic():
        play = Play(willow)
        for name, *given in days:
            getattr(play, name)(*given)
        while not catch_up(willow.organisation, most=most):
            pass
        compare_kept(play)
        for viewer in play.readers:
            compare_lists(play, viewer, narrowed)
            compare_others(play, viewer)
        piecemeal = rows()
        begin_again(willow.organisation)
        assert catch_up(willow.organisation, most=5_000)
        assert rows() == piecemeal
        transaction.set_rollback(True)


@pytest.mark.parametrize("flags", [(), ("partial",), *((flag,) for flag in FLAGS), tuple(FLAGS)])
def test_the_worst_reason_is_the_first_of_the_order(flags):
    expected = [reason for reason, brings in ORDER if brings & set(flags)]
    assert [each.id for each in order.brought_by(flags)] == expected
    also = [reason for reason, brings in ORDER if brings & set(flags) or reason in {"altered", "drawn"}]
    assert [each.id for each in order.brought_by(flags, altered=True, drawn=True)] == also


def test_a_decision_of_another_organisation_is_on_no_list_here(willow, make):
    alder = make("alder")
    entry = made(alder, facets={"home": alder.home.pk, "flags": ["overruled"]})
    for place in (willow, alder):
        catch_up(place.organisation)
    assert not queries.counts(willow.organisation, viewer=willow.priya).total
    assert queries.matter(willow.organisation, UUID(str(entry.pk))) is None
    assert queries.counts(alder.organisation, viewer=alder.priya).total == 1
