"""What was decided, in pictures: the numbers are those of the log, and say nothing about anybody outside the desk."""

from __future__ import annotations

from collections import Counter
from datetime import UTC, date, datetime
from random import Random

import pytest
import time_machine
from django.db import transaction

from audit.ledger.append import append
from audit.ledger.events import Event
from audit.ledger.models import Entry
from audit.oversight.pictures import figures, queries
from audit.oversight.pictures.period import MONTH, read
from audit.oversight.reading import catch_up
from portal.days import london_day
from portal.models import Home

NOW = datetime(2026, 11, 22, 12, tzinfo=UTC)
DOORS = ("family", "care-team", "legal-power")
KINDS = ("share", "share_in_part", "do_not_share", "ask_guardian", "share_anonymised", "new_kind")


def decide(place, home, random):
    door, kind = random.choice(DOORS), random.choice(KINDS)
    flags = [f"decided.{kind}", *(["overruled"] if random.random() < 0.3 else [])]
    facets = {"home": home, "door": door, "outcome": f"{kind}_x", "flags": flags}
    with transaction.atomic():
        return append(
            event=Event.DECISION_MADE,
            organisation=place.organisation,
            body={"decided": kind},
            facets=facets,
            by=place.amira,
        )


def judge(place, decision):
    facets = {"about": decision.pk, "home": decision.home_id, "door": decision.door, "outcome": "yes"}
    with transaction.atomic():
        append(
            event=Event.DECISION_REVIEWED,
            organisation=place.organisation,
            body={},
            facets=facets,
            by=place.priya,
        )


@pytest.fixture
def busy(willow):
    """A year and a half at two homes, all of it in the log."""
    random = Random(5)
    homes = [willow.home.pk, Home.objects.create(organisation=willow.organisation, name="Oak House").pk, None]
    with time_machine.travel(datetime(2025, 6, 1, 8, tzinfo=UTC), tick=False) as clock:
        waiting = []
        for _ in range(120):
            clock.shift(random.randint(1, 7) * 86_400)
            if london_day() >= date(2026, 11, 20):
                break
            waiting.append(decide(willow, random.choice(homes), random))
            if random.random() < 0.5:
                judge(willow, waiting.pop(random.randrange(len(waiting))))
    while not catch_up(willow.organisation):
        pass
    return willow


def recount(place, first, end, home):
    """Count the entries themselves, in plain Python."""
    time, doors, overruled, waits = Counter(), Counter(), Counter(), Counter()
    made = {}
    for entry in Entry.objects.filter(organisation=place.organisation).order_by("seq"):
        day = london_day(entry.recorded_at)
        month = day.replace(day=1)
        if entry.event == "decision.made":
            made[entry.pk] = entry
            kind = next(flag for flag in entry.flags if flag.startswith("decided.")).removeprefix("decided.")
            if first <= day < end and home in {None, entry.home_id}:
                time[month, kind] += 1
                doors[entry.door, kind] += 1
                overruled[entry.home_id, entry.door] += "overruled" in entry.flags
        if entry.event == "decision.reviewed":
            decision = made[entry.about_id]
            days = (day - london_day(decision.recorded_at)).days
            if first <= day < end and home in {None, decision.home_id}:
                waits[month, sum(days > most for most in (7, 14, 30))] += 1
    return time, doors, +overruled, waits


def test_every_number_is_that_of_the_entries_counted_again(busy):
    for written in ("", "2025", "2026", "2025-q3", "2026-q4"):
        for home in (None, busy.home):
            is_counted_again(busy, written, home)


def is_counted_again(busy, written, home):
    period = read(written, NOW.date(), MONTH)
    cells = queries.cells(busy.organisation, period, home)
    time, doors, overruled, waits = recount(busy, period.first, period.end, home and home.pk)
    slots = {day: str(day) for day in period.slots(MONTH)}
    names = {busy.home.pk: "Willow House"}
    shown = figures.by_time(cells, slots)
    groups = {name: code for code, name in figures.GROUPS.items()}
    for row, day in enumerate(slots):
        for column, name in enumerate(shown.columns):
            expected = sum(
                n for (month, kind), n in time.items() if month == day and figures.group(kind) == groups[name]
            )
            assert shown.counts[row][column] == expected
    assert shown.total == time.total() == figures.by_home(cells, names).total == figures.by_door(cells).total
    by_door = figures.by_door(cells)
    assert sum(map(bool, (count for row in by_door.counts for count in row))) == len(doors)
    assert sorted(c for row in by_door.counts for c in row if c) == sorted(doors.values())
    assert sorted(figures.overruled(cells, names).row_totals) == sorted(overruled.values())
    looked = figures.waits(cells, slots)
    assert [[waits[day, bucket] for bucket in range(4)] for day in slots] == [
        list(row) for row in looked.counts
    ]
