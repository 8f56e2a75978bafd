"""The short reference people read out on the telephone."""

from __future__ import annotations

import hashlib
import unicodedata
from uuid import UUID

ALPHABET = "23456789ABCDEFGHJKMNPQRSTVWXYZ"
LENGTH = 7


def reference(entry_id: UUID) -> str:
    """Return the reference of an entry, such as "K7M-2QX9": always the same for the same id.

    No 0, 1, I, L, O or U, so that none is misheard or misread. There are about 20,000 million, so two
    entries of one organisation may, rarely, share one: it finds a record, it does not prove which.
    """
    number = int.from_bytes(hashlib.sha256(b"reference" + entry_id.bytes).digest()[:16])
    letters = ""
    for _ in range(LENGTH):
        number, at = divmod(number, len(ALPHABET))
        letters += ALPHABET[at]
    return f"{letters[:3]}-{letters[3:]}"


def read(typed: str) -> str:
    """Return a reference as we write it, however it was typed; "" for what cannot be one."""
    letters = "".join(each for each in unicodedata.normalize("NFKC", typed).upper() if each.isalnum())
    if len(letters) != LENGTH or set(letters) - set(ALPHABET):
        return ""
    return f"{letters[:3]}-{letters[3:]}"
