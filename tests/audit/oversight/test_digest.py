"""On Monday at 8 each reader on duty who wants it is told how much waits: once, in numbers, and without a name."""

from __future__ import annotations

from datetime import datetime, time, timedelta
from threading import Thread

import pytest
import time_machine
from django.core import mail
from django.db import connections

from audit.oversight.duty import digest
from audit.oversight.tasks import write_digests
from portal import outbox
from portal.days import LONDON, london_day
from portal.jobs import app
from portal.models import Membership, Message
from portal.roles import Role
from tests.audit.oversight.asking import ask, person
from tests.audit.oversight.desk_world import decided

AFTER_MARCH = datetime(2026, 3, 30, 8, tzinfo=LONDON)
AFTER_OCTOBER = datetime(2026, 10, 26, 8, tzinfo=LONDON)
MONDAY = datetime(2026, 5, 4, 8, tzinfo=LONDON)
SECOND = timedelta(seconds=1)


def letters():
    outbox.send_waiting()
    return [(each.subject, each.body) for each in mail.outbox]


@pytest.mark.parametrize("monday", [AFTER_MARCH, AFTER_OCTOBER, MONDAY], ids=["march", "october", "may"])
def test_it_is_written_on_monday_at_8_in_london_and_at_no_other_time(willow, monday):
    for moment in [monday - SECOND, monday - timedelta(days=1), monday + timedelta(hours=16)]:
        assert digest.write_all(moment) == 0
    assert digest.write_all(monday) == 1
    assert digest.write_all(monday + timedelta(days=7)) == 1


@pytest.mark.parametrize("monday", [AFTER_MARCH, AFTER_OCTOBER, MONDAY], ids=["march", "october", "may"])
def test_the_clock_rings_at_8_in_london(monday):
    schedule = app.conf.beat_schedule["write the letters of Monday"]["schedule"]
    schedule.app = app
    with time_machine.travel(monday - timedelta(hours=1), tick=False):
        assert not schedule.is_due(monday - timedelta(hours=2)).is_due
    with time_machine.travel(monday + SECOND, tick=False):
        assert schedule.is_due(monday - timedelta(hours=1)).is_due


def test_a_clock_that_was_stopped_makes_up_for_it_that_day(willow):
    with time_machine.travel(MONDAY + timedelta(hours=9), tick=False):
        assert write_digests() == 1
        assert write_digests() == 0
        assert "This is what waited on 4 May 2026, 5:00pm." in letters()[0][1]


def test_it_tells_how_much_waits_and_names_nobody(willow):
    overruled = decided(willow, "overruled")
    decided(willow, "not_sure")
    ask(willow, "May I tell Zebedee's son?", urgent=True)
    Message.objects.all().delete()
    # The ledger goes by the database's clock, which no test can turn.
    today = london_day()
    monday = datetime.combine(today + timedelta(days=14 - today.weekday()), time(8), LONDON)
    with time_machine.travel(monday, tick=False):
        digest.write_all(monday)
        ((subject, body),) = letters()
    assert subject == "2 decisions to look at, 1 is urgent"
    days = (monday.date() - london_day(overruled.recorded_at)).days
    assert days > 7
    assert (
        f"2 decisions to look at, 1 is urgent. Oldest: {days} days.\n"
        "1 question waits for your advice, 1 is urgent.\n"
    ) in body
    assert "There are no personal details in this email." in body
    assert "/desk/" in body
    for name in ("Zebedee", "Canary", "Amira", "WH-101"):
        assert name not in body


def test_when_nothing_waits_it_says_so(willow):
    with time_machine.travel(MONDAY, tick=False):
        digest.write_all(MONDAY)
        ((subject, body),) = letters()
    assert subject == "No decisions to look at"
    assert "No decisions to look at.\n\nOpen your list: " in body


def test_it_goes_to_who_is_on_duty_and_wants_it(willow):
    owen = person(willow, "owen", Role.DEPUTY)
    digest.write_all(MONDAY)
    assert [each.to for each in Message.objects.all()] == [willow.priya]
    Membership.objects.filter(user=willow.priya).update(away_from=MONDAY.date() + timedelta(days=7))
    digest.write_all(MONDAY + timedelta(days=7))
    assert Message.objects.latest("pk").to == owen
    outbox.prefer(owen, digest=False, urgent=True)
    assert digest.write_all(MONDAY + timedelta(days=14)) == 0


def test_nobody_finds_their_own_decision_counted(willow):
    decided(willow, "overruled", by=willow.priya)
    assert digest.numbers(willow.organisation, willow.priya, MONDAY)["decisions"] == 0


def test_two_clocks_at_once_write_one_letter(willow_kept):
    def write():
        digest.write_all(MONDAY)
        connections.close_all()

    threads = [Thread(target=write) for _ in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert Message.objects.count() == 1
