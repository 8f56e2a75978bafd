"""E-mail addresses as people type and paste them."""

from __future__ import annotations

import re
from typing import Final

from email_validator import SPECIAL_USE_DOMAIN_NAMES, EmailNotValidError, validate_email

from portal.letters import is_unseen
from portal.nothing import is_nothing

# A house's own mail server may be called anything, and people log in with such addresses.
SPECIAL_USE_DOMAIN_NAMES.clear()
MOST: Final = 254
NOT_ONE: Final = "Enter an email address in the correct format, like name@example.com"


def read(typed: str) -> str:
    """Return an e-mail address in small letters, "" for nothing.

    What mail programs put around it (a name, angle brackets, "mailto:") is left out. Raises ValueError with a
    sentence for what cannot be an address.
    """
    text = "".join(each for each in typed if not is_unseen(each)).strip()
    if is_nothing(text):
        return ""
    text = re.sub(r"(?i)^mailto:\s*|[;,]+$", "", text)
    if re.fullmatch(r"<[^<>]+>", text):
        text = text[1:-1]
    try:
        found = validate_email(
            text,
            check_deliverability=False,
            allow_display_name=True,
            allow_smtputf8=False,
            strict=True,
        )
    except EmailNotValidError as refusal:
        raise ValueError(NOT_ONE) from refusal
    if "." not in found.domain:
        raise ValueError(NOT_ONE)
    return found.normalized.lower()
