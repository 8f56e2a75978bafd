"""What was counted: how often each thing, in which month, at which home. And its sum over some months and homes."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterable, Mapping
from datetime import date
from typing import NamedTuple


class Thing(NamedTuple):
    """One thing that is counted. `home` is an id, "" at none; `key` is some codes with a space between them."""

    what: str
    month: date
    home: str
    key: str


class Sums:
    """How often each key of each kind of thing was counted, over some months and homes."""

    def __init__(self, counted: Iterable[tuple[str, str, int]] = ()) -> None:
        self._of: dict[str, Counter[str]] = {}
        for what, key, count in counted:
            if count:
                self._of.setdefault(what, Counter())[key] += count

    def of(self, what: str) -> Mapping[str, int]:
        """Return the counts of one kind of thing, by key."""
        return self._of.get(what, Counter())

    def total(self, what: str) -> int:
        """Return how many there were of one kind of thing."""
        return sum(self.of(what).values())

    def count(self, what: str, key: str) -> int:
        """Return how many there were of one key."""
        return self.of(what).get(key, 0)

    def by(self, what: str, *places: int) -> Counter[str]:
        """Return the counts of one kind of thing by the codes at these places of its keys."""
        found: Counter[str] = Counter()
        for key, count in self.of(what).items():
            codes = key.split(" ")
            found[" ".join(codes[place] for place in places)] += count
        return found

    def things(self) -> list[tuple[str, str, int]]:
        """Return all that was counted, in one order."""
        return sorted((what, key, count) for what, keys in self._of.items() for key, count in keys.items())

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Sums) and self.things() == other.things()

    __hash__ = None  # type: ignore[assignment]


def summed(counts: Mapping[Thing, int], first: date, end: date, homes: Collection[str] | None = None) -> Sums:
    """Return the sums of the months from a day up to another, at some homes or at all, and at none."""
    return Sums(
        (thing.what, thing.key, count)
        for thing, count in counts.items()
        if first <= thing.month < end and (homes is None or thing.home in homes)
    )
