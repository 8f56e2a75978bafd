"""What a piece of code can be changed to: comparisons, choices, numbers, answers, and the parts of a query."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from copy import copy
from typing import Final

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
OPPOSITE: Final = (ast.Eq, ast.NotEq, ast.In, ast.NotIn, ast.Is, ast.IsNot)
EDGES: Final = {"__lt": "__lte", "__lte": "__lt", "__gt": "__gte", "__gte": "__gt"}
NARROWS: Final = ("filter", "exclude")
CONDITIONS: Final = (*NARROWS, "get", "Q")
EMPTY: Final = {
    "list": "[]",
    "Sequence": "()",
    "tuple": "()",
    "Iterable": "()",
    "Iterator": "iter(())",
    "dict": "{}",
    "Mapping": "{}",
    "set": "set()",
    "frozenset": "frozenset()",
    "str": "''",
    "int": "0",
}
"""The empty answer of a function that answers with this type."""


def plain(node: ast.AST, owner: ast.FunctionDef) -> Iterator[ast.AST]:
    """A comparison or a choice turned, nothing returned, True and False changed."""
    yield from _choices(node)
    if isinstance(node, ast.Return) and not (node.value is None or _is_nothing(node.value)):
        yield ast.Return(ast.Constant(None))


def every(node: ast.AST, owner: ast.FunctionDef) -> Iterator[ast.AST]:
    """As `plain`, with numbers one off, denials dropped, empty answers, and each part of a query left out or turned."""
    yield from _choices(node)
    yield from _numbers(node)
    yield from _denials(node)
    yield from _answers(node, owner)
    if isinstance(node, ast.Call):
        yield from _query(node)


def _choices(node: ast.AST) -> Iterator[ast.AST]:
    if isinstance(node, ast.Compare):
        for at, before in enumerate(node.ops):
            ops = [*node.ops[:at], TURNED[type(before)](), *node.ops[at + 1 :]]
            yield ast.Compare(node.left, ops, node.comparators)
    elif isinstance(node, ast.BoolOp):
        yield ast.BoolOp(ast.Or() if isinstance(node.op, ast.And) else ast.And(), node.values)
    elif isinstance(node, ast.If | ast.IfExp | ast.While) and not _turned_elsewhere(node.test):
        yield _with(node, test=_denied(node.test))
    elif isinstance(node, ast.Constant) and isinstance(node.value, bool):
        yield ast.Constant(not node.value)


def _numbers(node: ast.AST) -> Iterator[ast.AST]:
    if isinstance(node, ast.Constant) and type(node.value) is int:
        yield ast.Constant(node.value + 1)
        yield ast.Constant(node.value - 1)
    elif isinstance(node, ast.Slice) and node.upper and not _has_number(node.upper):
        for op in (ast.Add(), ast.Sub()):
            yield _with(node, upper=ast.BinOp(node.upper, op, ast.Constant(1)))


def _denials(node: ast.AST) -> Iterator[ast.AST]:
    if isinstance(node, ast.UnaryOp) and isinstance(node.op, ast.Not | ast.Invert):
        yield node.operand
    elif isinstance(node, ast.BinOp) and isinstance(node.op, ast.BitAnd | ast.BitOr):
        yield ast.BinOp(
            node.left, ast.BitOr() if isinstance(node.op, ast.BitAnd) else ast.BitAnd(), node.right
        )
    elif isinstance(node, ast.comprehension):
        for at, test in enumerate(node.ifs):
            if not _turned_elsewhere(test):
                yield _with(node, ifs=[*node.ifs[:at], _denied(test), *node.ifs[at + 1 :]])


def _answers(node: ast.AST, owner: ast.FunctionDef) -> Iterator[ast.AST]:
    """Nothing, or the opposite, where the type that is promised allows it."""
    if isinstance(node, ast.Expr) and isinstance(node.value, ast.Yield | ast.YieldFrom):
        yield ast.If(ast.Constant(value=False), [node], [])
    if not isinstance(node, ast.Return) or node.value is None or owner.returns is None:
        return
    promised = ast.unparse(owner.returns)
    kind = promised.split("[")[0]
    if kind == "bool" and not isinstance(node.value, ast.Compare | ast.BoolOp | ast.UnaryOp | ast.Constant):
        yield ast.Return(_denied(node.value))
    elif promised.endswith("| None") and not _is_nothing(node.value):
        yield ast.Return(ast.Constant(None))
    elif kind == "QuerySet":
        yield ast.Return(_called(node.value, "none"))
    elif kind in EMPTY and ast.unparse(node.value) not in {*EMPTY.values(), "0"}:
        yield ast.Return(ast.parse(EMPTY[kind], mode="eval").body)


def _query(node: ast.Call) -> Iterator[ast.AST]:
    function = node.func
    if isinstance(function, ast.Attribute):
        if function.attr in {*NARROWS, "distinct"}:
            yield _called(function.value, "all")
        if function.attr == "order_by" and node.args:
            yield _reversed(node)
    name = function.attr if isinstance(function, ast.Attribute) else getattr(function, "id", "")
    yield from _less(node, name)
    for key in node.keywords:
        for turned in _turned_edge(key):
            keywords = [turned if each is key else each for each in node.keywords]
            yield _with(node, keywords=keywords)


def _less(node: ast.Call, name: str) -> Iterator[ast.AST]:
    """A query with one of several conditions left out, or a count without what it is narrowed to."""
    several = name in CONDITIONS and len(node.args) + len(node.keywords) > 1
    if name == "get" and not node.keywords:
        return  # a look into a dictionary
    if several:
        for one in node.args:
            yield _with(node, args=[each for each in node.args if each is not one])
    for key in node.keywords:
        if several or key.arg == "filter":
            yield _with(node, keywords=[each for each in node.keywords if each is not key])


def _turned_edge(key: ast.keyword) -> Iterator[ast.keyword]:
    """A condition on an amount or a day, with its edge inside instead of outside or the other way round."""
    for edge, other in EDGES.items():
        if key.arg and key.arg.endswith(edge):
            yield ast.keyword(key.arg.removesuffix(edge) + other, key.value)


def _reversed(node: ast.Call) -> ast.AST:
    """The same order, backwards."""
    if not all(isinstance(each, ast.Constant) for each in node.args):
        return _called(node, "reverse")
    keys = [str(each.value) for each in node.args if isinstance(each, ast.Constant)]
    turned = [key.removeprefix("-") if key.startswith("-") else f"-{key}" for key in keys]
    return _with(node, args=[ast.Constant(key) for key in turned])


def _turned_elsewhere(test: ast.expr) -> bool:
    """Whether turning the test around is what turning its comparison, or dropping its denial, does already."""
    if isinstance(test, ast.Compare):
        return len(test.ops) == 1 and isinstance(test.ops[0], OPPOSITE)
    return isinstance(test, ast.UnaryOp) and isinstance(test.op, ast.Not)


def _is_nothing(node: ast.expr) -> bool:
    """Whether this is None, or False, which a caller takes for the same."""
    return isinstance(node, ast.Constant) and (node.value is None or node.value is False)


def _has_number(node: ast.expr) -> bool:
    return any(isinstance(each, ast.Constant) and type(each.value) is int for each in ast.walk(node))


def _denied(node: ast.expr) -> ast.expr:
    return ast.UnaryOp(ast.Not(), node)


def _called(node: ast.expr, name: str) -> ast.expr:
    return ast.Call(ast.Attribute(node, name, ast.Load()), [], [])


def _with(node: ast.AST, **changes: object) -> ast.AST:
    """A copy of a node with something else in it."""
    new = copy(node)
    for name, value in changes.items():
        setattr(new, name, value)
    return new
