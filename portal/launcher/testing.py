"""`make test`, `make check` and `make bench`: what they bring, run, and insist on."""

from __future__ import annotations

import json
import os
import subprocess
import time
from concurrent.futures import ThreadPoolExecutor
from fnmatch import fnmatch
from pathlib import Path
from typing import Any

from portal.launcher import browser, styles
from portal.launcher.place import CHECKOUT, data_folder, make_private, python
from portal.launcher.progress import CannotStart, say

# What decides, what proves and what acts must be walked down every branch.
_WHOLLY_COVERED = (
    "decisions/engine/*",
    "audit/ledger/*",
    "audit/transparency/*",
    "*/actions.py",
    "*/actions/*",
)
_PRODUCT = ("portal/", "audit/", "decisions/")
_UNMEASURED = ("*/migrations/*", "portal/launcher/*", "portal/wsgi.py")
_MEASURED = CHECKOUT / ".data" / "coverage"
# What the suite may cost, in seconds of one worker where the fixed piece of work of tests/cost.py takes this long. Two
# runs cost 1,690 and 1,720 by this measure, which wavers by a tenth. The aim is twelve minutes.
_BUDGET, _UNIT = 2000.0, 0.0053

_CHECKS: dict[str, list[str]] = {
    "code": ["ruff", "check", "."],
    "layout": ["ruff", "format", "--check", "."],
    "types": ["mypy"],
    "templates": ["djlint", "--lint", "--quiet", "templates"],
    "floors": ["lint-imports"],
    "packages": ["deptry", "."],
    "security": [
        "bandit",
        "--quiet",
        "--configfile",
        "pyproject.toml",
        "--recursive",
        "portal",
        "audit",
        "decisions",
    ],
    "settings": ["manage.py", "check", "--fail-level", "WARNING"],
    "migrations": ["manage.py", "makemigrations", "--check", "--dry-run"],
    "rulesets": ["manage.py", "rulesets", "check"],
    "drawings": ["manage.py", "rulesets", "draw", "--check"],
    "licences": ["python", "-m", "portal.launcher.licences", "--check"],
    "compose": ["check-jsonschema", "--builtin-schema", "vendor.compose-spec", "docker-compose.yml"],
}


def check(names: list[str]) -> int:
    """Run every check, or those named, and show what the failing ones said."""
    unknown = set(names) - set(_CHECKS)
    if unknown:
        raise CannotStart(
            f"There is no check called {', '.join(sorted(unknown))}. There are: {', '.join(_CHECKS)}."
        )
    styles.make_room()
    with ThreadPoolExecutor(2) as pool:
        results = list(pool.map(_check, names or list(_CHECKS)))
    failed = [name for name, passed in results if not passed]
    say(f"Failed: {', '.join(failed)}." if failed else f"{len(results)} checks passed.")
    return 1 if failed else 0


def test(rest: list[str]) -> int:
    """Bring what the tests need, run them, and hold what matters most to full coverage and all to their budget.

    Arguments go to pytest; a part of the tests is held to neither.
    """
    make_private(data_folder())
    styles.build()
    found = browser.find_or_get()
    measured, cost = (make_private(_MEASURED) / f"{name}.json" for name in ("coverage", "cost"))
    measured.unlink(missing_ok=True)
    cost.unlink(missing_ok=True)
    outputs = {"PORTAL_TEST_COST": str(cost), "PORTAL_TEST_COVERAGE": str(measured)}
    environment = os.environ | ({"PORTAL_BROWSER": str(found)} if found else {}) | outputs
    coverage = [] if rest else ["-p", "tests.coverage"]
    command = python("-m", "pytest", "-n", "2", "--dist", "worksteal", *coverage, *rest)
    failures = [_call(command, environment)]
    if not rest:
        failures += [_hold_to_coverage(measured), _hold_to_cost(cost)]
    if found is None:
        print("Not run: tests/journeys, as there is no browser. Name one in PORTAL_BROWSER.", flush=True)
        failures.append(1 if os.environ.get("CI") else 0)
    for file, why in not_run().items():
        if why and not rest:
            print(f"Not run: tests/launcher/{file}, as {why}.", flush=True)
    return max(failures)


def not_run() -> dict[str, str]:
    """Return why each file of tests/launcher cannot run on this machine as this user, "" where it can."""
    has_postgresql = any(Path("/usr/lib/postgresql").glob("*/bin/postgres"))
    return {
        "test_as_root_or_not.py": "" if os.geteuid() == 0 else "only root can become other users",
        "test_machine.py": "" if has_postgresql else "this machine has no PostgreSQL of its own",
    }


def is_covered(name: str) -> bool:
    """Say whether a file of the checkout is measured: those that must be executed wholly, or all if we are asked."""
    if os.environ.get("PORTAL_COVERAGE") != "all":
        return _must_be_whole(name)
    return name.startswith(_PRODUCT) and not any(fnmatch(name, pattern) for pattern in _UNMEASURED)


def _must_be_whole(name: str) -> bool:
    """Say whether the tests must execute every line and branch of a file."""
    return any(fnmatch(name, pattern) for pattern in _WHOLLY_COVERED)


def _hold_to_coverage(measured: Path) -> int:
    """Print each line or branch that must be executed and was not; return 1 if there is any."""
    if not measured.exists():
        print("Coverage was not measured: the tests did not come to their end.", flush=True)
        return 1
    found = json.loads(measured.read_text())
    if os.environ.get("PORTAL_COVERAGE") == "all":
        print(f"Lines and branches executed: {found['summary']['percent_covered_display']} %.")
    files = [
        file.relative_to(CHECKOUT).as_posix() for top in _PRODUCT for file in (CHECKOUT / top).rglob("*.py")
    ]
    lacking = {name: _missing(found["files"].get(name)) for name in files if _must_be_whole(name)}
    for name, missing in lacking.items():
        if missing:
            print(f"{name} must be executed wholly, and was not at {', '.join(missing)}.")
    whole = sum(not missing for missing in lacking.values())
    print(f"Executed wholly: {whole} of the {len(lacking)} files that must be.", flush=True)
    return 0 if lacking and whole == len(lacking) else 1


def _missing(measured: dict[str, list[Any]] | None) -> list[str]:
    """Return the lines and branches of a file that were not executed."""
    if measured is None:
        return ["any line"]
    branches = (f"{first} to {then}" for first, then in measured["missing_branches"])
    return [*map(str, measured["missing_lines"]), *branches]


def _hold_to_cost(measured: Path) -> int:
    """Print what the whole suite costs on a quiet machine like ours; return 1 if that is more than its budget."""
    if not measured.exists():
        return 1
    found = json.loads(measured.read_text())
    cost = found["seconds"] * _UNIT / found["unit"]
    print(f"Cost: {cost:,.0f} of {_BUDGET:,.0f} worker-seconds.", flush=True)
    if cost > _BUDGET:
        print("The tests have become too dear: mend those at the top of the list above.", flush=True)
    return int(cost > _BUDGET)


def bench(rest: list[str]) -> int:
    """Measure the portal beside its peers."""
    make_private(data_folder())
    styles.build()
    return _call(python("-m", "bench", *rest), dict(os.environ))


def _check(name: str) -> tuple[str, bool]:
    """Run one check, and print what it said if it failed."""
    program, *words = _CHECKS[name]
    command = python(program) if program == "manage.py" else [str(CHECKOUT / ".venv" / "bin" / program)]
    environment = os.environ | {"PORTAL_SECRET_KEY": "only for checks", "PYTHONWARNINGS": "ignore"}
    begun = time.monotonic()
    done = subprocess.run(
        [*command, *words], cwd=CHECKOUT, env=environment, capture_output=True, text=True, check=False
    )
    passed = done.returncode == 0
    told = "" if passed else f"\n{done.stdout}{done.stderr}"
    say(f"{'passed' if passed else 'FAILED'}  {name} ({time.monotonic() - begun:.1f} s){told}")
    return name, passed


def _call(command: list[str], environment: dict[str, str]) -> int:
    """Run a command in the checkout with our terminal, and return its exit code."""
    return subprocess.run(command, cwd=CHECKOUT, env=environment, check=False).returncode
