"""The letter of Monday morning: how much waits for each reader on duty, in numbers and without a name.

The numbers are taken when it is written, not when it goes out: the ground floor that sends it cannot ask the desk,
and the letter says of which moment it tells. It is written once for each person and Monday, whoever writes it
first, and on that Monday only: a clock that was stopped at 8 makes up for it until midnight.
"""

from __future__ import annotations

from datetime import datetime

from django.urls import reverse

from audit.oversight import reading
from audit.oversight.advice import queries as advice
from audit.oversight.concerns import queries as concerns
from audit.oversight.desk import queries as desk
from audit.oversight.review import queries as review
from audit.oversight.watching import queries as watching
from portal import outbox
from portal.days import LONDON, london_day, moment_in_words
from portal.duty import on_duty
from portal.models import Message, Organisation, User

MONDAY = 0
FROM_HOUR = 8


def is_due(now: datetime) -> bool:
    """Say whether it is Monday in London, 8 in the morning or later."""
    local = now.astimezone(LONDON)
    return local.weekday() == MONDAY and local.hour >= FROM_HOUR


def write_all(now: datetime) -> int:
    """Write the letters of this Monday that are not written yet, and return how many; on other days none."""
    if not is_due(now):
        return 0
    return sum(_write(organisation, now) for organisation in Organisation.objects.order_by("pk"))


def _write(organisation: Organisation, now: datetime) -> int:
    """Write the letters of one organisation."""
    people = outbox.wanting("digest", on_duty(organisation, london_day(now)))
    names = {_once(organisation, each, now): each for each in people}
    written = set(Message.objects.filter(once__in=names).values_list("once", flat=True))
    missing = {name: each for name, each in names.items() if name not in written}
    if missing:
        reading.catch_up(organisation, most=5_000)
    outbox.queue_once(
        Message(
            organisation=organisation,
            to=person,
            template="digest",
            path=reverse("oversight:list"),
            numbers=numbers(organisation, person, now),
            once=name,
        )
        for name, person in missing.items()
    )
    return len(missing)


def _once(organisation: Organisation, person: User, now: datetime) -> str:
    """Return the name of the one letter a person gets from an organisation on a Monday."""
    return f"digest:{organisation.pk}:{person.pk}:{now.astimezone(LONDON):%Y-%m-%d}"


def numbers(organisation: Organisation, person: User, now: datetime) -> dict[str, str | int]:
    """Return how much waits for a reader now: counts, days and the names of clocks, and nothing about anybody."""
    decisions = desk.summary(organisation, person)
    concern, watched = concerns.summary(organisation), watching.summary(organisation, viewer=person)
    return {
        "as_of": moment_in_words(now),
        "decisions": decisions.total,
        "more": decisions.capped,
        "urgent": decisions.urgent,
        "oldest_days": decisions.oldest_days or 0,
        "advice": advice.how_many(organisation, person),
        "advice_urgent": advice.ringing(organisation, person),
        "concerns": concern.open,
        "concerns_more": concern.capped,
        "clock": concern.in_words(now),
        "late": review.follow_ups_open(organisation).late,
        "odd": watched.odd,
        "lot": watched.lot_left,
    }
