"""Ids of events that are yet to happen."""

from __future__ import annotations

import os
import time
from uuid import UUID


def new_id() -> UUID:
    """Return a new event id: a version 7 UUID (RFC 9562), the milliseconds first and 74 random bits after.

    Ids made about the same time stand together in the index, so that an append costs the same in a log of
    ten million as in an empty one; and nobody can guess one.
    """
    number = int.from_bytes((time.time_ns() // 1_000_000).to_bytes(6) + os.urandom(10))
    number = number & ~(0xF << 76) | 0x7 << 76
    return UUID(int=number & ~(0x3 << 62) | 0x2 << 62)
