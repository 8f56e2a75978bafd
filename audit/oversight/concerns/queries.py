"""What is asked about concerns. Lists hold references and codes; words are read from entries alone."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.db.models import Exists, F, OuterRef, Q, QuerySet
from django.db.models.fields.tuple_lookups import Tuple, TupleLessThan

from audit.ledger import queries as ledger
from audit.ledger.events import Event
from audit.ledger.models import Entry
from audit.ledger.queries import Opened
from audit.oversight.concerns import clocks
from audit.oversight.concerns.models import Concern, Step
from audit.oversight.concerns.standing import Standing
from audit.oversight.desk.models import Matter
from portal import standing
from portal.models import Organisation, User
from portal.paging import read_page

MOST_COUNTED = 1_000
STORY = (Event.CONCERN_RAISED, Event.CONCERN_ACTED_ON, Event.CONCERN_CLOSED)
LONGEST_STORY = 200
ANSWERED = "answered"


@dataclass(frozen=True, slots=True)
class Page:
    """A page of concerns; `after` is the last one, from which to go on, None where there are no more."""

    concerns: Sequence[Concern]
    after: UUID | None


@dataclass(frozen=True, slots=True)
class Summary:
    """How many concerns are open, and which clock of theirs runs out first; `due_at` is None where none runs.

    `capped` says that there are more than were counted.
    """

    open: int
    capped: bool
    due_at: datetime | None
    clock: str

    def in_words(self, now: datetime) -> str:
        """Return what the first clock is for and how long it has left, "" where none runs."""
        return f"{clocks.TITLES[self.clock]}: {clocks.left(self.due_at, now)}" if self.due_at else ""


@dataclass(frozen=True, slots=True)
class Own:
    """What the one who raised a concern sees of it."""

    concern: Concern
    looked_into: bool
    answers: Sequence[Opened]


def open_ones(organisation: Organisation, *, after: UUID | None = None, size: int = 25) -> Page:
    """Return a page of what is open: first the clock that runs out first, last what has none, by its age."""
    chosen = Concern.objects.filter(organisation=organisation, closed_at=None)
    last = concern_of(organisation, after) if after else None
    if last is not None and last.due_at is None:
        chosen = chosen.filter(due_at=None, id__gt=last.pk)
    elif last is not None:
        later = Q(due_at__gt=last.due_at) | Q(due_at=last.due_at, id__gt=last.pk)
        chosen = chosen.filter(later | Q(due_at=None))
    # PostgreSQL puts what is empty last when it goes upwards, as the index does.
    return _page(chosen.order_by("due_at", "id"), size)


def closed_ones(organisation: Organisation, *, after: UUID | None = None, size: int = 25) -> Page:
    """Return a page of what was closed, the latest first."""
    chosen = Concern.objects.filter(organisation=organisation, closed_at__isnull=False)
    last = concern_of(organisation, after) if after else None
    if last is not None and last.closed_at is not None:
        chosen = chosen.filter(_below("closed_at", last.closed_at, last.pk))
    return _page(chosen.order_by("-closed_at", "-id"), size)


def _below(name: str, moment: datetime, last: UUID) -> TupleLessThan:
    """Return what comes after a row of a list whose latest is first, so that its index begins right there."""
    return TupleLessThan(Tuple(F(name), F("id")), (moment, last))


def _page(chosen: QuerySet[Concern], size: int) -> Page:
    found = read_page(lambda most: chosen[:most], size)
    return Page(found.rows, getattr(found.after, "pk", None))


def summary(organisation: Organisation) -> Summary:
    """Return how many concerns are open and which clock runs out first, for the head of the desk and the digest."""
    chosen = Concern.objects.filter(organisation=organisation, closed_at=None)
    count = chosen.order_by()[: MOST_COUNTED + 1].count()
    first = chosen.exclude(due_at=None).order_by("due_at", "id").first()
    return Summary(
        min(count, MOST_COUNTED),
        count > MOST_COUNTED,
        first.due_at if first else None,
        first.clock if first else "",
    )


def concern_of(organisation: Organisation, concern_id: UUID) -> Concern | None:
    """Return a concern of this organisation, or None for a stranger's."""
    found = Concern.objects.select_related("organisation", "raised_by")
    return found.filter(organisation=organisation, pk=concern_id).first()


def raised(concern_id: UUID) -> Concern | None:
    """Return any concern, for the page that tells whoever knows its address that we have it, and nothing it says."""
    return Concern.objects.select_related("organisation").filter(pk=concern_id).first()


def standing_of(concern: Concern) -> Standing:
    """Return where a concern stands."""
    return Standing(concern, frozenset(concern.steps.values_list("what", flat=True)))


def is_looked_into(concern: Concern) -> bool:
    """Say whether anything was done about a concern yet."""
    return concern.steps.exists()


def story(concern: Concern) -> list[Opened]:
    """Return what was said and done, the first first, and later concerns that go on from this one.

    Call it after the opening has left its entry. What cannot be read says why in its place.
    """
    first = Entry.objects.get(pk=concern.pk)
    later = ledger.about(first, events=STORY, size=LONGEST_STORY)
    return ledger.opened([first, *reversed(later)])


def openings(concern: Concern) -> list[Opened]:
    """Return who has opened a concern, the latest first, 25 at most."""
    first = Entry.objects.get(pk=concern.pk)
    return ledger.opened(ledger.about(first, events=[Event.CONCERN_OPENED]))


def mine(user: User, *, after: UUID | None = None, size: int = 25) -> tuple[list[Own], UUID | None]:
    """Return a page of what a person raised in their own name, the latest first, and where to go on."""
    here = standing.organisations_of(user)
    chosen = Concern.objects.filter(raised_by=user, organisation__in=here).select_related("organisation")
    last = chosen.filter(pk=after).first() if after else None
    if last is not None:
        chosen = chosen.filter(_below("raised_at", last.raised_at, last.pk))
    looked_into = chosen.annotate(looked=Exists(Step.objects.filter(concern=OuterRef("pk"))))
    page = _page(looked_into.order_by("-raised_at", "-id"), size)
    said = _answers(page.concerns)
    return [Own(each, each.looked, said.get(each.pk, [])) for each in page.concerns], page.after  # type: ignore[attr-defined]


def _answers(concerns: Sequence[Concern]) -> dict[UUID, list[Opened]]:
    """Return what the Guardian answered to whoever raised these, by concern."""
    steps = Step.objects.filter(concern__in=[each.pk for each in concerns], what=ANSWERED)
    whose = dict(steps.values_list("pk", "concern_id"))
    found: dict[UUID, list[Opened]] = {}
    for each in ledger.opened(list(Entry.objects.filter(pk__in=whose).order_by("seq"))):
        found.setdefault(whose[each.entry.pk], []).append(each)
    return found


def decision_called(organisation: Organisation, reference: str) -> Entry | None:
    """Return the organisation's latest decision of that reference, or None."""
    found = Matter.objects.filter(organisation=organisation, reference=reference).order_by("-seq").first()
    return ledger.find(organisation, found.pk, event=Event.DECISION_MADE) if found else None


def is_about_decision_of(concern: Concern, person: User) -> bool:
    """Say whether a concern is about a decision that this person made."""
    if concern.decision is None:
        return False
    made = Matter.objects.filter(organisation=concern.organisation_id, pk=concern.decision)
    return made.filter(worker_id=person.pk).exists()


def organisation_called(slug: str) -> Organisation | None:
    """Return the organisation whose own page has this address, or None."""
    return Organisation.objects.filter(slug=slug).first()
