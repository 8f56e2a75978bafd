"""Managers are reminded of the toolkit's deadline, and owners of what is due: each once, by numbers and days alone."""

from __future__ import annotations

from datetime import date, datetime, timedelta

import pytest
import time_machine
from django.core import mail

from audit.assurance.task import Status, Task
from audit.assurance.tasks import queries, reminders, toolkit
from audit.assurance.tasks.tasks import remind_of_the_year
from portal import outbox
from portal.days import LONDON
from portal.jobs import app
from portal.models import Membership, Message
from portal.roles import Role
from tests.audit.oversight.asking import person

DAY = timedelta(days=1)
DEADLINE = date(2027, 6, 30)


def nine(moment):
    return datetime(moment.year, moment.month, moment.day, 9, tzinfo=LONDON)


@pytest.fixture
def asked(monkeypatch):
    """What the rooms ask for, in place of what they would."""
    found = []
    monkeypatch.setattr(queries, "tasks", lambda organisation, day: found)
    return found


def task(due=None, owner=None, status=Status.INCOMPLETE, name="one"):
    owners = (owner,) if owner else ()
    title = "List of Zebedee's tablets"
    return Task(f"room.{name}", "assets", title, status, "/assurance/", due=due, owners=owners)


def written_on(first, days):
    """Return on which of some days in a row reminders were written, and how many."""
    each = [(first + n * DAY, reminders.write_all(nine(first + n * DAY))) for n in range(days)]
    return {day: count for day, count in each if count}


def letters():
    outbox.send_waiting()
    return [(each.subject, each.body, each.to) for each in mail.outbox]


@pytest.mark.parametrize("year", [2027, 2028], ids=["a-year", "a-leap-year"])
def test_a_manager_is_told_60_30_14_and_7_days_before_and_on_no_other_day(willow, ruth, asked, year):
    deadline = date(year, 6, 30)
    found = written_on(deadline - 65 * DAY, 70)
    assert found == {deadline - left * DAY: 1 for left in (60, 30, 14, 7)}


def test_it_says_how_much_is_ready_and_leads_to_what_is_missing(willow, ruth, asked):
    asked += [task(status=Status.COMPLETED)] * 7 + [task()] * 2
    reminders.write_all(nine(date(2027, 6, 3)))
    ((subject, body, to),) = letters()
    assert subject == "DSPT is due 30 June 2027. 7 of 9 things we can show are ready."
    assert "That is in 27 days." in body
    assert "See what is missing: " in body
    assert "/assurance/" in body
    assert "There are no personal details in this email." in body
    assert to == [ruth.email]
    assert "Zebedee" not in subject + body


def test_where_all_is_ready_it_does_not_ask_what_is_missing(willow, ruth, asked):
    asked.append(task(status=Status.COMPLETED))
    reminders.write_all(nine(DEADLINE))
    ((subject, body, _to),) = letters()
    assert "It is ready." in subject
    assert "That is today." in body
    assert "missing" not in body


@pytest.mark.parametrize(("deadline", "usual"), [(date(2026, 6, 30), False), (DEADLINE, True)])
def test_a_day_that_was_published_is_not_called_the_usual_one(willow, ruth, asked, deadline, usual):
    reminders.write_all(nine(deadline))
    ((_subject, body, _to),) = letters()
    assert ("This is the usual day." in body) == usual


def test_every_manager_is_told_and_nobody_else(willow, ruth, asked, make):
    anna = person(willow, "anna", Role.HQ_MANAGER)
    gone = person(willow, "gone", Role.MANAGER)
    gone.is_active = False
    gone.save()
    alder = make("alder")
    Membership.objects.filter(user=alder.amira).update(role=Role.MANAGER)
    reminders.write_all(nine(DEADLINE - 7 * DAY))
    sent = {(each.to, each.organisation) for each in Message.objects.all()}
    assert sent == {
        (ruth, willow.organisation),
        (anna, willow.organisation),
        (alder.amira, alder.organisation),
    }


def test_a_clock_that_stood_still_makes_up_for_it_once(willow, ruth, asked):
    assert reminders.write_all(nine(DEADLINE - 29 * DAY)) == 1
    assert reminders.write_all(nine(DEADLINE - 28 * DAY)) == 0
    assert reminders.write_all(nine(DEADLINE - 14 * DAY)) == 1


def test_nothing_is_said_before_8_in_london_or_after_the_deadline(willow, ruth, asked):
    early = nine(DEADLINE - 7 * DAY).replace(hour=7, minute=59)
    assert reminders.write_all(early) == 0
    assert reminders.write_all(early + timedelta(minutes=1)) == 1
    assert reminders.write_all(nine(DEADLINE + DAY)) == 0


@pytest.mark.parametrize(
    "due", [date(2028, 2, 29), date(2027, 3, 28), date(2026, 10, 25)], ids=["leap-day", "march", "october"]
)
def test_an_owner_is_told_30_and_7_days_before_and_on_the_day(willow, ruth, asked, due):
    asked.append(task(due, willow.amira.pk))
    assert written_on(due - 33 * DAY, 40) == {due - left * DAY: 1 for left in (30, 7, 0)}
    assert {each.to for each in Message.objects.all()} == {willow.amira}


def test_what_is_due_is_told_without_a_typed_word(willow, ruth, asked):
    asked.append(task(date(2026, 12, 1), willow.amira.pk))
    reminders.write_all(nine(date(2026, 11, 30)))
    reminders.write_all(nine(date(2026, 12, 2)))
    (before, after) = letters()
    assert before[0] == "Something of yours is due on 1 December 2026"
    assert "That is tomorrow." in before[1]
    assert after[0] == "Something of yours was due on 1 December 2026"
    assert "Zebedee" not in before[1] + after[1]


def test_what_nobody_owns_and_what_somebody_who_left_owned_is_told_to_managers(willow, ruth, asked):
    gone = person(willow, "gone", Role.WORKER)
    gone.is_active = False
    gone.save()
    asked += [task(date(2026, 12, 1)), task(date(2026, 12, 1), gone.pk, name="two")]
    assert reminders.write_all(nine(date(2026, 12, 1))) == 2
    assert {each.to for each in Message.objects.all()} == {ruth}


def test_what_somebody_owned_who_works_elsewhere_now_is_told_to_managers(willow, ruth, asked, make):
    asked.append(task(date(2026, 12, 1), make("alder").priya.pk))
    reminders.write_all(nine(date(2026, 12, 1)))
    assert {each.to for each in Message.objects.filter(organisation=willow.organisation)} == {ruth}


def test_what_was_done_and_is_due_on_another_day_is_told_anew(willow, ruth, asked):
    asked.append(task(date(2026, 12, 1)))
    assert reminders.write_all(nine(date(2026, 12, 1))) == 1
    asked[0] = task(date(2027, 12, 1))
    assert reminders.write_all(nine(date(2027, 12, 1))) == 1


def test_what_is_long_late_is_left_to_the_list(willow, ruth, asked):
    asked += [task(date(2026, 11, 1)), task(name="undated")]
    assert reminders.write_all(nine(date(2026, 11, 16))) == 0


def test_the_clock_rings_each_day_in_london_and_makes_up_for_the_day(willow, ruth, asked):
    schedule = app.conf.beat_schedule["remind of the year's deadlines"]["schedule"]
    schedule.app = app
    eight = datetime(2027, 6, 23, 8, 5, tzinfo=LONDON)
    with time_machine.travel(eight + timedelta(seconds=1), tick=False):
        assert schedule.is_due(eight - timedelta(hours=1)).is_due
        assert remind_of_the_year() == 1
        assert remind_of_the_year() == 0


def test_the_words_for_no_task_and_one(willow):
    assert queries.counted([]).says == "There is nothing to show yet."
    assert (
        queries.counted([task(), task(status=Status.COMPLETED)]).says == "1 of 2 things we can show is ready."
    )
    assert toolkit.edition(DEADLINE).deadline == DEADLINE
