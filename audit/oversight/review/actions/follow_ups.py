"""What a worker is asked to do after a decision is followed until it is done."""

from __future__ import annotations

from datetime import date
from uuid import UUID

from django.db import transaction
from django.utils import timezone

from audit.ledger.append import append
from audit.ledger.events import Event
from audit.ledger.models import Key
from audit.ledger.queries import find
from audit.ledger.reference import reference
from audit.oversight.review.evidence import key_of
from audit.oversight.review.models import FollowUp
from audit.typed import text as typed
from portal.days import london_day
from portal.errors import NotAllowed
from portal.models import Organisation, User

WHAT = "Write what you ask the worker to do"
PAST = "The day must be today or later"
NOT_YOURS = "Somebody else was asked to do this."
DONE_ALREADY = "This was done already."
HOW = "Write what you did, in a few words"


@transaction.atomic
def ask_follow_up(
    *,
    organisation: Organisation,
    home_id: UUID | None,
    decision: UUID,
    worker: User,
    text: str,
    due_on: date,
    key: Key | None,
    event_id: UUID,
    by: User,
) -> FollowUp:
    """Ask a worker to do something by the end of a day in London; whoever calls this has judged that `by` may.

    `decision` is the id that the decision has or will have. What is asked stands in the entry alone.
    """
    what = typed(text, WHAT)
    if due_on < london_day():
        raise NotAllowed(PAST)
    asked = {"organisation": organisation, "home_id": home_id, "worker": worker, "due_on": due_on}
    found, new = FollowUp.objects.get_or_create(id=event_id, defaults={**asked, "decision": decision})
    says = f"{by.full_name} asked {worker.full_name} to do something after decision {reference(decision)}."
    if new:
        append(
            event=Event.FOLLOW_UP_ASKED,
            organisation=organisation,
            body={"says": says, "decision": str(decision), "text": what, "due": due_on.isoformat()},
            facets={"about": decision, "home": home_id},
            key=key,
            event_id=event_id,
            by=by,
        )
    return found


@transaction.atomic
def complete_follow_up(*, follow_up: FollowUp, text: str, event_id: UUID, by: User) -> FollowUp:
    """Keep that a worker did what was asked, and what they did."""
    held = FollowUp.objects.select_for_update(no_key=True).get(pk=follow_up.pk)
    if held.worker_id != by.pk:
        raise NotAllowed(NOT_YOURS)
    if held.done_at is not None:
        if find(held.organisation, event_id, event=Event.FOLLOW_UP_DONE):
            return held
        raise NotAllowed(DONE_ALREADY)
    what = typed(text, HOW)
    held.done_at = timezone.now()
    held.save(update_fields=["done_at"])
    says = f"{by.full_name} did what was asked after decision {reference(held.decision)}."
    append(
        event=Event.FOLLOW_UP_DONE,
        organisation=held.organisation,
        body={"says": says, "decision": str(held.decision), "follow_up": str(held.pk), "text": what},
        facets={"about": held.decision, "home": held.home_id},
        key=key_of(held.pk),
        event_id=event_id,
        by=by,
    )
    return held
