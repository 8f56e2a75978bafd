"""The form of a new version of the list."""

from __future__ import annotations

from typing import Any

from audit.fact_forms import FactForm, day_field, words_field
from decisions.need_to_know.codes import CATEGORIES, EVERYONE, ROWS
from portal.design.fields import CheckboxesField, Choice


class MatrixForm(FactForm):
    """What each role needs to know, with whom it was agreed, and until when."""

    title_of = "Agree who needs to know what"

    agreed_with = words_field("Who agreed it with you?", "Enter who agreed it with you")
    reason = words_field("Why, or what changed?", "Enter why, or what changed")
    agreed_on = day_field(
        "When was it agreed?", "For example, 15 3 2026", required_message="Enter the day it was agreed"
    )
    review_on = day_field(
        "When will you look at it again?", "For example, 15 3 2027", when="future",
        required_message="Enter the day you will look at it again",
    )  # fmt: skip

    def __init__(self, *args: Any, **given: Any) -> None:
        super().__init__(*args, **given)
        choices = [Choice(code, words[:1].upper() + words[1:]) for code, words in CATEGORIES.items()]
        hints = {EVERYONE: "What keeps a person safe on any day, for example allergies"}
        rows = {
            row: CheckboxesField(
                label=name, size="m", choices=choices, required=False, hint=hints.get(row, "")
            )
            for row, name in ROWS.items()
        }
        self.fields = {**rows, **self.fields}

    def facts(self) -> dict[str, Any]:
        """Return the version as the action takes it."""
        given = self.cleaned_data
        return {name: given[name] for name in ("agreed_with", "reason", "agreed_on", "review_on")} | {
            "needs": {row: given[row] for row in ROWS}
        }
