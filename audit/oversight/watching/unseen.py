"""Who may decide a drawn decision again: somebody who does not know yet what was decided."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import Any
from uuid import UUID

from audit.kinds import KINDS
from audit.ledger import queries as ledger
from audit.ledger.events import Event
from audit.ledger.models import Entry
from audit.oversight.advice.models import Said
from audit.oversight.desk.models import Matter, State
from audit.oversight.desk.order import DRAWN
from audit.oversight.watching import lots
from audit.oversight.watching.models import Judged, Lot
from audit.oversight.words import part
from portal.models import Organisation, User

SHOWING = (Event.DECISION_OPENED, Event.DECISION_PRINTED, Event.DECISION_REVIEWED)
"""What somebody did who then knows what was decided."""

DECISIONS = {kind: words for kind, words in KINDS.items() if kind != "another_door"}
"""What a reader may say that they would have decided, as words; no decision ends with a further set of questions."""


class Standing(StrEnum):
    """Whether a reader may decide a drawn decision again, and if not, why."""

    OPEN = "open"
    OWN = "own"
    SEEN = "seen"
    JUDGED = "judged"
    GONE = "gone"


@dataclass(frozen=True, slots=True)
class Drawn:
    """A drawn decision as one reader finds it; `body` is empty where it is gone."""

    entry: Entry
    body: dict[str, Any]
    standing: Standing
    judged: Judged | None = None


def all_of(lot: Lot, viewer: User) -> list[Drawn]:
    """Return the decisions of a lot as this reader finds them, in the order in which they were drawn."""
    return _found(lot, lots.decisions_of(lot), viewer)


def one(organisation: Organisation, decision: UUID, viewer: User) -> tuple[Lot, Drawn] | None:
    """Return a drawn decision with its lot as this reader finds it; None where it was not drawn."""
    entry = ledger.find(organisation, decision, event=Event.DECISION_MADE)
    lot = entry and lots.of_decision(entry)
    return (lot, _found(lot, [decision], viewer)[0]) if lot else None


def comes_first(entry: Entry, viewer: User) -> bool:
    """Say whether a decision is on the list by lot alone, and this reader can still decide it again unseen."""
    by_lot = Matter.objects.filter(pk=entry.pk, reason=DRAWN, state=State.WAITING).exists()
    found = one(entry.organisation, entry.pk, viewer) if by_lot else None
    return found is not None and found[1].standing == Standing.OPEN


def following(lot: Lot, viewer: User) -> UUID | None:
    """Return the next decision of a lot that this reader may decide again, None where there is none left."""
    return next((each.entry.pk for each in all_of(lot, viewer) if each.standing == Standing.OPEN), None)


def _found(lot: Lot, ids: Sequence[UUID], viewer: User) -> list[Drawn]:
    entries = ledger.in_order(lot.organisation, ids)
    judged = {each.decision: each for each in Judged.objects.filter(decision__in=ids).select_related("judge")}
    seen = seen_by(ids, viewer)
    return [
        Drawn(each.entry, each.body, _standing(each, viewer, judged, seen), judged.get(each.entry.pk))
        for each in ledger.opened(entries)
    ]


def _standing(
    each: ledger.Opened, viewer: User, judged: Collection[UUID], seen: Collection[UUID]
) -> Standing:
    """Return how a drawn decision stands for a reader."""
    if each.entry.pk in judged:
        return Standing.JUDGED
    if each.error:
        return Standing.GONE
    if part(each.body, "actor", "id") == str(viewer.pk):
        return Standing.OWN
    return Standing.SEEN if each.entry.pk in seen else Standing.OPEN


def seen_by(ids: Collection[UUID], viewer: User) -> set[UUID]:
    """Return which of these decisions the reader knows: opened in full, judged, or gave advice for."""
    shown = ledger.opened(ledger.about_any(ids, events=SHOWING))
    mine = {
        each.entry.about_id
        for each in shown
        if part(each.body, "actor", "id") == str(viewer.pk) and not each.body.get("unseen")
    }
    advised = Said.objects.filter(thread__decision__in=ids, person=viewer, is_advice=True)
    return {each for each in mine if each} | set(advised.values_list("thread__decision", flat=True))
