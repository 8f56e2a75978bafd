"""What the forms of an individual's facts share."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, ClassVar

from decisions.vocabulary import ITEMS, KIND_WORDS, SOMETHING_ELSE, RecipientKind
from portal.design.fields import (
    CheckboxesField,
    Choice,
    DateField,
    NameField,
    RadiosField,
    TextAreaField,
    TextField,
)
from portal.design.forms import Form

LONGEST = 2000
YES, NO, NOT_SURE = "yes", "no", "not_sure"


class InChoice(TextField):
    """A line that belongs to one choice: it is judged only where that is chosen, and does not say "optional"."""

    def title(self) -> dict[str, Any]:
        """Return the label as it is."""
        return super().title() | {"text": self.label}


class FactForm(Form):
    """The form of one fact. `facts` are what its action is given; `title` is the page's h1."""

    title_of: ClassVar[str]

    def clean(self) -> dict[str, Any]:
        """Ask what "something else" is where it was ticked."""
        ticked = self.cleaned_data.get("items") or []
        if "other" in self.fields and SOMETHING_ELSE in ticked and not self.cleaned_data.get("other"):
            self.add_error("other", "Enter what the something else is")
        return self.cleaned_data

    def facts(self) -> dict[str, Any]:
        """Return what the action is given."""
        return dict(self.cleaned_data)

    def chosen(self) -> Mapping[str, str]:
        """Return the ticked kinds of information, each with its own words where it has any."""
        other = self.cleaned_data.get("other", "")
        return {
            code: other if code == SOMETHING_ELSE else "" for code in self.cleaned_data.get("items") or []
        }


def _item_choices() -> list[Choice]:
    """Return the kinds of information; "something else" asks what it is."""
    words = {code: label[:1].upper() + label[1:] for code, label in ITEMS.items()}
    return [Choice(c, w, reveal="other" if c == SOMETHING_ELSE else None) for c, w in words.items()]


def items_field(label: str, **given: Any) -> CheckboxesField:
    """Return the kinds of information, to be ticked."""
    return CheckboxesField(label=label, size="m", choices=_item_choices(), **given)


def other_field() -> InChoice:
    """Return the line that says what "something else" is."""
    return InChoice(label="What is it?", required=False, max_length=200, size="s")


def who_field(label: str) -> RadiosField:
    """Return the kinds of recipient a person may speak about."""
    named = [(kind, KIND_WORDS[kind]) for kind in RecipientKind if kind != RecipientKind.THEMSELF]
    choices = [Choice(kind.value, words[:1].upper() + words[1:]) for kind, words in named]
    return RadiosField(label=label, size="m", choices=choices, required_message="Select who it is about")


def day_field(label: str, hint: str, **given: Any) -> DateField:
    """Return a date."""
    return DateField(label=label, hint=hint, size="m", **given)


class EndForm(Form):
    """That something no longer stands: why, how we know, and since when."""

    reason = TextAreaField(
        label="Why does it end, and how do you know?", size="m", rows=3, max_length=LONGEST,
        required_message="Enter why it ends, and how you know",
    )  # fmt: skip
    explained = TextAreaField(
        label="What did you explain that may change?", size="m", rows=2, max_length=LONGEST, required=False,
        hint="For example, that the surgery may not be able to help as before",
    )  # fmt: skip
    ended_on = day_field("Since when?", "For example, 15 3 2026", required_message="Enter the day it ended")


class FindForm(Form):
    """Whom to look for."""

    text = NameField(
        label="Who do you look for?", hint="Their reference, full name or NHS number", heading=True,
        required_message="Enter a reference, a name or an NHS number",
    )  # fmt: skip
