"""What is typed about training, declarations, leave and the gate."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django.core.exceptions import ValidationError

from audit.assurance.people import Person
from audit.assurance.training.actions import learning, needs
from audit.assurance.training.kinds import HOW_OFTEN, Kind
from audit.fact_forms import day_field
from portal.design.fields import CheckboxesField, Choice, RadiosField, TextAreaField, TextField
from portal.design.forms import Form
from portal.roles import ROLE_NAMES

YES, ON, OFF = "yes", "on", "off"


class RecordForm(Form):
    """What was learned, when, and how others can see it; for oneself, or with `everyone` for many at once."""

    kind = RadiosField(label="What was learned?", size="m", choices=[], required_message=learning.NO_KIND)
    done_on = day_field(
        "When was it done?",
        "For example, 15 3 2026",
        when="past",
        required_message="Enter the day it was done",
    )
    note = TextAreaField(
        label="How can others see that it was done?",
        size="m",
        hint="For example, the certificate is in the staff file. Do not write about anybody's health",
        rows=2,
        max_length=learning.SHORT,
        required_message=learning.NO_NOTE,
    )

    def __init__(
        self, *args: Any, kinds: Sequence[Kind], everyone: Sequence[Person] = (), **given: Any
    ) -> None:
        super().__init__(*args, **given)
        offered = [Choice(kind.code, kind.title, hint=kind.whose) for kind in kinds if not kind.declared]
        self.fields["kind"] = RadiosField(
            label="What was learned?", size="m", choices=offered, required_message=learning.NO_KIND
        )
        if everyone:
            self.fields["who"] = CheckboxesField(
                label="Who learned it?",
                size="m",
                choices=[
                    Choice(str(each.user.pk), each.name, hint=f"{each.did}, {each.place}")
                    for each in everyone
                ],
                required_message=learning.NOBODY,
            )


class DeclareForm(Form):
    """The tick that makes a declaration."""

    promised = CheckboxesField(
        label="Your declaration",
        size="m",
        choices=[Choice(YES, "I keep to all of this")],
        required_message=learning.NO_PROMISE,
    )


class ExcuseForm(Form):
    """Long leave: from when, to when, and why."""

    first = day_field(
        "First day of leave", "For example, 3 8 2026", required_message="Enter the first day of leave"
    )
    last = day_field(
        "Last day of leave",
        "If you do not know, enter a likely day",
        required_message="Enter the last day of leave",
    )
    reason = TextAreaField(
        label="Why are they on leave?",
        size="m",
        hint="A few words, such as long leave. Do not write what illness they have",
        rows=2,
        max_length=learning.SHORT,
        required_message=learning.NO_REASON,
    )


class KindForm(Form):
    """Something more that people must learn here."""

    title = TextField(
        label="What must be learned?",
        size="m",
        hint="For example, how to use our phones safely",
        max_length=100,
        required_message=needs.NO_TITLE,
    )
    about = TextAreaField(label="What is it about?", size="m", rows=2, max_length=300, required=False)
    every = RadiosField(
        label="How often?",
        size="m",
        choices=[Choice(code, words) for code, words in HOW_OFTEN.items()],
        required_message="Select how often",
    )
    roles = CheckboxesField(
        label="Who must learn it?",
        size="m",
        choices=[
            *(Choice(role.value, name) for role, name in ROLE_NAMES.items()),
            Choice("everyone", "Everyone", divider_before="or", exclusive=True),
        ],
        required_message="Select who must learn it",
    )

    def facts(self) -> dict[str, Any]:
        """Return what the action is given: no role is everyone."""
        given = dict(self.cleaned_data)
        return given | {"roles": [each for each in given["roles"] if each != "everyone"]}


class ReasonForm(Form):
    """Why something is no longer asked for."""

    reason = TextAreaField(
        label="Why is it no longer asked for?",
        size="m",
        rows=2,
        max_length=500,
        required_message=needs.NO_REASON,
    )


class ReviewForm(Form):
    """That the list is right: there is nothing to type."""


class GateForm(Form):
    """Whether whoever is late is stopped, after how many days, and why."""

    days = TextField(
        label="After how many days?",
        hint="Whoever is late already has these days from today. 28 is usual",
        width=3,
        max_length=4,
        inputmode="numeric",
        required=False,
    )
    on = RadiosField(
        label="Is somebody who is late stopped before a new decision?",
        size="m",
        hint="It never stops anyone when somebody is in danger",
        choices=[
            Choice(OFF, "No, they are only reminded"),
            Choice(ON, "Yes, after some days", reveal="days"),
        ],
        required_message="Select whether they are stopped",
    )
    reason = TextAreaField(label="Why?", size="m", rows=2, max_length=500, required_message=needs.NO_REASON)

    def clean(self) -> dict[str, Any]:
        """Refuse days that are no number where a number is needed."""
        given: dict[str, Any] = self.cleaned_data
        days = str(given.get("days") or "").strip()
        if given.get("on") == ON and not (days.isascii() and days.isdigit() and int(days) <= needs.MOST_DAYS):
            self.add_error("days", ValidationError(needs.BAD_DAYS))
        return given

    def facts(self) -> dict[str, Any]:
        """Return what the action is given."""
        on = self.cleaned_data["on"] == ON
        days = int(self.cleaned_data["days"]) if on else 0
        return {"on": on, "days": days, "reason": self.cleaned_data["reason"]}
