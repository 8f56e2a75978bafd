"""The days of the toolkit's year and of the reminders about it, each tried on both sides of its boundary."""

from __future__ import annotations

from datetime import date, datetime, timedelta
from itertools import pairwise
from types import SimpleNamespace

import pytest
import time_machine
from django.template.loader import render_to_string
from django.urls import reverse

from audit.assurance.task import Status, Task
from audit.assurance.tasks import reminders, shown, toolkit
from portal.days import LONDON
from portal.design.dates import PARTS
from tests.audit.assurance.adopting import adopt
from tests.audit.assurance.learning import client_of, words
from tests.audit.assurance.registering import enter
from tests.days import DAY, SUMMER, around_count, around_day, around_moment
from tests.portal.visit import page


class TestTheYear:
    def test_a_year_of_the_toolkit_begins_on_1_july(self):
        around_day(
            lambda day: toolkit.edition(day).code,
            date(2026, 7, 1),
            before="2025-26",
            on="2026-27",
            after="2026-27",
        )

    def test_how_many_days_are_left_is_said_as_people_say_it(self):
        runs = toolkit.edition(SUMMER)
        said = [shown.deadline(runs, runs.deadline - n * DAY)["left"] for n in (2, 1, 0, -1)]
        assert said == ["2 days left", "1 day left", "today", "over"]

    def test_a_task_was_due_after_its_day(self):
        task = Task("x.y", "x", "Title", Status.INCOMPLETE, "/", due=SUMMER)

        def was_due(day):
            return shown._line(task, toolkit.edition(day), day, {})["due"].startswith("Was due")

        around_day(was_due, SUMMER, before=False, on=False, after=True)

    @pytest.mark.parametrize("steps", [reminders.OF_THE_TOOLKIT, reminders.OF_A_TASK])
    def test_a_reminder_is_due_from_its_own_day_until_the_next(self, steps):
        for before, each in pairwise((None, *steps)):
            around_count(lambda left: reminders.step(left, steps), each, fewer=each, exact=each, more=before)

    def test_the_days_on_which_reminders_go_are_those_that_were_agreed(self):
        assert reminders.OF_THE_TOOLKIT == (60, 30, 14, 7)
        assert reminders.OF_A_TASK == (30, 7, 0)

    def test_reminders_go_from_8_in_the_morning_in_london(self, monkeypatch):
        monkeypatch.setattr(reminders.Organisation.objects, "order_by", lambda _key: [None])
        monkeypatch.setattr(reminders, "_write", lambda _organisation, _day: 1)
        eight = datetime(2026, 7, 14, 8, tzinfo=LONDON)
        around_moment(reminders.write_all, eight, before=0, at=1, after=1)

    def test_managers_are_reminded_to_the_end_of_the_deadline(self, willow):
        deadline = toolkit.edition(SUMMER).deadline
        manager = willow.priya

        def many(day):
            monkey = reminders._of_the_toolkit(willow.organisation, [], [manager], day)
            return len(list(monkey))

        # The day after the deadline belongs to the next year, which is far from its own.
        around_day(many, deadline, before=1, on=1, after=0)

    def test_two_weeks_after_something_was_due_nobody_is_written_to_any_more(self, willow):
        task = Task("x.y", "x", "Title", Status.INCOMPLETE, "/", due=SUMMER)

        def many(day):
            return len(list(reminders._of_tasks(willow.organisation, [task], [willow.priya], day)))

        around_day(many, SUMMER + timedelta(days=14), before=1, on=1, after=0)
        around_day(many, SUMMER - timedelta(days=30), before=0, on=1, after=1)


class TestItsEmails:
    def says(self, template, days, **numbers):
        given = {"due": "14 July", "deadline": "30 June", "days": days, "left": 1, "says": "", "usual": False}
        message = SimpleNamespace(numbers=given | {"owned": True} | numbers)
        text = render_to_string(f"mail/{template}.txt", {"message": message, "link": ""})
        return text.partition("\n")[0], text

    def test_something_was_due_after_its_day(self):
        def was_due(days):
            subject, text = self.says("year_task", days)
            assert (" was due" in subject) == (" was due" in text.partition("\n")[2])
            return " was due" in subject

        around_count(was_due, 0, fewer=True, exact=False, more=False)

    @pytest.mark.parametrize("template", ["year_task", "year_deadline"])
    def test_today_and_tomorrow_are_called_so(self, template):
        said = [self.says(template, days)[1] for days in (0, 1, 2)]
        words = ("today", "tomorrow", "in 2 days")
        assert [f"That is {word}" in text for word, text in zip(words, said, strict=True)] == [True] * 3


def test_forms_begin_with_the_last_day_that_is_allowed_a_year_from_today(willow, ruth):
    policy, held = adopt(willow, ruth), enter(willow, ruth)
    noon = datetime.combine(SUMMER, datetime.min.time().replace(hour=12), LONDON)
    with time_machine.travel(noon, tick=False):
        client = client_of(ruth)
        begun = {
            "due_on": [reverse("registers:new", args=["data_flows"])],
            "review_by": [
                reverse("policies:new"),
                reverse("policies:change", args=[policy.policy_id]),
                reverse("policies:again", args=[policy.policy_id]),
            ],
        }
        for name, addresses in begun.items():
            for address in addresses:
                shown_on = page(client.get(address))
                typed = [shown_on.select_one(f"[name={name}-{part}]")["value"] for part in PARTS]
                assert typed == ["14", "7", "2027"], address
        assert "14 July 2027" in words(client.get(reverse("registers:right", args=[held.pk])))
