"""The rounds of our rules. What an edition promises, it promises in every door."""

from __future__ import annotations

from typing import Final

FIRST: Final = 1
NEWEST: Final = 2
"""The edition that an organisation gets which starts today."""


def newest() -> int:
    """Return the newest edition."""
    return NEWEST
