"""The forms of the law: the day one began, why that is taken back, what we are, and from when questions are new."""

from __future__ import annotations

from typing import Any

from portal.design.fields import Choice, DateField, RadiosField, TextAreaField
from portal.design.forms import Form
from portal.models import OrganisationKind

LONGEST = 500


class CommencementForm(Form):
    """The day a law came, or comes, into force, and where that was read."""

    began_on = DateField(
        label="The day it came into force",
        hint="For example, 1 4 2027. It may be a day to come",
        required_message="Enter the day it came into force",
    )
    read = TextAreaField(
        label="Where did you read this?",
        hint="Name the regulations, or the page and its date",
        max_length=LONGEST,
        rows=3,
        required_message="Say where you read that it began",
    )


class TakeBackForm(Form):
    """Why a day, or a signature, is taken back."""

    reason = TextAreaField(
        label="Why is it taken back?",
        max_length=LONGEST,
        rows=3,
        required_message="Say why it is taken back",
    )


class KindForm(Form):
    """What kind of organisation it is."""

    kind = RadiosField(
        label="What kind of organisation are you?",
        heading=True,
        hint="Ask your Guardian or data protection officer if you are not certain",
        choices=[
            Choice(
                OrganisationKind.CONTRACTED,
                "A provider with a public contract",
                hint="The council or the NHS pays for some or all of the care",
            ),
            Choice(
                OrganisationKind.PRIVATE,
                "A private provider",
                hint="People pay for their own care, and no public body pays",
            ),
            Choice(OrganisationKind.PUBLIC, "A public body", hint="A council, an NHS trust or the like"),
        ],
        required_message="Select what kind of organisation you are",
    )


class SignOffForm(Form):
    """A signature; the first of the two names the day from which the questions may be asked."""

    def __init__(self, *args: Any, first: bool, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if first:
            self.fields["from_day"] = DateField(
                label="The first day to use it",
                hint="It is used from this day, once both have signed",
                required_message="Enter the first day to use it",
            )
