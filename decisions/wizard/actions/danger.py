"""A danger that was met on the way: the advice to protect first, a reminder for a day, and that there was none."""

from __future__ import annotations

from datetime import timedelta

from django.db import transaction
from django.utils import timezone

from audit.ledger.append import append
from audit.ledger.events import Event
from audit.ledger.ids import new_id
from decisions.wizard import drafts
from decisions.wizard.journey import DANGER
from decisions.wizard.models import Draft, Reminder, ReminderEnd
from portal.errors import NotAllowed
from portal.models import User

TO_RECORD_A_DANGER = timedelta(hours=24)
NO_DANGER = "There is no reminder to end. Your answers are saved."


@transaction.atomic
def advise_danger(*, draft: Draft, answer: str, by: User) -> Reminder:
    """Keep the answer that someone is or may be in danger, and remind the worker to record it within 24 hours."""
    membership = drafts.mine(draft, by)
    if not drafts.lock(draft):
        raise NotAllowed(drafts.RECORDED)
    journey = drafts.journey_of(draft)
    journey.answer(DANGER, answer)
    if journey.state.reminder:
        drafts.keep(draft, journey)
        return Reminder.objects.get(pk=journey.state.reminder)
    reminder = Reminder(
        id=new_id(),
        organisation=membership.organisation,
        worker=by,
        draft=draft.id,
        due_at=timezone.now() + TO_RECORD_A_DANGER,
    )
    reminder.entry_id = reminder.id
    reminder.save(force_insert=True)
    journey.state.reminder, draft.due_at = str(reminder.id), reminder.due_at
    drafts.keep(draft, journey)
    said = {
        "says": f"{by.full_name} said that someone is or may be in danger, and was advised to protect them first.",
        "answer": answer,
        "draft": str(draft.id),
        "due": reminder.due_at.isoformat(),
    }
    append(
        event=Event.DANGER_ADVISED,
        organisation=membership.organisation,
        body=said,
        facets={"home": membership.home_id},
        event_id=reminder.id,
        by=by,
    )
    return reminder


@transaction.atomic
def end_danger(*, draft: Draft, reason: str, by: User) -> ReminderEnd:
    """Keep that nobody was in danger after all, and why; the reminder ends and the questions go on."""
    membership = drafts.mine(draft, by)
    if not drafts.lock(draft):
        raise NotAllowed(drafts.RECORDED)
    journey = drafts.journey_of(draft)
    if not journey.state.reminder:
        raise NotAllowed(NO_DANGER)
    reminder = Reminder.objects.get(pk=journey.state.reminder)
    end = ReminderEnd(id=new_id(), reminder=reminder, worker=by)
    end.entry_id = end.id
    end.save(force_insert=True)
    journey.answer(DANGER, "no")
    journey.state.reminder, draft.due_at = "", None
    drafts.keep(draft, journey)
    said = {
        "says": f"{by.full_name} said that nobody was in danger after all.",
        "reason": reason,
        "draft": str(draft.id),
    }
    append(
        event=Event.DANGER_ENDED,
        organisation=membership.organisation,
        body=said,
        facets={"home": membership.home_id, "about": reminder.id},
        event_id=end.id,
        by=by,
    )
    return end
