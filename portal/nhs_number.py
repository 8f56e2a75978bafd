"""NHS numbers: ten digits, the last of which proves the other nine."""

from __future__ import annotations

import re
import unicodedata

from portal.letters import is_unseen

TEN_DIGITS = "NHS number must be 10 digits, like 999 123 4567"
WRONG_DIGIT = "Check the NHS number. One of its digits is not right"
NATIONAL_INSURANCE = (
    "This looks like a National Insurance number. Enter the NHS number or continue without it"
)

SHORTENED = "A spreadsheet has shortened this NHS number. Format the column as text and type it again"

_BETWEEN = re.compile(r"[\s.\-_/\u2010-\u2015\u2212]")
_SHORTENED = re.compile(r"[0-9](?:[.,][0-9]+)?[eE]\+?[0-9]{1,2}")
_AROUND = re.compile(
    r"(?:nhs(?:\s*(?:number|num|no)\b)?[\s.:]*)?(.*?)(?:\.0+)?[,;]*", re.IGNORECASE | re.DOTALL
)
_INSURANCE = re.compile(r"[A-Z]{2}[0-9]{6}[A-D]?", re.IGNORECASE)
_DIGITS = re.compile(r"[0-9]{10}")


def check(text: str) -> str:
    """Return the ten digits of an NHS number typed with or without spaces and dashes.

    Raises ValueError with a sentence for the person who typed it: not ten digits, a digit that cannot be
    right (the last digit is a modulus 11 check of the rest), a National Insurance number, or one that a
    spreadsheet has shortened.
    """
    written = _written(text)
    if _SHORTENED.fullmatch(written):
        raise ValueError(SHORTENED)
    bare = _BETWEEN.sub("", written)
    if _INSURANCE.fullmatch(bare):
        raise ValueError(NATIONAL_INSURANCE)
    if not _DIGITS.fullmatch(bare):
        raise ValueError(TEN_DIGITS)
    if check_digit(bare[:9]) != int(bare[9]):
        raise ValueError(WRONG_DIGIT)
    return bare


def looks_like_insurance(text: str) -> bool:
    """Say whether a National Insurance number was typed, which some people take for an NHS number."""
    return bool(_INSURANCE.fullmatch(_BETWEEN.sub("", _written(text))))


def _written(text: str) -> str:
    """Return what was written, without what nobody sees and what a spreadsheet or a heading puts around it."""
    seen = "".join(each for each in text if not is_unseen(each))
    plain = unicodedata.normalize("NFKC", seen).strip().removeprefix("=").strip("'\"").strip()
    found = _AROUND.fullmatch(plain)
    return found[1].strip() if found else plain


def check_digit(nine: str) -> int:
    """Return the digit that follows these nine; 10 means that no NHS number begins with them."""
    weighted = sum(int(digit) * weight for digit, weight in zip(nine, range(10, 1, -1), strict=True))
    return (11 - weighted % 11) % 11


def grouped(number: str) -> str:
    """Return ten digits as people read them: 999 123 4567."""
    return f"{number[:3]} {number[3:6]} {number[6:]}"
