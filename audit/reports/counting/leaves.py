"""A leaf of the log, as far as it is counted: its kind, moment, place and codes. A leaf holds nothing personal."""

from __future__ import annotations

import json
from dataclasses import dataclass
from datetime import date
from typing import Any, NamedTuple

from audit.reports.counting.period import london_day

DECIDED = "decided."


class Codes(NamedTuple):
    """The codes of a leaf. Many leaves have the same."""

    event: str
    door: str
    outcome: str
    basis: str
    rules: tuple[str, ...]
    flags: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Leaf:
    """One entry of the log. Ids are text, "" where there is none; `day` and the first of its `month` are London's."""

    event: str
    id: str
    time: str
    day: date
    month: date
    home: str = ""
    about: str = ""
    door: str = ""
    outcome: str = ""
    basis: str = ""
    rules: tuple[str, ...] = ()
    flags: tuple[str, ...] = ()

    @property
    def decided(self) -> str:
        """What a worker decided; "" where the leaf does not say so."""
        return self.code(DECIDED)

    @property
    def codes(self) -> Codes:
        """All that it says but whose and when."""
        return Codes(self.event, self.door, self.outcome, self.basis, self.rules, self.flags)

    def code(self, beginning: str) -> str:
        """Return the rest of the first flag that begins so; "" without one."""
        return code_of(self.flags, beginning)


def code_of(flags: tuple[str, ...], beginning: str) -> str:
    """Return the rest of the first flag that begins so; "" without one."""
    return next((flag.removeprefix(beginning) for flag in flags if flag.startswith(beginning)), "")


def read(leaf: bytes | str) -> Leaf:
    """Return a leaf from its bytes. Raises ValueError or KeyError where they are no leaf."""
    said: dict[str, Any] = json.loads(leaf)
    facets = said.get("facets", {})
    day = london_day(said["time"])
    return Leaf(
        event=said["event"],
        id=said["id"],
        time=said["time"],
        day=day,
        month=day.replace(day=1),
        home=facets.get("home", ""),
        about=facets.get("about", ""),
        door=facets.get("door", ""),
        outcome=facets.get("outcome", ""),
        basis=facets.get("basis", ""),
        rules=tuple(facets.get("rules", ())),
        flags=tuple(facets.get("flags", ())),
    )
