"""What is said of the year's deadlines, and when: in numbers, days and a link, and without a name or a typed word.

A reminder is due from its own day on, until the next one's day comes: so a clock that stood still makes up for it.
Each is written once for each person, whoever writes it first.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date, datetime
from hashlib import sha256

from django.urls import reverse

from audit.assurance.task import Task
from audit.assurance.tasks import queries, toolkit
from portal import outbox
from portal.days import LONDON, day_in_words, london_day
from portal.models import Membership, Message, Organisation, User
from portal.roles import PERMISSIONS

OF_THE_TOOLKIT = (60, 30, 14, 7)
"""How many days before the toolkit's deadline managers are reminded."""
OF_A_TASK = (30, 7, 0)
"""How many days before something is due its owner is reminded, and on the day itself."""
FORGOTTEN = 14
"""After so many days nobody is written to any more about something late; the list says it."""
FROM_HOUR = 8


def write_all(now: datetime) -> int:
    """Write the reminders that are due and not written yet, from 8 in the morning in London; return how many."""
    if now.astimezone(LONDON).hour < FROM_HOUR:
        return 0
    return sum(_write(each, london_day(now)) for each in Organisation.objects.order_by("pk"))


def _write(organisation: Organisation, day: date) -> int:
    """Write the reminders of one organisation."""
    managers = _managers(organisation)
    found = queries.tasks(organisation, day)
    letters = {
        str(each.once): each
        for each in (
            *_of_the_toolkit(organisation, found, managers, day),
            *_of_tasks(organisation, found, managers, day),
        )
    }
    written = set(Message.objects.filter(once__in=letters).values_list("once", flat=True))
    missing = [each for name, each in letters.items() if name not in written]
    outbox.queue_once(missing)
    return len(missing)


def step(left: int, steps: Sequence[int]) -> int | None:
    """Return which reminder it is time for with so many days left: the smallest step not yet passed, None for none."""
    return min((each for each in steps if left <= each), default=None)


def _of_the_toolkit(
    organisation: Organisation, found: Sequence[Task], managers: Sequence[User], day: date
) -> Iterator[Message]:
    """Return what managers are told of the toolkit's deadline on a day."""
    runs = toolkit.edition(day)
    left = (runs.deadline - day).days
    due = step(left, OF_THE_TOOLKIT)
    if due is None or left < 0:
        return
    ready = queries.counted(found)
    numbers: dict[str, str | int] = {
        "deadline": day_in_words(runs.deadline),
        "days": left,
        "says": ready.says,
        "left": ready.left,
        "usual": not runs.published,
    }
    for person in managers:
        yield Message(
            organisation=organisation,
            to=person,
            template="year_deadline",
            path=reverse("tasks:list"),
            numbers=numbers,
            once=_once("toolkit", organisation, person, runs.code, due),
        )


def _of_tasks(
    organisation: Organisation, found: Sequence[Task], managers: Sequence[User], day: date
) -> Iterator[Message]:
    """Return what the owners of tasks, or managers where there is none, are told of what falls due."""
    here = Membership.objects.filter(organisation=organisation)
    dues = [due for task in found for due in task.dues]
    owners = User.objects.filter(is_active=True, pk__in=here.values("user")).in_bulk(
        [each.owner for each in dues if each.owner]
    )
    for each in dues:
        left = (each.day - day).days
        due = step(left, OF_A_TASK)
        if due is None or left < -FORGOTTEN:
            continue
        owner = owners.get(each.owner) if each.owner else None
        for person in [owner] if owner else managers:
            yield Message(
                organisation=organisation,
                to=person,
                template="year_task",
                path=each.url,
                numbers={"due": day_in_words(each.day), "days": left, "owned": owner is not None},
                once=_once("task", organisation, person, each.id, each.day, due),
            )


def _managers(organisation: Organisation) -> list[User]:
    """Return everyone who manages the organisation or one of its homes."""
    roles = [role.value for role in PERMISSIONS["manage"]]
    here = Membership.objects.filter(organisation=organisation, role__in=roles)
    return list(User.objects.filter(pk__in=here.values("user"), is_active=True).order_by("pk"))


def _once(kind: str, organisation: Organisation, person: User, *about: object) -> str:
    """Return the name of one reminder to one person: the same however often it is written, and short enough to keep."""
    said = ":".join(str(each) for each in (organisation.pk, person.pk, *about))
    return f"year:{kind}:{sha256(said.encode()).hexdigest()}"
