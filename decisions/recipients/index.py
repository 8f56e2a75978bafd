"""How a recipient is found by name; a private person's name is looked up by keyed digests of its words."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable
from uuid import UUID

from decisions.recipients.models import Recipient, RecipientIndex
from portal.keyring import blind_index

TITLES = frozenset({"mr", "mrs", "miss", "ms", "mx", "dr", "sir", "lady", "rev"})
FIELD = "recipient_word"


def words_of(name: str) -> frozenset[str]:
    """Return the words by which a name is found: small letters, no accents, no titles."""
    apart = unicodedata.normalize("NFKD", name).casefold()
    plain = re.sub("[\u0300-\u036f'\u2018\u2019\u02bc]", "", apart)
    words = frozenset(re.findall(r"[^\W_]+", plain))
    return words - TITLES or words


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
        RecipientIndex(recipient=recipient, organisation_id=recipient.organisation_id, digest=digest)
        for recipient, name in added
        for digest in digests(recipient.organisation_id, words_of(name))
    )
