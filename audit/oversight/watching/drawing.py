"""The lot, as arithmetic: how many are drawn, from which seed, and which. It asks no database.

The seed comes from the last entry of the month, so nobody could know it before the month was over, and anybody who
has the log can draw again and get the same. Somebody who writes the last entry could try for a better one; each
try would stand in the log.
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, datetime, timedelta
from hashlib import sha256
from uuid import UUID

from portal.days import LONDON

LEAST, PERCENT, MOST = 5, 5, 20
"""At least 5 decisions are drawn, else 5 of 100 rounded up, never more than 20: what can be read in an afternoon."""
WITH_CARE = timedelta(hours=1)
"""How long after its end a month is drawn: whatever was being written at midnight is written by then."""
HOW = (
    "The seed is the SHA-256 of the log's name, 0x1f, the month as YYYY-MM, 0x1f and the leaf hash of the month's last "
    "entry. Drawn are the decisions for which the SHA-256 of the seed and the 16 bytes of their id is smallest."
)


def size_of(decisions: int) -> int:
    """Return how many of a month's decisions are drawn."""
    return min(decisions, MOST, max(LEAST, -(-decisions * PERCENT // 100)))


def seed_of(origin: str, month: date, leaf_hash: bytes) -> bytes:
    """Return the 32 bytes from which a month's lot is drawn."""
    return sha256(b"\x1f".join([origin.encode(), f"{month:%Y-%m}".encode(), leaf_hash])).digest()


def drawn(seed: bytes, decisions: Iterable[UUID], size: int) -> list[UUID]:
    """Return the `size` decisions that the seed draws, in the order in which it draws them."""
    return sorted(decisions, key=lambda each: sha256(seed + each.bytes).digest())[:size]


def month_after(month: date) -> date:
    """Return the first day of the next month."""
    return (month.replace(day=28) + timedelta(days=4)).replace(day=1)


def month_before(day: date) -> date:
    """Return the first day of the month before the one in which a day lies."""
    return (day.replace(day=1) - timedelta(days=1)).replace(day=1)


def begins(month: date) -> datetime:
    """Return the moment at which a month begins in London."""
    return datetime(month.year, month.month, 1, tzinfo=LONDON)


def months_to(day: date, number: int) -> list[date]:
    """Return so many months, that of the day first and then those before it."""
    months = [day.replace(day=1)]
    while len(months) < number:
        months.append(month_before(months[-1]))
    return months
