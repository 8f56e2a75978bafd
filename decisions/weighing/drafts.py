"""Drafts of a weighing: begun, read, kept and thrown away without an entry; and at the end turned into the weighing."""

from __future__ import annotations

import uuid
from datetime import datetime, timedelta
from typing import Final

from django.db import transaction
from django.utils import timezone

from audit.ledger.ids import new_id
from audit.oversight.weighing.actions import weigh
from audit.oversight.weighing.models import Weighing
from audit.oversight.weighing.queries import Asking, asking, instead_of, may_weigh, turns
from decisions.law import rules
from decisions.rulesets import library
from decisions.weighing import conclusion
from decisions.weighing.models import WeighingDraft
from decisions.wizard.drafts import ChangedElsewhere
from decisions.wizard.journey import Journey, State
from decisions.wizard.sealing import opened, seal
from portal.errors import NotAllowed
from portal.models import Membership, User

_KIND: Final = b"weighing"
KEPT_FOR: Final = timedelta(days=7)
OWN: Final = "This is your own, so you cannot weigh it."
NOT_FINISHED: Final = "There is a question left to answer. Your answers are saved."
TAKEN_AWAY: Final = "This does not wait for the Guardian any more. Look at it again at the desk."


def begin(*, asked: Asking, membership: Membership, by: User) -> WeighingDraft:
    """Begin to weigh, or go on where this person stopped; nobody begins with what is their own.

    Where someone else weighed it meanwhile, or the rules it was begun with are gone, the answers that fit are kept.
    """
    if not may_weigh(membership, asked.worker):
        others = instead_of(asked.organisation, by)
        raise NotAllowed(f"{OWN} {others} can." if others else OWN)
    today = rules.current_for(asked.organisation, library.WEIGH)
    draft_id = new_id()
    draft, new = WeighingDraft.objects.get_or_create(
        worker=by,
        decision=asked.decision,
        defaults={
            "id": draft_id,
            "membership": membership,
            "turn": turns(asked.decision),
            "ruleset": today.digest,
            "sealed": seal(_KIND, draft_id, State()),
        },
    )
    if not new:
        _take_up(draft, asked, membership)
    return draft


def _take_up(draft: WeighingDraft, asked: Asking, membership: Membership) -> None:
    """Go on with answers that were begun before, as things stand now."""
    draft.turn, draft.membership = turns(asked.decision), membership
    try:
        journey = journey_of(draft)
    except library.UnknownRuleset:
        journey = Journey(
            rules.current_for(asked.organisation, library.WEIGH), opened(_KIND, draft.id, draft.sealed)
        )
        journey.fit()
    keep(draft, journey)


def read(worker: User, draft_id: uuid.UUID) -> WeighingDraft | None:
    """Return a person's own draft at a place where they still work, or None."""
    found = WeighingDraft.objects.filter(pk=draft_id, worker=worker, membership__ended_on=None)
    return found.select_related("membership__organisation", "membership__home", "worker").first()


def journey_of(draft: WeighingDraft) -> Journey:
    """Return the answers walked from the start; raises UnknownRuleset where the rules are gone."""
    return Journey(library.by_digest(draft.ruleset), opened(_KIND, draft.id, draft.sealed))


def keep(draft: WeighingDraft, journey: Journey) -> None:
    """Keep the answers; raises ChangedElsewhere where another window was first."""
    values = {
        "sealed": seal(_KIND, draft.id, journey.state),
        "ruleset": journey.ruleset.digest,
        "turn": draft.turn,
        "membership": draft.membership,
        "updated_at": timezone.now(),
        "version": draft.version + 1,
    }
    if not WeighingDraft.objects.filter(pk=draft.pk, version=draft.version).update(**values):
        raise ChangedElsewhere
    for name, value in values.items():
        setattr(draft, name, value)


@transaction.atomic
def finish(*, draft: WeighingDraft, words: str, by: User) -> Weighing:
    """Turn a draft into the weighing of the same id, once, and throw the draft away with it.

    `words` are the Guardian's own to the worker: what to do now. Raises ChangedElsewhere where another window was
    first, and NotAllowed where a question is left, or where it may not be weighed any more.
    """
    held = WeighingDraft.objects.select_for_update().filter(pk=draft.pk, version=draft.version).first()
    if held is None:
        raise ChangedElsewhere
    organisation, journey = draft.membership.organisation, journey_of(draft)
    asked = asking(organisation, draft.decision)
    if journey.outcome is None:
        raise NotAllowed(NOT_FINISHED)
    if asked is None:
        raise NotAllowed(TAKEN_AWAY)
    made = weigh(
        organisation=organisation,
        decision=draft.decision,
        ended=conclusion.ended(journey, journey.outcome, asked, words),
        turn=draft.turn,
        event_id=draft.id,
        by=by,
    )
    held.delete()
    return made


def recorded(worker: User, draft_id: uuid.UUID) -> Weighing | None:
    """Return the weighing that a person's draft became, or None."""
    return Weighing.objects.filter(pk=draft_id, weigher=worker).first()


def delete_old(now: datetime) -> int:
    """Throw away drafts untouched for seven days."""
    deleted, _ = WeighingDraft.objects.filter(updated_at__lt=now - KEPT_FOR).delete()
    return deleted
