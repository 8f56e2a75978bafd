"""What the task list shows, and what of it stands on a manager's home page."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any
from uuid import UUID

from audit.assurance.task import Status, Task
from audit.assurance.tasks import queries, toolkit
from audit.assurance.tasks.groups import GROUPS, REST, group_of
from audit.assurance.tasks.toolkit import Edition
from portal.days import day_in_words
from portal.models import Organisation, User

COLOURS = {Status.COMPLETED: "", Status.INCOMPLETE: "blue", Status.CANNOT_START: "grey"}
ON_HOME = 5


def page(organisation: Organisation, day: date) -> dict[str, Any]:
    """Return what the list shows."""
    found, runs = queries.tasks(organisation, day), toolkit.edition(day)
    names = _names(found)
    titles = [*(title for title, _topics in GROUPS), REST]
    groups = [(each, [task for task in found if group_of(task.topic) == each]) for each in titles]
    return {
        "organisation": organisation,
        "ready": queries.counted(found),
        "deadline": deadline(runs, day),
        "edition": runs,
        "written": day_in_words(runs.written),
        "groups": [
            (title, [_line(each, runs, day, names) for each in some]) for title, some in groups if some
        ],
        "items": [_item(each, found) for each in runs.items],
        "head": ["Number", "What is asked, in our words", "Our tasks", "How sure the number is"],
    }


def deadline(runs: Edition, day: date) -> dict[str, Any]:
    """Return the toolkit's deadline in words, how many days are left, and whether it was read somewhere."""
    left = (runs.deadline - day).days
    until = f"{left} days left" if left > 1 else {1: "1 day left", 0: "today"}.get(left, "over")
    return {"day": day_in_words(runs.deadline), "left": until, "published": runs.published}


def to_do(organisation: Organisation, day: date) -> dict[str, Any]:
    """Return what a manager's home page shows of the list: how much is ready, and what to do next."""
    found, runs = queries.tasks(organisation, day), toolkit.edition(day)
    upcoming = queries.to_do(found, ON_HOME)
    names = _names(upcoming)
    return {
        "ready": queries.counted(found),
        "deadline": deadline(runs, day),
        "next": [_line(each, runs, day, names) for each in upcoming],
    }


def _names(found: Sequence[Task]) -> dict[UUID, str]:
    """Return what those who look after some tasks are called."""
    owners = User.objects.in_bulk({owner for each in found for owner in each.owners})
    return {pk: each.full_name for pk, each in owners.items()}


def _line(task: Task, runs: Edition, day: date, names: Mapping[UUID, str]) -> dict[str, Any]:
    """Return one line of the list."""
    due = ""
    if task.due is not None and task.status == Status.INCOMPLETE:
        due = f"Was due on {day_in_words(task.due)}" if task.due < day else f"Due on {day_in_words(task.due)}"
    return {
        "task": task,
        "id": task.id.replace(".", "-"),
        "colour": COLOURS[task.status],
        "is_completed": task.status == Status.COMPLETED,
        "can_start": task.status != Status.CANNOT_START,
        "due": due,
        "owners": ", ".join(sorted(names[owner] for owner in task.owners)),
        "numbers": ", ".join(each.number for each in runs.of(task.topic)),
    }


def _item(item: toolkit.Item, found: Sequence[Task]) -> list[str]:
    """Return one row of the table of the toolkit's items."""
    mine = [each for each in found if each.topic in item.topics]
    ready = sum(each.status == Status.COMPLETED for each in mine)
    said = f"{ready} of {len(mine)} completed" if mine else "None here"
    standing = item.standing
    return [item.number, item.title, said, standing[:1].upper() + standing[1:]]
