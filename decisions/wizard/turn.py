"""The one statement in which a draft becomes its decision.

Every trip to the database costs a confirmation more than all else it does. So the draft is taken out, the decision
put in and the registers' mark read in one statement, and that statement and the entry's travel together.
"""

from __future__ import annotations

from contextlib import AbstractContextManager
from functools import cache
from typing import TYPE_CHECKING, Any

from django.db import connection
from django.utils.functional import cached_property

from decisions.wizard.models import Decision, Draft
from decisions.wizard.registers import LAST_OF_REGISTERS, OF_REGISTERS, mark_of
from decisions.wizard.registers import mark as now

if TYPE_CHECKING:
    from audit.ledger.models import Entry


@cache
def _statement() -> str:
    """Return the statement: only a draft that is still as it was read becomes a decision."""
    columns = [str(field.column) for field in Decision._meta.concrete_fields]
    return (
        "WITH gone AS (DELETE FROM decisions_draft WHERE id = %s AND version = %s RETURNING id),"  # noqa: S608  # nosec B608
        f" made AS (INSERT INTO decisions_decision ({', '.join(columns)})"
        f" SELECT {', '.join(['%s'] * len(columns))} FROM gone RETURNING id)"
        f" SELECT (SELECT count(*) FROM made), ({LAST_OF_REGISTERS}),"
        " (SELECT size FROM audit_log WHERE organisation_id = %s)"
    )


def together() -> AbstractContextManager[Any]:
    """Let statements travel together until one of them is asked for its result."""
    return connection.connection.pipeline()


class Turn:
    """A draft on its way to being a decision; what came of it is known once it is asked for."""

    def __init__(self, draft: Draft, decision: Decision) -> None:
        """Send the statement."""
        values = [
            field.get_db_prep_save(getattr(decision, field.attname), connection)
            for field in Decision._meta.concrete_fields
        ]
        self.entry: Entry | None = None
        self._organisation = draft.membership.organisation
        asked: list[Any] = [OF_REGISTERS, self._organisation.pk, self._organisation.pk]
        self._cursor = connection.cursor()
        self._cursor.execute(_statement(), [draft.pk, draft.version, *values, *asked])

    @cached_property
    def _came(self) -> tuple[bool, str, int]:
        """Whether the decision was made, the registers' mark, and how many entries the ledger had."""
        with self._cursor:
            made, last, size = self._cursor.fetchone()
        return bool(made), mark_of(last), size

    @property
    def made(self) -> bool:
        """Whether this turn made the decision: the draft was there, and as it was read."""
        return self._came[0]

    @property
    def mark(self) -> str:
        """The registers' mark when the entry was written.

        Whoever writes holds the ledger's head, so nothing comes between. But another entry may have come first while
        this one waited for the head: then the mark is read again.
        """
        _, mark, size = self._came
        waited = self.entry is None or self.entry.seq != size
        return now(self._organisation) if waited else mark
