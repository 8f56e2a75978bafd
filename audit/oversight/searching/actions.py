"""What a search and a list that is taken out leave in the ledger, before anything is shown or given."""

from __future__ import annotations

from collections.abc import Sequence
from hashlib import sha256
from typing import Any
from uuid import UUID

from django.db import transaction
from django.utils import timezone

from audit.ledger.append import append
from audit.ledger.events import Event
from audit.ledger.ids import new_id
from audit.ledger.models import Entry
from audit.ledger.reference import reference
from audit.oversight.desk import names
from audit.oversight.searching.sheet import FORMATS, Sheet
from audit.typed import name as typed_name
from audit.typed import one_of, text
from portal.days import moment_in_words
from portal.errors import NotAllowed
from portal.models import Organisation, User
from portal.standing import must

WHOSE = {"person": "The person it is about", "recipient": "Who asked, or was told"}
COLUMNS = {"person": ("person_name", "person_reference"), "recipient": ("recipient_name",)}
NO_NAME = "Enter a name, or the reference you use at work"
NO_REASON = "Enter why you look for them"
WHY_TAKEN = "Enter why you take the list out"
TAKEN = "This list was taken out already. Open the page again to take it once more."


@transaction.atomic
def search_for(
    *, organisation: Organisation, what: str, name: str, reason: str, event_id: UUID | None = None, by: User
) -> Entry:
    """Keep that somebody looks for the decisions about a person or a recipient, and why; call it, then show them.

    The name itself is not kept, only what finds it: it would outlive the person's own record.
    """
    must(by, "review", organisation=organisation)
    whose, typed = one_of(what, WHOSE), typed_name(name, NO_NAME)
    indexes = {
        word: index
        for column in COLUMNS[whose]
        for word, index in names.indexes(organisation.pk, column, typed).items()
    }
    body = {
        "says": f"{by.full_name} searched for decisions by a name.",
        "what": whose,
        "indexes": {column: index.hex() for column, index in indexes.items()},
        "reason": text(reason, NO_REASON, most=2000),
    }
    return append(event=Event.SEARCH_MADE, organisation=organisation, body=body, event_id=event_id, by=by)


@transaction.atomic
def take_list(
    *,
    organisation: Organisation,
    title: str,
    head: Sequence[str],
    rows: Sequence[Sequence[str]],
    kind: str,
    reason: str,
    event_id: UUID | None = None,
    by: User,
) -> tuple[Entry, bytes]:
    """Make a file of a list, and keep who takes it, why, how many rows and the SHA-256 of the file."""
    must(by, "review", organisation=organisation)
    one_of(kind, {code: words for code, (words, *_) in FORMATS.items()})
    why, entry_id = text(reason, WHY_TAKEN, most=2000), event_id or new_id()
    mark = f"Taken out by {by.full_name} on {moment_in_words(timezone.now())}. Entry {reference(entry_id)}."
    file = FORMATS[kind][-1](Sheet(title, head, rows, mark))
    body = {
        "says": f"{by.full_name} took out a list of {len(rows)} decisions.",
        "list": title,
        "count": len(rows),
        "format": kind,
        "digest": sha256(file).hexdigest(),
        "reason": why,
    }
    entry = _once(event=Event.LIST_EXPORTED, organisation=organisation, body=body, event_id=entry_id, by=by)
    return entry, file


def _once(**said: Any) -> Entry:
    """Append the entry of a list; a form that made a list already makes no second."""
    entry = append(**said)
    if entry.repeated:
        raise NotAllowed(TAKEN)
    return entry
