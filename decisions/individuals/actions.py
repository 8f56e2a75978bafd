"""What can be recorded about an individual: who they are, what they agreed to, refused and wished.

Each action stores one fact and appends its entry, sealed under the individual's own key. Nothing here is
ever changed: taking a consent back is a fact of its own. An `event_id` given twice gives the same fact back.

`items` are codes; a mapping gives words to a code: {"something_else": "my diet"}.
"""

from __future__ import annotations

from datetime import date
from uuid import UUID

from django.db import transaction

from audit.ledger.append import append
from audit.ledger.events import Event
from audit.ledger.ids import new_id
from decisions.days import a_year_after
from decisions.facts import store
from decisions.individuals import words
from decisions.individuals.entries import entry_of
from decisions.individuals.index import index
from decisions.individuals.models import (
    BestInterests,
    CapacityRecord,
    Consent,
    ConsentWithdrawal,
    Individual,
    Objection,
    ObjectionEnd,
    Wishes,
    WishesEnd,
)
from decisions.typed import Items, chosen, number, past, span, text
from decisions.vocabulary import RecipientKind, Scope
from portal.models import Home, Organisation, User
from portal.standing import must

TAKEN_BACK = "This was taken back already."


@transaction.atomic
def add_individual(
    *,
    organisation: Organisation,
    home: Home,
    name: str,
    reference: str,
    nhs_number: str = "",
    date_of_birth: date | None = None,
    event_id: UUID | None = None,
    by: User,
) -> Individual:
    """Add a person we look after, findable by reference, NHS number and name, under a key of their own."""
    must(by, "decide", organisation=organisation, home=home)
    details = {
        "name": text(name, "Enter the person's full name", most=200),
        "reference": text(reference, "Enter the reference you use at work", most=60),
        "nhs_number": number(nhs_number),
        "date_of_birth": past(date_of_birth).isoformat() if date_of_birth else "",
    }
    individual = Individual(id=event_id or new_id(), organisation=organisation, home=home)
    individual, new = store(individual, words=details)
    if not new:
        return individual
    index(individual, details)
    says = f"{by.full_name} added {details['name']} ({details['reference']}) to the people we look after."
    append(event=Event.INDIVIDUAL_ADDED, **entry_of(individual, individual, says, details), by=by)
    return individual


@transaction.atomic
def give_consent(
    *,
    individual: Individual,
    recipient_kind: str,
    recipient_name: str,
    items: Items,
    purpose: str,
    ends_on: date | None = None,
    given_on: date | None = None,
    event_id: UUID | None = None,
    by: User,
) -> Consent:
    """Record what the individual agreed to; without `ends_on` it lasts a year. It is never open-ended."""
    must(by, "decide", organisation=individual.organisation, home=individual.home)
    codes, other = chosen(items)
    since, until = span(given_on, ends_on)
    said = {
        "recipient": text(recipient_name, most=200),
        "purpose": text(purpose, "Say what the information is for"),
        "other": other,
    }
    consent = Consent(
        id=event_id or new_id(),
        individual=individual,
        recipient_kind=RecipientKind(recipient_kind),
        items=codes,
        given_on=since,
        ends_on=until or a_year_after(since),
    )
    consent, new = store(consent, words=said, key=individual.key)
    if not new:
        return consent
    says = words.consent_sentence(consent)
    append(event=Event.CONSENT_GIVEN, **entry_of(consent, individual, says, said), by=by)
    return consent


@transaction.atomic
def withdraw_consent(
    *, consent: Consent, reason: str, ended_on: date | None = None, event_id: UUID | None = None, by: User
) -> ConsentWithdrawal:
    """Record that the individual took a consent back; from that day it supports nothing (Rule 2A)."""
    individual = consent.individual
    must(by, "decide", organisation=individual.organisation, home=individual.home)
    said = {"reason": text(reason)}
    withdrawal = ConsentWithdrawal(
        id=event_id or new_id(), consent=consent, ended_on=past(ended_on, since=consent.given_on)
    )
    withdrawal, new = store(withdrawal, words=said, key=individual.key, otherwise=TAKEN_BACK)
    if not new:
        return withdrawal
    says = words.withdrawal_sentence(consent)
    append(
        event=Event.CONSENT_WITHDRAWN, **entry_of(withdrawal, individual, says, said, about=consent), by=by
    )
    return withdrawal


@transaction.atomic
def raise_objection(
    *,
    individual: Individual,
    items: Items,
    scope: str,
    to_whom: str,
    raised_on: date | None = None,
    event_id: UUID | None = None,
    by: User,
) -> Objection:
    """Record what the individual does not want told, and to whom; no items means nothing at all."""
    must(by, "decide", organisation=individual.organisation, home=individual.home)
    codes, other = chosen(items, none="")
    said = {"to_whom": text(to_whom, most=200), "other": other}
    objection = Objection(
        id=event_id or new_id(),
        individual=individual,
        scope=Scope(scope),
        items=codes,
        raised_on=past(raised_on),
    )
    objection, new = store(objection, words=said, key=individual.key)
    if not new:
        return objection
    says = words.objection_sentence(objection)
    append(event=Event.OBJECTION_RAISED, **entry_of(objection, individual, says, said), by=by)
    return objection


@transaction.atomic
def end_objection(
    *, objection: Objection, reason: str, ended_on: date | None = None, event_id: UUID | None = None, by: User
) -> ObjectionEnd:
    """Record that the individual no longer objects, and how we know."""
    individual = objection.individual
    must(by, "decide", organisation=individual.organisation, home=individual.home)
    said = {"reason": text(reason, "Say how you know that they no longer object")}
    end = ObjectionEnd(
        id=event_id or new_id(), objection=objection, ended_on=past(ended_on, since=objection.raised_on)
    )
    end, new = store(end, words=said, key=individual.key, otherwise=TAKEN_BACK)
    if not new:
        return end
    says = words.ended(words.objection_sentence(objection), end.ended_on)
    append(event=Event.OBJECTION_ENDED, **entry_of(end, individual, says, said, about=objection), by=by)
    return end


@transaction.atomic
def record_wishes(
    *,
    individual: Individual,
    name: str,
    relation: str,
    items: Items,
    circumstances: str,
    ends_on: date | None = None,
    recorded_on: date | None = None,
    event_id: UUID | None = None,
    by: User,
) -> Wishes:
    """Record what the individual wants a named person close to them to be told, and when (Rule 2A)."""
    must(by, "decide", organisation=individual.organisation, home=individual.home)
    codes, other = chosen(items)
    since, until = span(recorded_on, ends_on)
    said = {
        "name": text(name, "Enter the name of the person they want told", most=200),
        "relation": text(relation, "Say who this person is to them, like daughter or friend", most=100),
        "circumstances": text(circumstances),
        "other": other,
    }
    wishes = Wishes(
        id=event_id or new_id(), individual=individual, items=codes, recorded_on=since, ends_on=until
    )
    wishes, new = store(wishes, words=said, key=individual.key)
    if not new:
        return wishes
    says = words.wishes_sentence(wishes)
    append(event=Event.WISHES_RECORDED, **entry_of(wishes, individual, says, said), by=by)
    return wishes


@transaction.atomic
def end_wishes(
    *, wishes: Wishes, reason: str, ended_on: date | None = None, event_id: UUID | None = None, by: User
) -> WishesEnd:
    """Record that the individual no longer wants this person told."""
    individual = wishes.individual
    must(by, "decide", organisation=individual.organisation, home=individual.home)
    said = {"reason": text(reason)}
    end = WishesEnd(id=event_id or new_id(), wishes=wishes, ended_on=past(ended_on, since=wishes.recorded_on))
    end, new = store(end, words=said, key=individual.key, otherwise=TAKEN_BACK)
    if not new:
        return end
    says = words.ended(words.wishes_sentence(wishes), end.ended_on)
    append(event=Event.WISHES_ENDED, **entry_of(end, individual, says, said, about=wishes), by=by)
    return end


@transaction.atomic
def record_capacity(
    *,
    individual: Individual,
    question: str,
    has_capacity: bool,
    recipient_kind: str,
    best_interests: BestInterests | None = None,
    assessed_on: date | None = None,
    review_on: date | None = None,
    event_id: UUID | None = None,
    by: User,
) -> CapacityRecord:
    """Record whether the individual can make one decision for themself and, if not, what is best for them."""
    must(by, "decide", organisation=individual.organisation, home=individual.home)
    best = best_interests or BestInterests()
    codes, other = chosen(best.items, none="")
    since, until = span(assessed_on, review_on)
    said = {
        "question": text(question, "Say which decision this is about"),
        "best_interests": text(
            best.found, "Say what you found to be best for them" if best_interests else ""
        ),
        "consultees": text(best.consultees),
        "other": other,
    }
    record = CapacityRecord(
        id=event_id or new_id(),
        individual=individual,
        recipient_kind=RecipientKind(recipient_kind),
        has_capacity=has_capacity,
        items=codes,
        assessed_on=since,
        review_on=until,
    )
    record, new = store(record, words=said, key=individual.key)
    if not new:
        return record
    says = words.capacity_sentence(record)
    append(event=Event.CAPACITY_RECORDED, **entry_of(record, individual, says, said), by=by)
    return record
