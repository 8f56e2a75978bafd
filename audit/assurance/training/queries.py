"""What each person must learn, who has, and how many of those who count."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from django.conf import settings
from django.db.models import Max
from django.utils.module_loading import import_string

from audit.assurance.appointments.models import Appointment
from audit.assurance.people import Person, people
from audit.assurance.training.due import NEW, Duty, Share, duty
from audit.assurance.training.kinds import DECLARATION, OF_EVERYONE, YEARLY, Kind, built_in, of_code
from audit.assurance.training.models import Excuse, Learned, NeedsReview, Requirement
from audit.ledger import queries as ledger
from audit.ledger.models import Entry
from portal.days import months_after, stands
from portal.models import Membership, Organisation, User

Done = Mapping[tuple[UUID, str], date]
"""When each person last learned each kind."""
Posts = Mapping[UUID, Mapping[str, date]]
"""To which posts each person is appointed, and since when."""


@dataclass(frozen=True, slots=True)
class Progress:
    """One person with all they must learn, the first due first; `excused` while they are on long leave."""

    person: Person
    duties: tuple[Duty, ...]
    excused: Excuse | None

    def late(self, day: date) -> list[Duty]:
        """Return what is past its day; nothing of somebody who is excused."""
        return [] if self.excused else [each for each in self.duties if each.is_over(day)]

    def of(self, code: str) -> Duty | None:
        """Return what they must do about one kind, or None where it is not asked of them."""
        return next((each for each in self.duties if each.kind.code == code), None)

    def counts(self, day: date) -> bool:
        """Say whether they are counted on a day: here for longer than four weeks, and not excused."""
        began = self.person.began_on()
        return self.excused is None and began is not None and day > began + NEW


def kinds_of(organisation: Organisation) -> tuple[Kind, ...]:
    """Return all that is learned at an organisation: what everybody has, then its own, the first first."""
    own = list(Requirement.objects.filter(organisation=organisation, end=None).select_related("entry"))
    return (*built_in(), *own_kinds(own))


def own_kinds(requirements: Sequence[Requirement]) -> list[Kind]:
    """Return an organisation's own requirements with their titles, which stand in their entries, in their order."""
    ordered = sorted(requirements, key=lambda each: each.entry.seq)
    told = ledger.opened([each.entry for each in ordered]) if ordered else []
    return [
        Kind(
            each.code,
            said.body.get("title", "Training whose title can no longer be read"),
            said.body.get("about", ""),
            each.every,
            frozenset(each.roles),
            since=each.since,
        )
        for each, said in zip(ordered, told, strict=True)
    ]


def requirement_of(organisation: Organisation, code: str) -> Requirement | None:
    """Return an organisation's own requirement that is still asked for, or None."""
    asked = Requirement.objects.filter(organisation=organisation, end=None).select_related("organisation")
    return next((each for each in asked if each.code == code), None)


def done(organisation: Organisation, persons: Iterable[User] | None = None) -> Done:
    """Return when people last learned what; of everyone, or of some."""
    found = Learned.objects.filter(organisation=organisation)
    if persons is not None:
        found = found.filter(person__in=persons)
    rows = found.values_list("person", "kind").annotate(last=Max("done_on")).order_by()
    return {(person, kind): last for person, kind, last in rows}


def has_declared(organisation: Organisation, user: User) -> bool:
    """Say whether somebody has ever made the declaration here."""
    return Learned.objects.filter(organisation=organisation, person=user, kind=DECLARATION).exists()


def excuses(
    organisation: Organisation, day: date, persons: Iterable[User] | None = None
) -> dict[UUID, Excuse]:
    """Return who is excused on a day, as was said last of each; of everyone, or of some."""
    said = Excuse.objects.filter(organisation=organisation)
    if persons is not None:
        said = said.filter(person__in=persons)
    latest = said.order_by("person", "-made_at", "-id").distinct("person")
    return {each.person_id: each for each in latest if stands(day, since=each.first, until=each.last)}


def posts_of(organisation: Organisation) -> Posts:
    """Return who among those who log in is appointed to which posts, and since when."""
    standing = Appointment.objects.filter(organisation=organisation, end=None, renewal=None)
    found: dict[UUID, dict[str, date]] = {}
    for person, post, since in standing.exclude(person=None).values_list("person", "post", "since"):
        found.setdefault(person, {})[post] = since
    return found


def duties_of(person: Person, kinds: Iterable[Kind], learned: Done, posts: Posts) -> tuple[Duty, ...]:
    """Return what is asked of one person, the first due first."""
    asked = []
    for kind in kinds:
        began = _began(person, kind, posts.get(person.user.pk, {}))
        if began is not None:
            asked.append(duty(kind, began, learned.get((person.user.pk, kind.code))))
    return tuple(sorted(asked, key=lambda each: each.due_on or date.max))


def _began(person: Person, kind: Kind, posts: Mapping[str, date]) -> date | None:
    """Return since when a kind is asked of somebody: by role or post of theirs, or since they came; None: it is not."""
    days = [since for post, since in posts.items() if post in kind.posts]
    by_role = person.began_on(kind.roles) if kind.roles or not kind.posts else None
    return min([*days, *([by_role] if by_role else [])], default=None)


def progress(organisation: Organisation, day: date, home_id: UUID | None = None) -> list[Progress]:
    """Return everyone who can log in, at all homes or at one, with what they must learn; by name."""
    kinds, learned, posts = kinds_of(organisation), done(organisation), posts_of(organisation)
    excused = excuses(organisation, day)
    return [
        Progress(each, duties_of(each, kinds, learned, posts), excused.get(each.user.pk))
        for each in people(organisation, home_id)
    ]


def own_duties(membership: Membership, day: date) -> tuple[Duty, ...]:
    """Return what one person must learn where they work; nothing while they are excused."""
    organisation, user = membership.organisation, membership.user
    held = tuple(Membership.objects.filter(organisation=organisation, user=user).order_by("pk"))
    if not held or excuses(organisation, day, [user]):
        return ()
    learned = done(organisation, [user])
    return duties_of(Person(user, held), kinds_of(organisation), learned, posts_of(organisation))


def share(everyone: Iterable[Progress], day: date, code: str = YEARLY) -> Share:
    """Return how many of those who count, and of whom it is asked, have learned a kind that still counts."""
    asked = [found for each in everyone if each.counts(day) and (found := each.of(code))]
    return Share(sum(each.is_done(day) for each in asked), len(asked))


def practised(organisation: Organisation, day: date) -> dict[UUID, int]:
    """Return how many different stories each person got right in practice within the year that ends with a day."""
    count = import_string(settings.PRACTISED)
    return dict(count(organisation, months_after(day, -12), day))


def last_needs_review(organisation: Organisation) -> NeedsReview | None:
    """Return when what each role must learn was last looked through, or None."""
    return NeedsReview.objects.filter(organisation=organisation).order_by("-reviewed_on", "-id").first()


def history(organisation: Organisation, user: User) -> list[tuple[Entry, str, date, str]]:
    """Return what somebody learned: its entry, kind, day and the note kept with it, the latest first."""
    rows = Learned.objects.filter(organisation=organisation, person=user).select_related("entry")
    ordered = list(rows.order_by("-done_on", "-id"))
    told = ledger.opened([each.entry for each in ordered]) if ordered else []
    return [
        (each.entry, said.body.get("title", each.kind), each.done_on, said.body.get("note", ""))
        for each, said in zip(ordered, told, strict=True)
    ]


@dataclass(frozen=True, slots=True)
class Stop:
    """Why somebody cannot begin a new decision: what is late."""

    late: tuple[Duty, ...]


def gate(membership: Membership, day: date) -> Stop | None:
    """Say whether somebody must learn something before a new decision, and what; None where they may begin.

    Where no gate is set this asks the database nothing, and of somebody who is in time one thing. It looks only at
    what is asked of everyone. Whoever was excused has the same days again from their first day back.
    """
    organisation, user = membership.organisation, membership.user
    if organisation.gate_days is None or organisation.gate_from is None:
        return None
    learned = done(organisation, [user])
    kinds = [kind for code in OF_EVERYONE if (kind := of_code(built_in(), code))]
    asked = [duty(kind, membership.began_on, learned.get((user.pk, kind.code))) for kind in kinds]
    late = [
        each for each in asked if each.stops(day, days=organisation.gate_days, since=organisation.gate_from)
    ]
    if late:
        back = _last_excused(organisation, user, day)
        late = [each for each in late if each.stops(day, days=organisation.gate_days, since=back)]
    return Stop(tuple(late)) if late else None


def _last_excused(organisation: Organisation, user: User, day: date) -> date:
    """Return the last day of the leave that somebody is or was on, as was said last; long ago where there is none."""
    said = Excuse.objects.filter(organisation=organisation, person=user).order_by("-made_at", "-id").first()
    return said.last if said and said.first <= day else date.min
