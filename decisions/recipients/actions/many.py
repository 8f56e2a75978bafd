"""Adding many we may share with at once: all of them or none, one entry for each, in few statements."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from uuid import UUID

from django.db import IntegrityError, transaction

from audit import typed
from audit.ledger import keys
from audit.ledger.append import Said, append_all
from audit.ledger.events import Event
from audit.ledger.facts import store_all
from audit.ledger.models import Entry, Key
from decisions.recipients.actions.known import KNOWN
from decisions.recipients.entries import entry_of
from decisions.recipients.index import index_new
from decisions.recipients.models import Recipient
from decisions.vocabulary import KIND_WORDS, RecipientKind
from portal.errors import NotAllowed
from portal.models import Organisation, User
from portal.standing import must

NOBODY = "There is nobody to add."
Tell = Callable[[int], None]


@dataclass(frozen=True, slots=True)
class NewRecipient:
    """Someone to be added, and the id of the entry that will say so."""

    event_id: UUID
    kind: str
    name: str
    phone: str
    private: bool


@transaction.atomic
def add_recipients(
    *, organisation: Organisation, recipients: Sequence[NewRecipient], tell: Tell | None = None, by: User
) -> list[Entry]:
    """Add recipients as `add_recipient` would; if one is refused, none is added. `tell` hears how many are done."""
    must(by, "bring_in", organisation=organisation)
    if not recipients:
        raise NotAllowed(NOBODY)
    ours = Key.objects.get(pk=organisation.pk)
    said: list[Said] = []
    for start in range(0, len(recipients), 500):
        said += _stored(organisation, ours, recipients[start : start + 500], by)
        if tell:
            tell(len(said))
    return append_all(organisation=organisation, said=said, by=by)


def _stored(
    organisation: Organisation, ours: Key, recipients: Sequence[NewRecipient], by: User
) -> list[Said]:
    """Store some of them ahead of their entries, and return what the entries say."""
    own = iter(keys.new_keys(organisation, sum(each.private for each in recipients)))
    words = [_checked(each) for each in recipients]
    added = [
        Recipient(
            id=each.event_id,
            organisation=organisation,
            kind=RecipientKind(each.kind),
            private=each.private,
            # A private person's key is their own, so that it can be destroyed with all that was sealed under it.
            key=next(own) if each.private else ours,
            public_name="" if each.private else said["name"],
            public_phone="" if each.private else said["phone"],
        )
        for each, said in zip(recipients, words, strict=True)
    ]
    for each in added:
        each.correction = None  # So that nothing asks the database for corrections of what is new.
    try:
        store_all(added, words=words)
    except IntegrityError as refusal:
        raise NotAllowed(KNOWN) from refusal
    index_new((each, said["name"]) for each, said in zip(added, words, strict=True) if each.private)
    return [_entry(recipient, said, by) for recipient, said in zip(added, words, strict=True)]


def _checked(given: NewRecipient) -> dict[str, str]:
    """Return the words as they are kept; the same checks as for one."""
    return {
        "name": typed.name(given.name, "Enter the recipient's name"),
        "phone": typed.phone(given.phone),
    }


def _entry(recipient: Recipient, said: dict[str, str], by: User) -> Said:
    """Return the entry of one of them."""
    says = (
        f"{by.full_name} added {said['name']} to those we know: {KIND_WORDS[RecipientKind(recipient.kind)]}."
    )
    told = entry_of(recipient, recipient, says, said)
    return Said(Event.RECIPIENT_ADDED, told["body"], told["event_id"], told["facets"], told["key"])
