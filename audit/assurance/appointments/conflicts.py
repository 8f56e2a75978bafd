"""Posts and duties that should not meet in one person: read from conflicts.toml. A warning, never a bar."""

from __future__ import annotations

import tomllib
from collections.abc import Collection
from dataclasses import dataclass
from datetime import date
from functools import cache
from pathlib import Path

from portal.days import day_in_words


@dataclass(frozen=True, slots=True)
class Conflict:
    """Posts that one person would hold, `managing` staff besides or not, and what is to be said of it."""

    code: str
    posts: frozenset[str]
    says: str
    source: str
    written: date
    checked: str
    managing: bool = False

    @property
    def standing(self) -> str:
        """Say where this is from, and whether anyone has checked it there."""
        if self.checked:
            return f"{self.source}, checked on {day_in_words(date.fromisoformat(self.checked))}"
        return f"{self.source}, written down on {day_in_words(self.written)}, not checked yet"


def conflicts(posts: Collection[str], *, managing: bool) -> list[Conflict]:
    """Return what is to be said of one person who holds these posts and manages staff, or does not."""
    return [each for each in _all() if each.posts <= set(posts) and (managing or not each.managing)]


@cache
def _all() -> tuple[Conflict, ...]:
    data = tomllib.loads((Path(__file__).parent / "conflicts.toml").read_text())
    return tuple(Conflict(**row | {"posts": frozenset(row["posts"])}) for row in data["conflict"])
