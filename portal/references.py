"""References a workplace gives to the people it looks after, such as WH-101: any letters and digits, as written."""

from __future__ import annotations

import re
from typing import Final

from portal.letters import unwrapped
from portal.names import bare_reference
from portal.nothing import is_nothing

MOST: Final = 60
NO_REFERENCE: Final = "Enter a reference with letters or numbers in it"
SHORTENED: Final = "A spreadsheet has shortened this number. Format the column as text and type it again"
_SHORTENED: Final = re.compile(r"[0-9](?:[.,][0-9]+)?[eE]\+[0-9]{2}")


def read(typed: str) -> str:
    """Return a reference as it is kept, "" for nothing.

    Raises ValueError with a sentence for what holds no letter or digit, or what a spreadsheet has shortened.
    """
    text = unwrapped(typed)
    if is_nothing(text, of_a_name=True):
        return ""
    if is_shortened(text):
        raise ValueError(SHORTENED)
    if not bare_reference(text):
        raise ValueError(NO_REFERENCE)
    return text


def is_shortened(text: str) -> bool:
    """Say whether a spreadsheet has made 1.2E+05 of a long number."""
    return bool(_SHORTENED.fullmatch(text))
