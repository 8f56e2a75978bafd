"""Who waits for advice, what was said, and how many urgent questions ring. Nothing here leaves an entry."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from typing import Any
from uuid import UUID

from django.db.models import Exists, OuterRef, Q, QuerySet

from audit.ledger import queries as ledger
from audit.ledger.events import Event
from audit.ledger.models import Body, Entry, Key
from audit.oversight.advice.models import Said, Thread, Whom
from audit.oversight.desk.models import Matter
from audit.oversight.queries import Opening, problem
from audit.oversight.words import parts, text
from portal.days import day_in_words
from portal.duty import on_duty
from portal.models import Membership, Organisation, User
from portal.paging import read_page
from portal.roles import PERMISSIONS, may

EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
TICK = timedelta(microseconds=1)
REMEMBERED = 100
"""How many of a worker's threads are looked through for those of unfinished decisions."""


@dataclass(frozen=True, slots=True)
class Place:
    """A place in a list to go on from: one thread, as the list orders them."""

    urgent: bool
    at: datetime
    id: UUID

    def __str__(self) -> str:
        return f"{int(self.urgent)}.{(self.at - EPOCH) // TICK}.{self.id.hex}"

    @classmethod
    def read(cls, written: str) -> Place | None:
        """Return the place that an address writes, or None."""
        try:
            urgent, micros, hexed = written.split(".")
            return cls(urgent == "1", EPOCH + int(micros) * TICK, UUID(hexed))
        except (ValueError, OverflowError):
            return None


@dataclass(frozen=True, slots=True)
class Page:
    """Threads, and the place to go on from, None where there are no more."""

    threads: Sequence[Thread]
    after: Place | None


@dataclass(frozen=True, slots=True)
class Line:
    """One thing said. `text` is empty, and `problem` says why, where it cannot be read.

    `title` is the page it was asked from, and `asked` the answers given until then, as the screen showed them.
    """

    id: UUID
    at: datetime
    person: str
    role: str
    is_advice: bool
    text: str
    urgent: bool = False
    title: str = ""
    asked: Sequence[Mapping[str, Any]] = ()
    problem: str = ""


def whoms(organisation: Organisation, viewer: User) -> list[Whom]:
    """Return those for whom a person may answer in an organisation."""
    acting = viewer.acting
    if acting is not None and acting.organisation_id == organisation.pk:
        held = [acting]
    else:
        held = list(Membership.objects.filter(user=viewer, organisation=organisation, user__is_active=True))
    return [whom for whom in Whom if any(may(each, whom.permission) for each in held)]


def answerable(organisation: Organisation, viewer: User) -> QuerySet[Thread]:
    """Return the threads that a person may answer; never their own."""
    mine = whoms(organisation, viewer)
    found = Thread.objects.filter(organisation=organisation).exclude(asker_id=viewer.pk)
    # An index leads through all, and one through those of each: through some of them none would, in their order.
    if len(mine) == len(Whom):
        return found
    return found.filter(whom=mine[0]) if mine else found.none()


def _waiting(organisation: Organisation, viewer: User) -> QuerySet[Thread]:
    return answerable(organisation, viewer).filter(waiting_since__isnull=False)


def waiting(organisation: Organisation, viewer: User, *, after: Place | None = None, size: int = 25) -> Page:
    """Return a page of the questions that wait for this person: the urgent first, then the oldest."""
    open_ones = _waiting(organisation, viewer).order_by("waiting_since", "id")
    found: list[Thread] = []
    for urgent in (True, False):
        if after is not None and urgent > after.urgent:
            continue
        chosen = open_ones.filter(urgent=urgent)
        if after is not None and urgent == after.urgent:
            same = Q(waiting_since=after.at, id__gt=after.id)
            chosen = chosen.filter(Q(waiting_since__gt=after.at) | same, waiting_since__gte=after.at)
        found += chosen[: size + 1 - len(found)]
    more, found = len(found) > size, found[:size]
    last = found[-1] if more else None
    return Page(found, Place(last.urgent, last.waiting_since, last.id) if last else None)  # type: ignore[arg-type]


def answered(organisation: Organisation, viewer: User, *, after: Place | None = None, size: int = 25) -> Page:
    """Return a page of the threads in which nobody waits, the one answered last first."""
    chosen = answerable(organisation, viewer).filter(answered_at__isnull=False, waiting_since=None)
    if after is not None:
        same = Q(answered_at=after.at, id__lt=after.id)
        chosen = chosen.filter(Q(answered_at__lt=after.at) | same, answered_at__lte=after.at)
    found = read_page(lambda most: chosen.order_by("-answered_at", "-id")[:most], size)
    last = found.after
    return Page(found.rows, Place(False, last.answered_at, last.id) if last else None)  # type: ignore[arg-type]


def how_many(organisation: Organisation, viewer: User) -> int:
    """Return how many questions wait for this person."""
    return _waiting(organisation, viewer).count()


def ringing(organisation: Organisation, viewer: User) -> int:
    """Return how many urgent questions wait for this person; one that was decided meanwhile rings no more."""
    decided = Matter.objects.filter(pk=OuterRef("decision"))
    return _waiting(organisation, viewer).filter(urgent=True).exclude(Exists(decided)).count()


def thread(organisation: Organisation, viewer: User, thread_id: UUID) -> Thread | None:
    """Return a thread that this person asked or may answer; None for anyone else's."""
    found = (
        Thread.objects.filter(organisation=organisation, pk=thread_id).select_related("organisation").first()
    )
    if found is None or found.asker_id == viewer.pk:
        return found
    return found if found.whom in whoms(organisation, viewer) else None


def lines(of: Thread) -> list[Line]:
    """Return what was said in one thread, in order."""
    return _lines(Said.objects.filter(thread=of))


def thread_of(decision: UUID) -> list[Line]:
    """Return all that was asked and advised about one decision, in order; whoever may see the decision may see it."""
    return _lines(Said.objects.filter(thread__decision=decision))


def _lines(found: QuerySet[Said]) -> list[Line]:
    said = list(found.select_related("entry").order_by("made_at", "id"))
    opened = ledger.opened([each.entry for each in said])
    return [_line(each, told) for each, told in zip(said, opened, strict=True)]


def _line(said: Said, told: ledger.Opened) -> Line:
    who = Opening(told.entry, told.body)
    return Line(
        id=said.id,
        at=said.made_at,
        person=who.name,
        role=who.role,
        is_advice=said.is_advice,
        text=_words(told.body),
        urgent="urgent" in (told.entry.flags or []),
        title=text(told.body.get("title")),
        asked=parts(told.body, "asked"),
        problem=problem(told.error),
    )


def _words(body: Mapping[str, Any]) -> str:
    """Return what was said, with what must be done and by when, if anything."""
    said, condition = text(body.get("text")), text(body.get("condition"))
    if not condition:
        return said
    return f"{said}\n\nBy {day_in_words(date.fromisoformat(text(body.get('due_on'))))}: {condition}"


def open_for(user: User) -> dict[UUID, Thread]:
    """Return the thread of each decision a person asked about: the one answered last, or the one that waits longest."""
    found = Thread.objects.filter(asker=user).order_by("-asked_at")[:REMEMBERED]
    told: dict[UUID, Thread] = {}
    for each in sorted(found, key=_news):
        told.setdefault(each.decision, each)
    return told


def _news(each: Thread) -> timedelta:
    """Return how threads are ordered by what the worker must hear first: the last answer, else the longest wait."""
    if each.waiting_since is not None:
        return each.waiting_since - EPOCH
    return EPOCH - (each.answered_at or each.asked_at)


def key_of(of: Thread) -> Key | None:
    """Return the key under which what was asked last is sealed: whoever disposes of that, disposes of all after it."""
    last = Said.objects.filter(thread=of, is_advice=False).order_by("-made_at", "-id").first()
    return Body.objects.select_related("key").get(pk=last.pk).key if last else None


def advisers(of: Thread) -> list[User]:
    """Return who is asked to answer a thread.

    The Guardian's: who is on duty. A senior's: those at its home or at all homes; where there are none, everyone.
    """
    if of.whom == Whom.GUARDIAN:
        return [each for each in on_duty(of.organisation, besides=of.asker) if each.pk != of.asker_id]
    roles = PERMISSIONS[Whom(of.whom).permission]
    held = Membership.objects.filter(
        organisation_id=of.organisation_id, role__in=roles, user__is_active=True
    ).exclude(user_id=of.asker_id)
    near = held.filter(Q(home=None) | Q(home=of.home_id))
    found = {each.user for each in near.select_related("user")} or {
        each.user for each in held.select_related("user")
    }
    return sorted(found, key=lambda user: str(user.pk))


def decision_made(of: Thread) -> Entry | None:
    """Return the entry of the decision that was asked about, once it is made."""
    return ledger.find(of.organisation, of.decision, event=Event.DECISION_MADE)


def facts(said: Sequence[Line]) -> Sequence[Mapping[str, Any]]:
    """Return what the worker had answered when they asked last, of what was said in a thread."""
    return next((line.asked for line in reversed(said) if line.asked), ())
