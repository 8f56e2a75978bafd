"""Who may be told something, and how they are reached."""

from __future__ import annotations

from datetime import date
from uuid import UUID

from django.db import transaction

from audit.ledger.append import append
from audit.ledger.events import Event
from audit.ledger.ids import new_id
from audit.ledger.models import Key
from decisions.facts import store
from decisions.recipients import words
from decisions.recipients.codes import ROUTES
from decisions.recipients.entries import entry_of
from decisions.recipients.models import Recipient, Route, RouteEnd
from decisions.typed import one_of, past, text
from decisions.vocabulary import KIND_WORDS, RecipientKind, ended
from portal.models import Organisation, User
from portal.standing import must

KNOWN = "We know this recipient already."
ENDED = "This was ended already."


@transaction.atomic
def add_recipient(
    *,
    organisation: Organisation,
    kind: str,
    name: str,
    phone: str = "",
    private: bool = False,
    event_id: UUID | None = None,
    by: User,
) -> Recipient:
    """Record someone who may be told something; a private person's name and number are sealed."""
    must(by, "decide", organisation=organisation)
    kind = RecipientKind(kind)
    said = {"name": text(name, "Enter the recipient's name", most=200), "phone": text(phone, most=40)}
    # A private person's key is their own, so that it can be destroyed with all that was sealed under it.
    key = None if private else Key.objects.get(pk=organisation.pk)
    recipient = Recipient(
        id=event_id or new_id(),
        organisation=organisation,
        kind=kind,
        private=private,
        key=key,
        public_name="" if private else said["name"],
        public_phone="" if private else said["phone"],
    )
    recipient, new = store(recipient, words=said, key=key, otherwise=KNOWN)
    if not new:
        return recipient
    says = f"{by.full_name} added {said['name']} to those we know: {KIND_WORDS[kind]}."
    append(event=Event.RECIPIENT_ADDED, **entry_of(recipient, recipient, says, said), by=by)
    return recipient


@transaction.atomic
def open_recipient(*, recipient: Recipient, by: User) -> Recipient:
    """Keep that somebody opens a private recipient's page; call it, then show the page."""
    must(by, "decide", organisation=recipient.organisation)
    says = f"{by.full_name} opened what is known of {recipient.name}."
    told = entry_of(recipient, recipient, says, {}, about=recipient) | {"event_id": new_id()}
    append(event=Event.RECIPIENT_OPENED, **told, by=by)
    return recipient


@transaction.atomic
def record_route(
    *,
    recipient: Recipient,
    kind: str,
    value: str,
    found: str,
    found_on: date | None = None,
    event_id: UUID | None = None,
    by: User,
) -> Route:
    """Record a way to reach a recipient that we found ourselves, and where we found it."""
    must(by, "decide", organisation=recipient.organisation)
    said = {
        "value": text(value, "Enter the number or address", most=200),
        "found": text(found, "Say where you found it", most=200),
    }
    route = Route(
        id=event_id or new_id(), recipient=recipient, kind=one_of(kind, ROUTES), found_on=past(found_on)
    )
    route, new = store(route, words=said, key=recipient.key)
    if not new:
        return route
    says = words.route_sentence(route)
    append(event=Event.ROUTE_RECORDED, **entry_of(route, recipient, says, said), by=by)
    return route


@transaction.atomic
def end_route(
    *, route: Route, reason: str, ended_on: date | None = None, event_id: UUID | None = None, by: User
) -> RouteEnd:
    """Record that a number or address is no longer theirs."""
    recipient = route.recipient
    must(by, "decide", organisation=recipient.organisation)
    said = {"reason": text(reason, "Say how you know that it is no longer theirs")}
    end = RouteEnd(id=event_id or new_id(), route=route, ended_on=past(ended_on, since=route.found_on))
    end, new = store(end, words=said, key=recipient.key, otherwise=ENDED)
    if not new:
        return end
    says = ended(words.route_sentence(route), end.ended_on)
    append(event=Event.ROUTE_ENDED, **entry_of(end, recipient, says, said, about=route), by=by)
    return end
