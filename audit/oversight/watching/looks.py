"""What becomes of the rows of looks as entries of the log are read, one after another.

The rows depend on the entries and on nothing else: however many are read at once, they come out the same.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from datetime import datetime
from typing import Any
from uuid import UUID

from audit.ledger.events import Event
from audit.ledger.queries import Opened
from audit.oversight.watching import odd
from audit.oversight.watching.models import Look
from audit.oversight.words import part
from portal.models import Organisation

LOOKS = frozenset({Event.INDIVIDUAL_OPENED, Event.INDIVIDUAL_CONSULTED, Event.INDIVIDUAL_SOUGHT})
EVENTS = LOOKS | {Event.LOOK_JUDGED}


def read(organisation: Organisation, entries: Sequence[Opened]) -> None:
    """Take entries of `EVENTS` in, in the order of the log."""
    looks = [(_look(organisation, each), each.entry.flags or []) for each in entries if _is_look(each)]
    known = [(look, flags) for look, flags in looks if look is not None]
    if known:
        _judge_oddness(organisation, known)
        Look.objects.bulk_create(look for look, _ in known)
    for each in entries:
        if each.entry.event == Event.LOOK_JUDGED and each.entry.about_id:
            Look.objects.filter(pk=each.entry.about_id).update(judged_at=each.entry.recorded_at)


def _is_look(each: Opened) -> bool:
    return each.entry.event in LOOKS


def _look(organisation: Organisation, each: Opened) -> Look | None:
    """Return the row of a look; None where its body is gone, and with it who looked."""
    entry, worker_id = each.entry, _id(part(each.body, "actor", "id"))
    if worker_id is None:
        return None
    return Look(
        id=entry.id,
        organisation=organisation,
        seq=entry.seq,
        at=entry.recorded_at,
        home_id=entry.home_id,
        worker_id=worker_id,
        individual_id=entry.about_id,
    )


def _id(value: Any) -> UUID | None:
    try:
        return UUID(str(value))
    except ValueError:
        return None


def _judge_oddness(organisation: Organisation, looks: Sequence[tuple[Look, Sequence[str]]]) -> None:
    """Say of each look how many people its hour holds, and why it seems odd: once an hour for each reason."""
    hours = _hours_before(organisation, [look for look, _ in looks])
    for look, flags in looks:
        hour = hours[look.worker_id]
        hour[:] = [*within(hour, look.at), look]
        look.people = len({each.person for each in hour})
        listed = {reason for each in hour for reason in each.odd}
        look.odd = [reason for reason in odd.fitting(flags, look.people) if reason not in listed]


def within(looks: Iterable[Look], at: datetime) -> list[Look]:
    """Return those of some looks that lie in the 60 minutes that end with a moment."""
    return [each for each in looks if each.at > at - odd.HOUR]


def _hours_before(organisation: Organisation, looks: Sequence[Look]) -> defaultdict[UUID, list[Look]]:
    """Return what the workers of these looks, which are in order, had looked at in the hour before the first."""
    first, workers = looks[0].at, {look.worker_id for look in looks}
    found: defaultdict[UUID, list[Look]] = defaultdict(list)
    earlier = Look.objects.filter(
        organisation=organisation, worker_id__in=workers, at__gt=first - odd.HOUR, seq__lt=looks[0].seq
    )
    for each in earlier.order_by("seq"):
        found[each.worker_id].append(each)
    return found
