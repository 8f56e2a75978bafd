"""How each register stands, and what is left to do before the toolkit's deadline."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from django.urls import reverse

from audit.assurance.policies.queries import last_compliance
from audit.assurance.registers.kinds import Kind, kinds
from audit.assurance.registers.models import RegisterEntry
from audit.assurance.registers.queries import standing_ones
from audit.assurance.standing import Standing
from audit.assurance.task import Due, Status, Task
from portal.models import Organisation

SEEN_EMPTY = "Nothing to write down, as the yearly look found"
NOT_SEEN = "Nothing is written down. If that is right, say so in the yearly look at policies and registers"


@dataclass(frozen=True, slots=True)
class Count:
    """How the entries of one register stand: how many there are, are overdue, and leave something to do.

    `first` is, for each person who looks after any, the one that must be looked at first; the earliest stands first.
    `seen` says if someone went through the registers within the year: only then is an empty one known to be right.
    """

    kind: Kind
    all: int
    overdue: int
    lacking: int
    first: tuple[RegisterEntry, ...]
    seen: bool = False

    @property
    def status(self) -> Status:
        """Completed where nothing is missing, overdue or left to do; empty only where someone looked and said so."""
        missing = not self.all and not (self.kind.may_be_empty and self.seen)
        return Status.INCOMPLETE if missing or self.overdue or self.lacking else Status.COMPLETED

    @property
    def note(self) -> str:
        """How far it is, in a few words."""
        if not self.all and self.kind.may_be_empty:
            return SEEN_EMPTY if self.seen else NOT_SEEN
        if not self.all:
            return "Nothing is written down yet"
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
    looked = last_compliance(organisation)
    seen = looked is not None and day <= looked.review_by
    return [_count(kind, found.get(kind.code, []), day, seen=seen) for kind in kinds()]


def _count(kind: Kind, held: Sequence[RegisterEntry], day: date, *, seen: bool) -> Count:
    first: dict[UUID, RegisterEntry] = {}
    for each in sorted(held, key=lambda each: each.due_on):
        first.setdefault(each.owner_id, each)
    overdue, lacking = sum(each.is_due(day) for each in held), sum(each.lacks > 0 for each in held)
    return Count(kind, len(held), overdue, lacking, tuple(first.values()), seen)


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
    none = "None is overdue to be looked at again."
    says = [f"The yearly registers hold {entries} {'entry' if entries == 1 else 'entries'}."]
    if entries:
        says.append(f"{overdue} {verb} be looked at again." if overdue else none)
    rows = tuple((each.kind.title, str(each.all), str(each.overdue), str(each.lacking)) for each in found)
    columns = ("Entries", "To be looked at again", "Something still to do")
    return Standing("registers", "The yearly registers", tuple(says), columns, rows)
