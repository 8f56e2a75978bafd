"""What is done about a concern, from the first word to its closing. Every step leaves its entry."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any
from uuid import UUID

from django.db import transaction
from django.utils import timezone

from audit.ledger.append import append
from audit.ledger.errors import IdTaken
from audit.ledger.events import Event
from audit.ledger.facts import tell
from audit.ledger.ids import new_id
from audit.ledger.models import Body, Entry, Key
from audit.ledger.unnamed import Unnamed
from audit.oversight.concerns import reminders, values
from audit.oversight.concerns.effects import follow, in_time
from audit.oversight.concerns.models import About, Concern, Step
from audit.oversight.concerns.needs import missing
from audit.oversight.concerns.queries import ANSWERED, standing_of
from audit.oversight.concerns.standing import Standing
from audit.oversight.concerns.steps import BY_CODE, CLOSED, offered
from audit.typed import name as typed_name
from audit.typed import one_of
from audit.typed import text as typed_text
from portal.days import london_day
from portal.errors import NotAllowed
from portal.models import Home, Organisation, User
from portal.standing import must

SHORT = 200
TOLD_TO_RAISER = frozenset({ANSWERED, CLOSED})
CLOCK = {True: "in_time", False: "late", None: ""}
"""The flag of a step that had a clock to keep."""
NOT_NOW = "This cannot be written down now. Perhaps somebody has done so already. Look at the concern again."
ELSEWHERE = "That belongs to another organisation. Leave it out, then try again."
STILL_OPEN = "This concern is open. Write down what you know as a step."


@transaction.atomic
def raise_concern(
    *,
    organisation: Organisation,
    about: str,
    text: str,
    home: Home | None = None,
    decision: Entry | None = None,
    recipient: str = "",
    contact: str = "",
    quoted: str = "",
    earlier: Concern | None = None,
    event_id: UUID | None = None,
    by: User | Unnamed,
) -> Concern:
    """Keep what somebody says is wrong, write to whoever is on duty, and let the clocks run at once.

    `by` is Unnamed.NOT_GIVEN for whoever gives no name: then nothing about them is kept. `decision` is the entry
    of the decision it is about, with whose details it is destroyed one day; `quoted` a reference that nobody
    looked up; `contact` how to answer; `earlier` a closed concern that this one goes on from.
    """
    if isinstance(by, User):
        must(by, "raise_concern", organisation=organisation)
    if {each.organisation_id for each in (home, decision, earlier) if each} - {organisation.pk}:
        raise NotAllowed(ELSEWHERE)
    said = {
        "text": typed_text(text, "Say what is wrong"),
        "recipient": typed_name(recipient),
        "contact": typed_text(contact, most=SHORT),
        "quoted": typed_text(quoted, most=SHORT),
    }
    code = one_of(about, dict(About.choices))
    concern, new = _stored(organisation, about=code, home=home, decision=decision, event_id=event_id, by=by)
    if not new:
        return concern
    reminders.ring(concern, reminders.RAISED, urgent=about == About.BREACH, but=by)
    _raised(concern, {name: value for name, value in said.items() if value}, decision, earlier, by)
    return concern


def _raised(
    concern: Concern,
    said: Mapping[str, str],
    decision: Entry | None,
    earlier: Concern | None,
    by: User | Unnamed,
) -> None:
    """Append the first entry of a concern, sealed with what it came from."""
    before = earlier or decision
    append(
        event=Event.CONCERN_RAISED,
        organisation=concern.organisation,
        body={**said, "reference": concern.reference, "concern": concern.about}
        | {"says": About(concern.about).label}
        | {
            name: {"id": str(each.pk), "reference": each.reference}
            for name, each in (("decision", decision), ("earlier", earlier))
            if each
        },
        facets={
            "about": before and before.pk,
            "home": concern.home_id,
            "outcome": concern.about,
            "flags": ["named" if concern.raised_by_id else "unnamed"],
        },
        key=_key(before.pk) if before else None,
        event_id=concern.pk,
        by=by,
    )


def _stored(
    organisation: Organisation,
    *,
    about: str,
    home: Home | None,
    decision: Entry | None,
    event_id: UUID | None,
    by: User | Unnamed,
) -> tuple[Concern, bool]:
    """Insert where a new concern stands, its clocks running, or return the one of the same form."""
    raiser = by if isinstance(by, User) else None
    now = timezone.now()
    at = home.pk if home else decision.home_id if decision and raiser else None
    concern = Concern(
        id=event_id or new_id(),
        organisation=organisation,
        home_id=at,
        about=about,
        decision=decision.pk if decision else None,
        raised_by=raiser,
        raised_at=now,
        aware_at=now if about == About.BREACH else None,
        is_complaint=about == About.COMPLAINT,
        received_on=london_day(now) if about == About.COMPLAINT else None,
    )
    Standing(concern, frozenset()).set_clock()
    # Whoever posts the same form at the same time waits here for the first, and is given its concern.
    Concern.objects.bulk_create([concern], ignore_conflicts=True)
    kept = Concern.objects.select_related("organisation").select_for_update(of=("self",)).get(pk=concern.pk)
    if Entry.objects.filter(pk=kept.pk).exists():
        if kept.organisation_id != organisation.pk:
            raise IdTaken("the key of this form belongs to another organisation's concern")
        return kept, False
    return kept, True


@transaction.atomic
def open_concern(*, concern: Concern, by: User) -> Entry:
    """Record that somebody opens a concern, and return the entry of that opening. If this raises, show nothing."""
    must(by, "concerns", organisation=concern.organisation)
    return append(
        event=Event.CONCERN_OPENED,
        organisation=concern.organisation,
        body={"about": str(concern.pk), "reference": concern.reference},
        facets={"about": concern.pk, "home": concern.home_id},
        key=_key(concern.pk),
        by=by,
    )


@transaction.atomic
def take_step(
    *, concern: Concern, what: str, said: Mapping[str, Any], event_id: UUID | None = None, by: User
) -> Step:
    """Write down one step of the table `steps`; `said` holds what it asks, by name.

    The clocks are set anew from what is then known.
    """
    must(by, "concerns", organisation=concern.organisation)
    concern = _locked(concern)
    step = Step(id=event_id or new_id(), concern=concern, what=what, person=by)
    repeated = Step.objects.filter(pk=step.pk, concern=concern).first()
    if repeated is not None:
        return repeated
    now = standing_of(concern)
    kind = BY_CODE.get(what)
    if kind is None or kind not in offered(now):
        raise NotAllowed(NOT_NOW)
    given = values.values_of(kind.asks, said)
    follow(what, now, given)
    body = {"says": kind.title, "said": values.told(kind.asks, given), "given": values.codes(given)}
    kept = CLOCK[in_time(what, now.concern, given)]
    return _taken(step, Event.CONCERN_ACTED_ON, body, by, kept=kept)


@transaction.atomic
def close(*, concern: Concern, summary: str, event_id: UUID | None = None, by: User) -> Concern:
    """Close a concern with a few sentences; refused, with what is missing, while anything is."""
    must(by, "concerns", organisation=concern.organisation)
    concern = _locked(concern)
    if concern.closed_at:
        return concern
    lacking = missing(standing_of(concern))
    if lacking:
        raise NotAllowed("You cannot close this yet. " + " ".join(f"{each.sentence}." for each in lacking))
    words = typed_text(summary, "Say in a few sentences what came of it")
    concern.closed_at = timezone.now()
    step = Step(id=event_id or new_id(), concern=concern, what=CLOSED, person=by)
    said = [{"name": "summary", "label": "What came of it", "value": words}]
    _taken(step, Event.CONCERN_CLOSED, {"says": "Closed", "said": said}, by)
    return concern


@transaction.atomic
def raise_again(*, concern: Concern, text: str, event_id: UUID | None = None, by: User) -> Concern:
    """Go on with a closed concern: a new one of the same kind, which names the old."""
    must(by, "concerns", organisation=concern.organisation)
    if not concern.closed_at:
        raise NotAllowed(STILL_OPEN)
    return raise_concern(
        organisation=concern.organisation,
        about=concern.about,
        text=text,
        home=Home.objects.get(pk=concern.home_id) if concern.home_id else None,
        decision=Entry.objects.get(pk=concern.decision) if concern.decision else None,
        earlier=concern,
        event_id=event_id,
        by=by,
    )


def _taken(step: Step, event: Event, body: Mapping[str, Any], by: User, *, kept: str = "") -> Step:
    """Insert a step, set the clocks anew and append the entry of it; `kept` says whether it kept its clock."""
    concern = step.concern
    tell(step)
    if step.what in TOLD_TO_RAISER:
        reminders.tell_raiser(concern, but=by)
    standing_of(concern).set_clock()
    concern.save()
    flags = [
        concern.is_breach and "breach",
        concern.severity and f"severity.{concern.severity}",
        concern.is_complaint and "complaint",
        kept,
    ]
    append(
        event=event,
        organisation=concern.organisation,
        body={**body, "about": str(concern.pk), "reference": concern.reference, "step": step.what},
        facets={
            "about": concern.pk,
            "home": concern.home_id,
            "outcome": step.what,
            "flags": [flag for flag in flags if flag],
        },
        key=_key(concern.pk),
        event_id=step.pk,
        by=by,
    )
    return step


def _locked(concern: Concern) -> Concern:
    """Return a concern as it stands now, held until the commit: steps are taken one after another."""
    held = Concern.objects.select_related("organisation").select_for_update(of=("self",))
    return held.get(pk=concern.pk)


def _key(entry_id: UUID) -> Key | None:
    """Return the key under which an entry was sealed, or None, for the organisation's own, where it was destroyed."""
    key = Body.objects.select_related("key").get(pk=entry_id).key
    return None if key.wrapped is None else key
