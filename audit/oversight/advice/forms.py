"""What is typed in a thread: advice, or something more to ask."""

from __future__ import annotations

from typing import Any

from audit.fact_forms import day_field, words_field
from portal.days import london_day
from portal.design.fields import CheckboxesField, Choice
from portal.design.forms import Form

URGENT = "urgent"


class AdviceForm(Form):
    """What an adviser says."""

    text = words_field(
        "Your advice", "Enter your advice", rows=5, hint="The worker who asked will see it, with your name"
    )
    condition = words_field(
        "What must they do first, or after?",
        "",
        hint="For example, share only after you have called the son back",
    )
    due_on = day_field(
        "By which day?", "For example, 27 11 2026. We remind them until it is done", required=False
    )

    def clean(self) -> dict[str, Any]:
        """Refuse a condition without its day, a day without its condition, and a day that is over."""
        words, day = self.cleaned_data.get("condition"), self.cleaned_data.get("due_on")
        if words and not day and "due_on" not in self.errors:
            self.add_error("due_on", "Enter the day by which it must be done")
        if day and not words and "condition" not in self.errors:
            self.add_error("condition", "Enter what they must do by that day")
        if day and day < london_day():
            self.add_error("due_on", "The day must be today or later")
        return self.cleaned_data


class MoreForm(Form):
    """What the worker asks besides."""

    text = words_field("Ask or say something more", "Enter what you want to ask or say", rows=4)
    urgent = CheckboxesField(
        label="Can it wait?",
        size="m",
        choices=[Choice(URGENT, "No, I need to know today")],
        required=False,
    )
