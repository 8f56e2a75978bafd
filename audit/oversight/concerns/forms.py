"""The forms of concerns: how one is raised, and one form for every step, made from the table."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django.core.exceptions import ValidationError

from audit.fact_forms import LONGEST, NO, YES, day_field, words_field
from audit.ledger.models import Entry
from audit.ledger.reference import read
from audit.oversight.concerns.clocks import london_moment
from audit.oversight.concerns.models import About
from audit.oversight.concerns.queries import decision_called
from audit.oversight.concerns.shape import Ask, Input, StepKind
from audit.oversight.concerns.values import LINE
from portal.design.controls import Control
from portal.design.fields import Choice, NameField, RadiosField, TextAreaField, TextField
from portal.design.forms import Form
from portal.design.times import TimeField
from portal.models import Home, Organisation

HINTS = {
    About.RULES: "For example, nobody asked the person first",
    About.MISUSE: "For example, somebody looked at records out of curiosity",
    About.BREACH: "For example, a letter went to the wrong address",
    About.RECIPIENT: "For example, they do not keep what we tell them safe",
    About.NEAR_MISS: "For example, an email was stopped just in time",
}
UNKNOWN = "We do not know this reference. Check it, or leave it empty and say in your own words which decision it is"
DECISION_HINT = "It looks like K7M-2QX9. Leave this empty if there is none"


def _about() -> RadiosField:
    choices = [
        Choice(
            each.value,
            each.label,
            hint=HINTS.get(each, ""),
            reveal="recipient" if each == About.RECIPIENT else None,
        )
        for each in About
    ]
    return RadiosField(
        label="What is it about?", size="m", choices=choices, required_message="Select what it is about"
    )


def _text() -> TextAreaField:
    return TextAreaField(
        label="What is wrong?",
        hint="Say what happened, when and where. Give names only where they matter",
        size="m",
        rows=6,
        max_length=5000,
        required_message="Enter what is wrong",
    )


class ConcernForm(Form):
    """What anyone says is wrong. Only what it is about and the words themselves must be given."""

    recipient = NameField(label="Who is it?", required=False)

    def __init__(self, *args: Any, organisation: Organisation, homes: Sequence[Home], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.organisation = organisation
        self.homes = {str(home.pk): home for home in homes}
        choices = [Choice(pk, home.name) for pk, home in self.homes.items()]
        where = RadiosField(label="Which home is it about?", size="m", choices=choices, required=False)
        self.fields = {"about": _about(), "text": _text(), "home": where} | self.fields
        if not choices:
            del self.fields["home"]

    def given(self) -> dict[str, Any]:
        """Return what the action is given."""
        data = self.cleaned_data
        return {
            "about": data["about"],
            "text": data["text"],
            "recipient": data["recipient"] if data["about"] == About.RECIPIENT else "",
            "home": self.homes.get(data.get("home", "")),
        }


class InsideForm(ConcernForm):
    """The form for people who are logged in: they choose whether their name is kept."""

    decision = TextField(
        label="Reference of the decision",
        hint=DECISION_HINT,
        size="m",
        width=10,
        max_length=20,
        required=False,
    )
    named = RadiosField(
        label="Do you want to give your name?",
        size="m",
        choices=[
            Choice(YES, "Yes, they may see who I am", hint="You can then follow what comes of it"),
            Choice(NO, "I do not want to give my name", hint="We then write down nothing about who you are"),
        ],
        required_message="Select whether you want to give your name",
    )

    def clean_decision(self) -> Entry | None:
        """Return the decision of that reference; another organisation's is as unknown as one that is not there."""
        typed = self.cleaned_data["decision"]
        if not typed:
            return None
        found = decision_called(self.organisation, read(typed))
        if found is None:
            raise ValidationError(UNKNOWN)
        return found

    @property
    def is_named(self) -> bool:
        """Whether the person gave their name."""
        return bool(self.cleaned_data["named"] == YES)

    def given(self) -> dict[str, Any]:
        """Return what the action is given."""
        return super().given() | {"decision": self.cleaned_data["decision"]}


class OutsideForm(ConcernForm):
    """The form for everyone else: no log-in, and nothing is looked up for them."""

    quoted = TextField(
        label="A reference from a letter of ours",
        hint=DECISION_HINT,
        size="m",
        width=10,
        max_length=20,
        required=False,
    )
    contact = TextField(
        label="How can we reach you?",
        hint="A name with a telephone number, an email or a postal address. Without it we cannot answer you",
        size="m",
        max_length=LINE,
        required=False,
    )

    def given(self) -> dict[str, Any]:
        """Return what the action is given."""
        data = self.cleaned_data
        return super().given() | {"quoted": data["quoted"], "contact": data["contact"]}


class StepForm(Form):
    """The form of one step, made from what the table says that it asks."""

    def __init__(self, *args: Any, step: StepKind, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.step = step
        for ask in step.asks:
            self.fields |= _fields(ask)

    def said(self) -> dict[str, Any]:
        """Return what the action is given: a moment is one value, though it is typed as a day and a time."""
        data = self.cleaned_data
        return {
            ask.name: self._moment(ask) if ask.kind == Input.MOMENT else data[ask.name]
            for ask in self.step.asks
        }

    def _moment(self, ask: Ask) -> Any:
        return london_moment(self.cleaned_data[f"{ask.name}_on"], self.cleaned_data[f"{ask.name}_at"])


def _fields(ask: Ask) -> dict[str, Control]:
    """Return the fields of one thing that is asked."""
    needed: dict[str, Any] = {"required_message": ask.missing} if ask.missing else {"required": False}
    around: dict[str, Any] = {"label": ask.label, "hint": ask.hint, "size": "m", **needed}
    match ask.kind:
        case Input.WORDS:
            return {ask.name: TextAreaField(rows=4, max_length=LONGEST, **around)}
        case Input.LINE:
            return {ask.name: TextField(max_length=LINE, **around)}
        case Input.NAME:
            return {ask.name: NameField(**around)}
        case Input.ONE_OF:
            choices = [Choice(code, words) for code, words in ask.options.items()]
            return {ask.name: RadiosField(choices=choices, **around)}
        case Input.MOMENT:
            time = TimeField(label="At what time?", required_message="Enter the time")
            hint = ask.hint or "For example, 15 3 2026"
            return {
                f"{ask.name}_on": day_field(ask.label, hint, when="past", **needed),
                f"{ask.name}_at": time,
            }
        case _:
            hint = ask.hint or "For example, 15 3 2026"
            when = "past" if ask.kind == Input.DAY else ""
            return {ask.name: day_field(ask.label, hint, when=when, **needed)}


class CloseForm(Form):
    """What came of a concern, in a few sentences."""

    summary = words_field("What came of it?", "Enter what came of it", rows=5)


class AgainForm(Form):
    """Why a closed concern is raised again."""

    text = words_field(
        "What is new, or was not put right?", "Enter what is new, or was not put right", rows=5
    )
