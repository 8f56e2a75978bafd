"""The monthly lot as the log gives it: drawn from entries alone, so that it can be drawn again."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from typing import Any
from uuid import UUID

from audit.ledger import queries as ledger
from audit.ledger.events import Event
from audit.ledger.models import Entry, Log
from audit.oversight.desk.fold import month_of
from audit.oversight.watching import drawing
from audit.oversight.watching.models import Lot
from portal.days import london_day
from portal.models import Organisation


@dataclass(frozen=True, slots=True)
class Draw:
    """What a month's lot comes to: the seed, the entry it came from, among how many, and which decisions."""

    month: date
    seed: str
    last_seq: int
    among: int
    decisions: list[str]


def draw(organisation: Organisation, month: date) -> Draw | None:
    """Draw a month's lot from the log as it stands; None where the log had not begun by the end of the month."""
    first = ledger.last_before(organisation, drawing.begins(month))
    last = ledger.last_before(organisation, drawing.begins(drawing.month_after(month)))
    if last is None:
        return None
    origin = Log.objects.values_list("origin", flat=True).get(pk=organisation.pk)
    seed = drawing.seed_of(origin, month, bytes(last.leaf_hash))
    among = ledger.ids_between(
        organisation, event=Event.DECISION_MADE, after=first.seq if first else -1, until=last.seq
    )
    chosen = drawing.drawn(seed, among, drawing.size_of(len(among)))
    return Draw(month, seed.hex(), last.seq, len(among), [str(each) for each in chosen])


def draw_again(lot: Lot) -> bool:
    """Draw a lot again from the log, and say whether the same decisions come out as its entry names."""
    again = draw(lot.organisation, lot.month)
    body = body_of(lot)
    return again is not None and (body.get("seed"), body.get("decisions")) == (again.seed, again.decisions)


def due(organisation: Organisation, now: datetime) -> list[date]:
    """Return the months that are over and were not drawn yet: all since the last lot, or the last one at first."""
    last = drawing.month_before(london_day(now - drawing.WITH_CARE))
    newest = latest(organisation)
    month = drawing.month_after(newest.month) if newest else last
    months = []
    while month <= last:
        months.append(month)
        month = drawing.month_after(month)
    return months


def latest(organisation: Organisation) -> Lot | None:
    """Return the lot that was drawn last."""
    return Lot.objects.filter(organisation=organisation).order_by("-month").first()


def of_month(organisation: Organisation, month: date) -> Lot | None:
    """Return a month's lot, if it was drawn."""
    return Lot.objects.filter(organisation=organisation, month=month).select_related("entry").first()


def of_decision(entry: Entry) -> Lot | None:
    """Return the lot in which a decision was drawn, None where it was in none."""
    lot = of_month(entry.organisation, month_of(entry.recorded_at))
    return lot if lot and entry.pk in decisions_of(lot) else None


def decisions_of(lot: Lot) -> list[UUID]:
    """Return the decisions of a lot, in the order in which they were drawn."""
    return [UUID(each) for each in body_of(lot).get("decisions", [])]


def body_of(lot: Lot) -> dict[str, Any]:
    """Return what the entry of a lot says: how it was drawn, and which decisions; {} where it was tampered with."""
    return ledger.opened([lot.entry])[0].body
