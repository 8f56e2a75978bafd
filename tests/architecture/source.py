"""The project's own source, as the house rules see it."""

from __future__ import annotations

import ast
import subprocess
from collections.abc import Iterator
from functools import cache
from pathlib import Path

CHECKOUT = Path(__file__).resolve().parent.parent.parent
FLOORS = ("portal", "audit", "decisions")

Function = ast.FunctionDef | ast.AsyncFunctionDef


@cache
def tracked() -> tuple[Path, ...]:
    """Return every file that git keeps or would keep, as paths inside the checkout."""
    command = ["git", "ls-files", "--cached", "--others", "--exclude-standard"]
    told = subprocess.run(command, cwd=CHECKOUT, capture_output=True, text=True, check=True).stdout
    return tuple(path for line in sorted(set(told.splitlines())) if (path := CHECKOUT / line).is_file())


def modules(*tops: str) -> list[Path]:
    """Return the Python files of the given top folders, migrations left out: Django writes those."""
    return [
        path
        for path in tracked()
        if path.suffix == ".py"
        and path.relative_to(CHECKOUT).parts[0] in tops
        and "migrations" not in path.parts
    ]


def name(path: Path) -> str:
    """Return a path as a person would say it."""
    return path.relative_to(CHECKOUT).as_posix()


@cache
def tree(path: Path) -> ast.Module:
    """Return a file's syntax tree."""
    return ast.parse(path.read_text(), filename=str(path))


def functions(path: Path) -> Iterator[Function]:
    """Yield every function and method of a file; what stands inside one is part of it."""
    waiting: list[ast.AST] = [tree(path)]
    while waiting:
        for node in ast.iter_child_nodes(waiting.pop()):
            if isinstance(node, Function):
                yield node
            else:
                waiting.append(node)
