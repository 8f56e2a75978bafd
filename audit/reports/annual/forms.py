"""What is asked for a report: which months and homes, for whom; its words; and the Guardian's own."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from datetime import date
from typing import Any
from uuid import UUID

from django.core.exceptions import ValidationError

from audit.fact_forms import InChoice
from audit.reports.annual.drafts import LONGEST
from audit.reports.annual.models import Reader
from audit.reports.annual.verifying import BAD_CODE
from audit.reports.annual.words import Box
from audit.reports.counting.period import NAMES, Period, kind_of, period_of
from portal.design.fields import CheckboxesField, Choice, FileField, RadiosField, TextAreaField, TextField
from portal.design.forms import Form
from portal.models import Home

LARGEST_COPY = 5 * 1024 * 1024
TOO_LARGE_COPY = "The file must be 5 MB or smaller. No copy of a report is larger"
OTHER, ALL = "other", "all"
OFFERED = 2
"""Of each kind of year, this one and the last are offered."""
BAD_MONTHS = "Enter the first and the last month, like 2 2026 to 5 2026"
BACKWARDS = "The last month must not be before the first"
NOT_COUNTED = "Enter months of which the first has begun, 120 at most"
_MONTHS = re.compile(r"(\d{1,2})[ /.-](20\d\d)\s*(?:to|-|–|until)\s*(\d{1,2})[ /.-](20\d\d)")
READERS = (
    Choice(Reader.BOARD, Reader.BOARD.label),
    Choice(Reader.PUBLIC, Reader.PUBLIC.label),
    Choice(Reader.INSPECTOR, Reader.INSPECTOR.label),
)


class ReportForm(Form):
    """Which months, which homes, and who will read it. `homes` is not asked where there is one answer."""

    period = RadiosField(label="Which time?", size="m", choices=[], required_message="Select which time")
    months = InChoice(
        label="From which month to which?",
        hint="For example, 2 2026 to 5 2026",
        width=20,
        required=False,
        max_length=40,
    )
    homes = CheckboxesField(label="Which homes?", size="m", choices=[], required_message="Select the homes")
    reader = RadiosField(
        label="Who will read it?", size="m", choices=READERS, required_message="Select who will read it"
    )

    def __init__(
        self, *args: Any, periods: Iterable[Period], homes: Sequence[Home], today: date, **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        self.today = today
        self.fields["period"] = RadiosField(
            label="Which time?",
            size="m",
            required_message="Select which time",
            choices=[
                *years(periods, today),
                Choice(OTHER, "Other months", reveal="months", divider_before="or"),
            ],
        )
        self.fields["homes"] = CheckboxesField(
            label="Which homes?",
            size="m",
            required_message="Select the homes",
            choices=[
                Choice(ALL, "All homes", exclusive=True),
                *(Choice(str(each.pk), each.name) for each in homes),
            ],
        )
        self.order_fields(["period", "months", "homes", "reader"])
        if not homes:
            del self.fields["homes"]

    def clean(self) -> dict[str, Any]:
        """Return what was chosen; other months become the code of a period, beside whose fields a refusal stands."""
        given: dict[str, Any] = super().clean() or self.cleaned_data
        if given.get("period") == OTHER:
            self._other(given)
        given["homes"] = [UUID(each) for each in given.get("homes", []) if each != ALL]
        return given

    def _other(self, given: dict[str, Any]) -> None:
        """Read two months."""
        months = months_of(given.get("months", ""))
        if months is None:
            self.add_error("months", BAD_MONTHS)
            return
        first, last = months
        given["period"] = f"{first:%Y-%m}_{last:%Y-%m}"
        if last < first:
            self.add_error("months", BACKWARDS)
        elif period_of(given["period"], self.today) is None:
            self.add_error("months", NOT_COUNTED)

    def chosen(self) -> dict[str, Any]:
        """Return what an action is given."""
        return {name: self.cleaned_data[name] for name in ("period", "homes", "reader")}


def years(periods: Iterable[Period], today: date) -> list[Choice]:
    """Return the years to choose from: of each kind this one and the last."""
    found: list[Choice] = []
    of_kind: dict[str, int] = {}
    for each in periods:
        kind = kind_of(each.code)
        of_kind[kind] = of_kind.get(kind, 0) + 1
        if of_kind[kind] <= OFFERED:
            which = "This" if each.end > today else "Last"
            found.append(Choice(each.code, f"{which} {NAMES[kind].lower()}", hint=each.words))
    return found


def months_of(typed: str) -> tuple[date, date] | None:
    """Return the first days of two months as people type them, such as 2 2026 to 5 2026; None for anything else."""
    found = _MONTHS.fullmatch(typed)
    if not found:
        return None
    month, year, last, last_year = map(int, found.groups())
    if not (1 <= month <= 12 and 1 <= last <= 12):
        return None
    return date(year, month, 1), date(last_year, last, 1)


def start_of(period: str, homes: Sequence[UUID], reader: str, offered: Iterable[Choice]) -> dict[str, Any]:
    """Return what a form shows of a report that was chosen before."""
    given: dict[str, Any] = {"reader": reader, "homes": [str(each) for each in homes] or [ALL]}
    if period in {each.value for each in offered}:
        return given | {"period": period}
    months = re.findall(r"(\d{4})-(\d\d)(?!\d)", period)
    if len(months) != 2:
        return given
    (year, month), (last_year, last) = months
    return given | {"period": OTHER, "months": f"{int(month)} {year} to {int(last)} {last_year}"}


class WordsForm(Form):
    """What people write in one box of a report."""

    words = TextAreaField(label="", max_length=LONGEST, rows=8, required=False)

    def __init__(self, *args: Any, box: Box, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["words"] = TextAreaField(
            label=box.asks, hint=box.hint, size="l", max_length=LONGEST, rows=8, required=False
        )


class SignForm(Form):
    """The Guardian's own words, which stand in the report beside their name."""

    words = TextAreaField(
        label="What do you want to say to the readers?",
        hint="It stands in the report above your name",
        size="s",
        max_length=LONGEST,
        rows=4,
        required=False,
    )


class ReasonForm(Form):
    """Why a report goes back to whoever wrote it."""

    words = TextAreaField(
        label="What should be changed?",
        hint="Whoever sent the report reads this",
        size="m",
        max_length=LONGEST,
        rows=4,
        required_message="Say what should be changed",
    )


class VerifyForm(Form):
    """The code of a report, and a copy of it."""

    code = TextField(
        label="What is its code?",
        size="m",
        hint="It stands at the foot of each page, like 4F2A-91C0-77BE-10D3",
        max_length=40,
        required_message=BAD_CODE,
        autocomplete="off",
    )
    file = FileField(
        label="Which copy do you want to check?",
        size="m",
        hint="The PDF, web page, spreadsheet, CSV or JSON, just as you got it",
        allow_empty_file=True,
        required=False,
    )

    def clean_file(self) -> Any:
        """Refuse a file that is too large to be a copy before it is read."""
        file = self.cleaned_data["file"]
        if file and file.size > LARGEST_COPY:
            raise ValidationError(TOO_LARGE_COPY)
        return file
