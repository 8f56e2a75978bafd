"""Confirming: a decision, its sealed body and its entry in one transaction, beside a plain insert in one.

Writers are processes, as in a web server, started together for each batch. Both kinds of batch take turns.
"""

from __future__ import annotations

import json
import multiprocessing
import os
import statistics
import time
from multiprocessing.synchronize import Barrier
from typing import Any

import django
import psycopg

from bench.table import Row

ROUNDS = 5
# Writers, organisations they write for, and how many each writes in a batch. A log takes one entry at a time, which
# is held until the disk has it: writers for one organisation wait for each other, so that has no limit to keep.
CASES = ((1, 1, 40), (8, 8, 12), (8, 1, 12))
ANSWERS = {
    "danger": "no",
    "who": "care_worker",
    "identity": "called_back",
    "purpose": "look_after",
    "agreement": "agreed",
    "items": {"medicines": "To give the right dose tonight", "allergies": "To be safe with new medicine"},
    "channel": "private",
}
# The same columns without the ledger, and the answers in clear beside them.
_PLAIN = """
CREATE TABLE IF NOT EXISTS bench_plain (LIKE decisions_decision INCLUDING ALL);
ALTER TABLE bench_plain ADD COLUMN IF NOT EXISTS body text NOT NULL;
"""

Times = list[tuple[float, float]]


def rows() -> list[Row]:
    """Measure one writer, eight with an organisation each, and eight for one organisation."""
    with psycopg.connect(os.environ["PORTAL_BENCH_OWNER"], autocommit=True) as owner:
        owner.execute(_PLAIN)
    from bench.people import worker_of

    for organisation in range(8):
        worker_of(organisation)
    return [_row(*case) for case in CASES]


def _row(writers: int, organisations: int, each: int) -> Row:
    """Return a line of the table: decisions in a second, and how much of the rate of plain inserts that is."""
    context = multiprocessing.get_context("spawn")
    barrier, told = context.Barrier(writers), context.Queue()
    processes = [
        context.Process(target=_write, args=(each, number % organisations, barrier, told))
        for number in range(writers)
    ]
    for process in processes:
        process.start()
    results: list[Times] = [told.get(timeout=300) for _ in processes]
    for process in processes:
        process.join()
    plain, ours = (_rate(results, kind, writers * each) for kind in (0, 1))
    held = organisations == writers
    return Row(
        work=f"confirm, {writers} at once, {organisations} organisation{'s' if organisations > 1 else ''}",
        ours=f"{ours:,.0f}/s",
        peer=f"plain insert in atomic {plain:,.0f}/s",
        limit="at least 0.75 of it" if held else "",
        ratio=f"{ours / plain:.2f}",
        met=ours >= 0.75 * plain if held else None,
    )


def _rate(results: list[Times], kind: int, written: int) -> float:
    """Return the median rate of the batches of one kind: from the first start to the last end of each."""
    rates = []
    for batch in range(kind, 2 * ROUNDS, 2):
        begun = min(times[batch][0] for times in results)
        ended = max(times[batch][1] for times in results)
        rates.append(written / (ended - begun))
    return statistics.median(rates)


def _write(each: int, organisation: int, barrier: Barrier, told: Any) -> None:
    """In a process of its own: write plain rows and decisions in turns, and tell when each batch began and ended."""
    django.setup()
    from bench import writing

    writer = writing.Writer(ANSWERS, organisation)
    plain = [writer.plain(json.dumps(ANSWERS)) for _ in range(each * ROUNDS + 1)]
    drafts = writer.drafts(each * ROUNDS + 1)
    writer.insert(plain.pop())
    writer.confirm(drafts.pop())
    times: Times = []
    kinds = (lambda: writer.insert(plain.pop()), lambda: writer.confirm(drafts.pop()))
    for batch in range(2 * ROUNDS):
        barrier.wait(timeout=300)
        begun = time.monotonic()
        for _ in range(each):
            kinds[batch % 2]()
        times.append((begun, time.monotonic()))
    told.put(times)
