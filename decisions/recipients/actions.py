"""What can be recorded about a recipient: who they are, and warnings about them.

Each action stores one fact and appends its entry. A warning is raised and lifted by the Guardian or a manager.
"""

from __future__ import annotations

from datetime import date
from typing import Any
from uuid import UUID

from django.db import transaction

from audit.ledger.append import append
from audit.ledger.events import Event
from audit.ledger.ids import new_id
from audit.ledger.models import Key
from decisions.facts import Fact, store
from decisions.recipients import words
from decisions.recipients.models import Alert, AlertEnd, Recipient
from decisions.typed import past, span, text
from decisions.vocabulary import KIND_WORDS, RecipientKind
from portal.models import Organisation, User
from portal.standing import must

KNOWN = "We know this recipient already."
LIFTED = "This warning was lifted already."


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
    append(event=Event.RECIPIENT_ADDED, **_entry(recipient, recipient, says, said), by=by)
    return recipient


@transaction.atomic
def raise_alert(
    *,
    recipient: Recipient,
    reason: str,
    starts_on: date | None = None,
    ends_on: date | None = None,
    event_id: UUID | None = None,
    by: User,
) -> Alert:
    """Warn everyone about a recipient; without `ends_on` the warning stands until it is lifted."""
    must(by, "warn", organisation=recipient.organisation)
    since, until = span(starts_on, ends_on)
    said = {"reason": text(reason, "Say what people must know about this recipient")}
    alert = Alert(id=event_id or new_id(), recipient=recipient, starts_on=since, ends_on=until)
    alert, new = store(alert, words=said, key=recipient.key)
    if not new:
        return alert
    append(event=Event.ALERT_RAISED, **_entry(alert, recipient, words.alert_sentence(alert), said), by=by)
    return alert


@transaction.atomic
def end_alert(
    *, alert: Alert, reason: str, ended_on: date | None = None, event_id: UUID | None = None, by: User
) -> AlertEnd:
    """Lift a warning, and say why."""
    recipient = alert.recipient
    must(by, "warn", organisation=recipient.organisation)
    said = {"reason": text(reason, "Say why the warning can be lifted")}
    end = AlertEnd(id=event_id or new_id(), alert=alert, ended_on=past(ended_on, since=alert.starts_on))
    end, new = store(end, words=said, key=recipient.key, otherwise=LIFTED)
    if not new:
        return end
    says = f"{by.full_name} lifted the warning about {recipient.name}: {said['reason']}"
    append(event=Event.ALERT_ENDED, **_entry(end, recipient, says, said, about=alert), by=by)
    return end


def _entry(
    fact: Fact, recipient: Recipient, says: str, said: dict[str, str], *, about: Fact | None = None
) -> dict[str, Any]:
    """Return what the ledger is told of a fact about a recipient."""
    body: dict[str, object] = {
        "says": says,
        "words": said,
        "recipient": {"id": str(recipient.id), "name": recipient.name, "kind": recipient.kind},
    }
    return {
        "organisation": recipient.organisation,
        "body": body,
        "facets": {"about": about and about.id},
        "key": recipient.key,
        "event_id": fact.id,
    }
