"""Telephone numbers: kept and written as they were typed, and dialled as a telephone needs them.

Every `tel:` of the portal is made here. What holds no one number that can be dialled gets no link: a wrong number is
worse than one that has to be typed.
"""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache
from typing import Final

import phonenumbers
from django.utils.html import escape, format_html
from django.utils.safestring import SafeString, mark_safe
from phonenumbers import ValidationResult

from portal.letters import unwrapped
from portal.nothing import is_nothing

MOST: Final = 40
AN_EXAMPLE: Final = "020 7946 0000"
NO_NUMBER: Final = f"Enter the telephone number in digits, such as {AN_EXAMPLE}"
SHORTENED: Final = (
    "A spreadsheet has shortened this telephone number. Format the column as text and type it again"
)
_SHORTENED: Final = re.compile(r"[0-9](?:[.,][0-9]+)?[eE]\+[0-9]{2}")
_CHOICES: Final = re.compile(
    r"[\s,;(]*(?:\b(?:then|and)\b\s*)?"
    r"(?:\b(?:press|dial|choose|option|opt|menu|extension|extn|ext|xtn|x|int)\b|#|(?<=[0-9])x)"
    r"[.:=\s]*(?:option\s*)?[0-9*#]+\)?",
    re.IGNORECASE,
)
"""What is dialled once it has answered."""
_AT_HOME: Final = "GB"
_CODE: Final = 44


def read(typed: str) -> str:
    """Return a telephone number as it is kept: as typed, without what nobody sees, or "" for nothing.

    Raises ValueError with a sentence where it holds no number at all, or a spreadsheet has shortened it.
    """
    text = unwrapped(typed)
    if is_nothing(text):
        return ""
    if _SHORTENED.fullmatch(text):
        raise ValueError(SHORTENED)
    if sum(each.isdigit() for each in text) < 3:
        raise ValueError(NO_NUMBER)
    return text


@lru_cache(maxsize=2000)
def dialled(typed: str) -> str:
    """Return the one number in a text as it is dialled, "" where there is none or more than one.

    What is dialled after it has answered (an extension, a choice) is left for the one who calls.
    """
    text = _CHOICES.sub("", unicodedata.normalize("NFKC", unwrapped(typed)))
    short = re.sub(r"[\s-]", "", text)
    if re.fullmatch(r"[0-9]{3,6}", short):
        number = phonenumbers.PhoneNumber(country_code=_CODE, national_number=int(short))
        return short if phonenumbers.is_valid_short_number(number) else ""
    found = list(phonenumbers.PhoneNumberMatcher(text, _AT_HOME, leniency=phonenumbers.Leniency.POSSIBLE))
    if len(found) != 1:
        return ""
    rest = text[: found[0].start] + text[found[0].end :]
    return "" if any(each.isdigit() for each in rest) else _as_dialled(found[0])


def _as_dialled(found: phonenumbers.PhoneNumberMatch) -> str:
    """Return a number as it is dialled from here, or "" for one that only a neighbour could dial."""
    number = found.number
    possible = phonenumbers.is_possible_number_with_reason(number) == ValidationResult.IS_POSSIBLE
    # Seven digits are a whole number for very few, such as Childline; else the area's code is missing.
    if not possible or (len(str(number.national_number)) < 9 and not phonenumbers.is_valid_number(number)):
        return ""
    if number.country_code != _CODE or found.raw_string.strip().startswith(("+", "00", "(+", "(00")):
        return str(phonenumbers.format_number(number, phonenumbers.PhoneNumberFormat.E164))
    return f"0{phonenumbers.national_significant_number(number)}"


def same(one: str, other: str) -> bool:
    """Say whether two texts hold the same number, however it is written."""
    return _key(one) == _key(other)


def _key(typed: str) -> str:
    number = dialled(typed)
    if not number:
        return re.sub(r"[\W_]+", "", typed).casefold()
    extension = re.search(r"(?:x|ext|extn|extension|#)\.?\s*([0-9]+)\D*$", typed, re.IGNORECASE)
    return number.replace("+44", "0", 1) + (f"x{extension[1]}" if extension else "")


def link(typed: str) -> SafeString:
    """Return a telephone number as typed, to be tapped where it can be dialled."""
    number = dialled(typed) if typed else ""
    if not number:
        return escape(typed)
    return format_html('<a class="app-nowrap" href="tel:{}">{}</a>', number, typed)


def linked(text: str, typed: str) -> SafeString:
    """Return a sentence in which this telephone number can be tapped; one without it as it is."""
    if not typed:
        return escape(text)
    return mark_safe(link(typed).join(escape(part) for part in text.split(typed)))  # noqa: S308  # nosec B308 B703: escaped
