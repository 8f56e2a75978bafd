"""Who learned or declared what and when, and who is on long leave."""

from __future__ import annotations

from collections.abc import Collection
from datetime import date, timedelta
from uuid import UUID, uuid5

from django.db import transaction

from audit.assurance.people import Person, people
from audit.assurance.training.declaration import PROMISES
from audit.assurance.training.kinds import DECLARATION, Kind, of_code
from audit.assurance.training.models import Excuse, Learned
from audit.assurance.training.queries import has_declared, kinds_of
from audit.ledger.append import Said, append, append_all
from audit.ledger.events import Event
from audit.ledger.facts import tell
from audit.ledger.models import Entry
from audit.typed import past, text
from portal.days import day_in_words, london_day
from portal.errors import NotAllowed
from portal.models import Organisation, User
from portal.standing import must, only_home

SHORT = 500
LONGEST_LEAVE = timedelta(days=2 * 366)
NO_KIND = "Select what was learned"
NOBODY = "Select who learned it"
NOT_HERE = "One of these people is no longer on your list. Open the page again and select them once more."
NO_NOTE = "Say how others can see that it was done"
NO_PROMISE = "Tick that you keep to this. If you cannot, talk to your Caldicott Guardian first"
NO_REASON = "Say why they are on leave"
REVERSED = "The last day must be the first day or after it"
TOO_LONG = "Leave can be written down for two years at most. It can be written down again later"


@transaction.atomic
def record(
    *,
    organisation: Organisation,
    kind: str,
    who: Collection[UUID],
    done_on: date,
    note: str,
    event_id: UUID,
    by: User,
) -> list[Entry]:
    """Write down that people (by their users' ids) learned something on a day, and how others can see it.

    Anyone does so for themself, a manager for all whom they look after. Each person has an entry of their own. A
    declaration cannot be written down for somebody: they make it themself.
    """
    own = set(who) == {by.pk}
    membership = must(by, "acknowledge" if own else "assure", organisation=organisation)
    learned = _kind(organisation, kind)
    persons = _persons(organisation, who, None if own else only_home(membership))
    day, said = past(done_on), text(note, NO_NOTE, most=SHORT)
    ids = {each.user.pk: event_id if own else uuid5(event_id, str(each.user.pk)) for each in persons}
    what = {"organisation": organisation, "kind": learned.code, "done_on": day}
    facts = [Learned(id=(pk := ids[each.user.pk]), entry_id=pk, person=each.user, **what) for each in persons]
    # The same form sent again meets the rows, and then the entries, of the first time.
    Learned.objects.bulk_create(facts, ignore_conflicts=True)
    told = [
        Said(
            Event.TRAINING_RECORDED,
            _body(learned, each, day, by) | {"note": said},
            ids[each.user.pk],
            _facets(learned, each, "own" if own else "by_manager"),
        )
        for each in persons
    ]
    return append_all(organisation=organisation, said=told, by=by)


@transaction.atomic
def declare(*, organisation: Organisation, promised: bool, event_id: UUID, by: User) -> Learned:
    """Write down that somebody declares today to keep confidential what they learn, in the words they were shown."""
    must(by, "acknowledge", organisation=organisation)
    if not promised:
        raise NotAllowed(NO_PROMISE)
    kind, today = _declared(organisation), london_day()
    first = not has_declared(organisation, by)
    (person,) = _persons(organisation, [by.pk], None)
    fact = Learned(id=event_id, organisation=organisation, person=by, kind=kind.code, done_on=today)
    fact, new = tell(fact)
    if not new:
        return fact
    append(
        event=Event.DECLARATION_MADE,
        organisation=organisation,
        body=_body(kind, person, today, by) | {"promises": list(PROMISES)},
        facets=_facets(kind, person, "induction" if first else "yearly"),
        event_id=event_id,
        by=by,
    )
    return fact


@transaction.atomic
def excuse(
    *,
    organisation: Organisation,
    who: UUID,
    first: date,
    last: date,
    reason: str,
    event_id: UUID,
    by: User,
) -> Excuse:
    """Write down that somebody is on long leave from a first day to a last, and why: meanwhile nothing is due.

    It takes the place of what was written before, so that leave that ends early is written down again.
    """
    membership = must(by, "assure", organisation=organisation)
    (person,) = _persons(organisation, [who], only_home(membership))
    why = text(reason, NO_REASON, most=SHORT)
    if last < first:
        raise NotAllowed(REVERSED)
    if last - first > LONGEST_LEAVE:
        raise NotAllowed(TOO_LONG)
    fact = Excuse(id=event_id, organisation=organisation, person=person.user, first=first, last=last)
    fact, new = tell(fact)
    if not new:
        return fact
    says = f"{person.name} is on leave from {day_in_words(first)} to {day_in_words(last)}."
    append(
        event=Event.TRAINING_EXCUSED,
        organisation=organisation,
        body={"says": says, "reason": why, "first": first.isoformat(), "last": last.isoformat()}
        | {"person": {"id": str(person.user.pk), "name": person.name}},
        facets={"home": person.membership.home_id},
        event_id=event_id,
        by=by,
    )
    return fact


def _kind(organisation: Organisation, code: str) -> Kind:
    """Return something that is learned here and that others can write down."""
    kind = of_code(kinds_of(organisation), code)
    if kind is None or kind.declared:
        raise NotAllowed(NO_KIND)
    return kind


def _declared(organisation: Organisation) -> Kind:
    """Return the declaration."""
    return next(kind for kind in kinds_of(organisation) if kind.code == DECLARATION)


def _persons(organisation: Organisation, who: Collection[UUID], home_id: UUID | None) -> list[Person]:
    """Return those people, who can all log in at the organisation, or at the home."""
    if not who:
        raise NotAllowed(NOBODY)
    found = [each for each in people(organisation, home_id) if each.user.pk in set(who)]
    if len(found) != len(set(who)):
        raise NotAllowed(NOT_HERE)
    return found


def _body(kind: Kind, person: Person, day: date, by: User) -> dict[str, object]:
    """Return what an entry says of one person's learning."""
    did = "declared" if kind.declared else "wrote down"
    says = f"{by.full_name} {did}: {kind.title}, {person.name}, {day_in_words(day)}."
    return {
        "says": says,
        "kind": kind.code,
        "title": kind.title,
        "done": day.isoformat(),
        "person": {"id": str(person.user.pk), "name": person.name, "roles": sorted(person.roles)},
    }


def _facets(kind: Kind, person: Person, outcome: str) -> dict[str, object]:
    """Return what may be counted of it: which home, which kind, and who wrote it down."""
    return {"home": person.membership.home_id, "outcome": outcome, "flags": [f"training.{kind.code}"]}
