"""Checking every log at night, once, however often the clock comes by; a fault rings whoever is on duty.

That a log agrees with itself does not show that it is yesterday's: so each night's tree must also grow out of the
last one that was found sound.
"""

from __future__ import annotations

import time
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from typing import Final

from django.db import DatabaseError, transaction
from django.urls import reverse

from audit.ledger.models import Log
from audit.ledger.verify import Fault, grow, verify, verify_bodies
from audit.oversight.verifying.models import Verification
from audit.transparency.merkle import Frontier
from portal import outbox
from portal.days import london_day
from portal.models import Organisation

What = Verification.What
SUNDAY: Final = 6
MOST_FAULTS: Final = 20
"""So many faults are kept; one is enough to raise the alarm."""
ALARM: Final = "ledger_changed"


@dataclass(frozen=True, slots=True)
class Found:
    """What a check found: how many entries there are, how their tree stands where that was asked, and the faults."""

    size: int
    frontier: bytes
    faults: list[Fault]


def check_all(now: datetime) -> int:
    """Check each log that was not checked today, and on Sundays the evidence too; return how many checks that took."""
    day, checks = london_day(now), {What.ENTRIES: _entries}
    if day.weekday() == SUNDAY:
        checks |= {What.EVIDENCE: _evidence}
    done = 0
    for organisation in Organisation.objects.filter(log__isnull=False).order_by("pk"):
        for what, check in checks.items():
            today = Verification.objects.filter(organisation=organisation, what=what, day=day)
            if not today.exists():
                done += _check(organisation, what, check, now)
    return done


def _check(
    organisation: Organisation, what: str, check: Callable[[Organisation], Found], now: datetime
) -> bool:
    """Make one check, keep what it found, and ring where it found a fault; say if nobody else did so meanwhile."""
    begun = time.monotonic()
    try:
        found = check(organisation)
    except DatabaseError:
        raise
    except Exception as error:  # noqa: BLE001  # a log that cannot even be read is what the alarm is for
        found = Found(0, b"", [Fault(None, f"the check broke off: {type(error).__name__}")])
    with transaction.atomic():
        kept, is_new = Verification.objects.get_or_create(
            organisation=organisation,
            what=what,
            day=london_day(now),
            defaults={
                "made_at": now,
                "seconds": time.monotonic() - begun,
                "size": found.size,
                "frontier": found.frontier,
                "faults": [[each.seq, each.what] for each in found.faults[:MOST_FAULTS]],
            },
        )
        if is_new and kept.faults:
            outbox.ring(organisation, ALARM, reverse("verifying:index"), "")
    return is_new


def _entries(organisation: Organisation) -> Found:
    """Check every entry, and that the log still begins with what was found sound before."""
    found = verify(organisation)
    sound = Verification.objects.filter(organisation=organisation, what=What.ENTRIES, faults=[])
    last = sound.order_by("-day").first()
    before = Frontier(last.size, bytes(last.frontier)) if last else Frontier()
    if before.size > found.size:
        gone = Fault(found.size, "entries that were there before are gone")
        return Found(found.size, b"", [*found.faults, gone])
    tree = grow(before, organisation, found.size)
    other = (
        [] if tree.root() == found.root else [Fault(None, "the log is not the one that was checked before")]
    )
    return Found(found.size, bytes(tree), [*found.faults, *other])


def _evidence(organisation: Organisation) -> Found:
    """Open the evidence of every entry and compare it with its leaf."""
    size = Log.objects.get(pk=organisation.pk).size
    return Found(size, b"", list(verify_bodies(organisation)))
