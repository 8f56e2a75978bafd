"""Letters as people mean them: without what nobody can see, and, to look a word up, without how it was adorned.

Both are complete by construction. What is invisible is what Unicode says a page draws nothing for; a letter is taken
apart where Unicode can, and what is left is read by a table of all scripts (anyascii), so there is no list of ours
that a name could be missing from.
"""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache
from typing import Final

from anyascii import anyascii

REVERSING: Final = frozenset("\u202b\u202d\u202e\u2066\u2067")
"""What can make a page draw letters in another order than they are kept: the only invisible characters we refuse."""
_UNSEEN: Final = (
    (0x034F, 0x034F), (0x115F, 0x1160), (0x17B4, 0x17B5), (0x180B, 0x180F), (0x2028, 0x2029), (0x2065, 0x2065),
    (0x2800, 0x2800), (0x3164, 0x3164), (0xFE00, 0xFE0F), (0xFFA0, 0xFFA0), (0xFFF0, 0xFFFB),
    (0x1D173, 0x1D17A), (0xE0000, 0xE0FFF),
)  # fmt: skip
"""What a page draws nothing for although it is no format character (Unicode's Default_Ignorable, and blank letters)."""
_JOINS: Final = frozenset({0x200C, 0x200D, *range(0xFE00, 0xFE10), *range(0xE0020, 0xE0080)})
"""What is unseen itself but shapes the letter or picture before it: Persian and Indic words, and emoji."""
_APOSTROPHES: Final = frozenset(
    "'`\u00b4\u00b7\u2027\u2018\u2019\u201a\u201b\u2032\u2035\u02cb\u02ca\u055a\ua78b\ua78c\uff07"
)
_NAMED_LIKE_ONE: Final = re.compile(
    "^(?!LATIN|TAG).*APOSTROPHE|^LATIN .*LETTER (INVERTED |REVERSED )?GLOTTAL STOP"
    "|GERESH$|SINGLE .*QUOTATION|^GREEK (KORONIS|PSILI|DASIA|OXIA|VARIA|TONOS)$"
    "|^MODIFIER LETTER (TURNED COMMA|REVERSED COMMA|PRIME|VERTICAL LINE|(RIGHT|LEFT) HALF RING)$"
)
_GERMAN: Final = str.maketrans({"ä": "ae", "ö": "oe", "ü": "ue", "ø": "oe", "å": "aa"})


@lru_cache(maxsize=4096)
def is_unseen(character: str) -> bool:
    """Say whether a page draws nothing for a character that is no space and no control character."""
    number = ord(character)
    return unicodedata.category(character) == "Cf" or any(first <= number <= last for first, last in _UNSEEN)


def visible(text: str) -> str:
    """Return a text without what nobody can see; what shapes letters of other scripts or emoji stays there."""
    if text.isascii():
        return text
    kept: list[str] = []
    for character in text:
        if not is_unseen(character) or (ord(character) in _JOINS and _is_shaped(kept)):
            kept.append(character)
    while kept and ord(kept[-1]) in {0x200C, 0x200D}:
        kept.pop()
    return "".join(kept)


def unwrapped(typed: str) -> str:
    """Return typed text without invisible characters and without what a spreadsheet puts around text."""
    text = "".join(each for each in typed if not is_unseen(each)).strip()
    quoted = re.fullmatch(r'="([^"]*)"', text)
    return unicodedata.normalize("NFC", quoted[1].strip() if quoted else text.removeprefix("'").strip())


def _is_shaped(before: list[str]) -> bool:
    """Say whether the character before an unseen one is drawn otherwise because of it."""
    last = before[-1] if before else " "
    if last in "\u200c\u200d":
        return False
    return ord(last) in _JOINS or not (last.isascii() or last.isspace() or _is_latin(last))


@lru_cache(maxsize=4096)
def _is_latin(letter: str) -> bool:
    return unicodedata.name(letter, "").startswith(
        ("LATIN", "COMBINING", "MODIFIER LETTER", "FULLWIDTH LATIN")
    )


@lru_cache(maxsize=4096)
def is_apostrophe(character: str) -> bool:
    """Say whether a character is one that people type for an apostrophe, or as a letter that looks like one."""
    if character in _APOSTROPHES:
        return True
    # Okina, glottal stops, primes and whatever else of the kind Unicode has or will have.
    return bool(_NAMED_LIKE_ONE.search(unicodedata.name(character, "")))


def folded(text: str, *, every_script: bool = False) -> str:
    """Return a text as it is looked up: small letters, no accents; an apostrophe of any kind is `'`.

    Letters of other scripts stay what they are, or with `every_script` are spelt as an English reader would.
    """
    if text.isascii():
        return text.casefold().replace("`", "'")
    return "".join(_folded(character, every_script) for character in _apart(text))


def folded_as_in_german(text: str) -> str:
    """Return a text as `folded` does, with two letters for ä, ö, ü, ø and å, as many write them who lack the keys."""
    return folded(unicodedata.normalize("NFC", text).casefold().translate(_GERMAN))


def _apart(text: str) -> str:
    """Return a text taken apart into letters and marks, and an apostrophe is one for all."""
    straight = "".join("'" if is_apostrophe(each) else each for each in text if not is_unseen(each))
    return unicodedata.normalize("NFKD", unicodedata.normalize("NFKD", straight).casefold())


@lru_cache(maxsize=4096)
def _folded(character: str, every_script: bool) -> str:
    """Return what is left of one character that was taken apart."""
    if character.isascii():
        return character
    if is_apostrophe(character):
        return "'"
    if is_unseen(character) or 0x0300 <= ord(character) <= 0x036F:
        return ""
    if every_script or _is_latin(character):
        # The table adds a full stop or a stroke to some letters of old manuscripts.
        return re.sub(r"[^a-z0-9]", "", anyascii(character).casefold()) if character.isalpha() else character
    return character
