"""Whom anyone can tell besides the organisation, and the law that protects them: read from outside.toml."""

from __future__ import annotations

import tomllib
from dataclasses import dataclass
from datetime import date
from functools import cache
from pathlib import Path

from portal.days import day_in_words


@dataclass(frozen=True, slots=True)
class Outside:
    """A body to tell, or a law, which has no `how` and `phone`. `checked` is empty until somebody has."""

    name: str
    what: str
    source: str
    written: str
    checked: str
    how: str = ""
    phone: str = ""

    @property
    def standing(self) -> str:
        """Say where this was found, when, and whether anyone has checked it there since."""
        if self.checked:
            return f"{self.source}, checked on {_day(self.checked)}"
        return f"{self.source}, written down on {_day(self.written)}, not checked yet"


def _day(day: str) -> str:
    return day_in_words(date.fromisoformat(day))


@cache
def _read(kind: str) -> tuple[Outside, ...]:
    data = tomllib.loads((Path(__file__).parent / "outside.toml").read_text())
    return tuple(Outside(**each) for each in data[kind])


def bodies() -> tuple[Outside, ...]:
    """Return whom anyone can tell."""
    return _read("body")


def laws() -> tuple[Outside, ...]:
    """Return what protects them."""
    return _read("law")
