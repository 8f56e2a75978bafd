"""A whole report as one value: what was counted, what was written, who signed it. Its one spelling is sealed."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from hashlib import sha256
from typing import Any, cast

from audit.transparency.canonical import NotCanonical, canonical, parse
from portal.errors import NotAllowed

KIND, VERSION = "annual_report", 1
MOST_BYTES = 160_000
"""How large a report may be: it is sealed inside a text, which makes it longer, and a body may hold 256 KiB."""
TOO_LARGE = "This report is too large. Make one for fewer homes or a shorter time."

Document = dict[str, Any]


def unsigned(counted: Mapping[str, Any], words: Mapping[str, str]) -> Document:
    """Return a report as it stands before anybody signs it."""
    return {"kind": KIND, "version": VERSION, **counted, "words": dict(words), "signed": {}}


def signed(
    document: Document, *, name: str, role: str, words: str, alone: bool, at: datetime
) -> tuple[Document, bytes]:
    """Return a report with its signature, and the bytes of its one spelling.

    `alone` says that whoever signs wrote it too, since nobody else could sign.
    """
    signature = {
        "at": at.isoformat(timespec="seconds"),
        "name": name,
        "role": role,
        "words": words,
        "wrote_it_too": alone,
    }
    whole = document | {"signed": signature}
    try:
        spelled = canonical(whole)
    except NotCanonical as refusal:
        raise NotAllowed(TOO_LARGE) from refusal
    if len(spelled) > MOST_BYTES:
        raise NotAllowed(TOO_LARGE)
    return whole, spelled


def digest_of(spelled: bytes) -> str:
    """Return the fingerprint (SHA-256, hex) of a report's one spelling."""
    return sha256(spelled).hexdigest()


def read(spelled: bytes) -> Document:
    """Return the report that bytes spell; raises NotCanonical for any other bytes."""
    return cast("Document", parse(spelled))
