"""Fields answered by choosing: one of several (radios) or as many as apply (checkboxes)."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from django import forms
from django.core.exceptions import ValidationError

from portal.design.controls import Control, Reveals

NOT_OFFERED = "Select one of the answers on this page"


@dataclass(frozen=True, slots=True)
class Choice:
    """One thing to choose.

    `divider_before` is a word such as "or" drawn above it; `reveal` names the form's field that belongs to this
    choice and is drawn inside it; an `exclusive` checkbox ("Nothing") goes with no other.
    """

    value: str
    label: str
    hint: str = ""
    divider_before: str = ""
    reveal: str | None = None
    exclusive: bool = False


class ChoosingField(Control):
    """What radios and checkboxes share."""

    verb = "Select"

    def __init__(self, *, choices: Sequence[Choice], **kwargs: Any) -> None:
        kwargs["error_messages"] = {"invalid_choice": NOT_OFFERED} | (kwargs.get("error_messages") or {})
        super().__init__(choices=[(choice.value, choice.label) for choice in choices], **kwargs)
        self.offered = tuple(choices)

    @property
    def revealed(self) -> tuple[str, ...]:
        """The names of the fields drawn inside this one."""
        return tuple(choice.reveal for choice in self.offered if choice.reveal)

    def params(self, name: str, value: Any, error: str, reveals: Reveals) -> dict[str, Any]:
        """Return the parameters of the group."""
        chosen = {value} if isinstance(value, str) else set(value or ())
        params = self.around(name, error)
        # The group's own id would be the first control's too.
        del params["id"]
        return params | {
            "idPrefix": name,
            "fieldset": {"legend": self.title()},
            "items": [item for choice in self.offered for item in self._items(choice, chosen, reveals)],
        }

    def _items(self, choice: Choice, chosen: set[str], reveals: Reveals) -> list[dict[str, Any]]:
        """Return one choice's item, after its divider if it has one."""
        item: dict[str, Any] = {
            "value": choice.value,
            "text": choice.label,
            "checked": choice.value in chosen,
        }
        if choice.hint:
            item["hint"] = {"text": choice.hint}
        if choice.reveal and choice.reveal in reveals:
            item["conditional"] = {"html": reveals[choice.reveal]}
        if choice.exclusive:
            item["behaviour"] = "exclusive"
        return [{"divider": choice.divider_before}, item] if choice.divider_before else [item]


class RadiosField(ChoosingField, forms.ChoiceField):
    """One of several; nothing is chosen for the person."""

    component = "radios"
    widget = forms.RadioSelect


class CheckboxesField(ChoosingField, forms.MultipleChoiceField):
    """As many as apply, returned in the order in which they are offered."""

    component = "checkboxes"
    widget = forms.CheckboxSelectMultiple

    def clean(self, value: Any) -> list[str]:
        """Return what was ticked; refuse an exclusive choice together with another."""
        ticked = set(super().clean(value))
        for choice in self.offered:
            if choice.exclusive and choice.value in ticked and len(ticked) > 1:
                raise ValidationError(f"Select what applies, or select '{choice.label}'", code="exclusive")
        return [choice.value for choice in self.offered if choice.value in ticked]
