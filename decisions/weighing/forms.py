"""What a Guardian types at the end: what the worker is to do now."""

from __future__ import annotations

from audit.fact_forms import words_field
from portal.design.forms import Form


class WordsForm(Form):
    """The Guardian's own words to the worker."""

    words = words_field(
        "What do you want the worker to do now?",
        "Enter what you want the worker to do now",
        rows=4,
        hint="They see it with your name, above the words to say",
    )
