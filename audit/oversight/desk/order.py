"""Which decisions come to the list and how bad each reason is, read from order.toml."""

from __future__ import annotations

import tomllib
from collections.abc import Collection
from dataclasses import dataclass
from functools import cache
from pathlib import Path


@dataclass(frozen=True, slots=True)
class Reason:
    """Why a decision is on the list. `rank` 0 is the worst; any of `flags` on its entry brings it there."""

    id: str
    rank: int
    flags: frozenset[str]
    title: str
    colour: str
    because: str
    one: str
    many: str
    urgent: bool = False


ALTERED, ASKED, DRAWN = "altered", "reader_asked", "drawn"
"""The reasons that no flag brings: the entry cannot be trusted, a reader who found it asked about it, and the lot."""


@cache
def reasons() -> tuple[Reason, ...]:
    """Return all reasons, the worst first."""
    data = tomllib.loads((Path(__file__).parent / "order.toml").read_text())
    return tuple(
        Reason(
            rank=rank,
            flags=frozenset(each["flags"]),
            **{name: each[name] for name in each if name != "flags"},
        )
        for rank, each in enumerate(data["reason"])
    )


@cache
def reason(reason_id: str) -> Reason | None:
    """Return the reason of that id, or None."""
    return next((each for each in reasons() if each.id == reason_id), None)


def known(reason_id: str) -> Reason:
    """Return the reason of an id that must be there."""
    return next(each for each in reasons() if each.id == reason_id)


def brought_by(
    flags: Collection[str], *, altered: bool = False, asked: bool = False, drawn: bool = False
) -> list[Reason]:
    """Return every reason for which a decision with these flags is on the list, the worst first."""
    also = {ALTERED: altered, ASKED: asked, DRAWN: drawn}
    return [each for each in reasons() if also.get(each.id) or not each.flags.isdisjoint(flags)]
