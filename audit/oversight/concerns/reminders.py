"""What goes out about concerns: that one came, that a clock soon runs out or has. A reference and a link, no more."""

from __future__ import annotations

from datetime import datetime
from uuid import UUID

from django.db import transaction
from django.urls import reverse

from audit.ledger.unnamed import Unnamed
from audit.oversight.concerns.clocks import SOON, Clock
from audit.oversight.concerns.models import Concern
from audit.oversight.concerns.queries import standing_of
from portal import outbox
from portal.duty import on_duty
from portal.models import Organisation, User

TO_RAISER = "concern_answered"
RAISED, SOON_OVER, OVER = "concern_raised", "concern_soon", "concern_over"


def ring(
    concern: Concern, template: str, *, urgent: bool = True, but: User | Unnamed = Unnamed.PORTAL
) -> None:
    """Write to whoever is on duty about a concern, in the caller's transaction; not to whoever did it."""
    organisation, path = concern.organisation, reverse("concerns:page", args=[concern.pk])
    doer = but if isinstance(but, User) else None
    people = [each for each in on_duty(organisation, besides=doer) if each != doer]
    if urgent:
        outbox.ring(organisation, template, path, concern.reference, people=people)
        return
    for person in people:
        outbox.queue(
            organisation=organisation, template=template, to=person, path=path, reference=concern.reference
        )


def tell_raiser(concern: Concern, *, but: User) -> None:
    """Write to whoever raised a concern in their own name that there is something to read, if they still log in."""
    raiser = concern.raised_by
    if raiser is not None and raiser != but and raiser.is_active:
        outbox.queue(
            organisation=concern.organisation,
            template=TO_RAISER,
            to=raiser,
            path=reverse("raising:mine"),
            reference=concern.reference,
        )


def remind_all(now: datetime) -> int:
    """Send the reminders whose time has come, once each however often this runs; return how many."""
    sent = 0
    for organisation in Organisation.objects.order_by("pk"):
        soon = Concern.objects.filter(
            organisation=organisation, closed_at=None, due_at__lte=now + max(SOON.values())
        )
        for each in soon.order_by("due_at", "id").values_list("pk", flat=True):
            sent += remind(each, now)
    return sent


@transaction.atomic
def remind(concern_id: UUID, now: datetime) -> int:
    """Send what is to be said now of one concern's clocks, and return how many reminders that were."""
    concern = Concern.objects.select_for_update().select_related("organisation").get(pk=concern_id)
    due = [(each, template) for each in standing_of(concern).running() if (template := _template(each, now))]
    new = [
        (name, template) for each, template in due if (name := _name(each, template)) not in concern.reminded
    ]
    for name, template in new:
        ring(concern, template)
        concern.reminded.append(name)
    if new:
        concern.save(update_fields=["reminded"])
    return len(new)


def _template(clock: Clock, now: datetime) -> str:
    """Return which message a clock calls for now, "" for none."""
    if clock.is_over(now):
        return OVER
    return SOON_OVER if clock.is_soon(now) else ""


def _name(clock: Clock, template: str) -> str:
    """Return the name under which a reminder is remembered; a clock that was set anew is another."""
    return f"{template} {clock.id} {clock.due:%Y-%m-%dT%H:%MZ}"
