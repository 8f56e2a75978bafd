"""Who may be told something, how they are reached, and how we make sure that it is them."""

from __future__ import annotations

from datetime import date
from uuid import UUID

from django.db import transaction

from audit import typed
from audit.ledger.append import append
from audit.ledger.events import Event
from audit.ledger.facts import store
from audit.ledger.ids import new_id
from audit.ledger.models import Key
from audit.typed import one_of, past, text
from decisions.recipients import words
from decisions.recipients.codes import CHECKS, ROUTES
from decisions.recipients.entries import entry_of
from decisions.recipients.index import index
from decisions.recipients.models import IdentityCheck, Recipient, RecipientCorrection, Route, RouteEnd
from decisions.recipients.queries import is_taken
from decisions.recipients.routes import route_value
from decisions.vocabulary import KIND_WORDS, RecipientKind, ended
from portal.errors import NotAllowed
from portal.models import Organisation, User
from portal.standing import must

KNOWN = "We know this recipient already."
ENDED = "This was ended already."
MEANWHILE = "Somebody else corrected this at the same time. Open the page again."


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
    """Record someone who may be told something; a private person's name and number are sealed, and found by digest."""
    must(by, "decide", organisation=organisation)
    kind = RecipientKind(kind)
    said = {"name": typed.name(name, "Enter the recipient's name"), "phone": typed.phone(phone)}
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
    recipient.correction = None  # So that nothing asks the database for corrections of what is new.
    recipient, new = store(recipient, words=said, key=key, otherwise=KNOWN)
    if not new:
        return recipient
    if private:
        index(recipient, said["name"])
    elif is_taken(organisation, kind, said["name"], but=recipient.pk):
        raise NotAllowed(KNOWN)
    says = f"{by.full_name} added {said['name']} to those we know: {KIND_WORDS[kind]}."
    append(event=Event.RECIPIENT_ADDED, **entry_of(recipient, recipient, says, said), by=by)
    return recipient


@transaction.atomic
def correct_recipient(
    *, recipient: Recipient, name: str, phone: str, reason: str, event_id: UUID | None = None, by: User
) -> RecipientCorrection:
    """Record that a recipient's name or number was wrong or has changed; the one recorded last stands."""
    must(by, "decide", organisation=recipient.organisation)
    said = {
        "name": typed.name(name, "Enter the recipient's name"),
        "phone": typed.phone(phone),
        "reason": text(reason, "Say how you know"),
    }
    private, before = recipient.private, recipient.name
    if not private and is_taken(recipient.organisation, recipient.kind, said["name"], but=recipient.pk):
        raise NotAllowed(KNOWN)
    correction = RecipientCorrection(
        id=event_id or new_id(),
        recipient=recipient,
        number=recipient.corrections.count() + 1,
        public_name="" if private else said["name"],
        public_phone="" if private else said["phone"],
    )
    correction, new = store(correction, words=said, key=recipient.key, otherwise=MEANWHILE)
    if not new:
        return correction
    if private:
        index(recipient, said["name"])
    says = f"{by.full_name} corrected what we know of {before}. {words.correction_sentence(correction)}"
    told = entry_of(correction, recipient, says, said, about=recipient)
    append(event=Event.RECIPIENT_CORRECTED, **told, by=by)
    return correction


@transaction.atomic
def record_check(
    *,
    recipient: Recipient,
    kind: str,
    how: str,
    checked_on: date | None = None,
    event_id: UUID | None = None,
    by: User,
) -> IdentityCheck:
    """Record how we made sure that it was really them, so that others know a way that worked."""
    must(by, "decide", organisation=recipient.organisation)
    said = {"how": text(how, "Say how you checked")}
    check = IdentityCheck(
        id=event_id or new_id(), recipient=recipient, kind=one_of(kind, CHECKS), checked_on=past(checked_on)
    )
    check, new = store(check, words=said, key=recipient.key)
    if not new:
        return check
    says = words.check_sentence(check)
    append(event=Event.RECIPIENT_CHECKED, **entry_of(check, recipient, says, said), by=by)
    return check


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
        "value": route_value(kind, value),
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
