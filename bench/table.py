"""One line of the table that `make bench` prints, and how the numbers in it are measured."""

from __future__ import annotations

import statistics
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass

_HEAD = ("work", "ours", "peer", "limit", "ratio", "")


@dataclass(frozen=True, slots=True)
class Row:
    """One comparison, every part as it is printed: what was done, our figure, the peer's, what to reach, ours : peer.

    `met` says whether the limit was kept; None where there is only something to compare with.
    """

    work: str
    ours: str
    peer: str
    limit: str
    ratio: str
    met: bool | None = None


def median_of(work: Callable[[], object], *, times: int, warm_up: int = 1) -> float:
    """Return the median seconds that one call takes."""
    for _ in range(warm_up):
        work()
    return statistics.median(_timed(work) for _ in range(times))


def in_turns(works: Sequence[Callable[[], object]], *, rounds: int) -> list[float]:
    """Return the median seconds of each, taken in turns so that all meet the same noise."""
    taken: list[list[float]] = [[] for _ in works]
    for _ in range(rounds):
        for work, times in zip(works, taken, strict=True):
            times.append(_timed(work))
    return [statistics.median(times) for times in taken]


def show(rows: Sequence[Row]) -> str:
    """Return the rows as one table of plain text."""
    met = {True: "met", False: "NOT MET", None: ""}
    lines = [_HEAD, *((row.work, row.ours, row.peer, row.limit, row.ratio, met[row.met]) for row in rows)]
    widths = [max(len(line[column]) for line in lines) for column in range(len(_HEAD))]
    shown = [
        "  ".join(word.ljust(width) for word, width in zip(line, widths, strict=True)).rstrip()
        for line in lines
    ]
    return "\n".join([shown[0], "-" * max(len(line) for line in shown), *shown[1:]])


def _timed(work: Callable[[], object]) -> float:
    """Return the seconds that one call takes."""
    begun = time.perf_counter()
    work()
    return time.perf_counter() - begun
