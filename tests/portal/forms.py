"""Every field of every form of the portal, and every line to type on that a module makes, wherever it makes it."""

from __future__ import annotations

import ast
import sys
from collections.abc import Iterator
from functools import cache
from importlib import import_module
from operator import attrgetter
from pathlib import Path
from pkgutil import walk_packages
from types import ModuleType, SimpleNamespace

from django.contrib import admin
from django.forms import BaseForm, CharField, DateField, Field, ModelForm, Textarea
from django.http import HttpRequest

from portal.design.fields import (
    EmailField,
    NameField,
    NHSNumberField,
    PasswordField,
    ReferenceField,
    TelephoneField,
)
from portal.design.times import TimeField
from portal.models import User
from tests.architecture.source import CHECKOUT, FLOORS, modules, tree

READING = (NHSNumberField, TelephoneField, EmailField, ReferenceField, NameField)
NO_FORMS = {"migrations", "launcher", "wsgi"}


@cache
def every_field() -> list[tuple[str, Field]]:
    """Return each field with the names of its form and its own, those of the set-up site too."""
    for floor in FLOORS:
        for module in walk_packages([str(CHECKOUT / floor)], f"{floor}."):
            if NO_FORMS.isdisjoint(module.name.split(".")):
                import_module(module.name)
    ours = {each for each in _below(BaseForm) if each.__module__.split(".")[0] in FLOORS}
    # The set-up site makes its fields from these itself.
    forms = {each for each in ours if not issubclass(each, ModelForm)}
    return [
        (f"{form.__name__}.{name}", field)
        for form in sorted(forms, key=lambda each: (each.__module__, each.__name__))
        for name, field in form.base_fields.items()
    ] + list(_set_up())


def _set_up() -> Iterator[tuple[str, Field]]:
    """Yield each field of the set-up site's forms."""
    request = HttpRequest()
    request.user = User(is_superuser=True)
    for model, place in admin.site._registry.items():
        inside = [each.get_formset(request).form for each in place.get_inline_instances(request)]
        for form in (place.get_form(request), *inside) if model.__module__ == "portal.models" else ():
            for name, field in form.base_fields.items():
                yield f"/set-up/ {form._meta.model.__name__}.{name}", field


def _below(of: type) -> Iterator[type]:
    for each in of.__subclasses__():
        yield each
        yield from _below(each)


def plain_lines() -> set[str]:
    """Return where a field for one typed line is made without a reader: as `Form.field`, or the function's name."""
    every_field()
    return {
        at
        for path in modules(*FLOORS)
        for at in _made(
            path, ".".join(path.relative_to(CHECKOUT).with_suffix("").parts).removesuffix(".__init__")
        )
    }


def _made(path: Path, name: str) -> Iterator[str]:
    """Yield the places in one module; those that hold no form were not imported."""
    waiting: list[tuple[ast.AST, tuple[str, ...]]] = [(tree(path), ())]
    while waiting:
        node, inside = waiting.pop()
        if isinstance(node, ast.ClassDef | ast.FunctionDef):
            inside = (*inside, node.name)
        elif isinstance(node, ast.Assign) and isinstance(node.targets[0], ast.Name):
            inside = (*inside, node.targets[0].id)
        elif isinstance(node, ast.Call) and name in sys.modules and _is_plain(node.func, sys.modules[name]):
            yield ".".join(inside)
        waiting += [(each, inside) for each in ast.iter_child_nodes(node)]


def _is_plain(called: ast.expr, module: ModuleType) -> bool:
    """Say whether what is called is a field of a form for one line, a day or an address, and no reader."""
    try:
        found = attrgetter(ast.unparse(called))(SimpleNamespace(**vars(module)))
    except AttributeError:
        return False
    if not (isinstance(found, type) and issubclass(found, CharField | DateField)):
        return False
    return not issubclass(found, (*READING, PasswordField, TimeField)) and not issubclass(
        found.widget, Textarea
    )
