"""What every field of a form shares, and its picture: a pure function of the field, what was typed and the error.

A control's id is its HTML name (a date's inputs add -day, -month and -year), so that a link in the error
summary always lands on a control.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable, Mapping
from typing import Any, ClassVar

from django import forms
from django.utils.safestring import SafeString

from portal.design.components import component

Reveals = Mapping[str, SafeString]


def printable(value: object) -> str:
    """Return what was typed as it can be shown again: without characters that no page can carry."""
    text = "" if value is None else str(value).replace("\r\n", "\n").replace("\r", "\n")
    if text.isprintable():
        return text
    return "".join(c for c in text if c in "\n\t" or unicodedata.category(c) not in {"Cc", "Cs"})


def in_sentence(label: str) -> str:
    """Return a label as it reads after "Enter": with a small first letter, unless that is an abbreviation."""
    return label if label[1:2].isupper() else label[:1].lower() + label[1:]


class Control(forms.Field):
    """What all fields share: label (perhaps the page's heading), hint, caption, and the sentence for no answer.

    `size` is "s", "m", "l" or "xl"; without it a heading is "l" and any other label "s".
    """

    component: ClassVar[str]
    verb: ClassVar[str] = "Enter"

    def __init__(
        self,
        *,
        label: str,
        hint: str = "",
        heading: bool = False,
        caption: str = "",
        size: str = "",
        required_message: str = "",
        **kwargs: Any,
    ) -> None:
        sentence = required_message or f"{self.verb} {in_sentence(label)}"
        kwargs["error_messages"] = {"required": sentence} | (kwargs.get("error_messages") or {})
        super().__init__(label=label, **kwargs)
        self.hint, self.heading, self.caption, self.size = hint, heading, caption, size

    def params(self, name: str, value: Any, error: str, reveals: Reveals) -> dict[str, Any]:
        """Return the parameters of this field's component."""
        raise NotImplementedError

    def anchor(self, name: str, value: Any) -> str:
        """Return the id of the control that a person must mend."""
        return name

    def title(self) -> dict[str, Any]:
        """Return the parameters of the label or legend."""
        text = self.label if self.required else f"{self.label} (optional)"
        title: dict[str, Any] = {"text": text, "size": self.size or ("l" if self.heading else "s")}
        if self.heading:
            title["isPageHeading"] = True
        if self.caption:
            title["caption"] = {"text": self.caption}
        return title

    def around(self, name: str, error: str) -> dict[str, Any]:
        """Return the parameters that every component takes."""
        params: dict[str, Any] = {"name": name, "id": name}
        if self.hint:
            params["hint"] = {"text": self.hint}
        if error:
            params["errorMessage"] = {"text": error}
        return params


def render_control(
    field: Control, name: str, value: Any, error: str = "", reveals: Reveals | None = None
) -> SafeString:
    """Return the HTML of one control with its label, hint and error; the same arguments give the same HTML.

    `value` is what was typed (text, a list of ticked values, or day, month and year); `reveals` holds the HTML
    of the fields drawn inside this one, by the names its choices give them.
    """
    return component(field.component, field.params(name, value, error, reveals or {}))


def error_summary(errors: Iterable[tuple[str, str]]) -> SafeString:
    """Return the box "There is a problem" for pairs of a link ("#who") and a sentence; nothing for none."""
    listed = [{"href": href, "text": sentence} for href, sentence in errors]
    if not listed:
        return SafeString("")
    return component("error-summary", {"titleText": "There is a problem", "errorList": listed})
