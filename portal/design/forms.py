"""The base of every form, and the list of what is wrong with one."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from crispy_forms.helper import FormHelper
from crispy_forms.layout import Layout, Submit
from django import forms
from django.forms import BoundField
from django.http import QueryDict
from django.utils.safestring import SafeString

from portal.design.choices import ChoosingField
from portal.design.controls import Control, render_control


class Form(forms.Form):
    """A form whose fields are drawn by the official components and checked by the server only."""

    use_required_attribute = False
    button = "Continue"

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **{"label_suffix": ""} | kwargs)

    def in_order(self) -> list[BoundField]:
        """Return the fields that are not drawn inside another one."""
        return in_order(self)

    @property
    def helper(self) -> FormHelper:
        """What `{% crispy form %}` draws: error summary, fields and one button."""
        helper = FormHelper()
        helper.attrs = {"novalidate": True}
        helper.layout = Layout(*(bound.name for bound in self.in_order()))
        helper.add_input(Submit("", self.button))
        return helper


def in_order(form: forms.BaseForm) -> list[BoundField]:
    """Return a form's visible fields without those drawn inside another one."""
    inside = {name for field in form.fields.values() for name in getattr(field, "revealed", ())}
    return [bound for bound in form.visible_fields() if bound.name not in inside]


def show_typed(form: forms.BaseForm, data: QueryDict) -> None:
    """Let an unbound form show what was typed earlier, without checking it."""
    for name, field in form.fields.items():
        form.initial[name] = field.widget.value_from_datadict(data, {}, form.add_prefix(name))


def render_bound(bound: BoundField) -> SafeString:
    """Return the HTML of a form's field, with what was typed, its first error and the fields inside it."""
    field = bound.field
    if not isinstance(field, Control):
        raise TypeError(f"{bound.name} is not a field of the design system")
    revealed = field.revealed if isinstance(field, ChoosingField) else ()
    reveals = {name: render_bound(bound.form[name]) for name in revealed}
    return render_control(field, bound.html_name, bound.value(), first_error(bound), reveals)


def first_error(bound: BoundField) -> str:
    """Return the first thing to mend in a field, or ""."""
    return str(bound.errors[0]) if bound.errors else ""


def form_errors(form: forms.BaseForm) -> list[tuple[str, str]]:
    """Return what is wrong with a form, in the order of its fields: a link to a control, and a sentence."""
    if not form.is_bound or not form.errors:
        return []
    of_fields = [(_anchor(bound), str(bound.errors[0])) for bound in _drawn(form) if bound.errors]
    first = next((_anchor(bound) for bound in _drawn(form)), "#main-content")
    return [(first, str(error)) for error in form.non_field_errors()] + of_fields


def _drawn(form: forms.BaseForm) -> Iterator[BoundField]:
    """Go through a form's fields as they stand on the page."""
    for bound in in_order(form):
        yield bound
        for name in getattr(bound.field, "revealed", ()):
            yield form[name]


def _anchor(bound: BoundField) -> str:
    """Return the link to a field's control."""
    if isinstance(bound.field, Control):
        return "#" + bound.field.anchor(bound.html_name, bound.value())
    return "#" + bound.html_name
