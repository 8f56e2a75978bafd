"""What is remembered of leaves that later leaves come back to, by id: of each a line of codes and nothing more."""

from __future__ import annotations

from typing import Protocol
from uuid import UUID


class Memory(Protocol):
    """Where a count keeps what it must remember. `kind` is "decision", "concern" or a kind of advice."""

    def get(self, kind: str, id_: str) -> str:
        """Return what was last put there; "" where nothing was."""

    def put(self, kind: str, id_: str, said: str) -> None:
        """Keep a line of codes; it takes the place of what was there."""


class InMind:
    """A memory in few bytes: a million decisions take some 150 MB.

    A line begins with its day, which is kept as a number; the rest is the same for many and kept once.
    """

    def __init__(self) -> None:
        self._said: dict[str, dict[int, int]] = {}
        self._rests: dict[str, int] = {}
        self._lines: list[str] = []

    def get(self, kind: str, id_: str) -> str:
        """Return what was last put there; "" where nothing was."""
        packed = self._said.get(kind, {}).get(UUID(id_).int)
        if packed is None:
            return ""
        rest, day = divmod(packed, _DAYS)
        return f"{_day(day)}{self._lines[rest]}"

    def put(self, kind: str, id_: str, said: str) -> None:
        """Keep a line of codes; it takes the place of what was there."""
        day, rest = _number(said[:_LONG]), said[_LONG:]
        place = self._rests.get(rest)
        if place is None:
            place = self._rests[rest] = len(self._lines)
            self._lines.append(rest)
        self._said.setdefault(kind, {})[UUID(id_).int] = place * _DAYS + day


_LONG = len("2026-11-23")
_DAYS = 2**16


def _number(day: str) -> int:
    """Return the number of a day since the year 2000, counting 31 days in every month."""
    year, month, number = map(int, day.split("-"))
    return ((year - 2000) * 12 + month - 1) * 31 + number - 1


def _day(number: int) -> str:
    months, day = divmod(number, 31)
    return f"{months // 12 + 2000}-{months % 12 + 1:02}-{day + 1:02}"
