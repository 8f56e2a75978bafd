"""Waiting for what another process does."""

from __future__ import annotations

import time
from collections.abc import Callable

# How long until a test counts as hung. It is no limit on speed: a busy machine is no reason to fail.
_PATIENCE = 120.0


def until(holds: Callable[[], object]) -> None:
    """Return as soon as a condition holds; fail where it still does not after two minutes."""
    end = time.monotonic() + _PATIENCE
    while not holds():
        assert time.monotonic() < end, "not in time"
        time.sleep(0.02)
