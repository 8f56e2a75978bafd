"""When a look at somebody's record seems odd, read from odd.toml."""

from __future__ import annotations

import tomllib
from collections.abc import Collection
from dataclasses import dataclass
from datetime import timedelta
from functools import cache
from pathlib import Path

HOUR = timedelta(minutes=60)
"""How long what a worker looks at counts together."""


@dataclass(frozen=True, slots=True)
class Odd:
    """One reason for which a look seems odd: a flag of its entry, or more people within the hour than this."""

    id: str
    title: str
    because: str
    flag: str = ""
    more_than: int = 0

    def fits(self, flags: Collection[str], people: int) -> bool:
        """Say whether a look with these flags, at so many people within the hour, seems odd for this reason."""
        return self.flag in flags or 0 < self.more_than < people


@cache
def reasons() -> tuple[Odd, ...]:
    """Return all reasons, in the order of the file."""
    data = tomllib.loads((Path(__file__).parent / "odd.toml").read_text())
    return tuple(Odd(**each) for each in data["odd"])


def reason(odd_id: str) -> Odd | None:
    """Return the reason of that id, or None: an old row may name one that is no more."""
    return next((each for each in reasons() if each.id == odd_id), None)


def fitting(flags: Collection[str], people: int) -> list[str]:
    """Return the ids of the reasons for which a look seems odd."""
    return [each.id for each in reasons() if each.fits(flags, people)]
