"""Which lines and branches the tests execute, measured in each worker and merged in the process that started them.

`make test` loads it with `-p tests.coverage`, ahead of Django, since a module is instrumented as it is imported. SlipCover's
own plugin would do this to every file, and in the process that runs no test too: an eighth of the whole suite's time.
PORTAL_COVERAGE=all measures every file of the product.
"""

from __future__ import annotations

import json
import os
from pathlib import Path

import pytest
import slipcover

from portal.launcher.place import CHECKOUT
from portal.launcher.testing import is_covered

_OUTPUT = "coverage"
# Probes that stay cost less than taking them out again each time fifty were hit in vain, as SlipCover would.
_MISSES = 2_000
_EXCLUDED = ["raise NotImplementedError", r"\.\.\.$"]
_parts: list[dict[str, object]] = []


class _Files:
    """Matches the files that are measured."""

    def matches(self, filename: Path | str | None) -> bool:
        """Say whether a file of Python is measured."""
        file = Path(filename or "")
        return file.is_relative_to(CHECKOUT) and is_covered(file.relative_to(CHECKOUT).as_posix())


def _measure() -> slipcover.Slipcover | None:
    """Begin to instrument what is imported from now on, in a worker."""
    if "PYTEST_XDIST_WORKER" not in os.environ:
        return None
    measured = slipcover.Slipcover(branch=True, d_miss_threshold=_MISSES, exclude_also=_EXCLUDED)
    slipcover.ImportManager(measured, _Files()).__enter__()
    return measured


_measured = _measure()


def pytest_sessionfinish(session: pytest.Session) -> None:
    """Send what a worker has measured to the process that started it."""
    if _measured is not None:
        session.config.workeroutput[_OUTPUT] = json.dumps(_measured.get_coverage())  # type: ignore[attr-defined]


@pytest.hookimpl(optionalhook=True)
def pytest_testnodedown(node: object) -> None:
    """Take what a worker has measured that has ended."""
    if measured := getattr(node, "workeroutput", {}).get(_OUTPUT):
        _parts.append(json.loads(measured))


def pytest_terminal_summary() -> None:
    """Write what all workers executed where `make test` looks for it."""
    if _parts:
        merged = _parts[0]
        for part in _parts[1:]:
            merged = slipcover.merge_coverage(merged, part)
        Path(os.environ["PORTAL_TEST_COVERAGE"]).write_text(json.dumps(merged))
