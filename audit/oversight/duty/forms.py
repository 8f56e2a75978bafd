"""What is typed about duty: days away, whom to call, and which e-mails a person wants."""

from __future__ import annotations

from audit.fact_forms import day_field
from portal.design.fields import CheckboxesField, Choice, NameField, TelephoneField
from portal.design.forms import Form

DIGEST, URGENT = "digest", "urgent"


class AwayForm(Form):
    """The first and the last day away."""

    first = day_field("First day away", "For example, 3 8 2026", required_message="Enter the first day away")
    last = day_field("Last day away", "Leave it empty if you do not know", required=False)


class BackForm(Form):
    """That somebody is back: there is nothing to type."""


class ContactsForm(Form):
    """Whom pages tell people to call."""

    phone = TelephoneField(
        label="The Guardian's telephone number",
        size="m",
        hint="A deputy answers it while the Guardian is away",
        required_message="Enter the Guardian's telephone number",
    )
    out_of_hours_name = NameField(
        label="Whom to ask for at night and at weekends",
        size="m",
        hint="For example, the manager on call",
        required=False,
    )
    out_of_hours_phone = TelephoneField(
        label="Telephone number at night and at weekends",
        size="m",
        required=False,
    )


class MailForm(Form):
    """Which e-mails a person wants."""

    wanted = CheckboxesField(
        label="Tick the emails you want",
        size="m",
        choices=[
            Choice(DIGEST, "On Mondays, what waits for me", hint="Sent at 8am if you are on duty that day"),
            Choice(
                URGENT,
                "When something urgent comes",
                hint="If nobody on duty wants these, all of them get them",
            ),
        ],
        required=False,
    )
