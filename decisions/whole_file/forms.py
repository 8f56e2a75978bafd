"""Why a copy of a file is taken."""

from __future__ import annotations

from audit.fact_forms import FactForm, words_field
from decisions.whole_file.actions import PURPOSES, WHY
from portal.design.fields import Choice, RadiosField


class TakeOutForm(FactForm):
    """What the copy is for, and why."""

    title_of = "Take a copy of their whole file"

    purpose = RadiosField(
        label="What is it for?",
        size="m",
        choices=[Choice(code, label) for code, label in PURPOSES.items()],
        required_message="Select what it is for",
    )
    reason = words_field("Who asked for it, and how do you know that they may have it?", WHY)
