"""What the form of every fact shares, and the form that ends one."""

from __future__ import annotations

from typing import Any, ClassVar

from portal.design.fields import DateField, EmailField, NameField, TextAreaField, TextField
from portal.design.forms import Form

LONGEST = 2000
YES, NO, NOT_SURE = "yes", "no", "not_sure"


class InChoice(TextField):
    """A line that belongs to one choice: it is judged only where that is chosen, and does not say "optional"."""

    def title(self) -> dict[str, Any]:
        """Return the label as it is."""
        return super().title() | {"text": self.label}


class NameInChoice(InChoice, NameField):
    """A name that belongs to one choice."""


class EmailInChoice(InChoice, EmailField):
    """An e-mail address that belongs to one choice."""


class FactForm(Form):
    """The form of one fact. `facts` are what its action is given; `title_of` is the page's h1."""

    title_of: ClassVar[str]

    def facts(self) -> dict[str, Any]:
        """Return what the action is given."""
        return dict(self.cleaned_data)


def day_field(label: str, hint: str, **given: Any) -> DateField:
    """Return a date."""
    return DateField(label=label, hint=hint, size="m", **given)


def words_field(label: str, missing: str, *, rows: int = 2, **given: Any) -> TextAreaField:
    """Return a few sentences; `missing` is the sentence where there are none, "" where there may be none."""
    needed = {"required_message": missing} if missing else {"required": False}
    return TextAreaField(label=label, size="m", rows=rows, max_length=LONGEST, **needed, **given)


class EndForm(Form):
    """That something no longer stands: why, how we know, and since when."""

    reason = words_field(
        "Why does it end, and how do you know?", "Enter why it ends, and how you know", rows=3
    )
    ended_on = day_field("Since when?", "For example, 15 3 2026", required_message="Enter the day it ended")
