"""Who a person is, and who looks after them: details put right, homes, workers of other homes, a look elsewhere."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from audit.fact_forms import NO, YES, FactForm, day_field, words_field
from portal.design.fields import Choice, DateField, NameField, NHSNumberField, RadiosField, ReferenceField
from portal.design.forms import Form
from portal.models import Home, User

A_DAY = "For example, 15 3 2026"


class DetailsForm(FactForm):
    """Details put right."""

    title_of = "Put their details right"

    name = NameField(label="Full name", size="m", required_message="Enter their full name")
    reference = ReferenceField(size="m")
    nhs_number = NHSNumberField(size="m", required=False, hint="10 digits, like 999 123 4567")
    date_of_birth = DateField(label="Date of birth", size="m", required=False, hint="For example, 15 3 1936")
    reason = words_field("What was wrong, and how do you know?", "Enter what was wrong, and how you know")


class HomeForm(FactForm):
    """A home that looks after a person from a day on."""

    title_of = "Record which home looks after them"

    instead = RadiosField(
        label="Do they move there?",
        size="m",
        choices=[
            Choice(YES, "Yes, they move", hint="The home before can then no longer see this page"),
            Choice(NO, "No, this home helps as well"),
        ],
        required_message="Select if they move there",
    )
    began_on = day_field("Since when?", A_DAY, required_message="Enter the day it began")
    reason = words_field("Why?", "Enter why")

    def __init__(self, *args: Any, homes: Mapping[str, Home], **given: Any) -> None:
        super().__init__(*args, **given)
        self.homes = homes
        choices = [Choice(code, home.name) for code, home in homes.items()]
        self.fields = {
            "home": RadiosField(
                label="Which home?", size="m", choices=choices, required_message="Select which home"
            ),
            **self.fields,
        }

    def facts(self) -> dict[str, Any]:
        """Return it as the action takes it."""
        given = self.cleaned_data
        return {
            "home": self.homes[given["home"]],
            "instead": given["instead"] == YES,
            "began_on": given["began_on"],
            "reason": given["reason"],
        }


class RelationshipForm(FactForm):
    """A worker of another home helps to look after a person."""

    title_of = "Record who helps from another home"

    began_on = day_field("From when?", A_DAY, required_message="Enter the day they begin")
    ends_on = day_field(
        "Until when?", "For example, 15 3 2027", when="future", required_message="Enter their last day"
    )
    reason = words_field("Why?", "Enter why")

    def __init__(self, *args: Any, workers: Mapping[str, User], **given: Any) -> None:
        super().__init__(*args, **given)
        self.workers = workers
        choices = [Choice(code, worker.full_name) for code, worker in workers.items()]
        self.fields = {
            "worker": RadiosField(
                label="Who helps?", size="m", choices=choices, required_message="Select who helps"
            ),
            **self.fields,
        }

    def facts(self) -> dict[str, Any]:
        """Return it as the action takes it."""
        return self.cleaned_data | {"worker": self.workers[self.cleaned_data["worker"]]}


class ElsewhereForm(Form):
    """Whom to look for in the organisation's other homes, and why."""

    text = NameField(
        label="Who do you look for?", size="m", hint="Their reference, full name or NHS number",
        required_message="Enter a reference, a name or an NHS number",
    )  # fmt: skip
    reason = words_field(
        "Why do you need to find them?", "Enter why you need to find them",
        hint="For example, they came to us last night and cannot tell us who they are",
    )  # fmt: skip
