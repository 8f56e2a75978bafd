"""What the nightly checks found, in words."""

from __future__ import annotations

from datetime import date, timedelta

from audit.oversight.verifying.models import Verification
from portal.days import day_in_words, london_day
from portal.models import Organisation

What = Verification.What
SHOWN = 30


def latest(organisation: Organisation) -> list[Verification]:
    """Return the last checks of this organisation's log, the latest first."""
    return list(Verification.objects.filter(organisation=organisation).order_by("-day", "what")[:SHOWN])


def last(organisation: Organisation) -> Verification | None:
    """Return the last nightly check, or None before the first."""
    return _lasts(organisation).get(What.ENTRIES)


def is_sound(organisation: Organisation) -> bool:
    """Say whether the last check of each kind found nothing; also where there was none yet."""
    return not any(each.faults for each in _lasts(organisation).values())


def in_short(organisation: Organisation) -> str:
    """Return the desk's line about the last nightly check, "" before the first or where any found a fault."""
    lasts = _lasts(organisation)
    found = lasts.get(What.ENTRIES)
    if found is None or any(each.faults for each in lasts.values()):
        return ""
    return f"Checked {_when(found.day)}: {entries(found.size)}, nothing changed."


def entries(number: int) -> str:
    """Return how many entries, in words."""
    return f"{number:,} {'entry' if number == 1 else 'entries'}"


def _when(day: date) -> str:
    """Return when a check was, as its reader would say it."""
    return "last night" if london_day() - day <= timedelta(days=1) else f"on {day_in_words(day)}"


def _lasts(organisation: Organisation) -> dict[str, Verification]:
    """Return the last check of each kind."""
    found = Verification.objects.filter(organisation=organisation).order_by("what", "-day").distinct("what")
    return {each.what: each for each in found}
