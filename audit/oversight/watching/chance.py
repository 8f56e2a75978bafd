"""Whether two groups differ by more than chance: Fisher's exact test, and Holm's care where many are compared.

Standard library only.
"""

from __future__ import annotations

import math
from collections.abc import Sequence

UNLIKELY = 0.05
"""A difference that chance alone brings less often than this is called unlikely to be chance."""
_TIE = 1 + 1e-9
"""Tables as likely as ours count as such in spite of rounding."""


def fisher(hits: int, number: int, other_hits: int, other_number: int) -> float:
    """Return how often chance alone would set two shares at least this far apart, one way or the other (0 to 1).

    The shares are `hits` of `number` and `other_hits` of `other_number`.
    """
    all_hits, everything = hits + other_hits, number + other_number
    low, high = max(0, all_hits - other_number), min(number, all_hits)
    whole = _ways(everything, number)
    likely = [
        math.exp(_ways(all_hits, each) + _ways(everything - all_hits, number - each) - whole)
        for each in range(low, high + 1)
    ]
    ours = likely[hits - low]
    return min(1.0, math.fsum(each for each in likely if each <= ours * _TIE))


def _ways(of: int, choose: int) -> float:
    """Return the logarithm of the number of ways to choose some of many."""
    return math.lgamma(of + 1) - math.lgamma(choose + 1) - math.lgamma(of - choose + 1)


def unlikely(chances: Sequence[float]) -> list[bool]:
    """Say of each of many comparisons made at once whether it is unlikely to be chance.

    Holm's way: the smallest is held against a limit shared by all, the next by all but one, and so on until one
    does not pass. So all of them together raise a false alarm no more often than one alone would.
    """
    order = sorted(range(len(chances)), key=lambda each: chances[each])
    passed = [False] * len(chances)
    for rank, each in enumerate(order):
        if chances[each] * (len(chances) - rank) >= UNLIKELY:
            break
        passed[each] = True
    return passed
