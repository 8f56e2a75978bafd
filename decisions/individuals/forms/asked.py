"""What came of asking: a no, a carer's own word, the Summary Care Record, the notice, and what is private."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from audit.fact_forms import NO, YES, FactForm, day_field, words_field
from decisions.individuals.forms.parts import (
    ItemsForm,
    at_risk_field,
    items_field,
    other_field,
    who_field,
)
from decisions.individuals.forms.said import HOWS
from decisions.individuals.models import Wishes
from decisions.individuals.models_asked import NOTICE_FACTS, SUMMARY_RECORD
from portal.design.fields import CheckboxesField, Choice, NameField, RadiosField, TextField

A_DAY = "For example, 15 3 2026"


class RefusalForm(ItemsForm):
    """They were asked to agree, and said no."""

    title_of = "Record that they were asked and said no"

    recipient_kind = who_field("Who asked, or would be told?")
    recipient_name = NameField(label="Their name, if it is one person or place", required=False)
    items = items_field("What did you ask about?", required_message="Select what you asked about")
    other = other_field()
    purpose = words_field("What was it for?", "Enter what the information was for")
    asked_how = RadiosField(
        label="How did you ask?", size="m", choices=[Choice(*each) for each in HOWS.items()],
        required_message="Select how you asked",
    )  # fmt: skip
    explained = words_field(
        "What did you explain that may happen?", "Enter what you explained", rows=3,
        hint="For example, that the surgery may not be able to help as well",
    )  # fmt: skip
    reason = words_field("If they said why: what did they say?", "")
    care_at_risk = at_risk_field()
    asked_on = day_field("When did you ask?", A_DAY, required_message="Enter the day you asked")

    def facts(self) -> dict[str, Any]:
        """Return the refusal as the action takes it."""
        given = self.cleaned_data
        return {name: given[name] for name in ("recipient_kind", "recipient_name", "purpose", "asked_on")} | {
            "items": self.chosen(),
            "care_at_risk": given["care_at_risk"] == YES,
            "asked": {
                "how": HOWS[given["asked_how"]],
                "reason": given["reason"],
                "explained": given["explained"],
            },
        }


class ReviewForm(FactForm):
    """A senior looked at a no that may make care impossible."""

    title_of = "Record that you looked at it"

    talked = words_field(
        "Whom did you talk to, and what did they say?", "Enter whom you talked to, and what they said", rows=3
    )
    outcome = words_field(
        "What will happen now?", "Enter what will happen now", rows=3,
        hint="For example another way to care for them that they can agree to",
    )  # fmt: skip
    reviewed_on = day_field(
        "When did you look at it?", A_DAY, required_message="Enter the day you looked at it"
    )


class CarerForm(FactForm):
    """What somebody close to the person says for themself: if they want to be told."""

    title_of = "Record if a carer wants to be told"

    agrees = RadiosField(
        label="Do they agree to be told?", size="m",
        hint="It can be hard to know. Ask them, and tell them that they can say no",
        choices=[Choice(YES, "Yes"), Choice(NO, "No, they do not want to be told")],
        required_message="Select if they agree to be told",
    )  # fmt: skip
    about = words_field("If only some things, which?", "")
    how = words_field("How did you ask them?", "Enter how you asked them")
    said_on = day_field("When did they say it?", A_DAY, required_message="Enter the day they said it")

    def __init__(self, *args: Any, wishes: Mapping[str, Wishes], **given: Any) -> None:
        super().__init__(*args, **given)
        self.wishes = wishes
        people = [
            Choice(code, f"{wish.words['name']}, {wish.words['relation']}") for code, wish in wishes.items()
        ]
        self.fields = {
            "carer": RadiosField(
                label="Who is it?", size="m", choices=people, required_message="Select who it is"
            ),
            **self.fields,
        }

    def facts(self) -> dict[str, Any]:
        """Return it as the action takes it."""
        given = {name: self.cleaned_data[name] for name in ("about", "how", "said_on")}
        wishes = self.wishes[self.cleaned_data["carer"]]
        return given | {"wishes": wishes, "agrees": self.cleaned_data["agrees"] == YES}


class PreferenceForm(FactForm):
    """What a person wants of the Summary Care Record."""

    title_of = "Record what they want of the Summary Care Record"

    choice = RadiosField(
        label="What do they want?", size="m",
        hint="The NHS shows this record to those who treat them, anywhere in England",
        choices=[Choice(code, words[:1].upper() + words[1:]) for code, words in SUMMARY_RECORD.items()],
        required_message="Select what they want",
    )  # fmt: skip
    how = words_field(
        "How do you know, and does their GP surgery know?", "Enter how you know",
        hint="Only the surgery can set it",
    )  # fmt: skip
    said_on = day_field("When did they say it?", A_DAY, required_message="Enter the day they said it")


class NoticeForm(FactForm):
    """That a person was told the four facts everyone must be told."""

    title_of = "Record what they were told about their information"

    facts_told = CheckboxesField(
        label="What were they told?", size="m", hint="Everyone must be told all four",
        choices=[Choice(*each) for each in NOTICE_FACTS.items()], required_message="Select what they were told",
    )  # fmt: skip
    version = TextField(
        label="Which version of the notice?", size="m", max_length=100, hint="For example version 3, May 2026",
        required_message="Enter the version of the notice",
    )  # fmt: skip
    how = words_field(
        "How were they told?", "Enter how they were told", hint="For example read aloud, or in easy read"
    )
    given_on = day_field("When were they told?", A_DAY, required_message="Enter the day they were told")

    def facts(self) -> dict[str, Any]:
        """Return the notice as the action takes it."""
        given = {name: self.cleaned_data[name] for name in ("version", "how", "given_on")}
        return given | {"facts": self.cleaned_data["facts_told"]}


class PrivateForm(ItemsForm):
    """What a person wants treated as private, within their team too."""

    title_of = "Record what they want kept private"

    items = items_field("What is private to them?", required_message="Select what is private to them")
    other = other_field()
    says = words_field(
        "What did they say?", "Enter what they said", hint="For example: treat my diet as private"
    )
    marked_on = day_field("When did they say it?", A_DAY, required_message="Enter the day they said it")

    def facts(self) -> dict[str, Any]:
        """Return the mark as the action takes it."""
        return {name: self.cleaned_data[name] for name in ("says", "marked_on")} | {"items": self.chosen()}
