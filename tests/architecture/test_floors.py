"""Nothing looks up: decisions stands on audit, audit on portal, and the two pure rooms on nothing but Python."""

import ast
import sys

import pytest

from tests.architecture.source import CHECKOUT, FLOORS, modules, name, tree

ABOVE = {"portal": {"audit", "decisions"}, "audit": {"decisions"}, "decisions": set()}
PURE = [
    path
    for path in modules(*FLOORS)
    if path.relative_to(CHECKOUT).parts[:2] in {("decisions", "engine"), ("audit", "transparency")}
]


def imported(path):
    """Return every module that a file imports, wherever in it."""
    found = set()
    for node in ast.walk(tree(path)):
        if isinstance(node, ast.Import):
            found |= {alias.name for alias in node.names}
        elif isinstance(node, ast.ImportFrom):
            assert not node.level, "we write imports out in full"
            found.add(node.module or "")
    return found


def test_no_floor_imports_one_above():
    forbidden = {floor: above | {"tests", "bench"} for floor, above in ABOVE.items()}
    looking_up = {
        f"{name(path)}: {module}"
        for path in modules(*FLOORS)
        for module in imported(path)
        if module.partition(".")[0] in forbidden[path.relative_to(CHECKOUT).parts[0]]
    }
    assert looking_up == set()


@pytest.mark.parametrize("path", PURE, ids=name)
def test_a_pure_room_needs_only_python_and_itself(path):
    room = ".".join(path.relative_to(CHECKOUT).parts[:2])
    foreign = {module for module in imported(path) if module.partition(".")[0] not in sys.stdlib_module_names}
    assert all(module == room or module.startswith(room + ".") for module in foreign)


def test_there_are_pure_rooms():
    assert len(PURE) >= 6
