"""What a worker does that is kept for ever: a danger met, a register looked at, a decision, and what came after it.

Each action holds what it changes, stores its fact and appends its entry last, in one transaction. The same form
sent twice gets the same record back.
"""

from __future__ import annotations

import uuid
from datetime import date, timedelta
from typing import Any

from django.db import transaction
from django.urls import reverse
from django.utils import timezone

from audit.ledger.append import append
from audit.ledger.events import Event
from audit.ledger.ids import new_id
from audit.ledger.models import Key
from audit.ledger.reference import reference
from decisions.engine.ruleset import Outcome
from decisions.individuals.models import Individual
from decisions.wizard import body, drafts, flags, registers, turn
from decisions.wizard.journey import DANGER, Journey
from decisions.wizard.models import Addendum, Decision, Disclosure, Draft, Reminder, ReminderEnd
from portal import outbox
from portal.contacts import guardian_of
from portal.errors import NotAllowed
from portal.models import Membership, User
from portal.roles import may

TO_RECORD_A_DANGER = timedelta(hours=24)
RECORDED = "This was recorded already. Look at your decisions."
NOT_FINISHED = "There is a question left to answer. Your answers are saved."
REGISTER_CHANGED = "A register changed while you were answering. Look at your answers again."
NO_DANGER = "There is no reminder to end. Your answers are saved."
BINDING = "This advice cannot be departed from here. Call the Caldicott Guardian if you think it is wrong."


class LookAgain(NotAllowed):
    """There is something to look at before this can be recorded. Nothing was, and the draft is as it was."""


class RegistersMoved(LookAgain):
    """A register has changed since it was read for this draft; read it again, and all may still be well."""


def _mine(draft: Draft, by: User) -> Membership:
    """Return where a draft's worker works; another person has nothing to do with it."""
    membership = draft.membership
    if draft.worker_id != by.pk or not may(membership, "decide"):
        raise NotAllowed("This is not yours to change.")
    by.acting = membership
    return membership


@transaction.atomic
def advise_danger(*, draft: Draft, answer: str, by: User) -> Reminder:
    """Keep the answer that someone is or may be in danger, and remind the worker to record it within 24 hours."""
    membership = _mine(draft, by)
    if not drafts.lock(draft):
        raise NotAllowed(RECORDED)
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
    membership = _mine(draft, by)
    if not drafts.lock(draft):
        raise NotAllowed(RECORDED)
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


@transaction.atomic
def choose_individual(*, draft: Draft, question_id: str, individual: Individual, by: User) -> Individual:
    """Take an individual as the answer to a question; the look into their registers leaves an entry, once."""
    membership = _mine(draft, by)
    if not drafts.lock(draft):
        raise NotAllowed(RECORDED)
    journey = drafts.journey_of(draft)
    if not journey.may_show(question_id):
        raise NotAllowed(NOT_FINISHED)
    details, chosen = individual.details, str(individual.id)
    first_look = chosen not in journey.state.people
    journey.state.people[chosen] = {"name": details.name, "reference": details.reference}
    journey.answer(question_id, chosen)
    drafts.keep(draft, journey)
    said = {
        "says": f"{by.full_name} looked at what the registers say about {details.name} for a decision.",
        "individual": {"id": chosen, "name": details.name, "reference": details.reference},
        "draft": str(draft.id),
    }
    if first_look:
        append(
            event=Event.INDIVIDUAL_CONSULTED,
            organisation=membership.organisation,
            body=said,
            facets={"home": membership.home_id, "about": individual.id},
            key=individual.key,
            by=by,
        )
    return individual


@transaction.atomic
def record_decision(*, draft: Draft, by: User) -> Decision:
    """Turn a draft into the decision of the same id, once; whoever posts again gets the decision there is.

    The draft is recorded as the caller read it, so all is worked out before anything is locked, and what reaches
    the database goes there together. Raises LookAgain where a question is left or a register contradicted,
    RegistersMoved where a register has changed since it was read, drafts.ChangedElsewhere where the draft has.
    """
    membership = _mine(draft, by)
    journey = drafts.journey_of(draft)
    outcome = journey.outcome
    if outcome is None:
        raise LookAgain(NOT_FINISHED)
    if outcome.binding and journey.state.departure:
        raise NotAllowed(BINDING)
    if not registers.is_read(journey):
        raise RegistersMoved(REGISTER_CHANGED)
    if registers.contradicted(journey):
        raise LookAgain(REGISTER_CHANGED)
    decision = _decision(draft, journey, outcome)
    law, guardian = drafts.law_for(draft, journey), guardian_of(membership.organisation)
    facets = body.facets(journey, outcome, law, late=drafts.is_late(draft))
    words = body.body(journey, outcome, guardian, decision.reference, law)
    key = _key(draft, journey)
    with turn.together():
        this = turn.Turn(draft, decision)
        _tell_guardians(this, decision, facets["flags"], membership)
        this.entry = append(
            event=Event.DECISION_MADE,
            organisation=membership.organisation,
            body=words,
            facets={"home": membership.home_id, **facets},
            key=key,
            event_id=decision.id,
            by=by,
        )
    return _came_of(this, draft, decision, journey)


def _decision(draft: Draft, journey: Journey, outcome: Outcome) -> Decision:
    """Return the decision a draft is to become."""
    return Decision(
        id=draft.idempotency_key,
        entry_id=draft.idempotency_key,
        organisation_id=draft.membership.organisation_id,
        home_id=draft.membership.home_id,
        worker_id=draft.worker_id,
        individual_id=journey.individual or None,
        reference=reference(draft.idempotency_key),
        ruleset=journey.ruleset.key,
        door=journey.ruleset.name,
        outcome=outcome.id,
        outcome_kind=outcome.kind,
        basis=outcome.basis or "",
        departed=journey.state.departure is not None,
    )


def _came_of(this: turn.Turn, draft: Draft, decision: Decision, journey: Journey) -> Decision:
    """Return the decision made now or earlier; raise, which undoes all, where the draft or a register moved."""
    if this.made:
        # An answer without a register beside it rests on none, so its draft has no mark.
        if journey.state.mark and this.mark != journey.state.mark:
            raise RegistersMoved(REGISTER_CHANGED)
        return decision
    if Draft.objects.filter(pk=draft.pk).exists():
        raise drafts.ChangedElsewhere
    earlier = Decision.objects.filter(pk=draft.idempotency_key, worker=draft.worker_id).first()
    if earlier is None:
        raise NotAllowed("This draft is gone. Start again.")
    return earlier


def _key(draft: Draft, journey: Journey) -> Key | None:
    """Return the key of the individual a decision is about; None is the organisation's own."""
    return (draft.key or _key_of(journey.individual)) if journey.individual else None


def _key_of(individual_id: object) -> Key:
    """Return an individual's key in one query."""
    return Key.objects.get(pk__in=Individual.objects.filter(pk=individual_id).values("key"))


def _tell_guardians(this: turn.Turn, decision: Decision, marks: list[str], membership: Membership) -> None:
    """Leave a message for the Guardians where they must know: no name in it, a reference and an address."""
    marked = [mark for mark in (flags.DEPARTED, flags.CONTRADICTED) if mark in marks]
    needed = marked or decision.outcome_kind == "ask_guardian"
    if not needed or not this.made:
        return
    template = marked[0] if marked else "ask_guardian"
    path = reverse("oversight:decision", args=[decision.id])
    for guardian in outbox.guardians(membership.organisation):
        outbox.queue(template=template, to=guardian, path=path, reference=decision.reference)


def _about(decision: Decision, says: str, words: dict[str, Any], by: User) -> dict[str, Any]:
    """Return what the ledger is told of something that came after a decision."""
    return {
        "organisation": decision.organisation,
        "body": {"says": says, "decision": str(decision.id), "reference": decision.reference, **words},
        "facets": {"about": decision.id, "home": decision.home_id, "door": decision.door},
        "key": _key_of(decision.individual_id) if decision.individual_id else None,
        "by": by,
    }


@transaction.atomic
def add_to_decision(*, decision: Decision, text: str, event_id: uuid.UUID, by: User) -> Addendum:
    """Keep something the worker forgot to say. The decision stays as it was."""
    addendum, new = Addendum.objects.get_or_create(
        id=event_id, defaults={"entry_id": event_id, "decision": decision, "worker": by}
    )
    _refuse_strangers(addendum, decision, by)
    says = f"{by.full_name} added to decision {decision.reference}."
    if new:
        append(event=Event.DECISION_ADDED_TO, event_id=event_id, **_about(decision, says, {"text": text}, by))
    return addendum


@transaction.atomic
def disclose(
    *, decision: Decision, items: list[str], told: str, on: date, note: str, event_id: uuid.UUID, by: User
) -> Disclosure:
    """Keep what was in fact shared after a decision: which items (their words), with whom, on which day."""
    disclosure, new = Disclosure.objects.get_or_create(
        id=event_id, defaults={"entry_id": event_id, "decision": decision, "worker": by}
    )
    _refuse_strangers(disclosure, decision, by)
    says = f"{by.full_name} shared information after decision {decision.reference}."
    words = {"items": items, "told": told, "on": f"{on:%Y-%m-%d}", "note": note}
    if new:
        append(event=Event.DISCLOSURE_MADE, event_id=event_id, **_about(decision, says, words, by))
    return disclosure


def _refuse_strangers(fact: Addendum | Disclosure, decision: Decision, by: User) -> None:
    """Refuse anyone but the maker of a decision, and a form's key that belongs to another decision."""
    if decision.worker_id != by.pk:
        raise NotAllowed("You cannot add to this decision. Only the person who made it can.")
    if fact.decision_id != decision.pk:
        raise NotAllowed("This form is for another decision. Open the decision and try again.")
