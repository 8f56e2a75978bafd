"""Which homes and which workers look after an individual, and that somebody was looked for elsewhere."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, timedelta
from typing import Final
from uuid import UUID

from django.db import transaction

from audit.ledger.append import append
from audit.ledger.errors import IdTaken
from audit.ledger.events import Event
from audit.ledger.facts import store
from audit.ledger.ids import new_id
from audit.ledger.models import Entry
from audit.ledger.queries import body_of
from audit.typed import last_day, past, text
from decisions.individuals import curiosity, words_ties
from decisions.individuals.entries import entry_of
from decisions.individuals.models import Individual
from decisions.individuals.models_ties import (
    HomeOfIndividual,
    HomeOfIndividualEnd,
    Relationship,
    RelationshipEnd,
)
from decisions.individuals.queries import found_elsewhere
from portal.days import london_day
from portal.errors import NotAllowed
from portal.models import Home, Organisation, User
from portal.standing import must

ENDED: Final = "This was ended already."
MOST_DAYS: Final = 7
"""How long a worker may help in another home on their own word."""


@transaction.atomic
def record_home(
    *,
    individual: Individual,
    home: Home,
    instead: bool,
    reason: str,
    began_on: date | None = None,
    event_id: UUID | None = None,
    by: User,
) -> HomeOfIndividual:
    """Record that a home looks after an individual from a day on; `instead`, they moved, of the homes before."""
    must(by, "warn", organisation=individual.organisation)
    if home.organisation_id != individual.organisation_id:
        raise NotAllowed("Select one of your homes")
    said = {"reason": text(reason, "Say why")}
    stay = HomeOfIndividual(
        id=event_id or new_id(), individual=individual, home=home, instead=instead, began_on=past(began_on)
    )
    stay, new = store(stay, words=said, key=individual.key)
    if not new:
        return stay
    says = words_ties.home_sentence(stay)
    append(event=Event.HOME_BEGAN, **entry_of(stay, individual, says, said), by=by)
    return stay


@transaction.atomic
def end_home(
    *,
    stay: HomeOfIndividual,
    reason: str,
    ended_on: date | None = None,
    event_id: UUID | None = None,
    by: User,
) -> HomeOfIndividualEnd:
    """Record that a home no longer looks after an individual as well; where they live ends only with a move."""
    individual = stay.individual
    must(by, "warn", organisation=individual.organisation)
    if stay.instead:
        raise NotAllowed("This is where they live. Record where they moved to instead.")
    said = {"reason": text(reason, "Say why")}
    end = HomeOfIndividualEnd(
        id=event_id or new_id(), stay=stay, ended_on=past(ended_on, since=stay.began_on)
    )
    end, new = store(end, words=said, key=individual.key, otherwise=ENDED)
    if not new:
        return end
    says = words_ties.ended_home_sentence(stay, end.ended_on)
    append(event=Event.HOME_ENDED, **entry_of(end, individual, says, said, about=stay), by=by)
    return end


@transaction.atomic
def record_relationship(
    *,
    individual: Individual,
    worker: User,
    reason: str,
    ends_on: date | None,
    began_on: date | None = None,
    event_id: UUID | None = None,
    by: User,
) -> Relationship:
    """Record that a worker of another home looks after an individual until a day."""
    must(by, "warn", organisation=individual.organisation)
    return _related(individual, worker, reason, (past(began_on), ends_on), event_id=event_id, by=by)


@transaction.atomic
def end_relationship(
    *,
    relationship: Relationship,
    reason: str,
    ended_on: date | None = None,
    event_id: UUID | None = None,
    by: User,
) -> RelationshipEnd:
    """Record that a worker of another home no longer looks after an individual."""
    individual = relationship.individual
    must(by, "warn", organisation=individual.organisation)
    said = {"reason": text(reason, "Say why")}
    end = RelationshipEnd(
        id=event_id or new_id(),
        relationship=relationship,
        ended_on=past(ended_on, since=relationship.began_on),
    )
    end, new = store(end, words=said, key=individual.key, otherwise=ENDED)
    if not new:
        return end
    says = words_ties.ended_relationship_sentence(relationship, end.ended_on)
    append(event=Event.RELATIONSHIP_ENDED, **entry_of(end, individual, says, said, about=relationship), by=by)
    return end


@transaction.atomic
def seek_elsewhere(
    *,
    organisation: Organisation,
    looked_for: str,
    reason: str,
    any_of: Sequence[str] = (),
    event_id: UUID | None = None,
    by: User,
) -> Entry:
    """Keep that somebody looks in the organisation's other homes, for whom and why; show nobody before.

    The same id is the same look: with other words it raises IdTaken, so nothing is shown that is not recorded.
    Where one person alone is found, the entry is about them, and sealed under their key. `any_of` are the words of
    which each finds somebody by itself, where they are not one name.
    """
    looker = must(by, "decide", organisation=organisation)
    said = {
        "looked_for": text(looked_for, "Say who you look for", most=200),
        "reason": text(reason, "Say why you need to find them"),
    }
    looks = [found_elsewhere(organisation=organisation, text=each) for each in any_of or [said["looked_for"]]]
    found = list({person.id: person for people in looks for person in people}.values())
    alone = found[0] if len(found) == 1 else None
    entry = append(
        event=Event.INDIVIDUAL_SOUGHT,
        organisation=organisation,
        body={"says": f"{by.full_name} looked for somebody in the other homes.", "words": said},
        facets={
            "home": looker.home_id,
            "about": alone.id if alone else None,
            "flags": curiosity.marks_elsewhere(found, said["looked_for"], looker, by),
        },
        key=alone.key if alone else None,
        event_id=event_id or new_id(),
        by=by,
    )
    return _same(entry, said, by)


def _same(entry: Entry, said: dict[str, str], by: User) -> Entry:
    """Return the entry of a look; one that stood there before must be this very look."""
    if entry.repeated:
        kept = body_of(entry)
        if entry.event != Event.INDIVIDUAL_SOUGHT or (kept["words"], kept["actor"]["id"]) != (
            said,
            str(by.pk),
        ):
            raise IdTaken(str(entry.pk))
    return entry


@transaction.atomic
def help_elsewhere(
    *, look: Entry, individual: Individual, event_id: UUID | None = None, by: User
) -> Relationship:
    """Record, on a worker's own word, that they help to look after somebody they found in another home.

    It lasts seven days, gives the reason of the look, and the Guardian sees it.
    """
    must(by, "decide", organisation=individual.organisation)
    kept = body_of(look)
    found = found_elsewhere(organisation=individual.organisation, text=kept["words"]["looked_for"])
    if kept["actor"]["id"] != str(by.pk) or individual not in found:
        raise NotAllowed("Look for them again, and say why.")
    today = london_day()
    days = (today, today + timedelta(days=MOST_DAYS - 1))
    return _related(individual, by, kept["words"]["reason"], days, event_id=event_id, by=by)


def _related(
    individual: Individual,
    worker: User,
    reason: str,
    days: tuple[date, date | None],
    *,
    event_id: UUID | None,
    by: User,
) -> Relationship:
    """Store a relationship and append its entry."""
    if not worker.memberships.filter(organisation=individual.organisation).exists():
        raise NotAllowed("Select somebody who works here")
    said = {"reason": text(reason, "Say why")}
    relationship = Relationship(
        id=event_id or new_id(),
        individual=individual,
        worker=worker,
        began_on=days[0],
        ends_on=last_day(days[1], since=days[0]),
    )
    relationship, new = store(relationship, words=said, key=individual.key)
    if not new:
        return relationship
    says = words_ties.relationship_sentence(relationship)
    append(event=Event.RELATIONSHIP_BEGAN, **entry_of(relationship, individual, says, said), by=by)
    return relationship
