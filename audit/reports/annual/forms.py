"""What is asked for a report: which months and homes, for whom; its words; and the Guardian's own."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from datetime import date
from typing import Any
from uuid import UUID

from audit.fact_forms import InChoice
from audit.reports.annual.drafts import LONGEST
from audit.reports.annual.models import Reader
from audit.reports.annual.words import Box
from audit.reports.counting.period import NAMES, Period, kind_of, period_of
from portal.design.fields import CheckboxesField, Choice, RadiosField, TextAreaField
from portal.design.forms import Form
from portal.models import Home

OTHER, ALL = "other", "all"
OFFERED = 2
"""Of each kind of year, this one and the last are offered."""
MONTH_HINT = "For example, 2 2026"
BAD_MONTH = "Enter a month and a year, like 2 2026"
BACKWARDS = "The last month must not be before the first"
NOT_COUNTED = "Select months that have begun, 120 at most"
_MONTH = re.compile(r"(\d{1,2})[ /.-](\d{4})")
READERS = (
    Choice(Reader.BOARD, Reader.BOARD.label),
    Choice(Reader.PUBLIC, Reader.PUBLIC.label),
    Choice(Reader.INSPECTOR, Reader.INSPECTOR.label),
)


class ReportForm(Form):
    """Which months, which homes, and who will read it. `homes` is not asked where there is one answer."""

    period = RadiosField(label="Which time?", size="m", choices=[], required_message="Select which time")
    first = InChoice(label="First month", hint=MONTH_HINT, width=10, required=False, max_length=20)
    last = InChoice(label="Last month", hint=MONTH_HINT, width=10, required=False, max_length=20)
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
                Choice(OTHER, "Other months", reveal="first", divider_before="or"),
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
        self.order_fields(["period", "first", "last", "homes", "reader"])
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
        months = {name: month_of(given.get(name, "")) for name in ("first", "last")}
        for name, month in months.items():
            if month is None:
                self.add_error(name, BAD_MONTH)
        first, last = months["first"], months["last"]
        if first is None or last is None:
            return
        if last < first:
            self.add_error("last", BACKWARDS)
            return
        given["period"] = f"{first:%Y-%m}_{last:%Y-%m}"
        if period_of(given["period"], self.today) is None:
            self.add_error("first", NOT_COUNTED)

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


def month_of(typed: str) -> date | None:
    """Return the first day of a month as people type it, such as 2 2026 or 02/2026; None for anything else."""
    found = _MONTH.fullmatch(typed)
    if not found or not 1 <= int(found[1]) <= 12 or not 2000 <= int(found[2]) < 2100:
        return None
    return date(int(found[2]), int(found[1]), 1)


def start_of(period: str, homes: Sequence[UUID], reader: str, offered: Iterable[Choice]) -> dict[str, Any]:
    """Return what a form shows of a report that was chosen before."""
    given: dict[str, Any] = {"reader": reader, "homes": [str(each) for each in homes] or [ALL]}
    if period in {each.value for each in offered}:
        return given | {"period": period}
    months = re.findall(r"(\d{4})-(\d\d)(?!\d)", period)
    if len(months) != 2:
        return given
    (year, month), (last_year, last) = months
    return given | {
        "period": OTHER,
        "first": f"{int(month)} {year}",
        "last": f"{int(last)} {last_year}",
    }


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
