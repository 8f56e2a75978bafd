"""How many mutants of the engine's code go unnoticed? `python -m tests.mutation.engine`; name modules for some only."""

from __future__ import annotations

import signal
import sys
from typing import Any, Final

import pytest
from _pytest.runner import runtestprotocol

from decisions.rulesets import library
from tests.mutation.code import ENGINE, Mutant, in_place, mutants

LIMIT: Final = 0.95
PATIENCE: Final = 30
"""Seconds after which a test that never ends counts as having noticed."""
TESTS: Final = (
    "test_checks", "test_walk", "test_load", "test_wording", "test_diagram", "test_way", "test_truth", "test_library",
    "test_duties", "test_rulesets", "test_command", "test_law",
)  # fmt: skip
FIRST: Final = {
    "law": "test_law",
    "walk": "test_walk",
    "load": "test_load",
    "diagram": "test_diagram",
    "shapes": "test_diagram",
    "way": "test_way",
    "truth": "test_truth",
    "wording": "test_wording",
}
"""The tests that look first, by module; `checks` have theirs for all the others."""


class Hunt:
    """Let the tests look at every mutant, instead of at the code."""

    def __init__(self, modules: list[str]) -> None:
        self.modules = modules
        self.passed = True

    @pytest.hookimpl(tryfirst=True)
    def pytest_runtestloop(self, session: pytest.Session) -> bool:
        """Hunt through the modules, and print what got away."""
        signal.signal(signal.SIGALRM, _never_ends)
        if failing := [item.nodeid for item in session.items if _fails(item)]:
            raise SystemExit(f"Without any mutant these fail: {', '.join(failing)}.")
        enough = [_hunt(module, list(session.items)) for module in self.modules]
        self.passed = all(enough)
        return True


def _never_ends(*_: Any) -> None:
    raise TimeoutError


def _hunt(module: str, items: list[pytest.Item]) -> bool:
    """Whether enough mutants of a module are noticed."""
    first = FIRST.get(module, "test_checks")
    looking = sorted(items, key=lambda item: (first not in item.nodeid, "test_command" in item.nodeid))
    every = list(mutants(module))
    away = [mutant.name for mutant in every if not _killed(mutant, looking)]
    killed = len(every) - len(away)
    print(f"{module}: {killed} of {len(every)} killed ({killed / max(1, len(every)):.1%})", flush=True)
    for name in away:
        print(f"  {name}", flush=True)
    return killed >= LIMIT * len(every)


def _killed(mutant: Mutant, looking: list[pytest.Item]) -> bool:
    for name in library.names():
        library.current(name).paths.clear()
    with in_place(mutant):
        noticed = next((item for item in looking if _fails(item)), None)
    if noticed:
        # Whoever noticed one will notice the next, more often than not.
        looking.remove(noticed)
        looking.insert(0, noticed)
    return noticed is not None


def _fails(item: pytest.Item) -> bool:
    """Whether a test fails, or never ends."""
    signal.alarm(PATIENCE)
    try:
        return any(report.failed for report in runtestprotocol(item, log=False, nextitem=None))
    except TimeoutError:
        return True
    finally:
        signal.alarm(0)


if __name__ == "__main__":
    named = sys.argv[1:] or sorted(path.stem for path in ENGINE.glob("*.py") if path.stem != "__init__")
    hunt = Hunt(named)
    there = [f"tests/engine/{name}.py" for name in TESTS]
    quiet = ["-q", "-p", "no:cacheprovider", "-p", "no:xdist", "-p", "no:randomly"]
    pytest.main([*there, *quiet], plugins=[hunt])
    sys.exit(0 if hunt.passed else 1)
