"""Which homes stand side by side."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django.core.exceptions import ValidationError

from portal.design.fields import CheckboxesField, Choice
from portal.design.forms import Form
from portal.models import Home

FEWEST, MOST = 2, 4


class SideForm(Form):
    """Two to four homes."""

    def __init__(self, *args: Any, homes: Sequence[Home], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["homes"] = CheckboxesField(
            label="Which homes do you want to compare?",
            hint="Select 2, 3 or 4",
            size="m",
            required_message="Select the homes to compare",
            choices=[Choice(str(each.pk), each.name) for each in homes],
        )

    def clean_homes(self) -> list[str]:
        """Return the homes, where they are neither too few nor too many."""
        homes: list[str] = self.cleaned_data["homes"]
        if not FEWEST <= len(set(homes)) <= MOST:
            raise ValidationError("Select 2, 3 or 4 homes")
        return homes
