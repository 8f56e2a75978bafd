"""What a step changes in where its concern stands, and what it must not contradict."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import timedelta
from typing import Any

from django.utils import timezone

from audit.oversight.concerns.clocks import COMPLAINT, breach_due
from audit.oversight.concerns.models import Concern
from audit.oversight.concerns.standing import Standing
from portal.errors import NotAllowed

Given = Mapping[str, Any]
OLDEST = timedelta(days=3_653)
"""How long ago a breach may have become known; an older date is a slip of the finger."""


def follow(what: str, now: Standing, given: Given) -> None:
    """Change the concern as a step does, or refuse with a sentence; most steps change nothing but what was taken."""
    if what in EFFECTS:
        EFFECTS[what](now.concern, given)


def in_time(what: str, concern: Concern, given: Given) -> bool | None:
    """Say whether a step kept its clock; None where it has none to keep."""
    if what == "regulator" and concern.aware_at:
        return bool(given["told"] <= breach_due(concern.aware_at))
    if what == "acknowledged" and concern.received_on:
        return bool(given["on"] <= concern.received_on + COMPLAINT)
    return None


def _breach(concern: Concern, given: Given) -> None:
    if timezone.now() - given["aware"] > OLDEST:
        raise NotAllowed("Check the year in which anyone here first knew. It is more than 10 years ago")
    concern.is_breach, concern.severity, concern.aware_at = True, given["severity"], given["aware"]


def _no_breach(concern: Concern, given: Given) -> None:
    concern.is_breach, concern.severity, concern.aware_at = False, "", None


def _complaint(concern: Concern, given: Given) -> None:
    concern.is_complaint, concern.received_on = True, given["received"]


def _no_complaint(concern: Concern, given: Given) -> None:
    concern.is_complaint, concern.received_on = False, None


def _regulator(concern: Concern, given: Given) -> None:
    if in_time("regulator", concern, given) is False and not given["delay"]:
        raise NotAllowed("This was more than 72 hours after anyone here first knew. Say why it took longer")


def _acknowledged(concern: Concern, given: Given) -> None:
    if concern.received_on is not None and given["on"] < concern.received_on:
        raise NotAllowed("They cannot have been told before the complaint came")


EFFECTS: dict[str, Callable[[Concern, Given], None]] = {
    "breach": _breach,
    "no_breach": _no_breach,
    "complaint": _complaint,
    "no_complaint": _no_complaint,
    "regulator": _regulator,
    "acknowledged": _acknowledged,
}
