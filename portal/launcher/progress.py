"""What the launcher says while it works, and how it stops when it cannot go on."""

from __future__ import annotations

import time
from collections.abc import Iterator
from contextlib import contextmanager

_started = time.monotonic()


class CannotStart(Exception):
    """The launcher cannot go on. The message is a sentence for the person at the terminal."""


def say(sentence: str) -> None:
    """Print one line with the seconds since the start."""
    print(f"[{time.monotonic() - _started:5.1f} s] {sentence}", flush=True)


@contextmanager
def step(name: str) -> Iterator[None]:
    """Print what was done and how long it took, once it is done."""
    begun = time.monotonic()
    yield
    say(f"{name} ({time.monotonic() - begun:.1f} s)")
