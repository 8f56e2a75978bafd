"""Looks that seem odd: which are listed, who looks into them, and that nobody judges their own."""

from __future__ import annotations

import random
from datetime import UTC, datetime, timedelta
from types import SimpleNamespace
from uuid import uuid4

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from audit.ledger.events import Event
from audit.ledger.models import Entry
from audit.ledger.queries import Opened
from audit.oversight import reading
from audit.oversight.desk.models import Bookmark
from audit.oversight.watching import actions, looks, odd
from audit.oversight.watching.models import Look
from tests.audit.oversight.look_stage import listed, look

MANY = next(each.more_than for each in odd.reasons() if each.more_than)


def test_an_ordinary_look_is_not_odd(willow):
    look(willow, whom=uuid4())
    assert listed(willow) == []
    assert Look.objects.get().people == 1


def test_the_same_surname_and_nobody_she_cares_for_are_odd(willow):
    family, stranger = look(willow, "own_surname", whom=uuid4()), look(willow, "no_tie", whom=uuid4())
    assert listed(willow) == [(family.id, ["own_surname"]), (stranger.id, ["no_tie"])]


def test_many_people_within_an_hour_are_one_line_on_the_list(willow):
    same = uuid4()
    made = [look(willow, whom=whom) for whom in [same, same, *(uuid4() for _ in range(MANY + 5))]]
    assert listed(willow) == [(made[MANY + 1].id, ["many"])]
    assert Look.objects.get(pk=made[MANY + 1].id).people == MANY + 1


def test_a_search_in_other_homes_counts_as_one_more(willow):
    for _ in range(MANY):
        look(willow, event=Event.INDIVIDUAL_SOUGHT)
    last = look(willow, whom=uuid4(), event=Event.INDIVIDUAL_CONSULTED)
    assert listed(willow) == [(last.id, ["many"])]


def test_a_second_stranger_in_the_same_hour_adds_no_line_but_another_reason_does(willow):
    first, _, third = (
        look(willow, *flags, whom=uuid4()) for flags in (["no_tie"], ["no_tie"], ["own_surname"])
    )
    assert listed(willow) == [(first.id, ["no_tie"]), (third.id, ["own_surname"])]


# What is listed, whatever the clock and however the log is read

STEPS = st.lists(
    st.tuples(
        st.integers(0, 25),  # minutes since the look before
        st.integers(0, 1),  # who
        st.one_of(st.none(), st.integers(0, MANY + 3)),  # whom
        st.sampled_from([(), (), ("no_tie",), ("own_surname",), ("no_tie", "own_surname")]),
    ),
    max_size=60,
)


def in_plain_python(story):
    """Return what each look of a story should be: how many people in its hour, and why it is listed."""
    told = []
    for number, (at, who, _, flags) in enumerate(story):
        hour = [n for n in range(number + 1) if story[n][1] == who and story[n][0] > at - timedelta(hours=1)]
        people = len({story[n][2] or ("search", n) for n in hour})
        fits = {"own_surname", "no_tie"} & set(flags) | ({"many"} if people > MANY else set())
        before = {reason for n in hour[:-1] for reason in told[n][1]}
        told.append((people, sorted(fits - before)))
    return told


@settings(max_examples=60, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(STEPS, st.integers(1, 7), st.booleans())
def test_however_the_log_is_read_the_same_is_listed(willow, steps, at_once, busy):
    Look.objects.all().delete()
    now, workers, people = (
        datetime(2026, 3, 28, 23, 0, tzinfo=UTC),
        (uuid4(), uuid4()),
        [uuid4() for _ in range(20)],
    )
    story, entries = [], []
    for minutes, who, whom, flags in steps:
        now += timedelta(minutes=minutes / (5 if busy else 1))
        about = None if whom is None else people[whom]
        story.append((now, workers[who], about, flags))
        entry = Entry(
            id=uuid4(), organisation=willow.organisation, seq=len(story), recorded_at=now, about_id=about,
            event=Event.INDIVIDUAL_OPENED.value, flags=list(flags) or None,
        )  # fmt: skip
        entries.append(Opened(entry, {"actor": {"id": str(workers[who])}}))
    for start in range(0, len(entries), at_once):
        looks.read(willow.organisation, entries[start : start + at_once])
    found = Look.objects.order_by("seq").values_list("people", "odd")
    assert [(people, sorted(reasons)) for people, reasons in found] == in_plain_python(story)


def test_reading_the_log_from_its_start_again_gives_the_same(willow):
    made = [look(willow, *flags, whom=uuid4()) for flags in ([], ["no_tie"], ["own_surname", "no_tie"])]
    reading.catch_up(willow.organisation)
    first = Look.objects.get(pk=made[1].id)
    actions.explain_look(look=first, words="She covered a shift", by=willow.priya)
    reading.catch_up(willow.organisation)
    before = list(Look.objects.order_by("seq").values_list())
    Look.objects.all().delete()
    Bookmark.objects.all().delete()
    while not reading.catch_up(willow.organisation, most=random.Random(3).randint(1, 2)):
        pass
    assert list(Look.objects.order_by("seq").values_list()) == before


def test_a_look_whose_details_are_gone_is_passed_over(willow):
    gone = SimpleNamespace(entry=look(willow, "no_tie", whom=uuid4()), body={})
    looks.read(willow.organisation, [gone])
    assert not Look.objects.exists()
