"""What the forms of an individual's facts share."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from audit.fact_forms import NO, YES, EndForm, FactForm, InChoice, words_field
from decisions.vocabulary import ITEMS, KIND_WORDS, SOMETHING_ELSE, RecipientKind
from portal.design.fields import CheckboxesField, Choice, NameField, RadiosField
from portal.design.forms import Form


class ItemsForm(FactForm):
    """A fact that is about some kinds of information."""

    def clean(self) -> dict[str, Any]:
        """Ask what "something else" is where it was ticked."""
        ticked = self.cleaned_data.get("items") or []
        if SOMETHING_ELSE in ticked and not self.cleaned_data.get("other"):
            self.add_error("other", "Enter what the something else is")
        return self.cleaned_data

    def chosen(self) -> Mapping[str, str]:
        """Return the ticked kinds of information, each with its own words where it has any."""
        other = self.cleaned_data.get("other", "")
        return {
            code: other if code == SOMETHING_ELSE else "" for code in self.cleaned_data.get("items") or []
        }


def items_field(label: str, **given: Any) -> CheckboxesField:
    """Return the kinds of information, to be ticked; "something else" asks what it is."""
    words = {code: label[:1].upper() + label[1:] for code, label in ITEMS.items()}
    offered = [Choice(c, w, reveal="other" if c == SOMETHING_ELSE else None) for c, w in words.items()]
    return CheckboxesField(label=label, size="m", choices=offered, **given)


def other_field() -> InChoice:
    """Return the line that says what "something else" is."""
    return InChoice(label="What is it?", required=False, max_length=200, size="s")


def who_field(label: str) -> RadiosField:
    """Return the kinds of recipient a person may speak about."""
    named = [(kind, KIND_WORDS[kind]) for kind in RecipientKind if kind != RecipientKind.THEMSELF]
    choices = [Choice(kind.value, words[:1].upper() + words[1:]) for kind, words in named]
    return RadiosField(label=label, size="m", choices=choices, required_message="Select who it is about")


def at_risk_field() -> RadiosField:
    """Return the question that asks a senior to look."""
    return RadiosField(
        label="May it become impossible to care for them well?",
        size="m",
        hint="If yes, a senior is asked to talk with them",
        choices=[Choice(YES, "Yes"), Choice(NO, "No")],
        required_message="Select if it may become impossible to care for them well",
    )


class EndOfSaidForm(EndForm):
    """That a person takes back something they said, and what was explained to them about it."""

    explained = words_field(
        "What did you explain that may change?",
        "",
        hint="For example, that the surgery may not be able to help as before",
    )


class TakenBackForm(EndOfSaidForm):
    """That a person takes back what they agreed to; a senior looks where care may become impossible."""

    care_at_risk = at_risk_field()

    def clean_care_at_risk(self) -> bool:
        """Return it as the action takes it."""
        return bool(self.cleaned_data["care_at_risk"] == YES)


class FindForm(Form):
    """Whom to look for."""

    text = NameField(
        label="Who do you look for?", hint="Their reference, full name or NHS number", heading=True,
        required_message="Enter a reference, a name or an NHS number",
    )  # fmt: skip
