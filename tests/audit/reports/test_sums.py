"""What is read from the sums: of one organisation, at the homes asked about, in whole months from the first to the last."""

from __future__ import annotations

from collections import Counter
from datetime import date

import pytest

from audit.assurance.training.due import Share
from audit.ledger.models import Log
from audit.oversight.concerns.models import Concern
from audit.reports import queries, rounded
from audit.reports.counting.figures import BOARD, INSPECTOR, PUBLIC
from audit.reports.counting.period import period_of
from audit.reports.homes import queries as homes
from audit.reports.homes.queries import Line, homes_of, overview
from audit.reports.models import CountedTo
from portal.days import london_day
from portal.models import Membership
from tests.audit.oversight.concerned import concern_of
from tests.audit.oversight.desk_world import decided, view
from tests.audit.reports.kept import NOW, keep

TODAY = NOW.date()
APRIL, MAY, JUNE, JULY = (date(2026, month, 1) for month in (4, 5, 6, 7))
SHARED, KEPT = "family x share", "family x do_not_share"


@pytest.fixture
def other(make, here):
    """Another organisation, of which nothing is to be read, with sums of its own."""
    found = make("alder")
    keep(found, {("decision", date(2024, 1, 1), None, SHARED): 40, ("decision", MAY, None, SHARED): 40})
    return found


def test_the_record_begins_with_the_first_month_that_was_counted(here, other):
    keep(here, {})
    assert queries.earliest(here.organisation) is None
    keep(here, {("event", month, None, "letter.given"): 1 for month in (JUNE, APRIL, JULY)})
    assert queries.earliest(here.organisation) == APRIL


def test_what_is_not_counted_yet_is_behind(here):
    assert queries.behind(here.organisation) == 0
    CountedTo.objects.filter(organisation=here.organisation).update(seq=0)
    assert queries.behind(here.organisation) == Log.objects.get(pk=here.organisation.pk).size > 0


@pytest.mark.parametrize(
    ("homes", "total"),
    [(None, 27), (["home"], 10), (["oak"], 16), (["home", "oak"], 26), ([], 0)],
)
def test_a_period_is_counted_from_its_first_month_to_its_last_at_the_homes_asked_about(
    here, other, homes, total
):
    places = {"home": here.home.pk, "oak": here.oak.pk}
    keep(
        here,
        {
            ("decision", APRIL, here.home.pk, SHARED): 100,
            ("decision", MAY, here.home.pk, SHARED): 2,
            ("decision", JUNE, here.home.pk, SHARED): 8,
            ("decision", JUNE, here.oak.pk, SHARED): 16,
            ("decision", JUNE, None, SHARED): 1,
            ("decision", JULY, here.oak.pk, SHARED): 100,
        },
    )
    asked = None if homes is None else [places[each] for each in homes]
    found = queries.counted(here.organisation, period_of("2026-05_2026-06", TODAY), asked)
    assert found.total("decision") == total


def test_the_public_is_told_of_whole_quarters_and_others_of_the_period_itself():
    period = period_of("2026-05_2026-10", TODAY)
    assert queries.told_of(period, BOARD, TODAY) == queries.told_of(period, INSPECTOR, TODAY) == period
    quarters = queries.told_of(period, PUBLIC, TODAY)
    assert (quarters.first, quarters.end) == (JULY, date(2026, 10, 1))


def test_the_public_is_told_of_five_kinds_of_sums_under_their_own_names(here, other):
    keep(
        here,
        {
            ("decision", APRIL, here.home.pk, SHARED): 10,
            ("decision", APRIL, here.home.pk, "- - do_not_share"): 5,
            ("took", APRIL, here.home.pk, "under_2 shared"): 5,
            ("overruled_about", APRIL, here.home.pk, "family"): 5,
            ("overruled_about", APRIL, here.home.pk, "-"): 10,
            ("view", APRIL, here.home.pk, "yes shared"): 5,
            ("view", APRIL, here.home.pk, "yes_with_advice kept"): 5,
            ("view", APRIL, here.home.pk, "no shared"): 15,
            ("view", APRIL, here.home.pk, "asked shared"): 5,
            ("judged_breach", APRIL, here.home.pk, "risk"): 5,
            ("event", APRIL, here.home.pk, "concern.raised"): 25,
            ("event", APRIL, here.home.pk, "letter.given"): 5,
        },
    )
    assert rounded.sums(here.organisation, APRIL, JULY, None).things() == [
        ("concern", "breach", 5),
        ("concern", "raised", 25),
        ("decision", "- kept", 5),
        ("decision", "family shared", 10),
        ("overruled", "-", 10),
        ("overruled", "family", 5),
        ("view", "agreed", 10),
        ("view", "disagreed", 15),
    ]


@pytest.mark.parametrize(("homes", "total"), [(None, 15), (["home"], 10), ([], 0)])
def test_the_public_is_told_of_the_months_and_homes_asked_about_alone(here, other, homes, total):
    asked = None if homes is None else [here.home.pk for _ in homes]
    keep(
        here,
        {
            ("decision", date(2026, 3, 1), here.home.pk, SHARED): 50,
            ("decision", APRIL, here.home.pk, SHARED): 5,
            ("decision", JUNE, here.home.pk, SHARED): 5,
            ("decision", JUNE, here.oak.pk, SHARED): 5,
            ("decision", JULY, here.home.pk, SHARED): 50,
        },
    )
    assert rounded.sums(here.organisation, APRIL, JULY, asked).total("decision") == total


class TestHomes:
    @pytest.mark.parametrize(("decisions", "share"), [(9, "Too few"), (10, "50%")])
    def test_no_share_is_told_of_fewer_than_ten_decisions(self, decisions, share):
        line = Line(None, "No home", Counter(shared=decisions - 3, unnamed=1, kept=2))
        assert (line.decisions, line.shared) == (decisions, decisions - 2)
        assert line.share_of(5) == share

    def test_each_stands_with_what_was_decided_and_when_the_last_was(self, here, other):
        keep(
            here,
            {
                ("decision", APRIL, here.home.pk, SHARED): 100,
                ("decision", MAY, here.home.pk, SHARED): 2,
                ("decision", JUNE, here.home.pk, KEPT): 8,
                ("took", JUNE, here.home.pk, "under_2 kept"): 8,
                ("decision", JULY, here.home.pk, SHARED): 100,
                ("decision", JUNE, here.oak.pk, SHARED): 0,
                ("decision", APRIL, None, SHARED): 1,
            },
        )
        guardian = Membership.objects.get(user=here.priya)
        assert [each.name for each in homes_of(guardian)] == ["Oak House", "Willow House"]
        lines = overview(guardian, period_of("2026-05_2026-06", TODAY))
        assert [(each.name, each.groups, each.last) for each in lines] == [
            ("Oak House", Counter(), None),
            ("Willow House", Counter(shared=2, kept=8), JULY),
            ("No home", Counter(), APRIL),
        ]

    @pytest.mark.parametrize(
        ("trained", "counted", "words"),
        [(0, 0, "Nobody counts"), (0, 1, "0 of 1"), (4, 9, "4 of 9"), (5, 10, "5 of 10 (50%)")],
    )
    def test_training_is_told_of_each_home_and_of_few_people_without_a_share(
        self, here, monkeypatch, trained, counted, words
    ):
        keep(here, {("decision", MAY, None, SHARED): 1})
        monkeypatch.setattr(homes, "share", lambda *_: Share(trained, counted))
        guardian = Membership.objects.get(user=here.priya)
        lines = overview(guardian, period_of("2026-05_2026-06", TODAY))
        assert [(each.name, each.trained) for each in lines] == [
            ("Oak House", words),
            ("Willow House", words),
            ("No home", "Not counted"),
        ]

    def test_what_is_open_now_stands_with_its_home(self, willow, make):
        for place in (willow, make("alder")):
            done = decided(place, "not_sure")
            decided(place, "not_sure")
            view(done, place.priya)
            concern_of(place, home=place.home)
            closed = concern_of(place, home=place.home)
            Concern.objects.filter(pk=closed.pk).update(closed_at=closed.raised_at)
        (line,) = overview(Membership.objects.get(user=willow.priya), period_of("2026", london_day()))
        assert (line.home_id, line.decisions, line.waiting, line.concerns) == (willow.home.pk, 2, 1, 1)
