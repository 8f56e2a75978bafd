"""The same work done by two workers at the same moment, each with a connection of its own."""

from __future__ import annotations

import threading
from collections.abc import Callable

from django.db import connection


def twice_at_once(work: Callable[[], object]) -> list[object]:
    """What the two came to, in the order in which they ended."""
    met = threading.Barrier(2)
    came: list[object] = []

    def each() -> None:
        met.wait()
        came.append(work())
        connection.close()

    threads = [threading.Thread(target=each) for _ in range(2)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return came
