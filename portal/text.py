"""Text typed by people, made fit to be kept for ever.

The ledger hashes bytes, so what is typed must have one form only; and what a reader sees must be what was
typed. Characters that nobody can see come along when something is copied, and are left out; those that reverse
text are refused with a sentence that says how to mend it.
"""

from __future__ import annotations

import re
import unicodedata
from typing import Any

from django import forms
from django.core.exceptions import ValidationError

from portal.letters import REVERSING, visible


class BadText(ValueError):
    """Text that cannot be kept; `sentence` says what to do about it."""

    def __init__(self, sentence: str) -> None:
        super().__init__(sentence)
        self.sentence = sentence


def clean(value: str) -> str:
    """Return `value` in Unicode's composed form with plain newlines and no space around it, or refuse it."""
    value = re.sub("\r\n|[\r\u2028\u2029]", "\n", value).replace("\t", " ")
    for character in value:
        if character in REVERSING:
            raise BadText(
                "Remove hidden characters that change the direction of the text, then type it again"
            )
        if unicodedata.category(character) in {"Cc", "Cs"} and character != "\n":
            raise BadText("Remove characters that cannot be printed, then type it again")
    return unicodedata.normalize("NFC", visible(unicodedata.normalize("NFC", value))).strip()


class PlainTextField(forms.CharField):
    """A text field whose value has been through `clean`; the refusal stands beside the field."""

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(strip=False, **kwargs)
        # Django's own refusal of NUL speaks of "null characters", which helps nobody.
        self.validators = [
            v for v in self.validators if type(v).__name__ != "ProhibitNullCharactersValidator"
        ]

    def to_python(self, value: Any) -> str:
        """Clean first, so that the length is counted on what would be kept."""
        try:
            return clean(super().to_python(value) or "")
        except BadText as refusal:
            raise ValidationError(refusal.sentence, code="bad_text") from refusal
