"""Drafts: a worker's answers on their way to a decision, sealed at rest and saved on every Continue.

A draft is not a fact. It may be changed and thrown away without an entry, so its writes stand here and not
among the actions.
"""

from __future__ import annotations

import json
import uuid
from datetime import datetime, timedelta
from typing import TYPE_CHECKING

from django.db import models
from django.utils import timezone

from audit.ledger.ids import new_id
from decisions.rulesets import library
from decisions.rulesets.library import START
from decisions.wizard.journey import Journey, State
from decisions.wizard.models import Draft
from portal import keyring

if TYPE_CHECKING:
    from portal.models import Membership, User

KEPT_FOR = timedelta(days=7)


class ChangedElsewhere(Exception):
    """The draft was saved from another window meanwhile; read it again and repeat what was asked."""


def _bound(draft_id: uuid.UUID) -> bytes:
    """Return what ties sealed answers to their own draft, so that they open nowhere else."""
    return b"draft\x1f" + draft_id.bytes


def _seal(draft_id: uuid.UUID, state: State) -> bytes:
    """Encrypt a state for its draft."""
    words = json.dumps(state.as_dict(), ensure_ascii=False, separators=(",", ":"))
    return keyring.seal(words.encode(), aad=_bound(draft_id))


def state_of(draft: Draft) -> State:
    """Return what a draft holds; raises where the bytes were altered or belong to another draft."""
    return State(**json.loads(keyring.open(bytes(draft.sealed), aad=_bound(draft.id))))


def journey_of(draft: Draft) -> Journey:
    """Return a draft's answers walked with the ruleset its door was begun with."""
    return Journey(library.by_digest(draft.ruleset), state_of(draft))


def start(*, membership: Membership, by: User) -> Draft:
    """Begin a draft with nothing answered."""
    draft_id = new_id()
    return Draft.objects.create(
        id=draft_id,
        worker=by,
        membership=membership,
        ruleset=library.current(START).digest,
        sealed=_seal(draft_id, State()),
    )


def of(worker: User) -> models.QuerySet[Draft]:
    """Return a worker's own drafts, each with where they work, in one query."""
    return Draft.objects.filter(worker=worker).select_related("membership__organisation", "membership__home")


def keep(draft: Draft, journey: Journey) -> None:
    """Keep a journey in its draft, in one statement; raises ChangedElsewhere where another window was first."""
    now = timezone.now()
    sealed = _seal(draft.id, journey.state)
    kept = Draft.objects.filter(pk=draft.pk, version=draft.version).update(
        ruleset=journey.ruleset.digest,
        sealed=sealed,
        due_at=draft.due_at,
        version=draft.version + 1,
        updated_at=now,
    )
    if not kept:
        raise ChangedElsewhere
    draft.version += 1
    draft.ruleset, draft.sealed, draft.updated_at = journey.ruleset.digest, sealed, now


def lock(draft: Draft) -> bool:
    """Read a draft anew and hold it for this transaction; False where it is gone, since it was recorded."""
    held = Draft.objects.select_for_update().filter(pk=draft.pk).first()
    return _take_over(draft, held)


def take(draft: Draft) -> bool:
    """Take a draft out of the database, reading it as it stood, in one statement; False where it was gone.

    A second caller waits until the first has committed, and then finds nothing; a rollback puts it back.
    """
    statement = f'DELETE FROM "{Draft._meta.db_table}" WHERE id = %s RETURNING *'  # noqa: S608  # nosec B608
    return _take_over(draft, next(iter(Draft.objects.raw(statement, [draft.pk])), None))


def _take_over(draft: Draft, held: Draft | None) -> bool:
    """Copy what was read anew into the draft in hand."""
    if held is None:
        return False
    draft.version, draft.due_at = held.version, held.due_at
    draft.ruleset, draft.sealed = held.ruleset, held.sealed
    return True


def delete_old(now: datetime) -> int:
    """Throw away drafts untouched for seven days; one that records a danger stays until it is finished."""
    deleted, _ = Draft.objects.filter(updated_at__lt=now - KEPT_FOR, due_at=None).delete()
    return deleted
