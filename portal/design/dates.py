"""Dates typed as day, month and year, with errors that name the part to mend."""

from __future__ import annotations

import datetime
from collections.abc import Mapping
from contextlib import suppress
from typing import Any, Literal

from django import forms
from django.core.exceptions import ValidationError

from portal import written_days
from portal.days import london_day
from portal.design.controls import Control, Reveals, printable
from portal.nothing import unless_nothing

PARTS = ("day", "month", "year")

Typed = tuple[str, str, str]


class DateInput(forms.Widget):
    """Three inputs named after their field: born-day, born-month and born-year."""

    def value_from_datadict(self, data: Mapping[str, Any], files: Any, name: str) -> Typed:
        """Return what was typed in the three inputs."""
        day, month, year = (str(data.get(f"{name}-{part}") or "").strip() for part in PARTS)
        return day, month, year

    def value_omitted_from_data(self, data: Mapping[str, Any], files: Any, name: str) -> bool:
        """Say whether none of the three inputs was sent."""
        return not any(f"{name}-{part}" in data for part in PARTS)


class DateField(Control):
    """A date. `when` may be "past" (today is allowed) or "future" (today is not)."""

    component = "date-input"
    widget = DateInput

    def __init__(self, *, when: Literal["", "past", "future"] = "", **kwargs: Any) -> None:
        super().__init__(**kwargs)
        self.when = when

    def prepare_value(self, value: Any) -> Typed:
        """Return the three parts as they are shown."""
        if isinstance(value, datetime.date):
            return str(value.day), str(value.month), str(value.year)
        day, month, year = value or ("", "", "")
        return day, month, year

    def clean(self, value: Any) -> datetime.date | None:
        """Return the date, or None where the field may be left empty."""
        typed = _meant(self.prepare_value(value))
        if not any(typed):
            if self.required:
                raise ValidationError(self.error_messages["required"], code="required")
            return None
        missing = [part for part, text in zip(PARTS, typed, strict=True) if not text]
        if missing:
            raise ValidationError(f"{self.label} must include a {' and '.join(missing)}", code="incomplete")
        date = _date(typed)
        if date is None:
            wrong = self.wrong_parts(typed)
            sentence = (
                "Year must include 4 numbers" if wrong == ("year",) else f"{self.label} must be a real date"
            )
            raise ValidationError(sentence, code="invalid")
        self._check_side_of_today(date)
        return date

    def _check_side_of_today(self, date: datetime.date) -> None:
        """Refuse a date on the wrong side of today."""
        today = london_day()
        if self.when == "past" and date > today:
            raise ValidationError(f"{self.label} must be today or in the past", code="future")
        if self.when == "future" and date <= today:
            raise ValidationError(f"{self.label} must be in the future", code="past")

    def wrong_parts(self, value: Any) -> tuple[str, ...]:
        """Return the parts that a person must mend: what is missing, else what cannot be, else all three."""
        typed = _meant(self.prepare_value(value))
        missing = tuple(part for part, text in zip(PARTS, typed, strict=True) if not text)
        if missing:
            return missing
        number = written_days.number
        day, month, year = number(typed[0]), written_days.month(typed[1]), number(typed[2])
        right = {"day": 1 <= day <= 31, "month": month > 0, "year": 1000 <= year <= 9999}
        wrong = tuple(part for part in PARTS if not right[part])
        return wrong or PARTS

    def anchor(self, name: str, value: Any) -> str:
        """Return the id of the first input to mend."""
        return f"{name}-{self.wrong_parts(value)[0]}"

    def params(self, name: str, value: Any, error: str, reveals: Reveals) -> dict[str, Any]:
        """Return the parameters of the three inputs."""
        wrong = self.wrong_parts(value) if error else ()
        params = self.around(name, error) | {"fieldset": {"legend": self.title()}}
        del params["name"]
        parts = zip(PARTS, self.prepare_value(value), strict=True)
        return params | {"items": [self._item(name, part, text, part in wrong) for part, text in parts]}

    def _item(self, name: str, part: str, text: str, wrong: bool) -> dict[str, Any]:
        """Return the parameters of one input."""
        item = {
            "name": f"{name}-{part}",
            "id": f"{name}-{part}",
            "label": part.title(),
            "width": 4 if part == "year" else 2,
            "error": wrong,
        }
        return item | {"value": printable(text)} if text else item


def _meant(typed: Typed) -> Typed:
    """Return the three parts without ways to write nothing, and a day pasted into one box in its parts."""
    day, month, year = (unless_nothing(part) for part in typed)
    pasted = [part for part in (day, month, year) if part]
    if len(pasted) == 1:
        with suppress(ValueError):
            found = written_days.read(pasted[0])
            return str(found.day), str(found.month), str(found.year)
    return day, month, year


def _date(typed: Typed) -> datetime.date | None:
    """Return the date, or None where there is no such day."""
    year = written_days.number(typed[2])
    try:
        return (
            datetime.date(year, written_days.month(typed[1]), written_days.number(typed[0]))
            if year >= 1000
            else None
        )
    except ValueError:
        return None
