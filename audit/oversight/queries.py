"""What the Guardian's desk shows: a list that names no individual, and one decision as its entry tells it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from audit.ledger import queries as ledger
from audit.ledger.errors import BodyAltered, KeyDestroyed
from audit.ledger.events import WORDS, Event
from audit.ledger.models import Entry
from portal.models import Home, Organisation
from portal.roles import ROLE_NAMES, Role

LATER = (Event.DECISION_ADDED_TO, Event.DISCLOSURE_MADE)
ALTERED = "This record has been changed since it was made. Do not rely on it. Tell your manager today."
DISPOSED = "The details of this decision were destroyed when their time was up. What can be counted is kept."


@dataclass(frozen=True, slots=True)
class Opening:
    """That somebody looked at a decision, or added to it, and when."""

    entry: Entry
    body: dict[str, Any]

    @property
    def name(self) -> str:
        """Who it was."""
        return str(self.body.get("actor", {}).get("name", ""))

    @property
    def role(self) -> str:
        """What they were at the time."""
        role = self.body.get("actor", {}).get("role")
        return ROLE_NAMES[Role(role)] if role in set(Role) else ""

    @property
    def person(self) -> str:
        """Who it was, with their role at the time."""
        return ", ".join(filter(None, [self.name, self.role]))

    @property
    def words(self) -> str:
        """What was done, in words."""
        typed = self.body.get("text") or self.body.get("note") or ""
        return "\n".join(
            filter(None, [str(self.body.get("says") or WORDS[Event(self.entry.event)]), str(typed)])
        )


@dataclass(frozen=True, slots=True)
class Told:
    """What a decision's entry tells; `body` is empty, and `problem` says why, where it cannot be read."""

    body: dict[str, Any]
    problem: str


def homes(organisation: Organisation) -> list[Home]:
    """Return the homes by which the list can be filtered."""
    return list(organisation.homes.order_by("name"))


def decisions(
    organisation: Organisation, *, home: Home | None, before: int | None, after: int | None, size: int = 25
) -> ledger.Page:
    """Return one page of the organisation's decisions, the latest first."""
    filters = {"home_id": home.pk} if home else {}
    return ledger.page(
        organisation, event=Event.DECISION_MADE, filters=filters, before=before, after=after, size=size
    )


def decision(organisation: Organisation, entry_id: UUID) -> Entry | None:
    """Return a decision of this organisation, or None for a stranger's."""
    return ledger.find(organisation, entry_id, event=Event.DECISION_MADE)


def told(entry: Entry) -> Told:
    """Open a decision's body; call it after the opening has left its entry."""
    opened = ledger.opened([entry])[0]
    return Told(opened.body, problem(opened.error))


def problem(error: BodyAltered | KeyDestroyed | None) -> str:
    """Return the sentence that says why an entry cannot be read, "" where it can."""
    if error is None:
        return ""
    return ALTERED if isinstance(error, BodyAltered) else DISPOSED


def openings(entry: Entry) -> list[Opening]:
    """Return who opened a decision, the latest 25."""
    return _with_bodies(ledger.about(entry, events=[Event.DECISION_OPENED]))


def later(entry: Entry) -> list[Opening]:
    """Return what was added to a decision, or shared after it, the latest 25."""
    return _with_bodies(ledger.about(entry, events=LATER))


def _with_bodies(entries: Sequence[Entry]) -> list[Opening]:
    """Open the bodies; where one cannot be read, that it happened is still shown."""
    try:
        bodies = ledger.bodies_of(entries)
    except (BodyAltered, KeyDestroyed):
        bodies = [{} for _ in entries]
    return [Opening(entry, body) for entry, body in zip(entries, bodies, strict=True)]
