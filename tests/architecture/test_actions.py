"""What writes: an action is keyword-only, ends in `by`, is one transaction, and appends its entry last."""

import ast

import pytest

from tests.architecture.source import FLOORS, functions, modules, name, tree

ACTIONS = [path for path in modules(*FLOORS) if path.name == "actions.py" or path.parent.name == "actions"]
PUBLIC = [
    pytest.param(path, node, id=f"{name(path)}:{node.name}")
    for path in ACTIONS
    for node in tree(path).body
    if isinstance(node, ast.FunctionDef) and not node.name.startswith("_")
]
APPENDERS = {"append", "append_all"}
VIEWS = [path for path in modules(*FLOORS) if path.stem.startswith("views") or path.parent.name == "views"]


def called(node: ast.AST) -> list[str]:
    """Return the names of what is called inside a node, in the order of the text."""
    calls = [child for child in ast.walk(node) if isinstance(child, ast.Call)]
    calls.sort(key=lambda call: (call.lineno, call.col_offset))
    return [ast.unparse(call.func).rpartition(".")[2] for call in calls]


def appends(node: ast.AST, body: dict[str, ast.FunctionDef]) -> bool:
    """Say whether a node appends an entry itself or through a private function of its own file."""
    return any(
        word in APPENDERS
        or (word in body and word != getattr(node, "name", "") and appends(body[word], body))
        for word in called(node)
    )


def test_there_are_actions():
    assert len(PUBLIC) >= 8


@pytest.mark.parametrize(("path", "action"), PUBLIC)
def test_an_action_is_keyword_only_and_ends_in_by(path, action):
    assert not action.args.args
    assert not action.args.posonlyargs
    assert action.args.kwonlyargs[-1].arg == "by"
    assert action.args.kw_defaults[-1] is None, "`by` has no default: someone always acts"


@pytest.mark.parametrize(("path", "action"), PUBLIC)
def test_an_action_is_one_transaction(path, action):
    assert "transaction.atomic" in [ast.unparse(decorator) for decorator in action.decorator_list]


@pytest.mark.parametrize(("path", "action"), PUBLIC)
def test_an_action_appends_an_entry_last(path, action):
    own = {node.name: node for node in tree(path).body if isinstance(node, ast.FunctionDef)}
    *_, before, last = [None, *action.body]
    assert isinstance(last, ast.Return), "it returns the record"
    assert appends(last, own) or (before is not None and appends(before, own))


def test_a_view_neither_saves_nor_queries():
    words = {"save", "objects", "bulk_create", "get_or_create", "update_or_create"}
    found = {
        f"{name(path)}: {node.attr}"
        for path in VIEWS
        for node in ast.walk(tree(path))
        if isinstance(node, ast.Attribute) and node.attr in words
    }
    assert found == set()


def test_no_signals_no_model_forms_no_generic_foreign_keys():
    words = {"receiver", "post_save", "pre_save", "ModelForm", "GenericForeignKey"}
    found = {
        f"{name(path)}: {alias.name}"
        for path in modules(*FLOORS)
        for node in ast.walk(tree(path))
        if isinstance(node, ast.ImportFrom)
        for alias in node.names
        if alias.name in words
    }
    assert found == set()


def test_a_public_function_says_what_it_promises():
    silent = {
        f"{name(path)}: {function.name}"
        for path in modules(*FLOORS)
        for function in functions(path)
        if not function.name.startswith("_") and function.name != "__str__" and len(function.body) > 4
        if not ast.get_docstring(function)
    }
    assert silent == set()
