"""What runs out soon, so that the Guardian and the manager ask for it again in time."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Final

from decisions.recipients import words
from decisions.recipients.models import Agreement, Assurance, Recipient
from decisions.recipients.queries import alerts_in_force
from decisions.recipients.standing import counts, runs
from portal.models import Organisation

SOON: Final = (7, 14, 30, 60)
"""Days before its last day at which a paper is said to run out soon."""


@dataclass(frozen=True, slots=True)
class RunsOut:
    """A paper or a warning that has its last day soon; `within` is the smallest of SOON that it falls in."""

    recipient: Recipient
    what: str
    last: date
    left: int
    within: int


def running_out(organisation: Organisation, on: date) -> list[RunsOut]:
    """Return what stands on a day and has its last day within 60 days, the first to end first."""
    papers: list[Agreement | Assurance] = [
        *(each for each in _agreements(organisation, on) if runs(each, on)),
        *(each for each in _assurances(organisation, on) if counts(each, on)),
    ]
    alerts = alerts_in_force(organisation, None, on)
    ending = [
        *((each.recipient, words.kind_of_paper(each), each.ends_on) for each in papers),
        *((each.recipient, "A warning about them", each.ends_on) for each in alerts if each.ends_on),
    ]
    found = [
        RunsOut(recipient, what, last, left, next(days for days in SOON if left <= days))
        for recipient, what, last in ending
        if (left := (last - on).days) <= SOON[-1]
    ]
    return sorted(found, key=lambda each: (each.last, each.what))


def _agreements(organisation: Organisation, on: date) -> list[Agreement]:
    found = Agreement.objects.filter(recipient__organisation=organisation, ends_on__gte=on)
    return list(found.select_related("recipient__key", "end").prefetch_related("recipient__corrections"))


def _assurances(organisation: Organisation, on: date) -> list[Assurance]:
    found = Assurance.objects.filter(recipient__organisation=organisation, ends_on__gte=on)
    return list(found.select_related("recipient__key", "end").prefetch_related("recipient__corrections"))
