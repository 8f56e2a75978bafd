"""What is written down of a recipient: the form of each fact."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django.core.exceptions import ValidationError

from audit.fact_forms import NO, YES, FactForm, day_field, words_field
from decisions.recipients.codes import AGREEMENTS, ASSURANCES, CHECKS, ELEMENTS, RISKS, ROUTES
from decisions.recipients.models import Agreement
from decisions.recipients.routes import route_value
from decisions.vocabulary import KIND_WORDS, day_in_words
from portal.design.fields import CheckboxesField, Choice, NameField, RadiosField, TelephoneField, TextField
from portal.design.forms import Form
from portal.errors import NotAllowed

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
    name = NameField(label="Name", size="m", required_message="Enter their name")
    phone = TelephoneField(label="The number we found ourselves", size="m", required=False)
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


class FindForm(Form):
    """Whom to look for."""

    button = "Find"

    text = NameField(
        label="Find someone by name",
        size="m",
        hint="One word of the name is enough",
        required_message="Enter a name",
    )


class CorrectionForm(FactForm):
    """The name and number as they are now."""

    title_of = "Correct the name or number"

    name = NameField(label="Name", size="m", required_message="Enter their name")
    phone = TelephoneField(label="The number we found ourselves", size="m", required=False)
    reason = words_field("What was wrong, and how do you know?", "Enter what was wrong, and how you know")


class CheckForm(FactForm):
    """How we made sure that it was really them."""

    title_of = "Record how you checked it was them"

    kind = RadiosField(
        label="How did you check?",
        size="m",
        choices=_choices(CHECKS),
        required_message="Select how you checked",
    )
    how = words_field(
        "What did you do?", "Enter what you did", hint="So that the next person can do the same"
    )
    checked_on = day_field("When?", AN_EXAMPLE, required_message="Enter the day you checked")


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

    def clean_value(self) -> str:
        """Return the number or address as its kind is read."""
        try:
            return route_value(self.cleaned_data.get("kind", ""), self.cleaned_data["value"])
        except NotAllowed as refusal:
            raise ValidationError(refusal.sentence) from refusal


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
    by_whom = NameField(label="Who gave it?", size="m", required_message="Enter who gave it")
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


class RiskForm(FactForm):
    """What could go wrong in spite of a warning."""

    title_of = "Weigh the risk"

    wrong = words_field(
        "What could go wrong if we tell them?", "Enter what could go wrong", hint="Name no one we look after"
    )
    reduces = words_field("What makes that less likely?", "Enter what makes it less likely")
    decision = RadiosField(
        label="What do you decide?",
        size="m",
        choices=_choices(RISKS),
        required_message="Select what you decide",
    )


NO_AGREEMENT = "none"


class LinkForm(FactForm):
    """Which agreement in force a link names, if any."""

    title_of = "Ask them to say that they understand"

    def __init__(self, *args: Any, agreements: Sequence[Agreement], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.agreements = {str(each.pk): each for each in agreements}
        offered = [Choice(key, _named(each)) for key, each in self.agreements.items()]
        none = Choice(NO_AGREEMENT, "No agreement", divider_before="or" if offered else "")
        self.fields["agreement"] = RadiosField(
            label="Which agreement goes with it?",
            size="m",
            choices=[*offered, none],
            required_message="Select an agreement, or select 'No agreement'",
        )

    def facts(self) -> dict[str, Any]:
        """Return the agreement chosen, or None."""
        return {"agreement": self.agreements.get(self.cleaned_data["agreement"])}


def _named(agreement: Agreement) -> str:
    return f"{AGREEMENTS[agreement.kind]}, until the end of {day_in_words(agreement.ends_on)}"


class AcknowledgeForm(Form):
    """A recipient without an account says that they understand."""

    name = NameField(
        label="Your full name",
        size="m",
        autocomplete="name",
        required_message="Enter your full name",
    )
    understood = CheckboxesField(
        label="Do you understand?",
        size="m",
        choices=[Choice(YES, "I understand, and I will keep to this")],
        required_message="Tick the box if you understand. If you do not, call us",
    )
