"""What we ask of whoever is told something, in our own words. It names nobody and nothing that was told."""

from __future__ import annotations

from typing import Final

from decisions.recipients.codes import AGREEMENTS
from decisions.recipients.models import Agreement
from decisions.vocabulary import day_in_words
from portal.models import Organisation

VERSION: Final = 1
"""Raised whenever a word below changes; each acknowledgement keeps the words it was given."""
ASKED: Final = (
    "Use what we tell you only for what we agreed.",
    "Keep it safe. Lock paper away. Keep it on a computer or phone only if that has a password.",
    "Tell nobody else, unless we agreed to it or a law says you must.",
    "Do not keep it longer than you need it. Then shred it or delete it for good.",
    "Call us at once if it is lost, or if the wrong person has seen it.",
)


def obligations(organisation: Organisation, agreement: Agreement | None = None) -> list[str]:
    """Return what we ask, with whom to call and the agreement that stands beside it, if one is named."""
    phone = organisation.guardian_phone
    call = f"Call {organisation.name} on {phone}" if phone else f"Call {organisation.name}"
    lines = [*ASKED, f"{call} if you are not sure about any of this."]
    if agreement is not None:
        lines.append(
            f"{AGREEMENTS[agreement.kind]} stands beside this. It runs from "
            f"{day_in_words(agreement.starts_on)} until the end of {day_in_words(agreement.ends_on)}."
        )
    return lines
