"""What watching writes: that somebody looked into an odd look, the monthly lot, and what was decided unseen."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from uuid import UUID

from django.db import transaction
from django.utils import timezone

from audit.ledger.append import append
from audit.ledger.events import Event
from audit.ledger.facts import tell
from audit.ledger.ids import new_id
from audit.ledger.models import Entry
from audit.ledger.unnamed import Unnamed
from audit.oversight.concerns.actions import raise_concern
from audit.oversight.concerns.models import About
from audit.oversight.review.evidence import key_of
from audit.oversight.watching import drawing, lots, unseen
from audit.oversight.watching.models import CameOf, Judged, Look, LookJudged, Lot
from audit.oversight.watching.unseen import Drawn, Standing
from audit.typed import one_of, text
from portal.errors import NotAllowed
from portal.models import Home, Organisation, User
from portal.standing import must

OWN_LOOK = "This is what you looked at yourself. The Guardian or a deputy other than you looks into it."
LOOK_JUDGED = "Somebody else has looked into this already. What you wrote was not kept."
NOT_OVER = "This month is not over yet, or the record begins after it. There is nothing to draw from."
DRAWN = "The lot of this month was drawn already."
NOT_YOURS_UNSEEN = {
    Standing.OWN: "You made this decision yourself. Somebody else decides it again.",
    Standing.SEEN: "You know already what was decided here. Somebody who does not know it decides it again.",
    Standing.JUDGED: "Somebody has decided this again already. What you wrote was not kept.",
    Standing.GONE: "The details of this decision are gone, so nobody can decide it again.",
}


@transaction.atomic
def open_look(*, organisation: Organisation, look: Look, by: User) -> Entry:
    """Record that a reader opens what seems an odd look, and return that entry. If this raises, show nothing."""
    must(by, "review", organisation=organisation)
    _not_own(look, by)
    return append(
        event=Event.LOOK_OPENED,
        organisation=organisation,
        body={"about": str(look.pk)},
        facets={"about": look.pk, "home": look.home_id},
        by=by,
    )


@transaction.atomic
def explain_look(*, look: Look, words: str, event_id: UUID | None = None, by: User) -> LookJudged:
    """Record that a look that seemed odd has been explained, and how."""
    said = {"text": text(words, "Enter what you found out")}
    judged, new = _tell(look, CameOf.EXPLAINED, event_id, by)
    return _append(judged, look, said, by) if new else judged


@transaction.atomic
def raise_from_look(*, look: Look, words: str, event_id: UUID | None = None, by: User) -> LookJudged:
    """Raise a concern about a look, and record that this came of looking into it."""
    said = {"text": text(words, "Enter what you found out")}
    judged, new = _tell(look, CameOf.CONCERN, event_id, by)
    if not new:
        return judged
    home = Home.objects.filter(pk=look.home_id).first() if look.home_id else None
    concern = raise_concern(
        organisation=look.organisation, about=About.MISUSE.value, text=said["text"], home=home, by=by
    )
    return _append(judged, look, {**said, "concern": str(concern.pk)}, by)


def _not_own(look: Look, by: User) -> None:
    if look.worker_id == by.pk:
        raise NotAllowed(OWN_LOOK)


def _tell(look: Look, finding: CameOf, event_id: UUID | None, by: User) -> tuple[LookJudged, bool]:
    """Insert what came of looking into a look, once, and never by whoever looked."""
    must(by, "review", organisation=look.organisation)
    _not_own(look, by)
    fact = LookJudged(id=event_id or new_id(), look=look.pk, finding=finding.value, judge=by)
    return tell(fact, otherwise=LOOK_JUDGED)


def _append(judged: LookJudged, look: Look, said: Mapping[str, str], by: User) -> LookJudged:
    """Append the entry of what came of a look; its words go under the key of the person looked at."""
    append(
        event=Event.LOOK_JUDGED,
        organisation=look.organisation,
        body={
            "says": f"{by.full_name} looked into an unusual reading.",
            "finding": judged.finding,
            **said,
        },
        facets={"about": look.pk, "home": look.home_id, "outcome": judged.finding},
        key=key_of(look.pk),
        event_id=judged.id,
        by=by,
    )
    return judged


@transaction.atomic
def draw_lot(*, organisation: Organisation, month: date, by: Unnamed) -> Lot:
    """Draw the lot of a month that is over, once."""
    over = drawing.begins(drawing.month_after(month)) + drawing.WITH_CARE <= timezone.now()
    draw = lots.draw(organisation, month) if over else None
    if draw is None:
        raise NotAllowed(NOT_OVER)
    lot = Lot(id=new_id(), organisation=organisation, month=month, size=len(draw.decisions))
    lot, _ = tell(lot, otherwise=DRAWN)
    append(
        event=Event.SAMPLE_DRAWN,
        organisation=organisation,
        body={
            "says": f"The decisions of {month:%B %Y} that are decided again were drawn by lot.",
            "month": f"{month:%Y-%m}",
            "how": drawing.HOW,
            "seed": draw.seed,
            "last": draw.last_seq,
            "among": draw.among,
            "decisions": draw.decisions,
        },
        event_id=lot.id,
        by=by,
    )
    return lot


@transaction.atomic
def open_unseen(*, lot: Lot, drawn: Drawn, by: User) -> Entry:
    """Record that a reader opens the facts of a drawn decision, not what was decided. If this raises, show nothing."""
    must(by, "review", organisation=lot.organisation)
    _open_to(drawn, by)
    entry = drawn.entry
    return append(
        event=Event.DECISION_OPENED,
        organisation=lot.organisation,
        body={"about": str(entry.pk), "reference": entry.reference, "unseen": True},
        facets={"about": entry.pk, "home": entry.home_id, "door": entry.door},
        by=by,
    )


def _open_to(drawn: Drawn, by: User) -> None:
    """Refuse who must not decide this again; asked anew, since a page may have shown it to them meanwhile."""
    standing = drawn.standing
    if standing == Standing.OPEN and unseen.seen_by([drawn.entry.pk], by):
        standing = Standing.SEEN
    if standing != Standing.OPEN:
        raise NotAllowed(NOT_YOURS_UNSEEN[standing])


@transaction.atomic
def judge_unseen(
    *, lot: Lot, drawn: Drawn, decided: str, words: str, event_id: UUID | None = None, by: User
) -> Judged:
    """Record what a reader would have decided, who does not know what the worker did; once for each decision."""
    must(by, "review", organisation=lot.organisation)
    entry, said = drawn.entry, text(words, "Say why")
    decided = one_of(decided, unseen.DECISIONS)
    judged = Judged(id=event_id or new_id(), decision=entry.pk, lot=lot, decided=decided, judge=by)
    judged, new = tell(judged, otherwise=NOT_YOURS_UNSEEN[Standing.JUDGED])
    if not new:
        return judged
    _open_to(drawn, by)
    append(
        event=Event.SAMPLE_JUDGED,
        organisation=lot.organisation,
        body={
            "says": f"{by.full_name} decided it again, without knowing what was decided.",
            "decided": decided,
            "text": said,
            "lot": str(lot.pk),
        },
        facets={"about": entry.pk, "home": entry.home_id, "door": entry.door, "outcome": decided},
        key=key_of(entry.pk),
        event_id=judged.id,
        by=by,
    )
    return judged
