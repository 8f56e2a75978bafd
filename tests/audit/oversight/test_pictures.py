"""What was decided, in pictures: the numbers are those of the log, and say nothing about anybody outside the desk."""

from __future__ import annotations

from collections import Counter
from datetime import UTC, datetime, timedelta
from random import Random

import pytest
import time_machine
from bs4 import BeautifulSoup
from django.db import transaction
from django.test import Client

from audit.kinds import GROUPS
from audit.ledger import queries as ledger
from audit.ledger.append import append
from audit.ledger.events import Event
from audit.ledger.models import Entry, Log
from audit.oversight.desk import fold
from audit.oversight.desk.models import Bookmark
from audit.oversight.pictures import figures, queries
from audit.oversight.pictures.period import MONTH, read
from portal.days import london_day
from portal.models import Home

NOW = datetime(2026, 11, 22, 12, tzinfo=UTC)
BEGAN = datetime(2025, 6, 1, 8, tzinfo=UTC)
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


def moment(entry):
    """When an entry counts as written: the log has its own clock, so a test tells the desk another time."""
    return BEGAN + entry.seq * timedelta(days=6, hours=5)


@pytest.fixture
def busy(willow):
    """A year and a half at two homes, all of it in the log."""
    random = Random(5)
    homes = [willow.home.pk, Home.objects.create(organisation=willow.organisation, name="Oak House").pk, None]
    waiting = []
    for _ in range(55):
        waiting.append(decide(willow, random.choice(homes), random))
        if random.random() < 0.6:
            judge(willow, waiting.pop(random.randrange(len(waiting))))
    entries = list(Entry.objects.filter(event__in=fold.EVENTS).order_by("seq"))
    for each in entries:
        each.recorded_at = moment(each)
    fold.read(willow.organisation, ledger.opened(entries))
    size = Log.objects.get(pk=willow.organisation.pk).size
    Bookmark.objects.update_or_create(organisation=willow.organisation, defaults={"seq": size})
    return willow


def recount(place, first, end, home):
    """Count the entries themselves, in plain Python."""
    time, doors, overruled, waits = Counter(), Counter(), Counter(), Counter()
    made = {}
    for entry in Entry.objects.filter(organisation=place.organisation).order_by("seq"):
        day = london_day(moment(entry))
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
            days = (day - london_day(moment(decision))).days
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
    groups = {name: code for code, name in GROUPS.items()}
    for row, day in enumerate(slots):
        for column, name in enumerate(shown.columns):
            expected = sum(
                n for (month, kind), n in time.items() if month == day and figures.group(kind) == groups[name]
            )
            assert shown.counts[row][column] == expected
    assert time.total() > 0
    assert shown.total == time.total() == figures.by_home(cells, names).total == figures.by_door(cells).total
    by_door = figures.by_door(cells)
    assert sum(map(bool, (count for row in by_door.counts for count in row))) == len(doors)
    assert sorted(c for row in by_door.counts for c in row if c) == sorted(doors.values())
    assert sorted(figures.overruled(cells, names).row_totals) == sorted(overruled.values())
    looked = figures.waits(cells, slots)
    assert [[waits[day, bucket] for bucket in range(4)] for day in slots] == [
        list(row) for row in looked.counts
    ]


def test_the_page_says_what_it_shows_and_leads_to_every_other_time_and_home(busy):
    client = Client()
    client.force_login(busy.priya)
    with time_machine.travel(NOW, tick=False):
        response = client.get("/desk/pictures/", {"period": "2026", "home": str(busy.home.pk)})
    main = BeautifulSoup(response.content, "html5lib").main
    assert " ".join(main.h1.get_text(" ").split()) == "2026, Willow House Pictures of what was decided"
    links = {link.get_text(): link["href"] for link in main.select("nav a")}
    assert links["2025"] == f"/desk/pictures/?period=2025&home={busy.home.pk}"
    assert links["All homes"] == "/desk/pictures/?period=2026"
    assert {"Oak House", "Jan–Mar 2026", "The last 12 months"} <= links.keys()
    assert [each.get_text() for each in main.select("nav [aria-current]")] == ["2026", "Willow House"]
    assert len(main.select("svg[role=img]")) == len(main.select("svg title")) == 4
    assert len({each.get_text(strip=True) for each in main.select("caption")}) == 5
    assert not main.select("[style], script")
    assert all(each["scope"] in {"col", "row"} for each in main.select("th"))


def test_a_place_where_nothing_was_decided_yet_reads_well(willow):
    client = Client()
    client.force_login(willow.priya)
    text = client.get("/desk/pictures/").content.decode()
    assert text.count("No decision was made in this time.") == 3
    assert "<svg xmlns" not in text
    assert 'aria-label="What to show"' in text
