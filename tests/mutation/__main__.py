"""How many mutants of our rules go unnoticed? `python -m tests.mutation` or `make mutate`; name doors for some only.

A mutant is noticed by `checks`, by a story, or by a test of what the rules promise. Seals, drawings and the truth
table would notice every one of them, so they are left out. Mutants that decide as the rules do are told apart with
their reason in `equivalent`.
"""

from __future__ import annotations

import sys
from functools import _lru_cache_wrapper
from inspect import signature
from typing import Any, Final

import pytest

from decisions.engine import checks
from decisions.engine.ruleset import Ruleset
from decisions.rulesets import library
from tests.mutation.equivalent import reason
from tests.mutation.mutants import Mutant, in_place, mutants

LIMIT: Final = 0.98
TESTS: Final = {
    "test_after_death": {"died"},
    "test_alike": None,
    "test_charts": None,
    "test_coverage": None,
    "test_denials": None,
    "test_disagreements": None,
    "test_duties": None,
    "test_rulesets": None,
    "test_promises": None,
    "test_scenarios": None,
    "test_shared_stretches": None,
    "test_community": {"community"},
    "test_community_names": {"community"},
    "test_confided": {"told-in-confidence", "on-behalf", "care-team", "family"},
    "test_confided_ends": {"told-in-confidence", "on-behalf", "care-team", "family"},
    "test_confided_grounds": {"told-in-confidence", "on-behalf", "care-team", "family"},
    "test_family": {"care-team", "family"},
    "test_team_and_family": {"told-in-confidence", "on-behalf", "care-team", "family"},
    "test_adults": {"adult-at-risk"},
    "test_legal": {"legal-power", "died"},
    "test_legal_ends": {"legal-power", "died"},
    "test_others": {"someone-else", "own-record"},
    "test_others_ends": {"someone-else", "own-record"},
    "test_own_record": {"own-record"},
    "test_own_record_ends": {"own-record", "someone-else"},
    "test_safeguarding": {"adult-at-risk", "child-at-risk"},
    "test_weigh": {"weigh"},
}
"""Tests of promises, and the doors they are about; None where they are about any."""


class Hunt:
    """Let the tests look at every mutant, instead of at the rules."""

    def __init__(self, doors: list[str]) -> None:
        self.doors = doors
        self.passed = True

    @pytest.hookimpl(tryfirst=True)
    def pytest_runtestloop(self, session: pytest.Session) -> bool:
        """Hunt through the doors, and print what got away."""
        items = [item for item in session.items if isinstance(item, pytest.Function) and _plain(item)]
        enough = [_hunt(library.current(door), items) for door in self.doors]
        self.passed = all(enough)
        return True


def _hunt(ruleset: Ruleset, items: list[pytest.Function]) -> bool:
    """Whether enough mutants of a ruleset are noticed."""
    looking = [item for item in items if _about(item, ruleset.name)]
    caches = _caches(items)
    if noticed := _noticed(looking, caches):
        raise SystemExit(f"Without any mutant, {noticed.name} fails.")
    reasons = {mutant.name: reason(ruleset, mutant) for mutant in mutants(ruleset)}
    different = [mutant for mutant in mutants(ruleset) if not reasons[mutant.name]]
    away = [mutant.name for mutant in different if not _killed(ruleset, mutant, looking, caches)]
    killed = len(different) - len(away)
    alike = len(reasons) - len(different)
    print(
        f"{ruleset.name}: {killed} of {len(different)} killed ({killed / len(different):.1%}), {alike} alike"
    )
    for name in away:
        print(f"  {name}", flush=True)
    return killed >= LIMIT * len(different)


def _killed(ruleset: Ruleset, mutant: Mutant, looking: list[pytest.Function], caches: list[Any]) -> bool:
    with in_place(ruleset, mutant):
        if checks.faults(ruleset):
            return True
        noticed = _noticed(looking, caches)
    if noticed:
        # Whoever noticed one will notice the next, more often than not.
        looking.remove(noticed)
        looking.insert(0, noticed)
    return noticed is not None


def _noticed(looking: list[pytest.Function], caches: list[Any]) -> pytest.Function | None:
    """The first test that fails."""
    for cache in caches:
        cache.cache_clear()
    for item in looking:
        try:
            item.obj(**_given(item))
        except Exception:  # noqa: BLE001
            return item
    return None


def _given(item: pytest.Function) -> dict[str, Any]:
    given = item.callspec.params if hasattr(item, "callspec") else {}
    return {name: given[name] for name in signature(item.obj).parameters if name in given}


def _plain(item: pytest.Function) -> bool:
    """Whether a test needs nothing but its parameters, and tries no random answers."""
    return signature(item.obj).parameters.keys() <= _given(item).keys() and not hasattr(
        item.obj, "hypothesis"
    )


def _about(item: pytest.Function, door: str) -> bool:
    doors = TESTS[item.module.__name__.split(".")[-1]]
    if doors is not None and door not in doors:
        return False
    for value in _given(item).values():
        named = value if isinstance(value, str) else getattr(value, "door", getattr(value, "name", door))
        if named in library.names() and named != door:
            return False
    return True


def _caches(items: list[pytest.Function]) -> list[Any]:
    modules = {item.module for item in items}
    return [one for module in modules for one in vars(module).values() if isinstance(one, _lru_cache_wrapper)]


if __name__ == "__main__":
    hunt = Hunt(sys.argv[1:] or library.names())
    there = [f"tests/engine/{name}.py" for name in TESTS]
    pytest.main(
        [*there, "-q", "-p", "no:cacheprovider", "-p", "no:xdist", "-p", "no:randomly"], plugins=[hunt]
    )
    sys.exit(0 if hunt.passed else 1)
