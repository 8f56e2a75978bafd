"""Names and work references as they are looked up: how people type them must not matter."""

from __future__ import annotations

import re
import unicodedata

TITLES = frozenset({"mr", "mrs", "miss", "ms", "mx", "dr", "sir", "lady", "rev"})


def plain(name: str) -> str:
    """Return a name as it is looked up: small letters, no accents, no titles, one space between words."""
    return " ".join(_words(name)) or unicodedata.normalize("NFKC", name).casefold().strip()


def name_words(name: str) -> list[str]:
    """Return the words of a name by which it is found, each once."""
    return list(dict.fromkeys(_words(name)))


def surnames(name: str) -> frozenset[str]:
    """Return the surname as it is looked up, both words of a double one: "Mrs Zoë O'Brien-Hall" gives obrien, hall.

    It is what a name ends in, before a comma and without what stands in brackets.
    """
    apart = re.sub(r"\([^)]*\)", " ", name.partition(",")[0]).split()
    return next((frozenset(words) for word in reversed(apart) if (words := _words(word))), frozenset())


def _words(name: str) -> list[str]:
    """Split a name into plain words; "Mrs Zoë O'Brien-Hall" gives zoe, obrien, hall."""
    apart = unicodedata.normalize("NFKD", name).casefold()
    plain_text = re.sub("[\u0300-\u036f'\u2018\u2019\u02bc]", "", apart)
    words = re.findall(r"[^\W_]+", plain_text)
    return [word for word in words if word not in TITLES] or words


def bare_reference(reference: str) -> str:
    """Return a reference as it is looked up: "WH-101", "wh 101" and "WH101" are one."""
    text = unicodedata.normalize("NFKC", reference).casefold()
    return re.sub(r"[\W_]+", "", text)
