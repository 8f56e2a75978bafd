"""What each role must learn, and whether whoever is late may begin a decision."""

from __future__ import annotations

from collections.abc import Collection
from uuid import UUID

from django.db import transaction

from audit.assurance.training.kinds import HOW_OFTEN
from audit.assurance.training.models import NeedsReview, Requirement, RequirementEnd
from audit.assurance.training.queries import kinds_of, requirement_of
from audit.ledger import queries as ledger
from audit.ledger.append import append
from audit.ledger.events import Event
from audit.ledger.facts import tell
from audit.typed import one_of, text
from portal.days import day_in_words, london_day
from portal.errors import NotAllowed
from portal.models import Organisation, User
from portal.roles import ROLE_NAMES, Role
from portal.standing import must

MOST = 30
MOST_DAYS = 90
NO_TITLE = "Enter what must be learned"
NO_REASON = "Say why"
TAKEN = "This is on the list already"
FULL = "There are 30 things of your own already. End one that is no longer needed"
ENDED = "This is no longer asked for. Somebody may have ended it already."
BAD_DAYS = "The days must be a whole number from 0 to 90"
NO_CHANGE = "It is so already. Change something, or go back."


@transaction.atomic
def add_kind(
    *,
    organisation: Organisation,
    title: str,
    about: str,
    every: str,
    roles: Collection[str],
    event_id: UUID,
    by: User,
) -> Requirement:
    """Ask people in some roles (none: everyone) to learn something more, once or every year, from today."""
    must(by, "assure", organisation=organisation)
    held = _hold(organisation)
    earlier = Requirement.objects.filter(pk=event_id, organisation=held).first()
    if earlier is not None:
        return earlier
    said = {"title": text(title, NO_TITLE, most=100), "about": text(about, most=300)}
    often = one_of(every, HOW_OFTEN)
    asked = [role.value for role in Role if role in set(roles)]
    here = kinds_of(held)
    if said["title"].casefold() in {kind.title.casefold() for kind in here}:
        raise NotAllowed(TAKEN)
    if sum(kind.own for kind in here) >= MOST:
        raise NotAllowed(FULL)
    fact = Requirement(id=event_id, organisation=held, every=often, roles=asked, since=london_day())
    fact, _new = tell(fact)
    whose = ", ".join(ROLE_NAMES[Role(role)] for role in asked) or "Everyone"
    body = {"says": f"{by.full_name} asked for: {said['title']}. {whose}. {HOW_OFTEN[often]}."}
    append(
        event=Event.TRAINING_REQUIRED,
        organisation=held,
        body={**body, **said, "every": often, "roles": asked},
        facets={"outcome": "asked", "flags": [f"training.{fact.code}"]},
        event_id=event_id,
        by=by,
    )
    return fact


@transaction.atomic
def end_kind(
    *, organisation: Organisation, code: str, reason: str, event_id: UUID, by: User
) -> RequirementEnd:
    """Ask no longer for something of the organisation's own. What was learned stays on record."""
    must(by, "assure", organisation=organisation)
    held = _hold(organisation)
    earlier = RequirementEnd.objects.filter(pk=event_id, requirement__organisation=held).first()
    if earlier is not None:
        return earlier
    requirement = requirement_of(held, code)
    if requirement is None:
        raise NotAllowed(ENDED)
    why = text(reason, NO_REASON, most=500)
    end, _new = tell(RequirementEnd(id=event_id, requirement=requirement))
    append(
        event=Event.TRAINING_REQUIRED,
        organisation=held,
        body={"says": f"{by.full_name} ended something that was asked for.", "reason": why},
        facets={"about": requirement.pk, "outcome": "ended", "flags": [f"training.{code}"]},
        event_id=event_id,
        by=by,
    )
    return end


@transaction.atomic
def review_needs(*, organisation: Organisation, event_id: UUID, by: User) -> NeedsReview:
    """Write down that somebody looked through what each role must learn, and found it right."""
    must(by, "assure", organisation=organisation)
    fact = NeedsReview(id=event_id, organisation=organisation, reviewed_on=london_day())
    fact, new = tell(fact)
    if not new:
        return fact
    listed = [
        {"code": kind.code, "title": kind.title, "who": kind.whose, "how_often": kind.how_often}
        for kind in kinds_of(organisation)
    ]
    says = f"{by.full_name} looked through what each role must learn on {day_in_words(fact.reviewed_on)}."
    append(
        event=Event.TRAINING_REQUIRED,
        organisation=organisation,
        body={"says": says, "listed": listed},
        facets={"outcome": "looked_through"},
        event_id=event_id,
        by=by,
    )
    return fact


@transaction.atomic
def set_gate(
    *, organisation: Organisation, on: bool, days: int, reason: str, event_id: UUID, by: User
) -> Organisation:
    """Say whether whoever is late may begin a decision: `on` stops them when they are more than `days` late.

    Whoever is late already has the same days from today. It stops nobody who says that somebody is in danger.
    """
    must(by, "manage", organisation=organisation)
    held = _hold(organisation)
    if ledger.find(held, event_id, event=Event.GATE_SET):
        return held
    why = text(reason, NO_REASON, most=500)
    if on and not 0 <= days <= MOST_DAYS:
        raise NotAllowed(BAD_DAYS)
    before, after = held.gate_days, days if on else None
    if before == after:
        raise NotAllowed(NO_CHANGE)
    held.gate_days, held.gate_from = after, london_day() if on else None
    held.save(update_fields=["gate_days", "gate_from"])
    what = f"is stopped after {days} days" if on else "may begin a decision"
    append(
        event=Event.GATE_SET,
        organisation=held,
        body={"says": f"{by.full_name} decided that whoever is late {what}.", "reason": why}
        | {"days": after, "before": before},
        facets={"outcome": "on" if on else "off"},
        event_id=event_id,
        by=by,
    )
    return held


def _hold(organisation: Organisation) -> Organisation:
    """Hold the organisation for this transaction, so that two people cannot say two things at once."""
    return Organisation.objects.select_for_update(no_key=True).get(pk=organisation.pk)
