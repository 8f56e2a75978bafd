"""`python -m audit.reports.counting PERIOD < leaves.jsonl`: count again, with nothing but Python.

Each line is one leaf, as the ledger keeps it, in the order of its log. The figures are printed as JSON.
"""

from __future__ import annotations

import argparse
import json
import sys
from collections.abc import Collection, Iterable
from dataclasses import asdict
from datetime import UTC, date, datetime

from audit.reports.counting import leaves
from audit.reports.counting.count import Count
from audit.reports.counting.figures import BOARD, INSPECTOR, figures
from audit.reports.counting.memory import InMind
from audit.reports.counting.period import Period, london_day, period_of
from audit.reports.counting.sums import Sums, summed


def recount(
    lines: Iterable[bytes | str], period: Period, homes: Collection[str] | None = None
) -> tuple[Sums, int, str]:
    """Return the sums of a period, how many leaves there were in all, and the time of the last."""
    count, read, last = Count(InMind()), 0, ""
    for line in lines:
        leaf = leaves.read(line)
        count.read(leaf)
        read, last = read + 1, leaf.time
    return summed(count.counts, period.first, period.end, homes), read, last


def main(arguments: list[str]) -> int:
    """Count the leaves that come in, and print the figures."""
    asked = _asked(arguments)
    today = date.fromisoformat(asked.today) if asked.today else _today()
    period = period_of(asked.period, today)
    if period is None:
        print(
            f"{asked.period} is no period that has begun, such as toolkit-2025-26 or 2026.", file=sys.stderr
        )
        return 2
    sums, read, last = recount(sys.stdin.buffer, period, asked.home or None)
    told = {
        "period": {"code": period.code, "words": period.words},
        "leaves": {"count": read, "last": last},
        "figures": asdict(figures(sums, asked.reader)),
    }
    json.dump(told, sys.stdout, ensure_ascii=False, indent=1)
    print()
    return 0


def _asked(arguments: list[str]) -> argparse.Namespace:
    known = argparse.ArgumentParser(prog="python -m audit.reports.counting", description=__doc__)
    known.add_argument("period", help="toolkit-2025-26, financial-2025-26, 2026 or 2026-02_2026-05")
    known.add_argument("--home", action="append", help="the id of a home; without it all are counted")
    known.add_argument("--reader", choices=(BOARD, INSPECTOR), default=INSPECTOR)
    known.add_argument(
        "--today", help="the day as of which a year that still runs is told, such as 2026-11-23"
    )
    return known.parse_args(arguments)


def _today() -> date:
    return london_day(f"{datetime.now(UTC):%Y-%m-%dT%H:%M:%S}Z")


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
