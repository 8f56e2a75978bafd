"""Finding an individual, and what stands about them on a day."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import Any
from uuid import UUID

from django.db.models import Exists, F, OuterRef, Q, QuerySet

from audit.ledger.facts import AnyFact
from decisions.individuals.index import digest, holders, typed_wholes
from decisions.individuals.models import (
    CapacityRecord,
    Consent,
    Individual,
    IndividualIndex,
    Objection,
    Wishes,
)
from decisions.individuals.models_asked import Refusal
from decisions.individuals.ties import in_organisation, reached_by
from decisions.vocabulary import SCOPES_OF, RecipientKind
from portal import names_before
from portal.days import stands
from portal.models import Membership, Organisation
from portal.names import bare_reference, plain, typed_words
from portal.nhs_number import check

MOST = 20
MOST_WORDS = 8

Kind = IndividualIndex.Kind


def find(*, membership: Membership, text: str, nhs_number: str = "") -> list[Individual]:
    """Return those this person may see whose reference, NHS number or name is `text`; at most twenty.

    A care worker sees the people of their own home and those they help; a Guardian and a manager see every home.
    All words typed must be in the name; whole names come first. An NHS number given as well shuts out whoever has
    another.
    """
    wanted = _wanted(membership.organisation_id, text)
    if wanted is None:
        return []
    people = list(seen_by(membership).filter(wanted)[:MOST])
    if nhs_number:
        number = check(nhs_number)
        # One whose number we do not know is no match for a number that someone else has.
        fit = {number} if holders(membership.organisation_id, Kind.NHS_NUMBER, [number]) else {number, ""}
        people = [person for person in people if person.details.nhs_number in fit]
    whole = plain(text)
    return sorted(people, key=lambda person: (plain(person.details.name) != whole, person.details.name))


def found_elsewhere(*, organisation: Organisation, text: str) -> list[Individual]:
    """Return those of all the organisation's homes whose reference, NHS number or name is `text`; at most twenty.

    Nobody is shown them whose look has not left its entry (see actions.seek_elsewhere).
    """
    wanted = _wanted(organisation.pk, text)
    people = in_organisation(organisation.pk)
    return list(people.filter(wanted)[:MOST]) if wanted is not None else []


def get(*, membership: Membership, individual_id: UUID | str) -> Individual | None:
    """Return one individual this person may see, or None; what is no id at all is nobody's."""
    try:
        return seen_by(membership).filter(pk=UUID(str(individual_id))).first()
    except ValueError:
        return None


def seen_by(membership: Membership) -> QuerySet[Individual]:
    """Return the individuals a membership may see today."""
    return reached_by(membership)


def _wanted(organisation_id: UUID, text: str) -> Q | None:
    """Return what a typed text may mean, or None where it means nothing that can be looked up."""

    def has(kind: Kind, *values: str) -> Exists:
        found = [digest(organisation_id, kind, value) for value in values]
        rows = IndividualIndex.objects.filter(organisation_id=organisation_id, kind=kind, digest__in=found)
        return Exists(rows.filter(individual=OuterRef("pk")))

    bare = bare_reference(text)
    words, before = typed_words(text), names_before.words(text)
    if not bare or max(len(words), len(before)) > MOST_WORDS:
        return None
    wanted = Q(has(Kind.REFERENCE, bare)) | Q(has(Kind.NAME, *typed_wholes(text)))
    wanted |= Q(*(has(Kind.WORD, *word) for word in words))
    if names_before.differs(before, words):
        # As names were folded before, until every digest is made again.
        wanted |= Q(*(has(Kind.WORD, word) for word in before))
    try:
        return wanted | Q(has(Kind.NHS_NUMBER, check(text)))
    except ValueError:
        return wanted


@dataclass(frozen=True, slots=True)
class Said:
    """Everything the registers hold about one individual, whether it still stands or not, oldest first."""

    consents: tuple[Consent, ...]
    objections: tuple[Objection, ...]
    wishes: tuple[Wishes, ...]
    capacity: tuple[CapacityRecord, ...]
    refusals: tuple[Refusal, ...] = ()


@dataclass(frozen=True, slots=True)
class InForce(Said):
    """What stands on one day. Where a consent and an objection meet, the objection wins."""

    taken_back: tuple[Consent, ...] = ()
    """Consents that were taken back on this day or before."""
    expired: tuple[Consent, ...] = ()
    """Consents that are past their last day, and were not taken back so far."""

    def objections_to(self, kind: RecipientKind) -> tuple[Objection, ...]:
        """Return the objections that speak about this kind of recipient."""
        return tuple(o for o in self.objections if o.scope in SCOPES_OF[kind])

    def refuses_all(self, kind: RecipientKind) -> bool:
        """Say whether the individual wants this kind of recipient told nothing at all."""
        return any(not objection.items for objection in self.objections_to(kind))

    def refused(self, kind: RecipientKind) -> frozenset[str]:
        """Return the items they do not want this kind of recipient told."""
        return frozenset(item for objection in self.objections_to(kind) for item in objection.items)

    def consents_for(self, kind: RecipientKind) -> tuple[Consent, ...]:
        """Return the consents for this kind of recipient that leave something once objections are heard."""
        if self.refuses_all(kind):
            return ()
        refused = self.refused(kind)
        given = (c for c in self.consents if c.recipient_kind == kind)
        return tuple(c for c in given if not refused.issuperset(c.items))

    def agreed(self, kind: RecipientKind) -> frozenset[str]:
        """Return the items they agreed this kind of recipient may be told, less what they refused."""
        items = frozenset(item for consent in self.consents_for(kind) for item in consent.items)
        return items - self.refused(kind)

    def wished(self) -> frozenset[str]:
        """Return the items their wishes let people close to them be told, less what they refused."""
        if self.refuses_all(RecipientKind.FAMILY):
            return frozenset()
        return frozenset(i for w in self.wishes for i in w.items) - self.refused(RecipientKind.FAMILY)

    def capacity_for(self, kind: RecipientKind) -> CapacityRecord | None:
        """Return the record about deciding what this kind of recipient is told."""
        return next((record for record in self.capacity if record.recipient_kind == kind), None)


def in_force(individual: Individual, on: date) -> InForce:
    """Return what stands about an individual on a day, counted in London."""
    return standing(said_of(individual), on)


def said_of(individual: Individual) -> Said:
    """Read what the registers hold about an individual."""
    return Said(
        consents=tuple(_in_turn(individual.consent_set.select_related("withdrawal"), "given_on")),
        objections=tuple(individual.objection_set.select_related("end").order_by("raised_on", "id")),
        wishes=tuple(_in_turn(individual.wishes_set.select_related("end"), "recorded_on")),
        capacity=tuple(individual.capacityrecord_set.order_by("assessed_on", "entry__seq")),
        refusals=tuple(_in_turn(individual.refusal_set.all(), "asked_on")),
    )


def _in_turn(facts: QuerySet[AnyFact], day: str) -> Iterable[AnyFact]:
    """Return facts by day, each with its place in the ledger: what came later on the same day is told by it."""
    return facts.annotate(seq=F("entry__seq")).order_by(day, "id")


def standing(said: Said, on: date) -> InForce:
    """Sift what stands on a day from all that was said; a matter of dates only."""
    given = [c for c in said.consents if c.given_on <= on]
    stand = [c for c in given if stands(on, since=c.given_on, until=c.ends_on, ended=c.ended_on)]
    back = [c for c in given if c.ended_on and c.ended_on <= on]
    wishes = [w for w in said.wishes if is_wanted(w, on)]
    newest: dict[str, CapacityRecord] = {}
    for record in said.capacity:
        if record.assessed_on <= on:
            newest[record.recipient_kind] = record
    return InForce(
        consents=tuple(stand),
        objections=tuple(o for o in said.objections if stands(on, since=o.raised_on, ended=o.ended_on)),
        wishes=tuple(wishes),
        capacity=tuple(r for r in newest.values() if stands(on, since=r.assessed_on, until=r.review_on)),
        taken_back=tuple(back),
        expired=tuple(c for c in given if c not in stand and c not in back),
        refusals=tuple(r for r in said.refusals if r.asked_on <= on and _still_no(r, stand, wishes)),
    )


def is_wanted(wishes: Wishes, on: date) -> bool:
    """Say whether someone's wish that a person close to them is informed is in force on a day."""
    return stands(on, since=wishes.recorded_on, until=wishes.ends_on, ended=wishes.ended_on)


def _still_no(refusal: Refusal, consents: list[Consent], wishes: list[Wishes]) -> bool:
    """Say whether a no still stands for anything they were asked about; only a later yes takes its place."""
    kind = refusal.recipient_kind
    yes: list[Any] = [c for c in consents if c.recipient_kind == kind and c.given_on >= refusal.asked_on]
    if kind == RecipientKind.FAMILY:
        yes += [w for w in wishes if w.recorded_on >= refusal.asked_on]
    agreed = {item for each in yes if each.seq > refusal.seq for item in each.items}
    return not agreed.issuperset(refusal.items)
