"""Reading the ledger: an entry's evidence, and lists that cost the same on any page."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime
from hashlib import sha256
from typing import Any, cast
from uuid import UUID

from django.db.models import QuerySet

from audit.ledger import keys
from audit.ledger.errors import BodyAltered, KeyDestroyed
from audit.ledger.events import Event
from audit.ledger.models import Body, Entry, Log
from audit.ledger.place import aad
from audit.transparency.canonical import NotCanonical, parse
from portal.models import Organisation
from portal.paging import read_page

READ_AT_ONCE = 5_000
"""How many entries of a log are looked through at once for those of some kinds."""


@dataclass(frozen=True, slots=True)
class Page:
    """Entries, the latest first; `older` is the place to go on from, None where there are no more."""

    entries: Sequence[Entry]
    older: int | None


@dataclass(frozen=True, slots=True)
class Opened:
    """An entry with its evidence; `body` is empty, and `error` says why, where it cannot be read."""

    entry: Entry
    body: dict[str, Any]
    error: BodyAltered | KeyDestroyed | None = None


def body_of(entry: Entry) -> dict[str, Any]:
    """Return the evidence of an entry, checked against its leaf.

    Raises BodyAltered when it is not what the leaf commits to, KeyDestroyed after lawful disposal.
    """
    return bodies_of([entry])[0]


def bodies_of(entries: Sequence[Entry]) -> list[dict[str, Any]]:
    """Return the evidence of some entries, in their order, with two questions to the database; see `body_of`."""
    return [_opened(*each) for each in _sealed(entries)]


def opened(entries: Sequence[Entry]) -> list[Opened]:
    """Return some entries with their evidence, in their order; one that cannot be read hides no other."""
    return [_or_why_not(entry, body, origin) for entry, body, origin in _sealed(entries)]


def _or_why_not(entry: Entry, body: Body | None, origin: str) -> Opened:
    try:
        return Opened(entry, _opened(entry, body, origin))
    except (BodyAltered, KeyDestroyed) as error:
        return Opened(entry, {}, error)


def _sealed(entries: Sequence[Entry]) -> Iterator[tuple[Entry, Body | None, str]]:
    """Yield each entry with its sealed body and the name of its log."""
    bodies = Body.objects.select_related("key").in_bulk([entry.pk for entry in entries])
    logs = Log.objects.filter(pk__in={entry.organisation_id for entry in entries})
    origins = dict(logs.values_list("pk", "origin"))
    yield from ((entry, bodies.get(entry.pk), origins[entry.organisation_id]) for entry in entries)


def _opened(entry: Entry, body: Body | None, origin: str) -> dict[str, Any]:
    """Open one body and compare it with its leaf."""
    if body is None:
        raise BodyAltered("the body is not there")
    plain = keys.decrypt(body.key, bytes(body.sealed), aad=aad(origin, entry.pk))
    if sha256(plain).hexdigest() != entry.commitment:
        raise BodyAltered("the body is not the one that the leaf commits to")
    try:
        return cast("dict[str, Any]", parse(plain))
    except NotCanonical as error:
        raise BodyAltered("the body is not in its one spelling") from error


def find(organisation: Organisation, entry_id: UUID, *, event: Event) -> Entry | None:
    """Return the organisation's entry of that id and kind, or None."""
    return Entry.objects.filter(pk=entry_id, organisation=organisation, event=event.value).first()


def page(organisation: Organisation, *, event: Event, before: int | None = None, size: int = 25) -> Page:
    """Return `size` entries of one kind, the latest, or those just older than seq `before`."""
    chosen = Entry.objects.filter(organisation=organisation, event=event.value)
    past = chosen.filter(seq__lt=before) if before is not None else chosen
    found = read_page(lambda most: past.order_by("-seq")[:most], size)
    return Page(found.rows, getattr(found.after, "seq", None))


def about(entry: Entry, *, events: Collection[Event], size: int = 25) -> list[Entry]:
    """Return the latest entries of some kinds about this one, the latest first."""
    later = Entry.objects.filter(about_id=entry.pk, organisation_id=entry.organisation_id)
    return list(later.filter(event__in=[event.value for event in events]).order_by("-seq")[:size])


def about_any(ids: Collection[UUID], *, events: Collection[Event]) -> list[Entry]:
    """Return all entries of some kinds about any of these, the first first."""
    found = Entry.objects.filter(about_id__in=ids, event__in=[event.value for event in events])
    return list(found.order_by("about_id", "seq"))


def in_order(organisation: Organisation, ids: Sequence[UUID]) -> list[Entry]:
    """Return the organisation's entries of these ids, in the order of the ids; one that is not there is left out."""
    found = Entry.objects.filter(organisation=organisation).in_bulk(list(ids))
    return [found[each] for each in ids if each in found]


def at(organisation: Organisation, places: Collection[int]) -> list[Entry]:
    """Return the organisation's entries at these places of its log, the first first."""
    return list(Entry.objects.filter(organisation=organisation, seq__in=places).order_by("seq"))


def since(organisation: Organisation, moment: datetime, *, event: Event, door: str = "") -> QuerySet[Entry]:
    """Return the organisation's entries of one kind from a moment on, the first first, if wanted of one door."""
    found = Entry.objects.filter(organisation=organisation, event=event.value, recorded_at__gte=moment)
    return (found.filter(door=door) if door else found).order_by("seq")


def unread(
    organisation: Organisation, seq: int, *, events: Collection[Event], size: int
) -> tuple[list[Entry], int]:
    """Return at most `size` entries of some kinds from `seq` on, and the seq from which to read on."""
    wanted = [event.value for event in events]
    later = Entry.objects.filter(organisation=organisation, seq__gte=seq)
    end = later.order_by("seq").values_list("seq", flat=True)[READ_AT_ONCE : READ_AT_ONCE + 1].first()
    within = later if end is None else later.filter(seq__lt=end)
    found = list(within.filter(event__in=wanted).order_by("seq")[: size + 1])
    if len(found) > size:
        return found[:size], found[size].seq
    last = within.order_by("-seq").values_list("seq", flat=True).first()
    return found, seq if last is None else last + 1


def leaves(organisation: Organisation, seq: int, *, size: int) -> list[bytes]:
    """Return at most `size` leaves of the organisation's log, from the place `seq` on, in their order."""
    later = Entry.objects.filter(organisation=organisation, seq__gte=seq).order_by("seq")
    return [bytes(leaf) for leaf in later.values_list("leaf", flat=True)[:size]]


def last_before(organisation: Organisation, moment: datetime) -> Entry | None:
    """Return the organisation's last entry before a moment, or None; times never fall, so we halve our way there."""
    log = Entry.objects.filter(organisation=organisation)
    low, high = -1, Log.objects.filter(pk=organisation.pk).values_list("size", flat=True).first() or 0
    while high - low > 1:
        middle = (low + high) // 2
        if log.values_list("recorded_at", flat=True).get(seq=middle) < moment:
            low = middle
        else:
            high = middle
    return log.filter(seq=low).first()


def ids_between(organisation: Organisation, *, event: Event, after: int, until: int) -> list[UUID]:
    """Return the ids of the entries of one kind after one seq and up to another, the first first."""
    found = Entry.objects.filter(organisation=organisation, event=event.value, seq__gt=after, seq__lte=until)
    return list(found.order_by("seq").values_list("pk", flat=True))
