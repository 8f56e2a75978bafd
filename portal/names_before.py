"""How names were folded before edition 2: digests made so are still found until the last of them is made again."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Sequence

_TITLES = frozenset({"mr", "mrs", "miss", "ms", "mx", "dr", "sir", "lady", "rev"})


def plain(name: str) -> str:
    """Return a name as the first edition looked it up."""
    return " ".join(words(name)) or unicodedata.normalize("NFKC", name).casefold().strip()


def differs(before: Sequence[str], now: Sequence[frozenset[str]]) -> bool:
    """Say whether words typed are looked up otherwise than the first edition looked them up."""
    return len(before) != len(now) or any(word not in each for word, each in zip(before, now, strict=True))


def words(name: str) -> list[str]:
    """Return the words of a name as the first edition looked them up, without titles."""
    apart = unicodedata.normalize("NFKD", name).casefold()
    found = re.findall(r"[^\W_]+", re.sub("[\u0300-\u036f'\u2018\u2019\u02bc]", "", apart))
    return [word for word in found if word not in _TITLES] or found
