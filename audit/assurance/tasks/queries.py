"""What is to be done before the toolkit's deadline, gathered from every room that has a yearly duty."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import cast

from django.conf import settings
from django.urls import reverse
from django.utils.module_loading import import_string

from audit.assurance.registers.models import RegisterEntry
from audit.assurance.registers.queries import duties
from audit.assurance.task import Due, Status, Task, Tasks
from portal.models import Organisation


@dataclass(frozen=True, slots=True)
class Ready:
    """How many of the things that can be shown are ready."""

    done: int
    of: int

    @property
    def left(self) -> int:
        """How many are not ready."""
        return self.of - self.done

    @property
    def says(self) -> str:
        """The count as a sentence."""
        if not self.of:
            return "There is nothing to show yet."
        if not self.left:
            return f"All {self.of} things we can show are ready." if self.of > 1 else "It is ready."
        verb = "is" if self.done == 1 else "are"
        return f"{self.done} of {self.of} things we can show {verb} ready."


def tasks(organisation: Organisation, day: date) -> list[Task]:
    """Return everything that is asked for in the year, in the order in which the rooms are named in the settings."""
    rooms = [cast("Tasks", import_string(name)) for name in settings.ASSURANCE_TASKS]
    held = duties(organisation)
    return [_whose(each, held.get(each.room)) for room in rooms for each in room(organisation, day)]


def _whose(task: Task, held: RegisterEntry | None) -> Task:
    """Return a task with whoever was named to look after its duty; the register's entry is the page they can open."""
    if held is None:
        return task
    url = reverse("registers:entry", args=[held.pk])
    parts = (Due(task.id, task.due, held.owner_id, url),) if task.due else ()
    return replace(task, owners=(held.owner_id,), parts=parts)


def counted(found: Sequence[Task]) -> Ready:
    """Return how many of some tasks are completed."""
    return Ready(sum(each.status == Status.COMPLETED for each in found), len(found))


def ready(organisation: Organisation, day: date) -> Ready:
    """Return how many of the things that can be shown are ready on a day."""
    return counted(tasks(organisation, day))


def to_do(found: Sequence[Task], most: int) -> list[Task]:
    """Return the first few tasks that can be done now: what is due first comes first."""
    open_ones = [each for each in found if each.status == Status.INCOMPLETE]
    return sorted(open_ones, key=lambda each: each.due or date.max)[:most]
