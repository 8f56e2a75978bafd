"""Agreeing a new version of the list of who needs to know what."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from datetime import date
from typing import Final
from uuid import UUID

from django.db import IntegrityError, transaction

from audit.ledger.append import append
from audit.ledger.events import Event
from audit.ledger.ids import new_id
from audit.typed import last_day, past, text
from decisions.need_to_know import queries
from decisions.need_to_know.codes import CATEGORIES, ROWS
from decisions.need_to_know.models import Matrix
from portal.errors import NotAllowed
from portal.models import Organisation, User
from portal.standing import must

MEANWHILE: Final = "Somebody agreed a new version meanwhile. Look at it first."


@transaction.atomic
def agree_matrix(
    *,
    organisation: Organisation,
    needs: Mapping[str, Collection[str]],
    agreed_with: str,
    reason: str,
    review_on: date | None,
    agreed_on: date | None = None,
    event_id: UUID | None = None,
    by: User,
) -> Matrix:
    """Keep a new version of who needs to know what, and with whom it was agreed; the versions before stay."""
    must(by, "review", organisation=organisation)
    said = {
        "agreed_with": text(agreed_with, "Say with whom you agreed it"),
        "reason": text(reason, "Say why, or what changed"),
    }
    matrix = _kept(organisation, _cells(needs), (past(agreed_on), review_on), event_id or new_id())
    append(
        event=Event.MATRIX_AGREED,
        organisation=organisation,
        body={
            "says": f"{by.full_name} agreed version {matrix.version} of who needs to know what.",
            "words": said,
            "needs": matrix.needs,
            "version": matrix.version,
        },
        event_id=matrix.id,
        by=by,
    )
    return matrix


def _cells(needs: Mapping[str, Collection[str]]) -> dict[str, list[str]]:
    """Return the list as it is kept: each role and what it needs, in the order of the codes."""
    if needs.keys() - ROWS.keys() or {code for each in needs.values() for code in each} - CATEGORIES.keys():
        raise NotAllowed("Select kinds of information from the list")
    if not any(needs.values()):
        raise NotAllowed("Select what at least one role needs to know")
    return {row: [code for code in CATEGORIES if code in needs.get(row, ())] for row in ROWS}


def _kept(
    organisation: Organisation,
    needs: dict[str, list[str]],
    days: tuple[date, date | None],
    event_id: UUID,
) -> Matrix:
    """Store the next version; of two people who agree one at the same time, the second looks first.

    The same id is the same version.
    """
    last = queries.newest(organisation)
    matrix = Matrix(
        id=event_id,
        entry_id=event_id,
        organisation=organisation,
        version=last.version + 1 if last else 1,
        needs=needs,
        agreed_on=days[0],
        review_on=last_day(days[1], since=days[0]),
    )
    try:
        with transaction.atomic():
            matrix.save(force_insert=True)
    except IntegrityError as refusal:
        earlier = Matrix.objects.filter(pk=event_id, organisation=organisation).first()
        if earlier is not None:
            return earlier
        raise NotAllowed(MEANWHILE) from refusal
    return matrix
