"""A register looked at for a decision, and the decision itself, made once out of its draft."""

from __future__ import annotations

from django.db import transaction
from django.urls import reverse
from django.utils import timezone

from audit.ledger.append import append
from audit.ledger.events import Event
from audit.ledger.reference import reference
from decisions.engine.ruleset import Outcome
from decisions.individuals import curiosity
from decisions.individuals.models import Individual
from decisions.wizard import advice, body, drafts, flags, registers, turn
from decisions.wizard.journey import Journey
from decisions.wizard.models import Decision, Draft
from portal import outbox
from portal.contacts import guardian_of
from portal.errors import NotAllowed
from portal.models import User

NOT_FINISHED = "There is a question left to answer. Your answers are saved."
REGISTER_CHANGED = "A register changed while you were answering. Look at your answers again."
BINDING = "This advice cannot be departed from here. Call the Caldicott Guardian if you think it is wrong."


class LookAgain(NotAllowed):
    """There is something to look at before this can be recorded. Nothing was, and the draft is as it was."""


class RegistersMoved(LookAgain):
    """A register has changed since it was read for this draft; read it again, and all may still be well."""


@transaction.atomic
def choose_individual(*, draft: Draft, question_id: str, individual: Individual, by: User) -> Individual:
    """Take an individual as the answer to a question; the look into their registers leaves an entry, once."""
    membership = drafts.mine(draft, by)
    if not drafts.lock(draft):
        raise NotAllowed(drafts.RECORDED)
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
            facets={
                "home": membership.home_id,
                "about": individual.id,
                "flags": curiosity.marks(individual, membership, by),
            },
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
    membership = drafts.mine(draft, by)
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
    length = timezone.now() - draft.created_at
    facets = body.facets(journey, outcome, law, late=drafts.is_late(draft), length=length)
    taken = advice.taken(draft, journey)
    words = body.body(journey, outcome, guardian, decision.reference, law, advice_taken=taken)
    key = drafts.key_for(draft, journey)
    with turn.together():
        this = turn.Turn(draft, decision)
        _tell_guardians(this, decision, facets["flags"], by)
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


def _tell_guardians(this: turn.Turn, decision: Decision, marks: list[str], by: User) -> None:
    """Leave a message for who acts as Guardian where they must know: no name in it, a reference and an address."""
    marked = [mark for mark in (flags.DEPARTED, flags.CONTRADICTED) if mark in marks]
    needed = marked or decision.outcome_kind == "ask_guardian"
    if not needed or not this.made:
        return
    template = marked[0] if marked else "ask_guardian"
    path = reverse("oversight:decision", args=[decision.id])
    outbox.tell(decision.organisation, template, path, decision.reference, besides=by)
