"""How each register stands, and what is left to do before the toolkit's deadline."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from django.urls import reverse

from audit.assurance.registers.kinds import Kind, kinds
from audit.assurance.registers.models import RegisterEntry
from audit.assurance.registers.queries import standing_ones
from audit.assurance.standing import Standing
from audit.assurance.task import Due, Status, Task
from portal.models import Organisation


@dataclass(frozen=True, slots=True)
class Count:
    """How the entries of one register stand: how many there are, are overdue, and leave something to do.

    `first` is, for each person who looks after any, the one that must be looked at first; the earliest stands first.
    """

    kind: Kind
    all: int
    overdue: int
    lacking: int
    first: tuple[RegisterEntry, ...]

    @property
    def status(self) -> Status:
        """Completed where nothing is missing, nothing is overdue and nothing is left to do."""
        missing = not self.all and not self.kind.may_be_empty
        return Status.INCOMPLETE if missing or self.overdue or self.lacking else Status.COMPLETED

    @property
    def note(self) -> str:
        """How far it is, in a few words."""
        if not self.all:
            return (
                "Nothing is written down yet"
                if not self.kind.may_be_empty
                else "Nothing to write down so far"
            )
        parts = []
        if self.overdue:
            parts.append(f"{self.overdue} of {self.all} must be looked at again")
        if self.lacking:
            parts.append(f"{self.lacking} of {self.all} with something still to do")
        return ", ".join(parts) or f"{self.all} written down and in date"


def counts(organisation: Organisation, day: date) -> list[Count]:
    """Return how each register stands on a day, in their order."""
    found: dict[str, list[RegisterEntry]] = {}
    rows = standing_ones(organisation).only("kind", "lacks", "due_on", "ended_on", "owner")
    for each in rows:
        found.setdefault(each.kind, []).append(each)
    return [_count(kind, found.get(kind.code, []), day) for kind in kinds()]


def _count(kind: Kind, held: Sequence[RegisterEntry], day: date) -> Count:
    first: dict[UUID, RegisterEntry] = {}
    for each in sorted(held, key=lambda each: each.due_on):
        first.setdefault(each.owner_id, each)
    overdue, lacking = sum(each.is_due(day) for each in held), sum(each.lacks > 0 for each in held)
    return Count(kind, len(held), overdue, lacking, tuple(first.values()))


def tasks(organisation: Organisation, day: date) -> Iterator[Task]:
    """Yield the yearly duty of each register, and how it stands on a day."""
    for each in counts(organisation, day):
        parts = [
            Due(each.kind.flag, held.due_on, held.owner_id, reverse("registers:entry", args=[held.pk]))
            for held in each.first
        ]
        yield Task(
            id=each.kind.flag,
            topic=each.kind.topic,
            title=each.kind.title,
            status=each.status,
            url=reverse("registers:register", args=[each.kind.code]),
            note=each.note,
            due=parts[0].day if parts else None,
            owners=tuple(held.owner_id for held in each.first),
            parts=tuple(parts),
        )


def standing(organisation: Organisation, day: date) -> Standing:
    """Return how the registers stand on a day, for the annual report."""
    found = counts(organisation, day)
    entries, overdue = sum(each.all for each in found), sum(each.overdue for each in found)
    verb = "entry must" if overdue == 1 else "entries must"
    says = [f"The yearly registers hold {entries} {'entry' if entries == 1 else 'entries'}."]
    says.append(
        f"{overdue} {verb} be looked at again." if overdue else "None is overdue to be looked at again."
    )
    rows = tuple((each.kind.title, str(each.all), str(each.overdue), str(each.lacking)) for each in found)
    columns = ("Entries", "To be looked at again", "Something still to do")
    return Standing("registers", "The yearly registers", tuple(says), columns, rows)
