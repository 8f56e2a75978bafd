"""What is typed for a step, checked once more before it is kept for ever; and how it reads."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, datetime
from typing import Any

from django.utils import timezone

from audit.oversight.concerns.shape import Ask, Input
from audit.typed import name, one_of, past, text
from portal.days import day_in_words, moment_in_words
from portal.errors import NotAllowed

LINE = 200
Value = str | date | datetime | None


def values_of(asks: tuple[Ask, ...], said: Mapping[str, Any]) -> dict[str, Value]:
    """Return what a step asks, each fit to be kept; refuses with the sentence of what is missing."""
    return {ask.name: _value(ask, said.get(ask.name)) for ask in asks}


def _value(ask: Ask, given: Any) -> Value:
    if ask.kind in {Input.WORDS, Input.LINE}:
        most = {"most": LINE} if ask.kind == Input.LINE else {}
        return text(given or "", ask.missing, **most)
    if ask.kind == Input.NAME:
        return name(given or "", ask.missing)
    if not given:
        raise NotAllowed(ask.missing)
    if ask.kind == Input.ONE_OF:
        return one_of(given, ask.options)
    if ask.kind == Input.DAY:
        return past(given)
    if ask.kind == Input.MOMENT and given > timezone.now():
        raise NotAllowed("The time must be now or in the past")
    return given


def told(asks: tuple[Ask, ...], values: Mapping[str, Value]) -> list[dict[str, str]]:
    """Return the labels with what was said, as people read it; what was left empty is left out."""
    return [
        {"name": ask.name, "label": ask.label, "value": in_words(ask, value)}
        for ask in asks
        if (value := values[ask.name])
    ]


def codes(values: Mapping[str, Value]) -> dict[str, str]:
    """Return the dates and moments as machines read them."""
    return {name: value.isoformat() for name, value in values.items() if isinstance(value, date)}


def in_words(ask: Ask, value: Value) -> str:
    """Return one value as people read it."""
    if isinstance(value, datetime):
        return moment_in_words(value)
    if isinstance(value, date):
        return day_in_words(value)
    return ask.options.get(value or "", value or "")
