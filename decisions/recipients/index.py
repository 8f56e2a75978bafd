"""How a recipient is found by name; a private person's name is looked up by keyed digests of its words."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Final
from uuid import UUID

from django.db import transaction

from audit.ledger.errors import KeyDestroyed
from decisions.recipients.models import Recipient, RecipientIndex
from portal.keyring import blind_index
from portal.names import EDITION, found_by

FIELD = "recipient_word"
AT_ONCE: Final = 100


def digests(organisation_id: UUID, words: Iterable[str]) -> list[bytes]:
    """Return what stands in the index for some words."""
    return [
        blind_index(organisation_id=organisation_id, field=FIELD, value=word) for word in sorted(set(words))
    ]


def index(recipient: Recipient, name: str) -> None:
    """Let a private recipient be found by the words of this name, and no longer by those of an earlier one."""
    RecipientIndex.objects.filter(recipient=recipient).delete()
    index_new([(recipient, name)])


def index_new(added: Iterable[tuple[Recipient, str]]) -> None:
    """Let private recipients who were just added be found by the words of their names."""
    RecipientIndex.objects.bulk_create(
        RecipientIndex(
            recipient=recipient, organisation_id=recipient.organisation_id, digest=digest, edition=EDITION
        )
        for recipient, name in added
        for digest in digests(recipient.organisation_id, found_by(name))
    )


@transaction.atomic
def remake_some(most: int = AT_ONCE) -> int:
    """Make the digests of some private recipients again, as names are folded now; return of how many."""
    old = RecipientIndex.objects.filter(edition__lt=EDITION)
    ids = list(old.order_by("recipient").values_list("recipient", flat=True).distinct()[:most])
    # Locked in turn, so that of two jobs the second finds what the first has made.
    held = RecipientIndex.objects.select_for_update().filter(recipient__in=ids).order_by("pk")
    list(held.values_list("pk", flat=True))
    for recipient in (
        Recipient.objects.filter(pk__in=ids).select_related("key").prefetch_related("corrections")
    ):
        try:
            index(recipient, recipient.name)
        except KeyDestroyed:
            # Nobody is to be found by a name that nobody can read any more.
            RecipientIndex.objects.filter(recipient=recipient).delete()
    return len(ids)
