"""Drafts: a worker's answers on their way to a decision, sealed at rest and saved on every Continue.

A draft is not a fact. It may be changed and thrown away without an entry, so its writes stand here and not
among the actions.
"""

from __future__ import annotations

import uuid
from datetime import datetime, timedelta
from functools import cache
from typing import Any, cast

from django.db import connection, models
from django.utils import timezone

from audit.ledger.ids import new_id
from audit.ledger.models import Key
from decisions.individuals.models import Individual
from decisions.law import queries, rules
from decisions.law.standing import Law
from decisions.rulesets import library
from decisions.rulesets.library import START
from decisions.wizard.journey import Journey, State, door_of
from decisions.wizard.models import Draft
from decisions.wizard.sealing import opened, seal
from portal.days import london_day
from portal.errors import NotAllowed
from portal.models import Home, Membership, Organisation, User
from portal.roles import may

KEPT_FOR = timedelta(days=7)
RECORDED = "This was recorded already. Look at your decisions."
_KIND = b"draft"
_KEEP = """
    UPDATE decisions_draft
    SET ruleset = %s, sealed = %s, due_at = %s, individual_id = %s, updated_at = %s, version = version + 1
    WHERE id = %s AND version = %s
"""


class RulesGone(Exception):
    """The rules that a draft was begun with are no longer there, so it can only be begun again with what fits.

    Published rules stay for ever; only somebody who takes away file and seal brings this about.
    """


class ChangedElsewhere(Exception):
    """The draft was saved from another window meanwhile; read it again and repeat what was asked."""


def state_of(draft: Draft) -> State:
    """Return what a draft holds; raises where the bytes were altered or belong to another draft."""
    return opened(_KIND, draft.id, draft.sealed)


def journey_of(draft: Draft) -> Journey:
    """Return a draft's answers walked with the rules it was begun with; raises RulesGone where one is not there."""
    try:
        return Journey(library.by_digest(draft.ruleset), state_of(draft))
    except library.UnknownRuleset as missing:
        raise RulesGone from missing


def mine(draft: Draft, by: User) -> Membership:
    """Return where a draft's worker works; another person has nothing to do with it, and NotAllowed is raised."""
    membership = draft.membership
    if draft.worker_id != by.pk or not may(membership, "decide"):
        raise NotAllowed("This is not yours to change.")
    by.acting = membership
    return membership


def key_for(draft: Draft, journey: Journey) -> Key | None:
    """Return the key of the individual a draft is about; None is the organisation's own."""
    return (draft.key or key_of(journey.individual)) if journey.individual else None


def key_of(individual_id: uuid.UUID | str) -> Key:
    """Return an individual's key in one query."""
    return Key.objects.get(pk__in=Individual.objects.filter(pk=individual_id).values("key"))


def law_for(draft: Draft, journey: Journey) -> Law:
    """Return what the law is to a draft's walk today."""
    return queries.law_for(draft.membership.organisation, journey.ruleset, journey.walk)


def is_late(draft: Draft) -> bool:
    """Say whether the time to record a danger is over; a draft without a danger is never late."""
    return draft.due_at is not None and draft.due_at < timezone.now()


def is_stranded(draft: Draft) -> bool:
    """Say whether the rules that a draft was begun with are gone, those it has not come to yet among them."""
    try:
        for name in journey_of(draft).state.versions:
            door_of(name, state_of(draft).versions)
    except (RulesGone, library.UnknownRuleset):
        return True
    return False


def restarted(draft: Draft) -> Journey:
    """Return a draft's answers walked from the start with the rules of today; what still fits is kept."""
    organisation = draft.membership.organisation
    state = state_of(draft)
    state.versions = rules.versions_for(organisation)
    journey = Journey(rules.current_for(organisation, START), state)
    journey.fit()
    return journey


def start(*, membership: Membership, draft_id: uuid.UUID | None = None, by: User) -> Draft:
    """Begin a draft with nothing answered, under the rules in force today; it is finished under them."""
    draft_id = draft_id or new_id()
    versions = rules.versions_for(membership.organisation)
    return Draft.objects.create(
        id=draft_id,
        worker=by,
        membership=membership,
        ruleset=door_of(START, versions).digest,
        sealed=seal(_KIND, draft_id, State(versions=versions)),
    )


def of(worker: User) -> models.QuerySet[Draft]:
    """Return a worker's own drafts, at the places where they still work."""
    return Draft.objects.filter(worker=worker, membership__ended_on=None)


@cache
def _reading() -> tuple[str, tuple[tuple[type[models.Model], tuple[str, ...]], ...]]:
    """Return the statement that reads a draft with all that its pages need, and the models it fills."""
    aliases: dict[str, type[models.Model]] = {
        "d": Draft,
        "m": Membership,
        "o": Organisation,
        "h": Home,
        "k": Key,
    }
    fields = {alias: model._meta.concrete_fields for alias, model in aliases.items()}
    columns = ", ".join(f'{alias}."{field.column}"' for alias in aliases for field in fields[alias])
    tables = {alias: f'"{model._meta.db_table}" {alias}' for alias, model in aliases.items()}
    statement = (
        f"SELECT {columns} FROM {tables['d']} JOIN {tables['m']} ON m.id = d.membership_id"  # noqa: S608  # nosec B608
        f" JOIN {tables['o']} ON o.id = m.organisation_id LEFT JOIN {tables['h']} ON h.id = m.home_id"
        f' LEFT JOIN "{Individual._meta.db_table}" i ON i.id = d.individual_id'
        f" LEFT JOIN {tables['k']} ON k.id = i.key_id"
        " WHERE d.id = %s AND d.worker_id = %s AND m.ended_on IS NULL"
    )
    return statement, tuple(
        (model, tuple(f.attname for f in fields[alias])) for alias, model in aliases.items()
    )


def read(worker: User, draft_id: uuid.UUID) -> Draft | None:
    """Return a worker's own draft with its membership, organisation, home and the individual's key, or None.

    Written out, because a question page is allowed little more than its log-in costs.
    """
    statement, kinds = _reading()
    with connection.cursor() as cursor:
        cursor.execute(statement, [draft_id, worker.pk])
        row = cursor.fetchone()
    if row is None:
        return None
    filled: list[Any] = []
    for kind, names in kinds:
        values, row = row[: len(names)], row[len(names) :]
        filled.append(None if values[0] is None else kind.from_db("default", names, values))
    draft, membership, organisation, home, key = filled
    membership.organisation, membership.home, membership.user = organisation, home, worker
    draft.membership, draft.worker, draft.key = membership, worker, key
    return cast("Draft", draft)


def keep(draft: Draft, journey: Journey) -> None:
    """Keep a journey in its draft, in one statement; raises ChangedElsewhere where another window was first."""
    now = timezone.now()
    sealed, digest, individual = (
        seal(_KIND, draft.id, journey.state),
        journey.ruleset.digest,
        journey.individual or None,
    )
    with connection.cursor() as cursor:
        cursor.execute(_KEEP, [digest, sealed, draft.due_at, individual, now, draft.pk, draft.version])
        if not cursor.rowcount:
            raise ChangedElsewhere
    draft.version += 1
    draft.ruleset, draft.sealed, draft.updated_at = digest, sealed, now
    if str(draft.individual_id or "") != (individual or ""):
        draft.individual_id, draft.key = uuid.UUID(individual) if individual else None, None


def lock(draft: Draft) -> bool:
    """Read a draft anew and hold it for this transaction; False where it is gone, since it was recorded."""
    held = Draft.objects.select_for_update().filter(pk=draft.pk).first()
    return _take_over(draft, held)


def _take_over(draft: Draft, held: Draft | None) -> bool:
    """Copy what was read anew into the draft in hand."""
    if held is None:
        return False
    draft.version, draft.due_at, draft.individual_id = held.version, held.due_at, held.individual_id
    draft.ruleset, draft.sealed = held.ruleset, held.sealed
    return True


def delete_old(now: datetime) -> int:
    """Throw away drafts untouched for seven days; one that records a danger stays until it is finished.

    Where the worker can no longer log in nobody can finish it, so it goes seven days after that.
    """
    since = now - KEPT_FOR
    closed = models.Q(due_at=None) | models.Q(membership__ended_on__lt=london_day(since))
    deleted, _ = Draft.objects.filter(closed, updated_at__lt=since).delete()
    return deleted
