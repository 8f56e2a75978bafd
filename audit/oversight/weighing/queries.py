"""What asks to be weighed, who may weigh it, and what was weighed before. Nothing here leaves an entry."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from audit.ledger import queries as ledger
from audit.ledger.events import Event
from audit.ledger.models import Entry, Key
from audit.ledger.reference import reference
from audit.oversight.advice import queries as advice
from audit.oversight.advice.models import Thread, Whom
from audit.oversight.queries import problem
from audit.oversight.review.evidence import evidence
from audit.oversight.weighing.models import Weighing
from audit.oversight.words import part, text
from portal.duty import acting, on_duty
from portal.models import Membership, Organisation, User
from portal.roles import may

ASKS = "decided.ask_guardian"
"""The mark on the entry of a decision that was put to the Guardian."""


@dataclass(frozen=True, slots=True)
class Asking:
    """What a worker put to the Guardian: a decision that is made, or a question on the way to one.

    `entry` is the decision's, None on the way; `thread` the question, None once it is made. `worker` and `key` are
    None where nobody knows any more.
    """

    organisation: Organisation
    decision: UUID
    home_id: UUID | None
    door: str
    worker: User | None
    key: Key | None
    entry: Entry | None = None
    thread: Thread | None = None

    @property
    def reference(self) -> str:
        """What people quote."""
        return reference(self.decision)


def asking(organisation: Organisation, decision: UUID) -> Asking | None:
    """Return what is put to the Guardian under this id, or None where nothing is."""
    made = ledger.find(organisation, decision, event=Event.DECISION_MADE)
    if made is not None:
        return _asked_by_decision(made) if asks(made) else None
    found = Thread.objects.filter(organisation=organisation, decision=decision, whom=Whom.GUARDIAN)
    thread = found.select_related("organisation", "asker").first()
    if thread is None:
        return None
    place = (thread.home_id, thread.door, thread.asker, advice.key_of(thread))
    return Asking(organisation, decision, *place, thread=thread)


def asks(made: Entry) -> bool:
    """Say whether a decision was put to the Guardian."""
    return ASKS in (made.flags or [])


def _asked_by_decision(made: Entry) -> Asking:
    known = evidence(made)
    place = (made.home_id, made.door or "", known.worker, known.key)
    return Asking(made.organisation, made.pk, *place, entry=made)


def may_weigh(membership: Membership | None, worker: User | None) -> bool:
    """Say whether a person may weigh what this worker asked: Guardian or deputy, and never their own."""
    own = membership is not None and worker is not None and worker.pk == membership.user_id
    return may(membership, "weigh") and not own


def instead_of(organisation: Organisation, person: User) -> str:
    """Return who else can weigh what is this person's own, by name; "" where there is nobody."""
    there = {each.user_id for each in acting(organisation)} - {person.pk}
    return " or ".join(each.full_name for each in on_duty(organisation, besides=person) if each.pk in there)


@dataclass(frozen=True, slots=True)
class Weighed:
    """What was weighed, as its entry tells. `body` is empty, and `problem` says why, where it cannot be read."""

    fact: Weighing
    person: str
    body: dict[str, Any]
    problem: str

    @property
    def title(self) -> str:
        """The end in one sentence."""
        return text(part(self.body, "advice", "title"))


def weighings(decision: UUID) -> list[Weighed]:
    """Return what was weighed about one decision, the first first, each with its words."""
    return _weighed(Weighing.objects.filter(decision=decision).order_by("turn"))


def turns(decision: UUID) -> int:
    """Return how often a decision was weighed."""
    return Weighing.objects.filter(decision=decision).count()


def answered(worker: User, decisions: Sequence[UUID]) -> dict[UUID, Weighing]:
    """Return the last weighing of each of a worker's decisions."""
    found = Weighing.objects.filter(worker_id=worker.pk, decision__in=decisions).order_by("turn")
    return {each.decision: each for each in found}


@dataclass(frozen=True, slots=True)
class Heard:
    """That someone weighed what a worker asked: who, about which decision, and when. No words."""

    decision: UUID
    person: str
    at: datetime

    @property
    def reference(self) -> str:
        """What people quote of the decision."""
        return reference(self.decision)


def heard(worker: User, organisation: Organisation, since: datetime) -> list[Heard]:
    """Return what was weighed for a worker since a moment, the latest first; only of decisions that are made."""
    found = Weighing.objects.filter(worker_id=worker.pk, organisation=organisation, made_at__gt=since)
    rows = list(found.select_related("weigher").order_by("-made_at"))
    made = Entry.objects.filter(pk__in=[each.decision for each in rows], event=Event.DECISION_MADE)
    there = set(made.values_list("pk", flat=True)) if rows else set()
    return [
        Heard(each.decision, each.weigher.full_name, each.made_at) for each in rows if each.decision in there
    ]


def _weighed(facts: Iterable[Weighing]) -> list[Weighed]:
    rows = list(facts.select_related("entry", "weigher"))  # type: ignore[attr-defined]
    opened = ledger.opened([each.entry for each in rows])
    return [
        Weighed(each, each.weigher.full_name, dict(body.body), problem(body.error))
        for each, body in zip(rows, opened, strict=True)
    ]
