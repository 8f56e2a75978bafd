"""Names and work references as they are looked up: how people type them must not matter."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable
from itertools import pairwise

from portal.letters import folded, folded_as_in_german, visible

TITLES = frozenset(
    {"mr", "mrs", "miss", "ms", "mx", "dr", "sir", "lady", "rev", "revd", "prof", "professor", "dame", "lord"}
)
EDITION = 2
"""Which way of folding names a digest was made by; whatever was made by an earlier one is made again (ADR 22)."""


def plain(name: str) -> str:
    """Return a name as it is compared: small letters, no accents, no titles, one space between words."""
    return " ".join(_words(name)) or unicodedata.normalize("NFKC", visible(name)).casefold().strip()


def squeezed(name: str) -> str:
    """Return a whole name as one word, so that no space, hyphen or apostrophe matters."""
    return plain(name).replace(" ", "")


def name_words(name: str) -> list[str]:
    """Return the words of a name as they are typed to find it, each once, without titles."""
    return list(dict.fromkeys(_words(name)))


def typed_words(text: str) -> list[frozenset[str]]:
    """Return what each word of a typed name may be found as: by itself, or as one with its neighbour."""
    words = name_words(text)
    joined = [first + second for first, second in pairwise(words)]
    return [frozenset({word, *joined[max(at - 1, 0) : at + 1]}) for at, word in enumerate(words)]


def is_found_by(name: str, words: Iterable[frozenset[str]]) -> bool:
    """Say whether every typed word (see `typed_words`) finds a name."""
    held = found_by(name)
    return all(word & held for word in words)


def found_by(name: str) -> frozenset[str]:
    """Return every word by which a name is found: each part of it, parts run together, and other ways to spell it.

    "Mrs Zoë O'Brien-Hall" is found by zoe, brien, obrien, hall, obrienhall and more; Müller also by mueller, and a
    name in another script by how it is spelt in ours.
    """
    spelt = {folded(name), folded_as_in_german(name), folded(name, every_script=True)}
    return frozenset(word for each in spelt for word in _with_neighbours(each))


def wholes(name: str) -> frozenset[str]:
    """Return the whole name as one word, in each way of spelling it."""
    spelt = (folded(name), folded_as_in_german(name), folded(name, every_script=True))
    return frozenset(squeezed(each) for each in spelt)


def _with_neighbours(text: str) -> set[str]:
    """Return the words of a folded text, and each pair of neighbours and each run between spaces as one word."""
    parts = re.findall(r"[^\W_]+", text)
    runs = ["".join(re.findall(r"[^\W_]+", run)) for run in text.split()]
    whole = re.findall(r"[^\W_]+", text.replace("'", ""))
    joined = [first + second for each in (parts, whole) for first, second in pairwise(each)]
    return {word for word in (*parts, *whole, *runs, *joined) if word}


def surnames(name: str) -> frozenset[str]:
    """Return the surname as it is looked up, both words of a double one: "Mrs Zoë O'Brien-Hall" gives obrien, hall.

    It is what a name ends in, before a comma and without what stands in brackets.
    """
    apart = re.sub(r"\([^)]*\)", " ", name.partition(",")[0]).split()
    return next((frozenset(words) for word in reversed(apart) if (words := _words(word))), frozenset())


def folded_words(name: str) -> list[str]:
    """Return the words of a name as they are looked up, titles as well."""
    return re.findall(r"[^\W_]+", folded(name).replace("'", ""))


def _words(name: str) -> list[str]:
    """Split a name into plain words; "Mrs Zoë O'Brien-Hall" gives zoe, obrien, hall."""
    words = folded_words(name)
    return [word for word in words if word not in TITLES] or words


def bare_reference(reference: str) -> str:
    """Return a reference as it is looked up: "WH-101", "wh 101" and "WH101" are one."""
    text = unicodedata.normalize("NFKC", visible(reference)).casefold()
    return re.sub(r"[\W_]+", "", text)
