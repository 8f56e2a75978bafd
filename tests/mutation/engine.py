"""How many mutants of the engine's code go unnoticed? `python -m tests.mutation.engine`; name modules for some only.

Each module is hunted by the tests that are about it, the quick ones first, two modules at a time. What was found is kept
in .data/mutants.json: a module that did not change since, nor its tests, is not hunted again (`--again` does).
"""

from __future__ import annotations

import hashlib
import json
import signal
import subprocess
import sys
import time
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Any, Final

import pytest
from _pytest.runner import runtestprotocol

from decisions.rulesets import library
from tests.mutation.code import ENGINE, Mutant, in_place, mutants
from tests.mutation.ways import plain

LIMIT: Final = 0.95
PATIENCE: Final = 30
"""Seconds of this process after which a test that never ends counts as having noticed."""
AT_ONCE: Final = 2
"""Modules hunted at the same time."""
ROOT: Final = Path(__file__).parents[2]
KEPT: Final = ROOT / ".data" / "mutants.json"
CHECKS: Final = ("test_checks", "test_second_edition")
TESTS: Final[dict[str, tuple[str, ...]]] = {
    "alike": ("test_alike",),
    "checks": CHECKS,
    "contact": ("test_contact",),
    "diagram": ("test_diagram", "test_picture"),
    "graph": ("test_checks", "test_truth"),
    "law": ("test_law", "test_checks"),
    "load": ("test_load", "test_library"),
    "order": CHECKS,
    "ruleset": ("test_load", "test_checks", "test_walk"),
    "saying": CHECKS,
    "shapes": ("test_diagram", "test_picture", "test_way"),
    "sharing": CHECKS,
    "states": ("test_second_edition", "test_checks", "test_truth"),
    "telling": CHECKS,
    "truth": ("test_truth",),
    "walk": ("test_walk", "test_second_edition", "test_duties"),
    "way": ("test_way",),
    "whole": CHECKS,
    "wording": ("test_wording",),
}
"""The tests that are about a module."""
Found = dict[str, Any]
"""What was found of a module: how many mutants, which got away, and what it was found of."""


class Hunt:
    """Let the tests look at every mutant of a module, instead of at the code."""

    def __init__(self, module: str) -> None:
        self.module = module
        self.found: Found = {}

    @pytest.hookimpl(tryfirst=True)
    def pytest_runtestloop(self, session: pytest.Session) -> bool:
        """Hunt through the module."""
        signal.signal(signal.SIGVTALRM, _never_ends)
        taking = {}
        for item in session.items:
            began = time.monotonic()
            if _fails(item):
                raise SystemExit(f"Without any mutant this fails: {item.nodeid}.")
            taking[item] = time.monotonic() - began
        looking = sorted(session.items, key=lambda item: taking[item])
        every = list(mutants(f"decisions.engine.{self.module}", plain))
        away = [f"{mutant.line} {mutant.name}" for mutant in every if not _killed(mutant, looking)]
        self.found = {"mutants": len(every), "away": away, "of": _state(self.module)}
        return True


def _never_ends(*_: Any) -> None:
    raise TimeoutError


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
    signal.setitimer(signal.ITIMER_VIRTUAL, PATIENCE)
    try:
        return any(report.failed for report in runtestprotocol(item, log=False, nextitem=None))
    except TimeoutError:
        return True
    finally:
        signal.setitimer(signal.ITIMER_VIRTUAL, 0)


def _state(module: str) -> str:
    """What a module and the tests about it are now (SHA-256, hex)."""
    read = [ENGINE / f"{module}.py", *(ROOT / "tests" / "engine" / f"{name}.py" for name in TESTS[module])]
    return hashlib.sha256(b"".join(path.read_bytes() for path in read)).hexdigest()


def _alone(module: str) -> int:
    """Hunt through one module in this process, and write what was found on standard output."""
    hunt = Hunt(module)
    there = [f"tests/engine/{name}.py" for name in TESTS[module]]
    quiet = [
        "-q",
        "-p",
        "no:cacheprovider",
        "-p",
        "no:xdist",
        "-p",
        "no:randomly",
        "--no-header",
        "--no-summary",
    ]
    pytest.main([*there, *quiet], plugins=[hunt])
    print(f"\n{json.dumps(hunt.found)}")
    return 0 if hunt.found else 1


def _in_its_own_process(module: str) -> Found:
    command = [sys.executable, "-m", "tests.mutation.engine", "--alone", module]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False)
    if done.returncode:
        print(f"{module} could not be hunted: {done.stdout[-1000:]}{done.stderr[-1000:]}", flush=True)
        return {}
    found: Found = json.loads(done.stdout.splitlines()[-1])
    print(_row(module, found), flush=True)
    return found


def _row(module: str, found: Found) -> str:
    number, away = found["mutants"], len(found["away"])
    share = f"{(number - away) / number:.1%}" if number else "none"
    return "\n".join(
        [f"{module:<10}{number:>8}{number - away:>8}{share:>9}", *(f"    {one}" for one in found["away"])]
    )


def main(words: list[str]) -> int:
    """Hunt through the modules named, or all, and print the table. Whether enough are killed is the exit code."""
    modules = [one for one in words if one != "--again"] or sorted(TESTS)
    kept: dict[str, Found] = json.loads(KEPT.read_text()) if KEPT.exists() else {}
    hunted = [one for one in modules if "--again" in words or kept.get(one, {}).get("of") != _state(one)]
    print(f"{'module':<10}{'mutants':>8}{'killed':>8}{'':>9}", flush=True)
    print("\n".join(_row(one, kept[one]) for one in modules if one not in hunted), flush=True)
    KEPT.parent.mkdir(exist_ok=True)
    with ThreadPoolExecutor(AT_ONCE) as pool:
        for module, found in zip(hunted, pool.map(_in_its_own_process, hunted), strict=True):
            kept = {**kept, module: found} if found else kept
            KEPT.write_text(json.dumps(kept, indent=1))
    if missing := [one for one in modules if kept.get(one, {}).get("of") != _state(one)]:
        print(f"Not hunted: {', '.join(missing)}.")
        return 1
    number = sum(kept[one]["mutants"] for one in modules)
    away = sum(len(kept[one]["away"]) for one in modules)
    print(f"{'all':<10}{number:>8}{number - away:>8}{(number - away) / number:>9.1%}")
    return 0 if number - away >= LIMIT * number else 1


if __name__ == "__main__":
    if sys.argv[1:2] == ["--alone"]:
        sys.exit(_alone(sys.argv[2]))
    sys.exit(main(sys.argv[1:]))
