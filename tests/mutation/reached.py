"""Which test runs which statement of the modules that are hunted, and how long it takes.

Each statement of such a module gets a call before it that notes its number, so tests run nearly as fast as they do.
What was noted is kept in .data/reached, by the file of the tests: a file is run again only when it changed, or a module
changed that it runs.
"""

from __future__ import annotations

import ast
import hashlib
import importlib
import json
import sys
import time
from collections.abc import Iterable, Iterator
from functools import _lru_cache_wrapper
from pathlib import Path
from typing import Any, Final

import pytest

from tests.mutation.code import Source, sources, statements

ROOT: Final = Path(__file__).parents[2]
KEPT: Final = ROOT / ".data" / "reached"
FOLDERS: Final = ("tests/audit", "tests/decisions", "tests/portal", "tests/reach")
QUIET: Final = (
    "-q",
    "-pno:cacheprovider",
    "-pno:xdist",
    "-pno:randomly",
    "--no-header",
    "--no-summary",
    "--tb=native",
)
NOTE: Final = "__note__"
Test = tuple[float, list[str]]
"""How many seconds a test takes, and the statements that it runs: "module:function:number"."""
Kept = dict[str, dict[str, Any]]


def digest(path: str) -> str:
    """What a file is now (SHA-256, hex)."""
    return hashlib.sha256((ROOT / path).read_bytes()).hexdigest()


def file_of(module: str) -> str:
    """The file of a module."""
    return module.replace(".", "/") + ".py"


def caches(modules: Iterable[str]) -> list[Any]:
    """What functions of some modules remember of earlier calls."""
    found = [(name, one) for name in modules for one in vars(importlib.import_module(name)).values()]
    return [one for name, one in found if isinstance(one, _lru_cache_wrapper) and one.__module__ == name]


def calm() -> None:
    """Let hypothesis try the same examples each time, and not look for the smallest."""
    import hypothesis  # pytest wants to rewrite it first

    phases = [hypothesis.Phase.explicit, hypothesis.Phase.generate]
    hypothesis.settings.register_profile(
        "hunt", hypothesis.settings.get_profile("calm"), phases=phases, derandomize=True, database=None
    )
    hypothesis.settings.load_profile("hunt")


class Noting:
    """Note what each test runs."""

    def __init__(self, modules: list[str]) -> None:
        self.modules = modules
        self.noted: set[str] = set()
        self.shared: dict[str, set[str]] = {}
        self.tests: dict[str, dict[str, Test]] = {}
        self.failed: list[str] = []

    @pytest.hookimpl(tryfirst=True)
    def pytest_collection(self) -> None:
        """Put the notes in place before any test is imported."""
        calm()
        for name in self.modules:
            module = importlib.import_module(name)
            vars(module)[NOTE] = self.noted.add
            found = list(sources(module))
            for source in found:
                _note_statements(name, source)
            for source in found:
                if code := source.code():
                    source.function.__code__ = code
        self.caches = caches(self.modules)

    @pytest.hookimpl(wrapper=True)
    def pytest_runtest_protocol(self, item: pytest.Item) -> Iterator[None]:
        """Note what one test runs."""
        for cache in self.caches:
            cache.cache_clear()
        self.noted.clear()
        began = time.monotonic()
        outcome = yield
        taken = round(time.monotonic() - began, 4)
        names = getattr(item, "fixturenames", ())
        noted = self.noted.union(*(self.shared.get(name, ()) for name in names))
        self.tests.setdefault(item.nodeid.split("::")[0], {})[item.nodeid] = (taken, sorted(noted))
        return outcome

    @pytest.hookimpl(wrapper=True)
    def pytest_fixture_setup(self, fixturedef: Any) -> Iterator[Any]:
        """What is run for a fixture that several tests share is run for each of them."""
        before = set(self.noted)
        outcome = yield
        if fixturedef.scope != "function":
            self.shared[fixturedef.argname] = self.noted - before
        return outcome

    def pytest_runtest_logreport(self, report: pytest.TestReport) -> None:
        """Remember what fails as it is: it could notice nothing."""
        if report.failed:
            self.failed.append(report.nodeid)


def _note_statements(module: str, source: Source) -> None:
    """Put a call that notes its number before each statement of a function."""
    numbers = {id(each): number for number, each in enumerate(statements(source.tree))}
    for parent in list(ast.walk(source.tree)):
        for field in ("body", "orelse", "finalbody"):
            held = getattr(parent, field, None)
            if isinstance(held, list) and held and isinstance(held[0], ast.stmt):
                setattr(parent, field, list(_noting(module, source, numbers, held)))


def _noting(module: str, source: Source, numbers: dict[int, int], held: list[ast.stmt]) -> Iterator[ast.stmt]:
    for each in held:
        if (number := numbers.get(id(each))) is not None:
            text = ast.Constant(place(module, source.function.__qualname__, number))
            call = ast.Call(ast.Name(NOTE, ast.Load()), [text], [])
            yield ast.copy_location(ast.Expr(call), each)
        yield each


def place(module: str, function: str, number: int) -> str:
    """The name of a statement."""
    return f"{module}:{function}:{number}"


def kept() -> Kept:
    """What was noted, by the file of the tests."""
    found = [json.loads(file.read_text()) for file in sorted(KEPT.glob("*.json"))]
    return {each["file"]: each for each in found}


def main(modules: list[str], words: list[str]) -> int:
    """Run the tests whose notes are missing or old, and keep what was noted."""
    there = kept()
    files = words or [
        str(path.relative_to(ROOT))
        for folder in FOLDERS
        for path in sorted((ROOT / folder).rglob("test_*.py"))
    ]
    now = {name: digest(file_of(name)) for name in modules}
    old = [one for one in files if _is_old(there.get(one), one, now)]
    print(f"{len(old)} of {len(files)} files of tests to be run for what they reach.", flush=True)
    if not old:
        return 0
    KEPT.mkdir(parents=True, exist_ok=True)
    noting = Noting(modules)
    pytest.main([*old, *QUIET], plugins=[noting])
    for file, ran_there in noting.tests.items():
        tests = {name: test for name, test in ran_there.items() if name not in noting.failed}
        ran = sorted({one.split(":")[0] for _taken, noted in tests.values() for one in noted})
        held = {"of": digest(file), "modules": {name: now[name] for name in ran}, "tests": tests}
        name = file.removesuffix(".py").replace("/", ".")
        (KEPT / f"{name}.json").write_text(json.dumps({"file": file, **held}))
    for each in noting.failed:
        print(f"Fails without any mutant: {each}")
    return 0


def _is_old(held: dict[str, Any] | None, file: str, now: dict[str, str]) -> bool:
    if held is None or held["of"] != digest(file):
        return True
    return any(now.get(name, of) != of for name, of in held["modules"].items())


if __name__ == "__main__":
    from tests.mutation.product import modules as hunted

    sys.exit(main(hunted(), sys.argv[1:]))
