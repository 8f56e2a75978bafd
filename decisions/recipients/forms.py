"""What is written down of a recipient: the form of each fact."""

from __future__ import annotations

from typing import Any

from decisions.fact_forms import NO, YES, FactForm, day_field, words_field
from decisions.recipients.codes import AGREEMENTS, ASSURANCES, ELEMENTS, ROUTES
from decisions.vocabulary import KIND_WORDS
from portal.design.fields import Choice, RadiosField, TextField

OF_ELEMENTS = {
    "jurisdiction": "For example England and Wales, or Scotland",
    "context": "Why they need to know anything at all",
    "parties": "Each organisation, and who signs for it",
    "definition": "What they must keep to themselves",
    "purpose": "What it may be used for",
    "permitted_use": "Who may use it, and how",
    "recording": "If they may write it down, and where",
    "storing": "Where it is kept, and who can see it",
    "destroying": "On which day, and how we are told",
    "onward": "For example nobody, without asking us first",
    "liability": "What they owe, and to whom",
}
AN_EXAMPLE = "For example, 15 3 2026"


def _choices(codes: dict[str, str]) -> list[Choice]:
    return [Choice(code, label) for code, label in codes.items()]


class RecipientForm(FactForm):
    """Someone who may be told something, and whom we know."""

    title_of = "Add someone we may share with"

    kind = RadiosField(
        label="Who are they?",
        size="m",
        choices=[Choice(kind.value, words[:1].upper() + words[1:]) for kind, words in KIND_WORDS.items()],
        required_message="Select who they are",
    )
    name = TextField(
        label="Name", size="m", max_length=200, spellcheck=False, required_message="Enter their name"
    )
    phone = TextField(
        label="The number we found ourselves",
        size="m",
        max_length=40,
        width=20,
        required=False,
        inputmode="tel",
    )
    private = RadiosField(
        label="Is it a private person?",
        size="m",
        hint="A private person's name and number are kept locked",
        choices=[Choice(YES, "Yes"), Choice(NO, "No, an organisation or someone at work")],
        required_message="Select if it is a private person",
    )

    def facts(self) -> dict[str, Any]:
        """Return what the action is given."""
        return self.cleaned_data | {"private": self.cleaned_data["private"] == YES}


class RouteForm(FactForm):
    """A way to reach them that we found ourselves."""

    title_of = "Record how to reach them"

    kind = RadiosField(
        label="How?", size="m", choices=_choices(ROUTES), required_message="Select how they are reached"
    )
    value = TextField(
        label="The number or address",
        size="m",
        max_length=200,
        spellcheck=False,
        required_message="Enter the number or address",
    )
    found = TextField(
        label="Where did you find it?",
        size="m",
        max_length=200,
        hint="Not from the one who called",
        required_message="Enter where you found it",
    )
    found_on = day_field("When?", AN_EXAMPLE, required_message="Enter the day you found it")


class AssuranceForm(FactForm):
    """Evidence that they can be trusted."""

    title_of = "Record why they can be trusted"

    kind = RadiosField(
        label="What did you see?",
        size="m",
        choices=_choices(ASSURANCES),
        required_message="Select what you saw",
    )
    evidence = words_field(
        "What does it say, and where is it kept?", "Enter what it says, and where it is kept"
    )
    by_whom = TextField(label="Who gave it?", size="m", max_length=200, required_message="Enter who gave it")
    seen_on = day_field("When did you see it?", AN_EXAMPLE, required_message="Enter the day you saw it")
    ends_on = day_field(
        "Until when does it count?", "For example, 15 3 2027", required_message="Enter the last day it counts"
    )


class AgreementForm(FactForm):
    """An agreement, element by element. What is not in it may stay empty; the page then says what is missing."""

    title_of = "Record an agreement"

    kind = RadiosField(
        label="Which kind is it?",
        size="m",
        choices=_choices(AGREEMENTS),
        required_message="Select which kind it is",
    )
    kept = TextField(
        label="Where is the signed paper kept?",
        size="m",
        max_length=200,
        required_message="Enter where the signed paper is kept",
    )
    starts_on = day_field("From when?", AN_EXAMPLE, required_message="Enter its first day")
    ends_on = day_field("Until when?", "For example, 15 3 2027", required_message="Enter its last day")

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        last = {name: self.fields.pop(name) for name in ("kept", "starts_on", "ends_on")}
        for code, label in ELEMENTS.items():
            self.fields[code] = words_field(label, "", hint=OF_ELEMENTS[code])
        self.fields.update(last)

    def facts(self) -> dict[str, Any]:
        """Return the agreement as the action takes it: its elements stand together."""
        given = self.cleaned_data
        plain = ("kind", "kept", "starts_on", "ends_on")
        return {name: given[name] for name in plain} | {"elements": {code: given[code] for code in ELEMENTS}}


class AlertForm(FactForm):
    """A warning to every worker."""

    title_of = "Warn everyone about them"

    reason = words_field(
        "What must people know?",
        "Enter what people must know",
        hint="Every worker will read this. Name no one we look after",
    )
    starts_on = day_field("From when?", AN_EXAMPLE, required_message="Enter the day it starts")
    ends_on = day_field("Until when, if you know?", "For example, 15 3 2027", required=False)
