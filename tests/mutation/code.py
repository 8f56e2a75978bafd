"""One mutant for each comparison, choice and answer in the engine's code, put in place of the code itself."""

from __future__ import annotations

import ast
import importlib
from collections.abc import Iterator
from contextlib import contextmanager
from copy import deepcopy
from dataclasses import dataclass
from pathlib import Path
from types import CodeType, FunctionType, ModuleType
from typing import Any, Final

ENGINE: Final = Path(__file__).parents[2] / "decisions" / "engine"
TURNED: Final[dict[type[ast.cmpop], type[ast.cmpop]]] = {
    ast.Eq: ast.NotEq,
    ast.NotEq: ast.Eq,
    ast.Lt: ast.LtE,
    ast.LtE: ast.Lt,
    ast.Gt: ast.GtE,
    ast.GtE: ast.Gt,
    ast.In: ast.NotIn,
    ast.NotIn: ast.In,
    ast.Is: ast.IsNot,
    ast.IsNot: ast.Is,
}


@dataclass(frozen=True)
class Mutant:
    """Where it is otherwise, and how; and the function's code with that."""

    name: str
    function: FunctionType
    code: CodeType


@contextmanager
def in_place(mutant: Mutant) -> Iterator[None]:
    """Run the mutant's code instead of the function's for a while."""
    before = mutant.function.__code__
    mutant.function.__code__ = mutant.code
    try:
        yield
    finally:
        mutant.function.__code__ = before


def mutants(module: str) -> Iterator[Mutant]:
    """Every mutant of a module of the engine, the same ones each time."""
    loaded = importlib.import_module(f"decisions.engine.{module}")
    path = ENGINE / f"{module}.py"
    tree = ast.parse(path.read_text())
    functions = _functions(loaded)
    for top in ast.walk(tree):
        if isinstance(top, ast.FunctionDef) and (function := functions.get(top.lineno)):
            for at in range(len(list(ast.walk(top)))):
                for name, changed in _changed(tree, top, at):
                    code = _code_of(compile(changed, str(path), "exec"), function.__code__)
                    if code and code.co_freevars == function.__code__.co_freevars:
                        yield Mutant(f"{module}:{name}", function, code)


def _functions(module: ModuleType) -> dict[int, FunctionType]:
    """The functions and methods of a module by the line of their def."""
    found: list[Any] = list(vars(module).values())
    found += [one for each in found if isinstance(each, type) for one in vars(each).values()]
    plain = [getattr(one, "fget", None) or getattr(one, "__wrapped__", one) for one in found]
    return {
        _def_line(one): one
        for one in plain
        if isinstance(one, FunctionType) and one.__code__.co_filename == module.__file__
    }


def _def_line(function: FunctionType) -> int:
    """The line of the def itself, past its decorators."""
    lines = Path(function.__code__.co_filename).read_text().splitlines()
    line = function.__code__.co_firstlineno
    while lines[line - 1].lstrip().startswith("@"):
        line += 1
    return line


def _changed(tree: ast.Module, top: ast.FunctionDef, at: int) -> Iterator[tuple[str, ast.Module]]:
    """The module with one node of a function changed, in each way it can be."""
    here = list(ast.walk(top))[at]
    for way in range(4):
        if not _change(deepcopy(here), way):
            continue
        copy = deepcopy(tree)
        function = next(
            one for one in ast.walk(copy) if isinstance(one, ast.FunctionDef) and one.lineno == top.lineno
        )
        node = list(ast.walk(function))[at]
        said = _change(node, way)
        if said:
            yield f"{getattr(node, 'lineno', top.lineno)} {said}", ast.fix_missing_locations(copy)


def _change(node: ast.AST, way: int) -> str:
    """Change a node in place in this way, and say how; "" where there is no such way."""
    if isinstance(node, ast.Compare) and way < len(node.ops):
        before = type(node.ops[way])
        node.ops[way] = TURNED[before]()
        return f"{before.__name__} → {TURNED[before].__name__}"
    return "" if way else _change_once(node)


def _change_once(node: ast.AST) -> str:
    """Change a node that can be changed in one way only."""
    if isinstance(node, ast.BoolOp):
        node.op = ast.Or() if isinstance(node.op, ast.And) else ast.And()
        return "and ↔ or"
    if isinstance(node, ast.If | ast.IfExp | ast.While):
        node.test = ast.UnaryOp(ast.Not(), node.test)
        return "if not"
    if isinstance(node, ast.Return) and not (node.value is None or _is_nothing(node.value)):
        node.value = ast.Constant(None)
        return "return None"
    if isinstance(node, ast.Constant) and isinstance(node.value, bool):
        node.value = not node.value
        return f"is {node.value}"
    return ""


def _is_nothing(node: ast.expr) -> bool:
    """Whether this is None, or False, which a caller takes for the same."""
    return isinstance(node, ast.Constant) and (node.value is None or node.value is False)


def _code_of(module: CodeType, like: CodeType) -> CodeType | None:
    """The code of the same function inside a module's code."""
    waiting = [module]
    for code in waiting:
        if code.co_qualname == like.co_qualname and code.co_firstlineno == like.co_firstlineno:
            return code
        waiting += [one for one in code.co_consts if isinstance(one, CodeType)]
    return None
