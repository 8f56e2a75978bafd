"""One mutant for each way in which a function's code can be changed, put in place of the code itself."""

from __future__ import annotations
import __future__

import ast
import hashlib
import importlib
import inspect
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from types import CodeType, FunctionType, ModuleType
from typing import Any, Final

ENGINE: Final = Path(__file__).parents[2] / "decisions" / "engine"
NOT_RUN: Final = {"decorator_list", "defaults", "kw_defaults", "annotation", "returns", "type_params"}
"""Parts of a function that its own code does not run."""
Ways = Callable[[ast.AST, ast.FunctionDef], Iterator[ast.AST]]
"""What a node can be replaced by; with the innermost function it is in."""
Put = Callable[[ast.AST], None]


@dataclass(frozen=True)
class Mutant:
    """How it is otherwise, where, and the function's code with that.

    `statement` is its number in the function; `key` changes with the function's text, and not with where it lies.
    """

    name: str
    key: str
    line: int
    function: FunctionType
    code: CodeType
    statement: int


@dataclass(frozen=True)
class Source:
    """A function, the tree of its code, and the statement at the top of its module that it is in."""

    function: FunctionType
    tree: ast.FunctionDef
    top: ast.stmt

    def code(self) -> CodeType | None:
        """Compile what its tree is now; None where this is no code for the function."""
        like = self.function.__code__
        flags = __future__.annotations.compiler_flag
        ast.fix_missing_locations(self.top)
        whole = compile(ast.Module([self.top], []), like.co_filename, "exec", flags, dont_inherit=True)
        code = _code_of(whole, like)
        return code if code and code.co_freevars == like.co_freevars else None


@contextmanager
def in_place(mutant: Mutant) -> Iterator[None]:
    """Run the mutant's code instead of the function's for a while."""
    before = mutant.function.__code__
    mutant.function.__code__ = mutant.code
    try:
        yield
    finally:
        mutant.function.__code__ = before


def mutants(module: str, ways: Ways) -> Iterator[Mutant]:
    """Every mutant of a module, the same ones each time."""
    for source in sources(importlib.import_module(module)):
        as_is, seen, text = source.code(), dict[str, int](), ast.dump(source.tree)
        numbers = {id(each): number for number, each in enumerate(statements(source.tree))}
        for node, statement, owner, put in _places(source.tree):
            for new in ways(node, owner):
                name = f"{source.function.__qualname__}: {_said(node)} → {_said(new)}"
                put(ast.copy_location(new, node) if isinstance(node, ast.expr | ast.stmt) else new)
                code = source.code()
                put(node)
                if code and code != as_is:
                    seen[name] = seen.get(name, 0) + 1
                    again = f" ({seen[name]})" if seen[name] > 1 else ""
                    key = hashlib.sha256((name + again + text).encode()).hexdigest()[:16]
                    line = getattr(node, "lineno", statement.lineno)
                    yield Mutant(name + again, key, line, source.function, code, numbers[id(statement)])


def sources(module: ModuleType) -> Iterator[Source]:
    """Every function and method of a module, with its tree."""
    functions = _functions(module)
    tree = ast.parse(Path(str(module.__file__)).read_text())
    for top in tree.body:
        for node in ast.walk(top):
            if isinstance(node, ast.FunctionDef) and (function := functions.get(_first_line(node))):
                yield Source(function, node, top)


def statements(function: ast.FunctionDef) -> list[ast.stmt]:
    """The statements of a function, those of functions inside it too, in one order."""
    return [node for node in ast.walk(function) if isinstance(node, ast.stmt) and node is not function]


def _functions(module: ModuleType) -> dict[int, FunctionType]:
    """The functions and methods of a module by their first line, decorators included."""
    found: list[Any] = list(vars(module).values())
    found += [one for each in found if isinstance(each, type) for one in vars(each).values()]
    plain = [_plain(one) for one in found]
    return {
        one.__code__.co_firstlineno: one
        for one in plain
        if isinstance(one, FunctionType) and one.__code__.co_filename == module.__file__
    }


def _plain(one: Any) -> Any:
    """The function inside a property, a method of a class, or what decorators made of it."""
    if isinstance(one, property):
        one = one.fget
    elif isinstance(one, cached_property):
        one = one.func
    elif isinstance(one, classmethod | staticmethod):
        one = one.__func__
    return inspect.unwrap(one) if callable(one) and not isinstance(one, type) else one


def _first_line(function: ast.FunctionDef) -> int:
    return min([function.lineno, *(each.lineno for each in function.decorator_list)])


def _places(function: ast.FunctionDef) -> Iterator[tuple[ast.AST, ast.stmt, ast.FunctionDef, Put]]:
    """Every node that the function's code runs, its statement and innermost function, and how to replace it."""
    waiting: list[tuple[ast.AST, ast.stmt, ast.FunctionDef]] = [(function, function, function)]
    while waiting:
        parent, statement, owner = waiting.pop()
        for child, put in _children(parent):
            inside = child if isinstance(child, ast.stmt) else statement
            whose = child if isinstance(child, ast.FunctionDef) else owner
            if inside is not function:
                yield child, inside, whose, put
            waiting.append((child, inside, whose))


def _children(parent: ast.AST) -> Iterator[tuple[ast.AST, Put]]:
    """What a node is made of, and how to replace each part. `strict=` is a check on ourselves: nothing depends on it."""
    if isinstance(parent, ast.keyword) and parent.arg == "strict":
        return
    for field, value in list(ast.iter_fields(parent)):
        if field in NOT_RUN:
            continue
        if isinstance(value, ast.AST):
            yield value, _setter(parent, field)
        elif isinstance(value, list):
            for at, one in enumerate(value):
                if isinstance(one, ast.AST):
                    yield one, _item_setter(value, at)


def _setter(parent: ast.AST, field: str) -> Put:
    return lambda new: setattr(parent, field, new)


def _item_setter(nodes: list[Any], at: int) -> Put:
    def put(new: ast.AST) -> None:
        nodes[at] = new

    return put


def _said(node: ast.AST) -> str:
    """A node in words, short enough for a line."""
    body = getattr(node, "body", None)
    if isinstance(node, ast.If | ast.While) and isinstance(body, list):
        node = node.test
    text = " ".join(ast.unparse(node).split())
    return text if len(text) < 90 else f"{text[:60]} … {text[-25:]}"


def _code_of(module: CodeType, like: CodeType) -> CodeType | None:
    """The code of the same function inside a module's code."""
    waiting = [module]
    for code in waiting:
        if code.co_qualname == like.co_qualname and code.co_firstlineno == like.co_firstlineno:
            return code
        waiting += [one for one in code.co_consts if isinstance(one, CodeType)]
    return None
