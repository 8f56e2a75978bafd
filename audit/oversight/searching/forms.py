"""What is asked before somebody is searched for by name, or a list is taken out."""

from __future__ import annotations

from audit.fact_forms import words_field
from audit.oversight.searching.actions import NO_NAME, NO_REASON, WHOSE, WHY_TAKEN
from audit.oversight.searching.sheet import FORMATS
from portal.design.fields import Choice, DateField, NameField, RadiosField, TextField
from portal.design.forms import Form


class ReferenceForm(Form):
    """A decision's reference."""

    reference = TextField(
        label="Reference of a decision",
        hint="For example, K7M-2QX9",
        size="m",
        max_length=40,
        required_message="Enter the reference of a decision",
    )


class NameForm(Form):
    """Whose name, the name, and why."""

    what = RadiosField(
        label="Whose name do you have?",
        size="m",
        choices=[Choice(code, label) for code, label in WHOSE.items()],
        required_message="Select whose name you have",
    )
    name = NameField(
        label="Name or work reference",
        hint="The whole name, as it was recorded",
        size="m",
        required_message=NO_NAME,
    )
    reason = words_field("Why do you look for them?", NO_REASON)


class PeriodForm(Form):
    """Between which days; either may be left open."""

    since = DateField(label="From", hint="For example, 1 7 2026", size="s", required=False)
    until = DateField(label="To the end of", hint="For example, 30 6 2027", size="s", required=False)


class TakeForm(Form):
    """Why a list is taken out, and as what."""

    kind = RadiosField(
        label="Which kind of file?",
        size="m",
        choices=[Choice(code, words) for code, (words, *_) in FORMATS.items()],
        required_message="Select which kind of file",
    )
    reason = words_field("Why do you take it out?", WHY_TAKEN)
