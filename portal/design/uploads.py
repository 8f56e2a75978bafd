"""A file, chosen on the device."""

from __future__ import annotations

from typing import Any

from django import forms

from portal.design.controls import Control, Reveals


class FileField(Control, forms.FileField):
    """One file. A browser cannot show again what was chosen, so the name is not kept."""

    component = "file-upload"
    verb = "Choose"

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(**kwargs)
        self.error_messages["empty"] = "The file is empty. Choose another one"
        self.error_messages["invalid"] = self.error_messages["missing"] = self.error_messages["required"]

    def params(self, name: str, value: Any, error: str, reveals: Reveals) -> dict[str, Any]:
        """Return the parameters of the input."""
        return self.around(name, error) | {"label": self.title()}
