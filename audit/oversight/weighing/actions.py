"""A Guardian or the deputy weighs what a worker put to them. Nobody weighs their own; the worker hears of the end."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any
from uuid import UUID

from django.db import transaction

from audit.ledger.append import append
from audit.ledger.events import Event
from audit.ledger.facts import tell
from audit.ledger.ids import new_id
from audit.oversight.advice.actions import advise
from audit.oversight.desk.fold import SETTLED
from audit.oversight.weighing.models import Weighing
from audit.oversight.weighing.queries import Asking, asking, instead_of, turns
from portal import outbox
from portal.errors import NotAllowed
from portal.models import Organisation, User
from portal.standing import must

OWN = "You decided this yourself, so you cannot weigh it."
GONE = "This does not wait for the Guardian, so there is nothing to weigh."
MEANWHILE = "Someone weighed this while you did. Nothing of yours was kept. Read what they said first."
ANOTHER_FORM = "This was used for something else. Start again from the desk."
OPEN = "weighed.open"
"""The mark of a weighing whose end says to find something out first."""


@dataclass(frozen=True, slots=True)
class Ended:
    """How the questions ended. `body` is what the entry keeps of them, `facets` the codes of its leaf.

    `path` is where the worker reads it; `advice` what they read in their thread, where the decision is not made yet.
    """

    outcome: str
    kind: str
    settled: bool
    path: str
    advice: str
    body: Mapping[str, Any]
    facets: Mapping[str, Any] = field(default_factory=dict)


@transaction.atomic
def weigh(
    *, organisation: Organisation, decision: UUID, ended: Ended, turn: int, event_id: UUID, by: User
) -> Weighing:
    """Keep how someone weighed what a worker put to them: the questions, the answers, both sides and the end.

    `decision` is the id of the decision or of the draft it will be made from; `turn` how often it had been weighed
    when they began. The worker is told: by a message once the decision is made, before that in their own thread.
    """
    must(by, "weigh", organisation=organisation)
    earlier = Weighing.objects.filter(pk=event_id).first()
    if earlier is not None:
        return _same(earlier, decision, by)
    asked = asking(organisation, decision)
    _refuse(asked, turn, decision, by)
    assert asked is not None  # noqa: S101 - refused above
    fact = Weighing(id=event_id, organisation=organisation, decision=decision, turn=turn + 1, weigher=by)
    fact.worker_id = asked.worker.pk if asked.worker else None
    fact.outcome, fact.kind, fact.settled = ended.outcome, ended.kind, ended.settled
    fact, new = tell(fact, otherwise=MEANWHILE)
    if new:
        _record(fact, asked, ended, by)
    return fact


def _same(earlier: Weighing, decision: UUID, by: User) -> Weighing:
    """Return what this very form has left already; a form of something else is refused."""
    if (earlier.decision, earlier.weigher_id) != (decision, by.pk):
        raise NotAllowed(ANOTHER_FORM)
    return earlier


def _refuse(asked: Asking | None, turn: int, decision: UUID, by: User) -> None:
    """Refuse what does not ask, what is one's own, and what someone weighed meanwhile."""
    if asked is None:
        raise NotAllowed(GONE)
    if asked.worker is not None and asked.worker.pk == by.pk:
        others = instead_of(asked.organisation, by)
        raise NotAllowed(f"{OWN} {others} can." if others else OWN)
    if turns(decision) != turn:
        raise NotAllowed(MEANWHILE)


def _record(fact: Weighing, asked: Asking, ended: Ended, by: User) -> None:
    """Tell the worker, and append the entry."""
    if asked.thread is not None:
        advise(thread=asked.thread, text=ended.advice, event_id=new_id(), by=by)
    elif asked.worker is not None:
        outbox.queue(
            organisation=asked.organisation,
            template="weighed",
            to=asked.worker,
            path=ended.path,
            reference=asked.reference,
        )
    says = f"{by.full_name} weighed what was asked in decision {asked.reference}."
    about = {"says": says, "decision": str(asked.decision), "reference": asked.reference, "turn": fact.turn}
    flags = [*ended.facets.get("flags", ()), SETTLED if ended.settled else OPEN]
    append(
        event=Event.DECISION_WEIGHED,
        organisation=asked.organisation,
        body={**ended.body, **about, "settled": ended.settled},
        facets={
            **ended.facets,
            "about": asked.decision,
            "home": asked.home_id,
            "door": asked.door,
            "outcome": ended.outcome,
            "flags": flags,
        },
        key=asked.key,
        event_id=fact.pk,
        by=by,
    )
