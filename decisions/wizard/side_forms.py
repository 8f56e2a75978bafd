"""The forms beside the questions: who exactly is meant, what a register says, a departure, what came after."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any

from django.core.exceptions import ValidationError

from audit.oversight.advice.models import Whom
from decisions.wizard.wording import EXPLAIN
from portal.design.fields import (
    CheckboxesField,
    Choice,
    DateField,
    NameField,
    NHSNumberField,
    RadiosField,
    ReferenceField,
    TextAreaField,
)
from portal.design.forms import Form

LONGEST = 2000
NOBODY_LISTED = "none"
REGISTER, WORKER = "register", "worker"
FOLLOW, DEPART = "follow", "depart"


class ReasonField(TextAreaField):
    """A reason asked for only where a choice above it calls for one; its label does not say "optional"."""

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(required=False, max_length=LONGEST, size="s", **kwargs)

    def title(self) -> dict[str, Any]:
        """Return the label as it is."""
        return super().title() | {"text": self.label}


class ChooseForm(Form):
    """Which of several people of that name it is."""

    def __init__(self, *args: Any, people: Sequence[Mapping[str, str]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        offered = [Choice(each["id"], each["reference"], hint=each["initials"]) for each in people]
        offered.append(Choice(NOBODY_LISTED, "None of these", divider_before="or"))
        self.fields["person"] = RadiosField(
            label="Which person is it?",
            heading=True,
            hint="We found more than one. We show references and first letters only",
            choices=offered,
            required_message="Select which person it is",
        )


class NewIndividualForm(Form):
    """Someone the register does not hold yet."""

    name = NameField(label="Full name", required_message="Enter their full name")
    reference = ReferenceField()
    nhs_number = NHSNumberField(required=False, hint="10 digits, like 999 123 4567")
    reason = TextAreaField(
        label="Why do you need to add them?",
        hint="For example, they moved in today and their surgery asks about them",
        max_length=LONGEST,
        rows=2,
        required_message="Enter why you need to add them",
    )

    def __init__(self, *args: Any, homes: Mapping[str, str], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if homes:
            self.fields["home"] = RadiosField(
                label="Which home looks after them?",
                choices=[Choice(code, name) for code, name in homes.items()],
                required_message="Select which home looks after them",
            )


class RegisterForm(Form):
    """Whether the register stands, or why it no longer does."""

    stands = RadiosField(
        label="What is right today?",
        size="m",
        choices=[
            Choice(REGISTER, "The register is right. Use what it says"),
            Choice(WORKER, "The register is out of date", reveal="reason"),
        ],
        required_message="Select what is right today",
    )
    reason = ReasonField(label="Why is it out of date?", hint="The Caldicott Guardian will be told", rows=3)

    def clean(self) -> dict[str, Any]:
        """Ask for the reason where the worker says that the register is out of date."""
        return _reason_with(self, "stands", WORKER, "Explain why the register is out of date, in a few words")


class DepartForm(Form):
    """Whether to follow the advice, and why not."""

    def __init__(self, *args: Any, instead: str, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["decision"] = RadiosField(
            label="Do you want to depart from this advice?",
            heading=True,
            choices=[
                Choice(FOLLOW, "No, follow the advice"),
                Choice(DEPART, f"Yes, {instead}", reveal="reason"),
            ],
            required_message="Select if you want to depart from the advice",
        )
        self.fields["reason"] = ReasonField(
            label="Why do you decide this?",
            hint="Your reason is kept, and the Caldicott Guardian will be told",
            rows=4,
        )

    def clean(self) -> dict[str, Any]:
        """Ask for the reason of a departure."""
        return _reason_with(self, "decision", DEPART, EXPLAIN)


def _reason_with(form: Form, field: str, value: str, sentence: str) -> dict[str, Any]:
    """Ask for `reason` where `field` is `value`, and let its faults go where it is not."""
    if form.cleaned_data.get(field) != value:
        form.errors.pop("reason", None)
        form.cleaned_data["reason"] = ""
    elif "reason" not in form.errors and not form.cleaned_data["reason"]:
        form.add_error("reason", sentence)
    return form.cleaned_data


class NobodyForm(Form):
    """Nobody was in danger after all: how the worker knows."""

    reason = TextAreaField(
        label="How do you know that nobody is in danger?",
        heading=True,
        hint="A few words are enough",
        max_length=LONGEST,
        rows=4,
        required_message="Explain how you know that nobody is in danger, in a few words",
    )


class AskForm(Form):
    """A question for a senior or the Guardian, put before going on."""

    def __init__(self, *args: Any, guardian: str, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        hints = {Whom.GUARDIAN: guardian}
        self.fields["whom"] = RadiosField(
            label="Who do you want to ask?",
            size="m",
            choices=[Choice(whom.value, whom.label, hint=hints.get(whom, "")) for whom in Whom],
            required_message="Select who you want to ask",
        )
        self.fields["text"] = TextAreaField(
            label="What do you want to ask?",
            size="m",
            hint="They see your answers until now. Write only what they need besides",
            max_length=LONGEST,
            required_message="Enter what you want to ask",
        )
        self.fields["urgent"] = CheckboxesField(
            label="Can it wait?",
            size="m",
            choices=[Choice("urgent", "No, I need to know today")],
            required=False,
        )


class AddendumForm(Form):
    """Something the worker forgot to say."""

    text = TextAreaField(
        label="What do you want to add?",
        heading=True,
        hint="Your decision stays as it is, and this is kept with it",
        max_length=LONGEST,
        required_message="Enter what you want to add",
    )


class DisclosureForm(Form):
    """What was in fact shared: with whom, when, and anything that went another way."""

    def __init__(self, *args: Any, items: Mapping[str, str], today: date, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.today = today
        if items:
            self.fields["items"] = CheckboxesField(
                label="What did you share?",
                choices=[Choice(code, label) for code, label in items.items()],
                required_message="Select what you shared",
            )
        else:
            self.fields["what"] = TextAreaField(
                label="What did you share?",
                hint="Write only what you told them",
                max_length=LONGEST,
                rows=3,
                required_message="Enter what you shared",
            )
        self.fields["told"] = NameField(
            label="Who did you tell?",
            hint="Their name and where they work, or what they are to the person",
            required_message="Enter who you told",
        )
        self.fields["on"] = DateField(
            label="When did you share it?",
            hint="For example, 15 3 2026",
            required_message="Enter the day you shared it",
        )
        self.fields["note"] = TextAreaField(
            label="Was anything different from what you decided?",
            required=False,
            max_length=LONGEST,
            rows=3,
        )

    def clean_on(self) -> date:
        """Refuse a day that has not come."""
        on: date = self.cleaned_data["on"]
        if on > self.today:
            raise ValidationError("The day you shared it must be today or in the past")
        return on
