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
class Due:
    """One thing that falls due on a day: what it is told apart by, whose it is, and the page on which to do it."""

    id: str
    day: date
    owner: UUID | None
    url: str


@dataclass(frozen=True, slots=True)
class Task:
    """A line of the list. `url` is where to do it; `note` says how far it is: "3 people have not logged in".

    `topic` names what it shows, by which the dated list of the toolkit finds its items; `due` is the day by which it
    must be done, or done again, where that is before the toolkit's own. `owners` are the ids of the people whose it is.
    `parts` are what of it falls due by itself; where there are none, it falls due as a whole, and where nobody owns
    it managers are reminded.
    """

    id: str
    topic: str
    title: str
    status: Status
    url: str
    note: str = ""
    due: date | None = None
    owners: tuple[UUID, ...] = ()
    parts: tuple[Due, ...] = ()

    @property
    def room(self) -> str:
        """The first part of its name: the duty that it is a part of."""
        return self.id.partition(".")[0]

    @property
    def dues(self) -> tuple[Due, ...]:
        """What of it falls due, and when."""
        if self.parts or self.due is None:
            return self.parts
        return tuple(Due(self.id, self.due, owner, self.url) for owner in self.owners or (None,))


Tasks = Callable[[Organisation, date], Iterable[Task]]
"""What each room that has duties offers, for an organisation on a day; named in settings.ASSURANCE_TASKS."""
