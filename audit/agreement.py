"""How far two people who judge the same things agree, beyond what chance alone would give. Standard library only."""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass

ENOUGH = 10
"""Under so many pairs a rate says nothing: we say so instead."""
Z = 1.959964
"""The 97.5th percentile of the normal distribution, for an interval of 95 %."""

Pairs = Mapping[tuple[str, str], int]
"""How often the one said this and the other that."""


@dataclass(frozen=True, slots=True)
class Agreement:
    """What a number of pairs comes to; rates and their intervals of 95 % lie between 0 and 1, kappa from -1.

    `kappa` is None where both said the same one thing every time: then there is no chance to compare with.
    """

    pairs: int
    same: int
    rate: float
    between: tuple[float, float]
    kappa: float | None
    kappa_between: tuple[float, float] | None


def agreement(pairs: Pairs) -> Agreement | None:
    """Return how far two readers agree; None without a pair."""
    number = sum(pairs.values())
    if not number:
        return None
    same = sum(count for (one, other), count in pairs.items() if one == other)
    rate, between, chance = same / number, wilson(same, number), by_chance(pairs)
    if chance >= 1:
        return Agreement(number, same, rate, between, None, None)
    low, high = (max(-1.0, beyond(limit, chance)) for limit in between)
    return Agreement(number, same, rate, between, beyond(rate, chance), (low, high))


def beyond(rate: float, chance: float) -> float:
    """Return Cohen's kappa: of the agreement that chance leaves to win, how much was won.

    Its interval is that of the rate carried over, the chance taken as known; with few pairs it is a guide only.
    """
    return (rate - chance) / (1 - chance)


def by_chance(pairs: Pairs) -> float:
    """Return how often two readers who each kept to their own habits, but did not look, would agree."""
    number = sum(pairs.values())
    ones: Counter[str] = Counter()
    others: Counter[str] = Counter()
    for (one, other), count in pairs.items():
        ones[one] += count
        others[other] += count
    together = sum(ones[each] * others[each] for each in ones)
    # Whole numbers until the last step, so that "always" is exactly 1.
    return together / number**2


def wilson(hits: int, number: int) -> tuple[float, float]:
    """Return Wilson's interval of 95 % for a share of `hits` in `number` (1 or more)."""
    share, z2 = hits / number, Z * Z
    middle = (share + z2 / (2 * number)) / (1 + z2 / number)
    half = Z * math.sqrt(share * (1 - share) / number + z2 / (4 * number * number)) / (1 + z2 / number)
    # The interval always holds the share; rounding must not say otherwise.
    return max(0.0, min(share, middle - half)), min(1.0, max(share, middle + half))
