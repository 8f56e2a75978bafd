"""What is asked for a pack: of which year, or of which time, how many decisions, and why."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import Any

from django.core.exceptions import ValidationError

from audit.assurance.tasks.toolkit import edition
from audit.reports.annual.forms import years
from audit.reports.counting.period import Period
from audit.reports.packs.actions import BAD_NUMBER, FEWEST, MOST, SAY_WHY
from portal.days import months_after
from portal.design.fields import Choice, RadiosField, TextAreaField, TextField
from portal.design.forms import Form


class EvidenceForm(Form):
    """Which year of the toolkit."""

    def __init__(self, *args: Any, today: date, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.years = {each.code: each for each in (edition(today), edition(months_after(today, -12)))}
        self.fields["year"] = RadiosField(
            label="Which year of the toolkit?",
            size="m",
            required_message="Select a year",
            choices=[Choice(code, code.replace("-", " to ")) for code in self.years],
        )


class InspectorForm(Form):
    """Which time, how many decisions to read, and why the records leave."""

    period = RadiosField(label="Which time?", size="m", choices=[], required_message="Select which time")
    sample = TextField(
        label="How many decisions should the pack hold?",
        hint=f"Enter a number from {FEWEST} to {MOST}. They are drawn by lot",
        width=4,
        required_message=BAD_NUMBER,
    )
    reason = TextAreaField(
        label="Why do you take these records out?",
        hint="For example, who asked for them. We keep this in the ledger",
        max_length=500,
        rows=3,
        required_message=SAY_WHY,
    )

    def __init__(self, *args: Any, periods: Sequence[Period], today: date, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["period"] = RadiosField(
            label="Which time?", size="m", required_message="Select which time", choices=years(periods, today)
        )
        self.order_fields(["period", "sample", "reason"])

    def clean_sample(self) -> int:
        """Return the number, where it is one and not too small or large."""
        typed = self.cleaned_data["sample"].strip()
        if not (typed.isascii() and typed.isdigit() and len(typed) < 4 and FEWEST <= int(typed) <= MOST):
            raise ValidationError(BAD_NUMBER)
        return int(typed)
