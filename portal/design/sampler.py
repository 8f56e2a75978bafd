"""Every component on one page, for people who build pages: /design/, in development only."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from portal.design.fields import (
    CheckboxesField,
    Choice,
    DateField,
    EmailField,
    NameField,
    NHSNumberField,
    PasswordField,
    RadiosField,
    TelephoneField,
    TextAreaField,
)
from portal.design.forms import Form


class SampleForm(Form):
    """One field of each kind."""

    who = RadiosField(
        label="Who is asking?",
        hint="Select one answer",
        required_message="Select who is asking",
        choices=[
            Choice("family", "A family member, friend or carer"),
            Choice("worker", "A health or care worker", hint="For example a nurse at the surgery"),
            Choice("other", "Someone else", reveal="who_else"),
            Choice("not_sure", "I'm not sure", divider_before="or"),
        ],
    )
    who_else = NameField(label="Who are they?", required=False)
    items = CheckboxesField(
        label="What do they need to know?",
        hint="Tick only what they need",
        required_message="Select what they need to know, or select 'Nothing'",
        choices=[
            Choice("allergies", "Allergies"),
            Choice("medicines", "Medicines", reveal="why_medicines"),
            Choice("nothing", "Nothing", divider_before="or", exclusive=True),
        ],
    )
    why_medicines = TextAreaField(label="Why do they need this?", max_length=200, required=False, rows=2)
    individual = NameField(
        label="Name or the reference you use at work",
        required_message="Enter the name or the reference you use at work",
    )
    nhs_number = NHSNumberField(hint="For example, 999 123 4567", required=False)
    reason = TextAreaField(
        label="Why did you decide this?",
        max_length=400,
        required_message="Explain why you decided this, in a few words",
    )
    phone = TelephoneField(label="Number you called back", autocomplete="off", required=False)
    ends_on = DateField(label="Date it ends", hint="For example, 27 3 2027", when="future")
    email = EmailField()
    password = PasswordField()


ROWS = [
    {"key": "Who is asking?", "value": "A health or care worker", "change_url": "#who"},
    {"key": "What do they need to know?", "value": "Allergies\nMedicines", "change_url": "#items"},
    {"key": "Date it ends", "value": ""},
]
HEAD = ["What happened", "Home", {"text": "Days waiting", "format": "numeric"}]
TABLE = [["Shared", "Willow House", "5"], ["Not shared", "", "12"]]
COLOURS = ["", "white", "grey", "green", "aqua-green", "blue", "purple", "pink", "red", "orange", "yellow"]


def sampler(request: HttpRequest) -> HttpResponse:
    """Show every component; posting shows every error."""
    form = SampleForm(request.POST if request.method == "POST" else None)
    context: dict[str, Any] = {"form": form, "rows": ROWS, "head": HEAD, "table": TABLE, "colours": COLOURS}
    page = "design/interruption.html" if "interruption" in request.GET else "design/sampler.html"
    return render(request, page, context)
