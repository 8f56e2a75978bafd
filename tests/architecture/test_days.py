"""Every rule with a day, a time or a number is tried at its boundary, by a test that days.toml names.

Where this fails: state the rule with `tests.days` (the day before, on and after; one fewer, as many, one more), see
that its test fails with `<` for `<=`, and write it into days.toml. What is no rule is named there with a reason.
"""

from __future__ import annotations

import ast
import tomllib
from functools import cache
from pathlib import Path
from typing import Any

from tests.architecture.comparing import compares, moments_made_days
from tests.architecture.source import CHECKOUT, tree

LONDON = {"portal/days.py", "portal/written_days.py"}
"""Where a moment becomes a day."""


@cache
def table() -> dict[str, Any]:
    return tomllib.loads((Path(__file__).parent / "days.toml").read_text())


def rules() -> dict[str, dict[str, Any]]:
    """Return every rule by its file and name."""
    return {f"{file}:{name}": rule for file, held in table()["rules"].items() for name, rule in held.items()}


def reasons() -> dict[str, str]:
    """Return why each function or file that compares holds no rule."""
    return {name: why for why, names in table()["no_rule"].items() for name in names}


def excused(place: str) -> bool:
    return place in reasons() or place.partition(":")[0] in reasons()


def test_each_rule_with_a_day_or_a_number_names_the_tests_that_try_its_boundary():
    missing = {place for place in compares() if place not in rules() and not excused(place)}
    assert missing == set()


def test_no_comparison_was_added_to_a_rule_without_a_test():
    found = compares()
    assert {place: rule["compares"] for place, rule in rules().items()} == {
        place: found.get(place) for place in rules()
    }


def test_what_is_named_as_no_rule_is_there_and_is_no_rule():
    files = {place.partition(":")[0] for place in compares()}
    assert set(reasons()) <= files | set(compares())
    assert {place for place in rules() if excused(place)} == set()


def test_each_test_that_is_named_is_there():
    named = {test for rule in rules().values() for test in rule["tried"]}
    assert {test for test in named if not _is_there(test)} == set()


def test_a_moment_becomes_a_day_in_london_in_one_place():
    assert moments_made_days() <= LONDON | {"audit/reports/counting/period.py"}


def _is_there(test: str) -> bool:
    """Say whether a file holds a test of that name, in a class of that name if one is given."""
    file, *names = test.split("::")
    path = CHECKOUT / file
    held: list[ast.stmt] = tree(path).body if path.is_file() else []
    for name in names:
        found = [
            each for each in held if isinstance(each, ast.FunctionDef | ast.ClassDef) and each.name == name
        ]
        held = found[0].body if found else []
    return bool(held)
