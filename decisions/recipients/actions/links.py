"""Links by which a recipient without an account acknowledges what we ask: made by a worker, used once."""

from __future__ import annotations

import secrets
from datetime import timedelta
from hashlib import sha256
from uuid import UUID

from django.db import transaction
from django.utils import timezone

from audit import typed
from audit.ledger.append import append
from audit.ledger.events import Event
from audit.ledger.facts import store
from audit.ledger.ids import new_id
from decisions.recipients.entries import entry_of
from decisions.recipients.models import Agreement, Recipient
from decisions.recipients.models_links import Acknowledgement, AcknowledgementLink
from decisions.recipients.obligations import VERSION, obligations
from decisions.recipients.standing import runs
from portal.days import london_day
from portal.errors import NotAllowed
from portal.models import User
from portal.standing import must

DAYS = 7
TOKEN_BYTES = 32
SPENT = "This link cannot be used any more."
NOT_THEIRS = "Select an agreement of theirs that is in force"


@transaction.atomic
def make_link(
    *, recipient: Recipient, agreement: Agreement | None = None, event_id: UUID | None = None, by: User
) -> AcknowledgementLink:
    """Make a link for one recipient, good once and for seven days.

    The link returned bears its `token`, which is stored nowhere; asked again under the same id it bears none.
    """
    must(by, "decide", organisation=recipient.organisation)
    if agreement is not None and not _in_force(agreement, recipient):
        raise NotAllowed(NOT_THEIRS)
    token = secrets.token_urlsafe(TOKEN_BYTES)
    link_id = event_id or new_id()
    link, new = AcknowledgementLink.objects.get_or_create(
        id=link_id,
        defaults={
            "entry_id": link_id,
            "recipient": recipient,
            "agreement": agreement,
            "made_by": by,
            "token_hash": sha256(token.encode()).digest(),
            "expires_at": timezone.now() + timedelta(days=DAYS),
        },
    )
    if not new:
        return link
    link.token = token
    says = f"{by.full_name} made a link by which {recipient.name} can say that they know what we ask of them."
    told = entry_of(link, recipient, says, {}, about=agreement)
    append(event=Event.ACKNOWLEDGEMENT_ASKED, **told, by=by)
    return link


def _in_force(agreement: Agreement, recipient: Recipient) -> bool:
    """Say whether an agreement is this recipient's and stands today."""
    return agreement.recipient_id == recipient.pk and runs(agreement, london_day())


@transaction.atomic
def acknowledge(
    *, link: AcknowledgementLink, name: str, event_id: UUID | None = None, by: User
) -> Acknowledgement:
    """Keep that a recipient understands what we ask of them; the link is spent.

    They have no account, so `by` is the worker who made the link, and the entry says who acknowledged.
    """
    recipient = link.recipient
    must(by, "decide", organisation=recipient.organisation)
    said = {"name": typed.name(name, "Enter your full name")}
    if timezone.now() >= link.expires_at:
        raise NotAllowed(SPENT)
    given = Acknowledgement(id=event_id or new_id(), link=link)
    given, new = store(given, words=said, key=recipient.key, otherwise=SPENT)
    if not new:
        return given
    says = (
        f"{said['name']}, for {recipient.name}, said that they understand what we ask of them, "
        f"by the link that {by.full_name} made."
    )
    told = entry_of(given, recipient, says, said, about=link)
    told["body"] |= {
        "acknowledged_by": {"name": said["name"], "account": "none"},
        "obligations": {
            "version": VERSION,
            "words": obligations(recipient.organisation, link.agreement),
        },
    }
    append(event=Event.ACKNOWLEDGEMENT_GIVEN, **told, by=by)
    return given
