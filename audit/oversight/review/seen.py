"""What the desk shows of one decision: its evidence, what became of it, and others like it.

Nothing here may be called before the opening has left its entry.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any
from uuid import UUID

from audit.ledger import queries as ledger
from audit.ledger.events import Event
from audit.ledger.models import Entry
from audit.ledger.queries import Opened
from audit.ledger.reference import reference
from audit.oversight.desk.models import Matter, State
from audit.oversight.queries import ALTERED, problem
from audit.oversight.review.models import FollowUp
from audit.oversight.review.queries import with_words
from audit.transparency import merkle
from portal.models import Organisation

READS = (Event.DECISION_OPENED, Event.DECISION_PRINTED, Event.HISTORY_OPENED, Event.ADVICE_OPENED)
"""That somebody looked."""
TELLING = (Event.DECISION_ADDED_TO, Event.DISCLOSURE_MADE, Event.ADVICE_ASKED, Event.ADVICE_GIVEN)
"""What was said before a decision and after it, shown with its words."""
OF_DESK = (
    Event.DECISION_REVIEWED,
    Event.REVIEW_ANSWERED,
    Event.DECISION_WEIGHED,
    Event.FOLLOW_UP_ASKED,
    Event.FOLLOW_UP_DONE,
    Event.EXAMPLE_PROPOSED,
    Event.EXAMPLE_CHECKED,
    Event.CONCERN_RAISED,
)
"""What tells a second reader what the first one thinks."""
LATEST = 40
PRECEDENTS = 5
MOST_OTHERS = 50


@dataclass(frozen=True, slots=True)
class Told:
    """What a decision's entry tells; `body` is empty, and `problem` says why, where it cannot be read."""

    body: dict[str, Any]
    problem: str


@dataclass(frozen=True, slots=True)
class Precedent:
    """A like decision, and how it was judged."""

    decision: UUID
    finding: str

    @property
    def reference(self) -> str:
        """What people quote."""
        return reference(self.decision)


def decision(organisation: Organisation, entry_id: UUID) -> Entry | None:
    """Return a decision of this organisation, or None for a stranger's."""
    return ledger.find(organisation, entry_id, event=Event.DECISION_MADE)


def told(entry: Entry) -> Told:
    """Open a decision's body, and compare it with the leaf and the leaf with its hash."""
    if merkle.leaf_hash(bytes(entry.leaf)) != bytes(entry.leaf_hash):
        return Told({}, ALTERED)
    opened = ledger.opened([entry])[0]
    return Told(opened.body, problem(opened.error))


def timeline(entry: Entry, *, blind: bool) -> list[Opened]:
    """Return what was done about a decision, in order, itself first; of the rest only the latest, at most LATEST.

    `blind` leaves out the desk's part.
    """
    events = [*READS, *TELLING, *(() if blind else OF_DESK)]
    rest = ledger.about(entry, events=events, size=LATEST)
    return ledger.opened(sorted([entry, *rest], key=lambda each: each.seq))


def precedents(entry: Entry) -> list[Precedent]:
    """Return the decisions judged last that had the same advice behind the same door.

    One that still waits for a second reader is not among them: this reader may be the one.
    """
    like = Matter.objects.filter(
        organisation_id=entry.organisation_id,
        door=entry.door or "",
        outcome=entry.outcome or "",
        judged_seq__isnull=False,
        state=State.DONE,
    )
    rows = like.exclude(pk=entry.pk).order_by("-judged_seq").values_list("id", "finding")[:PRECEDENTS]
    return [Precedent(id_, finding) for id_, finding in rows]


def others(entry: Entry, individual: UUID | None) -> list[Matter]:
    """Return the other decisions about a person, the latest first, at most MOST_OTHERS and one more."""
    if individual is None:
        return []
    rows = Matter.objects.filter(organisation_id=entry.organisation_id, individual_id=individual)
    return list(rows.exclude(pk=entry.pk).order_by("-seq")[: MOST_OTHERS + 1])


def row_of(entry: Entry) -> Matter | None:
    """Return the desk's row of a decision, None while the desk has not read it."""
    return Matter.objects.filter(organisation_id=entry.organisation_id, pk=entry.pk).first()


def follow_ups_after(entry: Entry, *, blind: bool) -> list[tuple[FollowUp, dict[str, Any]]]:
    """Return what a worker was asked to do after a decision, each with its words; nothing to a blind reader."""
    found = [] if blind else list(FollowUp.objects.filter(decision=entry.pk).order_by("due_on", "id"))
    return with_words(found)
