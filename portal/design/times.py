"""A time of day, typed as people write it: 14:05, 2.05pm, 2pm."""

from __future__ import annotations

import datetime
import re
from typing import Any

from django.core.exceptions import ValidationError

from portal.design.texts import TextField

_TIME = re.compile(r"(\d{1,2})(?:[:. ]?([0-5]\d))?\s*(am|pm)?", re.ASCII)


class TimeField(TextField):
    """A time of day by the clock on the wall."""

    def __init__(self, **kwargs: Any) -> None:
        given: dict[str, Any] = {"hint": "For example, 14:05 or 2:05pm", "width": 10, "max_length": 20}
        super().__init__(**given | kwargs)

    def clean(self, value: Any) -> datetime.time | None:
        """Return the time, or None where the field may be left empty."""
        typed = super().clean(value)
        if not typed:
            return None
        time = _time(typed.casefold())
        if time is None:
            raise ValidationError("Enter a time like 14:05 or 2:05pm", code="invalid")
        return time


def _time(typed: str) -> datetime.time | None:
    """Return the time of day, or None where there is no such time."""
    if typed in {"midday", "noon"}:
        return datetime.time(12)
    found = _TIME.fullmatch(typed)
    if not found or not (found[2] or found[3]):
        return None
    hour = int(found[1])
    if found[3]:
        if not 1 <= hour <= 12:
            return None
        hour = hour % 12 + (12 if found[3] == "pm" else 0)
    return datetime.time(hour, int(found[2] or 0)) if hour < 24 else None
