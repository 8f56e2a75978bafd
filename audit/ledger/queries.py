"""Reading the ledger: an entry's evidence, and lists that cost the same on any page."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from hashlib import sha256
from typing import Any, cast
from uuid import UUID

from django.db.models import Q

from audit.ledger import keys
from audit.ledger.errors import BodyAltered
from audit.ledger.events import Event
from audit.ledger.models import Body, Entry, Log
from audit.ledger.place import aad
from audit.transparency.canonical import NotCanonical, parse
from portal.models import Organisation

FILTERS = frozenset({"home_id"})


@dataclass(frozen=True, slots=True)
class Page:
    """Entries, the latest first; `older` and `newer` are the places to go on from, None where there are no more."""

    entries: Sequence[Entry]
    older: int | None
    newer: int | None


def body_of(entry: Entry) -> dict[str, Any]:
    """Return the evidence of an entry, checked against its leaf.

    Raises BodyAltered when it is not what the leaf commits to, KeyDestroyed after lawful disposal.
    """
    body = Body.objects.select_related("key").get(pk=entry.pk)
    origin = Log.objects.values_list("origin", flat=True).get(pk=entry.organisation_id)
    plain = keys.decrypt(body.key, body.sealed, aad=aad(origin, entry.pk))
    if sha256(plain).hexdigest() != entry.commitment:
        raise BodyAltered("the body is not the one that the leaf commits to")
    try:
        return cast("dict[str, Any]", parse(plain))
    except NotCanonical as error:
        raise BodyAltered("the body is not in its one spelling") from error


def find(organisation: Organisation, entry_id: UUID, *, event: Event) -> Entry | None:
    """Return the organisation's entry of that id and kind, or None."""
    return Entry.objects.filter(pk=entry_id, organisation=organisation, event=event.value).first()


def page(
    organisation: Organisation,
    *,
    event: Event,
    filters: Mapping[str, Any] | None = None,
    before: int | None = None,
    after: int | None = None,
    size: int = 25,
) -> Page:
    """Return `size` entries of one kind, those just older than seq `before`, or just newer than seq `after`.

    `filters` may name `home_id` (for decisions), nothing else: each has an index that ends in seq.
    """
    unknown = (filters or {}).keys() - FILTERS
    if unknown:
        raise ValueError(f"no list is kept for {', '.join(sorted(unknown))}")
    chosen = Entry.objects.filter(Q(organisation=organisation, event=event.value), **(filters or {}))
    if after is not None:
        rows = list(chosen.filter(seq__gt=after).order_by("seq")[: size + 1])
        more, rows = len(rows) > size, rows[:size][::-1]
        older = rows[-1].seq if rows else None
        return Page(rows, older, rows[0].seq if rows and more else None)
    past = chosen.filter(seq__lt=before) if before is not None else chosen
    rows = list(past.order_by("-seq")[: size + 1])
    more, rows = len(rows) > size, rows[:size]
    newer = rows[0].seq if rows and before is not None else None
    return Page(rows, rows[-1].seq if more else None, newer)


def about(entry: Entry, *, event: Event, size: int = 25) -> list[Entry]:
    """Return the latest entries of one kind about this one, the latest first."""
    later = Entry.objects.filter(about_id=entry.pk, organisation_id=entry.organisation_id, event=event.value)
    return list(later.order_by("-seq")[:size])
