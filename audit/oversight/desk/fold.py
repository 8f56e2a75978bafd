"""What becomes of the desk's rows as entries of the log are read, one after another.

The rows depend on the entries and on nothing else: read the log from its start and they come out the same.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from datetime import date, datetime
from typing import Any
from uuid import UUID

from django.db import connection

from audit.kinds import group
from audit.ledger.errors import BodyAltered
from audit.ledger.events import Event
from audit.ledger.queries import Opened
from audit.oversight.desk import order
from audit.oversight.desk.models import OPEN, PLACES, Mark, Matter, State, Tally
from audit.oversight.desk.names import person_name, person_reference, recipient_name
from audit.oversight.words import part, text
from portal.days import london_day
from portal.models import Organisation

DECIDED = "decided."
COUNTED = (DECIDED, "took.", "objection.")
"""Begin the flags that every decision or many have: they are counted for reports, and nobody lists by them."""
PUBLIC_INTEREST = "public_interest"
ASK = "ask"
SETTLED = "weighed.settled"
DISCLOSED = frozenset({"shared", "unnamed"})
AGREES = {"yes": True, "yes_with_advice": True, "no": False}
"""Whether a reader who found this would have decided the same."""
WAITS = ((7, "0-7"), (14, "8-14"), (30, "15-30"))
LONGER = "31+"

Thing = tuple[str, date, UUID | None, str]
"""What is counted: what, month, home, key."""


class Desk:
    """The rows that a run of entries touches, read once before and written once after."""

    def __init__(self, organisation: Organisation, entries: Sequence[Opened]) -> None:
        self.organisation = organisation
        self.new: dict[UUID, Matter] = {}
        self.changed: dict[UUID, Matter] = {}
        self.counts: Counter[Thing] = Counter()
        about = {id_ for each in entries for id_ in _about(each)}
        self._known = Matter.objects.filter(organisation=organisation).in_bulk(list(about))

    def matter(self, id_: UUID | None) -> Matter | None:
        """Return the row of a decision, ready to be changed."""
        if id_ in self.new:
            return self.new[id_]
        found = self._known.get(id_)
        if found is not None:
            self.changed[found.id] = found
        return found

    def count(self, what: str, month: date, home_id: UUID | None, key: str) -> None:
        """Count one thing more."""
        self.counts[what, month, home_id, key] += 1

    def write(self) -> None:
        """Write what has changed."""
        matters = list(self.new.values())
        Matter.objects.bulk_create(matters)
        marks = ((flag, matter.seq) for matter in matters for flag in matter.flags)
        Mark.objects.bulk_create(
            Mark(organisation=self.organisation, flag=flag, seq=seq) for flag, seq in marks
        )
        # An upsert of rows that are all there: bulk_update grows with the square of how many there are.
        Matter.objects.bulk_create(
            self.changed.values(), update_conflicts=True, unique_fields=["id"], update_fields=CHANGING
        )
        _add(self.organisation, self.counts)


CHANGING = ("reason", "place", "state", "open", "drawn", "first_by", "finding", "judged_seq", "judged_at")


def read(organisation: Organisation, entries: Sequence[Opened]) -> None:
    """Take entries of `EVENTS` in, in the order of the log."""
    desk = Desk(organisation, entries)
    for each in entries:
        READS[Event(each.entry.event)](desk, each)
    desk.write()


def _about(each: Opened) -> list[UUID]:
    if each.entry.event == Event.SAMPLE_DRAWN:
        return [UUID(id_) for id_ in each.body.get("decisions", [])]
    return [each.entry.about_id] if each.entry.about_id else []


def _made(desk: Desk, each: Opened) -> None:
    """A decision was made: it is listed if anything brings it there, and counted."""
    entry = each.entry
    matter = _matter(desk.organisation, each)
    brought = order.brought_by(entry.flags or [], altered=isinstance(each.error, BodyAltered))
    if brought:
        _list(matter, brought[0].id)
    desk.new[matter.id] = matter
    key = f"{matter.door} {matter.outcome} {matter.decided}"
    desk.count("decision", matter.month, entry.home_id, key)
    if matter.worker_id:
        desk.count(
            "worker", matter.month, entry.home_id, f"{matter.worker_id} {matter.door} {matter.decided}"
        )
    for flag in matter.flags:
        desk.count("flag", matter.month, entry.home_id, flag)
        desk.count("flag by door", matter.month, entry.home_id, f"{flag} {matter.door}")


def _matter(organisation: Organisation, each: Opened) -> Matter:
    """Return the row of a new decision, not yet listed."""
    entry, body = each.entry, each.body
    flags = entry.flags or []
    decided = next((flag for flag in flags if flag.startswith(DECIDED)), "").removeprefix(DECIDED)
    named = [text(part(body, "ruleset", "name")), text(part(body, "ruleset", "version"))]
    return Matter(
        id=entry.id,
        organisation=organisation,
        seq=entry.seq,
        reference=entry.reference,
        recorded_at=entry.recorded_at,
        month=month_of(entry.recorded_at),
        home_id=entry.home_id,
        worker_id=_id(part(body, "actor", "id")),
        individual_id=_id(part(body, "individual", "id")),
        person_name=person_name(organisation.pk, text(part(body, "individual", "name"))),
        person_reference=person_reference(organisation.pk, text(part(body, "individual", "reference"))),
        recipient_name=recipient_name(organisation.pk, text(part(body, "recipient", "who"))),
        recipient_kind=text(part(body, "recipient", "kind")),
        door=entry.door or "",
        outcome=entry.outcome or "",
        basis=entry.basis or "",
        decided=decided or text(part(body, "decided")),
        ruleset=".".join(filter(None, named)),
        flags=[flag for flag in flags if not flag.startswith(COUNTED)],
    )


def _id(value: Any) -> UUID | None:
    try:
        return UUID(str(value))
    except ValueError:
        return None


def _list(matter: Matter, reason_id: str) -> None:
    """Put a decision on the list for a reason."""
    reason = order.known(reason_id)
    matter.reason, matter.place = reason.id, reason.rank * PLACES + matter.seq
    _stand(matter, State.WAITING)


def _stand(matter: Matter, state: State) -> None:
    matter.state, matter.open = state, state in OPEN


def _reviewed(desk: Desk, each: Opened) -> None:
    """Somebody gave their view of a decision."""
    matter, entry = desk.matter(each.entry.about_id), each.entry
    if matter is None:
        return
    finding = entry.outcome or ""
    desk.count("finding", month_of(entry.recorded_at), matter.home_id, f"{finding} {matter.door}")
    if matter.judged_at is None and finding != ASK:
        desk.count(
            "wait",
            month_of(entry.recorded_at),
            matter.home_id,
            _bucket(matter.recorded_at, entry.recorded_at),
        )
    if finding == ASK and matter.place is None:
        _list(matter, order.ASKED)
    judge(matter, finding, _id(part(each.body, "actor", "id")))
    if finding != ASK:
        matter.judged_seq, matter.judged_at = entry.seq, entry.recorded_at


def judge(matter: Matter, finding: str, reader: UUID | None) -> None:
    """Let a decision stand where it does once a reader found this of it."""
    _stand(matter, after(matter, finding))
    if finding != ASK:
        matter.first_by, matter.finding = matter.first_by or reader, finding


def after(matter: Matter, finding: str) -> State:
    """Return where a decision stands after a reader found this of it.

    What was told in the public interest needs two readers who agree; where they differ, one more view settles it.
    """
    if finding == ASK:
        return State.ASKED
    if matter.state == State.DIFFERING or PUBLIC_INTEREST not in matter.flags:
        return State.DONE
    if not matter.finding:
        return State.SECOND
    return State.DONE if AGREES[finding] == AGREES[matter.finding] else State.DIFFERING


def _weighed(desk: Desk, each: Opened) -> None:
    """A Guardian weighed what was asked; where that settled it, nobody waits for them any more."""
    matter, entry = desk.matter(each.entry.about_id), each.entry
    if matter is None or SETTLED not in (entry.flags or []):
        return
    month = month_of(entry.recorded_at)
    if matter.judged_at is None:
        desk.count("wait", month, matter.home_id, _bucket(matter.recorded_at, entry.recorded_at))
    disclosed = group(text(part(each.body, "advice", "kind"))) in DISCLOSED
    settle(matter, _id(part(each.body, "actor", "id")), disclosed=disclosed)
    matter.judged_seq, matter.judged_at = entry.seq, entry.recorded_at


def settle(matter: Matter, reader: UUID | None, *, disclosed: bool) -> None:
    """Let a decision stand where it does once it was weighed: to ask was right, and the answer is there.

    What is disclosed in the public interest is still read by a second reader; otherwise nobody needs to.
    """
    judge(matter, "yes", reader)
    if not disclosed:
        _stand(matter, State.DONE)


def _bucket(since: datetime, until: datetime) -> str:
    days = (london_day(until) - london_day(since)).days
    return next((name for most, name in WAITS if days <= most), LONGER)


def _answered(desk: Desk, each: Opened) -> None:
    """The worker answered what the Guardian asked."""
    matter = desk.matter(each.entry.about_id)
    if matter is not None:
        resume(matter)


def resume(matter: Matter) -> None:
    """Let a decision wait for a view again, if it waited for the worker's answer."""
    if matter.state == State.ASKED:
        half = PUBLIC_INTEREST in matter.flags and matter.finding
        _stand(matter, State.SECOND if half else State.WAITING)


def _drawn(desk: Desk, each: Opened) -> None:
    """Some decisions were drawn by lot."""
    for id_ in _about(each):
        matter = desk.matter(id_)
        if matter is None:
            continue
        matter.drawn = True
        if matter.state == State.NONE:
            _list(matter, order.DRAWN)


def _judged_unseen(desk: Desk, each: Opened) -> None:
    """A reader said what they would have decided, without seeing what the worker did."""
    matter, entry = desk.matter(each.entry.about_id), each.entry
    if matter is None:
        return
    ours = entry.outcome or ""
    desk.count("lot", matter.month, matter.home_id, f"{matter.decided} {ours}")
    if matter.reason == order.DRAWN and matter.state == State.WAITING and ours == matter.decided:
        _stand(matter, State.DONE)
        matter.finding, matter.judged_seq, matter.judged_at = "yes", entry.seq, entry.recorded_at


READS: Mapping[Event, Callable[[Desk, Opened], None]] = {
    Event.DECISION_MADE: _made,
    Event.DECISION_REVIEWED: _reviewed,
    Event.REVIEW_ANSWERED: _answered,
    Event.DECISION_WEIGHED: _weighed,
    Event.SAMPLE_DRAWN: _drawn,
    Event.SAMPLE_JUDGED: _judged_unseen,
}
EVENTS = frozenset(READS)


def month_of(moment: datetime) -> date:
    """Return the first day of the month it was in London."""
    return london_day(moment).replace(day=1)


def _add(organisation: Organisation, counts: Mapping[Thing, int]) -> None:
    """Add to the tallies what was counted, in one statement and always in the same order."""
    if not counts:
        return
    rows = sorted(counts.items(), key=lambda each: tuple(map(str, each[0])))
    table, columns = Tally._meta.db_table, "organisation_id, what, month, home_id, key, count"
    values = ", ".join(["(%s, %s, %s, %s, %s, %s)"] * len(rows))
    with connection.cursor() as cursor:
        cursor.execute(
            f"INSERT INTO {table} AS t ({columns}) VALUES {values}"  # noqa: S608 - our own words only
            " ON CONFLICT (organisation_id, what, month, home_id, key) DO UPDATE SET count = t.count + excluded.count",
            [value for thing, count in rows for value in (organisation.pk, *thing, count)],
        )
