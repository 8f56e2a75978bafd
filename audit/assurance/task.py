"""One thing to do before the toolkit's deadline: how it stands, where to do it, and what it shows."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from uuid import UUID

from portal.models import Organisation


class Status(StrEnum):
    """How a task stands, in the words of the list."""

    COMPLETED = "Completed"
    INCOMPLETE = "Incomplete"
    CANNOT_START = "Cannot start yet"


@dataclass(frozen=True, slots=True)
class Task:
    """A line of the list. `url` is where to do it; `note` says how far it is: "3 people have not logged in".

    `topic` names what it shows, by which the dated list of the toolkit finds its items; `due` is the day by which it
    must be done, or done again, where that is before the toolkit's own. `owner` is the id of the person whose it is;
    where there is none, managers are reminded of it.
    """

    id: str
    topic: str
    title: str
    status: Status
    url: str
    note: str = ""
    due: date | None = None
    owner: UUID | None = None


Tasks = Callable[[Organisation, date], Iterable[Task]]
"""What each room that has duties offers, for an organisation on a day; named in settings.ASSURANCE_TASKS."""
