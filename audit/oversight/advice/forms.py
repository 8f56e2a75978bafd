"""What is typed in a thread: advice, or something more to ask."""

from __future__ import annotations

from audit.fact_forms import day_field, words_field
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


class MoreForm(Form):
    """What the worker asks besides."""

    text = words_field("Ask or say something more", "Enter what you want to ask or say", rows=4)
    urgent = CheckboxesField(
        label="Can it wait?",
        size="m",
        choices=[Choice(URGENT, "No, I need to know today")],
        required=False,
    )
