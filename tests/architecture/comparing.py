"""Where the product compares days, times and numbers: every `<`, every lookup such as `__lt`, every span of time."""

from __future__ import annotations

import ast
import re
from collections import Counter
from collections.abc import Iterator
from functools import cache

from tests.architecture.source import FLOORS, modules, name, tree

ORDERED = (ast.Lt, ast.LtE, ast.Gt, ast.GtE)
LOOKUP = re.compile(r"__(lt|lte|gt|gte|range)$")
SPANS = {"timedelta", "stands", "a_year_after", "months_after", "later"}
LEFT_OUT = (
    "decisions/engine/",
    "decisions/rulesets/",
    "decisions/demo",
    "decisions/management/commands/demo.py",
    "portal/launcher/",
)
"""The rules and the engine have tests of their own; the demo and the launcher hold no rule."""


@cache
def compares() -> dict[str, int]:
    """Return how many comparisons each function, method or constant of the product holds."""
    files = (path for path in modules(*FLOORS) if not name(path).startswith(LEFT_OUT))
    return {
        f"{name(path)}:{where}": many
        for path in files
        for where, many in Counter(_places(tree(path), "")).items()
    }


def moments_made_days() -> set[str]:
    """Return the files in which a moment becomes a day without a word of where."""
    return {
        name(path) for path in modules(*FLOORS) for node in ast.walk(tree(path)) if _is_a_day_of_nowhere(node)
    }


def _places(node: ast.AST, where: str) -> Iterator[str]:
    """Yield the name of where a comparison is, once for each."""
    for child in ast.iter_child_nodes(node):
        inside = where
        if isinstance(child, ast.FunctionDef | ast.ClassDef):
            inside = f"{where}.{child.name}" if where else child.name
        elif not where and isinstance(child, ast.Assign | ast.AnnAssign):
            inside = ast.unparse(child.targets[0] if isinstance(child, ast.Assign) else child.target)
        yield from [inside] * _many(child)
        yield from _places(child, inside)


def _many(node: ast.AST) -> int:
    """Return how many comparisons a node is by itself."""
    if isinstance(node, ast.Compare):
        return 0 if _is_plural_or_page(node) else sum(isinstance(each, ORDERED) for each in node.ops)
    if isinstance(node, ast.keyword):
        return bool(LOOKUP.search(node.arg or ""))
    if isinstance(node, ast.Constant):
        return isinstance(node.value, str) and bool(LOOKUP.search(node.value))
    return isinstance(node, ast.Call) and _called(node.func) in SPANS


def _called(node: ast.expr) -> str:
    """Return the name that is called; of a method, only of the span of time that a module holds."""
    if isinstance(node, ast.Attribute) and node.attr == "timedelta":
        return node.attr
    return node.id if isinstance(node, ast.Name) else ""


def _is_plural_or_page(node: ast.Compare) -> bool:
    """Say whether it asks for one or several, or whether a page of a list has a next one."""
    sides = [node.left, *node.comparators]
    lengths = [each for each in sides if isinstance(each, ast.Call) and ast.unparse(each.func) == "len"]
    others = {ast.unparse(each) for each in sides if each not in lengths}
    return bool(lengths) and others <= {"0", "1", "2", "size"}


def _is_a_day_of_nowhere(node: ast.AST) -> bool:
    """Say whether this is today, or the day of a moment, by a clock that is not London's."""
    if not (isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute)):
        return False
    called = ast.unparse(node.func) if node.func.attr in {"localdate", "today", "date"} else ""
    if called in {"timezone.localdate", "date.today", "datetime.date.today"}:
        return True
    return called.endswith(".date") and not called.endswith(("datetime.date", "astimezone(LONDON).date"))
