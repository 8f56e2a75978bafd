"""What a run of the tests costs: printed after each run, and held to a budget where the whole suite ran.

Seconds depend on the machine and on what else it does, so the cost is a ratio: each worker times a fixed piece of work
between tests, and the budget that `make test` holds the whole suite to is in units of that.
"""

from __future__ import annotations

import hashlib
import json
import os
import time
from collections import defaultdict
from operator import itemgetter
from pathlib import Path
from statistics import fmean

import pytest

_BETWEEN = 50
_MEASURED = "cost"


class Cost:
    """Adds up, in each worker and in the process that started them, what the tests took."""

    def __init__(self, config: pytest.Config) -> None:
        self.config = config
        self.files: dict[str, float] = defaultdict(float)
        self.units: list[float] = []
        self.tests = 0

    def pytest_runtest_teardown(self) -> None:
        """Time the fixed piece of work once for many tests, where the tests run."""
        if self.tests % _BETWEEN == 0:
            self.units.append(unit())

    def pytest_runtest_logreport(self, report: pytest.TestReport) -> None:
        """Add what a test took, with what it needed before and after."""
        self.files[report.nodeid.partition("::")[0]] += report.duration
        self.tests += report.when == "call"

    def pytest_sessionfinish(self) -> None:
        """Send the units of a worker to the process that started it."""
        if hasattr(self.config, "workeroutput"):
            self.config.workeroutput[_MEASURED] = self.units

    @pytest.hookimpl(optionalhook=True)
    def pytest_testnodedown(self, node: object) -> None:
        """Take the units of a worker that has ended."""
        self.units += getattr(node, "workeroutput", {}).get(_MEASURED, [])

    def pytest_terminal_summary(self, terminalreporter: pytest.TerminalReporter) -> None:
        """Print the cost, the dearest files, and the order in which the tests ran."""
        if not self.units:
            return
        seconds = sum(self.files.values())
        terminalreporter.section("cost")
        for name, taken in sorted(self.files.items(), key=itemgetter(1), reverse=True)[:10]:
            terminalreporter.line(f"{taken:7.1f} s  {name}")
        terminalreporter.line(f"{seconds:7.1f} worker-seconds in {self.tests} tests")
        if where := os.environ.get("PORTAL_TEST_COST"):
            measured = {"seconds": seconds, "unit": fmean(self.units), "files": self.files}
            Path(where).write_text(json.dumps(measured))
        if order := self.config.getoption("randomly_seed", None):
            terminalreporter.line(f"The same order again: -p randomly --randomly-seed={order}")


def unit() -> float:
    """Return the seconds that a fixed piece of work takes now: some Python, and some hashing as the ledger does."""
    begun = time.perf_counter()
    link = b""
    for number in range(5_000):
        link = hashlib.sha256(link + number.to_bytes(4, "big")).digest()
    return time.perf_counter() - begun
