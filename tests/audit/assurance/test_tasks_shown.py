"""The year's list as it is read: what is due and to whom it falls, how long there is, and what each item has."""

from __future__ import annotations

from datetime import date
from uuid import uuid4

import pytest

from audit.assurance.task import Status, Task
from audit.assurance.tasks import queries, shown, toolkit
from portal.models import Organisation, User

DAY = date(2026, 6, 1)
RUNS = toolkit.edition(DAY)


@pytest.mark.parametrize(
    ("day", "left"),
    [
        (date(2026, 6, 28), "2 days left"),
        (date(2026, 6, 29), "1 day left"),
        (date(2026, 6, 30), "today"),
        (date(2026, 7, 1), "over"),
    ],
)
def test_how_long_there_is_counts_down_to_the_day_itself(day, left):
    assert shown.deadline(RUNS, day) == {"day": "30 June 2026", "left": left, "published": True}


@pytest.fixture
def listed(db, monkeypatch):
    """Show the list of these tasks."""
    amira, bea = (
        User.objects.create_user(f"{name}@willow.example", full_name=name) for name in ("Amira", "Bea")
    )

    def task(name, topic, status=Status.INCOMPLETE, due=None, owners=()):
        return Task(f"room.{name}", topic, name, status, "/", due=due, owners=owners)

    tasks = [
        task("soon", "assets", due=DAY, owners=(bea.pk, amira.pk)),
        task("late", "assets", due=date(2026, 5, 31)),
        task("done", "assets", Status.COMPLETED, due=date(2026, 5, 31)),
        task("waits", "guardian", Status.CANNOT_START, due=date(2026, 5, 31)),
        task("free", "something new"),
    ]
    monkeypatch.setattr(queries, "tasks", lambda _organisation, _day: tasks)
    return shown.page(Organisation(id=uuid4(), name="Willow"), DAY)


def lines(listed):
    return {each["task"].title: each for _title, some in listed["groups"] for each in some}


def test_each_task_stands_once_under_the_heading_of_its_topic(listed):
    groups = [(title, [each["task"].title for each in some]) for title, some in listed["groups"]]
    assert groups == [
        ("Who answers for what", ["waits"]),
        ("Who can log in, and what they use", ["soon", "late", "done"]),
        ("Everything else", ["free"]),
    ]


def test_what_is_open_says_when_it_is_or_was_due_and_what_is_not_open_nothing(listed):
    assert {name: each["due"] for name, each in lines(listed).items()} == {
        "soon": "Due on 1 June 2026",
        "late": "Was due on 31 May 2026",
        "done": "",
        "waits": "",
        "free": "",
    }


def test_what_is_done_and_what_cannot_start_is_marked(listed):
    found = lines(listed)
    assert [name for name, each in found.items() if each["is_completed"]] == ["done"]
    assert [name for name, each in found.items() if not each["can_start"]] == ["waits"]


def test_those_who_look_after_a_task_are_named_in_order(listed):
    assert {each["owners"] for each in lines(listed).values()} == {"Amira, Bea", ""}


def test_each_item_of_the_toolkit_counts_the_tasks_that_show_it(listed):
    numbers = {number: (title, said, sure) for number, title, said, sure in listed["items"]}
    of_assets = [numbers[each.number] for each in RUNS.of("assets")]
    assert {said for _title, said, _sure in of_assets} == {"1 of 3 completed"}
    assert numbers[RUNS.of("volunteers")[0].number][1] == "None here"
    assert all(sure.startswith("Read in ") for _title, _said, sure in numbers.values())
