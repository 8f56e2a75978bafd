"""What an individual agreed to, refused and wished. Taking something back is a fact of its own."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from uuid import UUID

from django.db import transaction

from audit import typed
from audit.ledger.append import append
from audit.ledger.events import Event
from audit.ledger.facts import store
from audit.ledger.ids import new_id
from audit.typed import past, span, text, texts
from decisions.chosen import Items, chosen
from decisions.individuals import words
from decisions.individuals.entries import AT_RISK, entry_of
from decisions.individuals.models import (
    Consent,
    ConsentWithdrawal,
    Individual,
    Objection,
    ObjectionEnd,
    Wishes,
    WishesEnd,
)
from decisions.individuals.ties import must_reach
from decisions.vocabulary import RecipientKind, Scope, ended
from portal.days import a_year_after
from portal.models import User

TAKEN_BACK = "This was taken back already."


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
    asked: Mapping[str, str] | None = None,
    event_id: UUID | None = None,
    by: User,
) -> Consent:
    """Record what the individual agreed to; without `ends_on` it lasts a year. It is never open-ended.

    `asked` tells how they were asked: benefit, explained, how, where, evidence; data_basis is the one in data law.
    """
    must_reach(by, individual)
    codes, other = chosen(items)
    since, until = span(given_on, ends_on)
    said = {
        "recipient": typed.name(recipient_name),
        "purpose": text(purpose, "Say what the information is for"),
        "other": other,
        **texts(asked),
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
    *,
    consent: Consent,
    reason: str,
    explained: str = "",
    care_at_risk: bool = False,
    ended_on: date | None = None,
    event_id: UUID | None = None,
    by: User,
) -> ConsentWithdrawal:
    """Record that the individual took a consent back; from that day it supports nothing (Rule 2A).

    `care_at_risk`: care may become impossible without it, so a senior is asked to look.
    """
    individual = consent.individual
    must_reach(by, individual)
    said = {"reason": text(reason), "explained": text(explained)}
    withdrawal = ConsentWithdrawal(
        id=event_id or new_id(),
        consent=consent,
        care_at_risk=care_at_risk,
        ended_on=past(ended_on, since=consent.given_on),
    )
    withdrawal, new = store(withdrawal, words=said, key=individual.key, otherwise=TAKEN_BACK)
    if not new:
        return withdrawal
    says = words.withdrawal_sentence(consent)
    flags = (AT_RISK,) if care_at_risk else ()
    entry = entry_of(withdrawal, individual, says, said, about=consent, flags=flags)
    append(event=Event.CONSENT_WITHDRAWN, **entry, by=by)
    return withdrawal


@transaction.atomic
def raise_objection(
    *,
    individual: Individual,
    items: Items,
    scope: str,
    to_whom: str,
    raised_on: date | None = None,
    explained: Mapping[str, str] | None = None,
    event_id: UUID | None = None,
    by: User,
) -> Objection:
    """Record what the individual does not want told, and to whom; no items means nothing at all.

    `explained` tells what they were told about it: consequences, may_or_must.
    """
    must_reach(by, individual)
    codes, other = chosen(items, none="")
    said = {"to_whom": text(to_whom, most=200), "other": other, **texts(explained)}
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
    *,
    objection: Objection,
    reason: str,
    explained: str = "",
    ended_on: date | None = None,
    event_id: UUID | None = None,
    by: User,
) -> ObjectionEnd:
    """Record that the individual no longer objects, and how we know."""
    individual = objection.individual
    must_reach(by, individual)
    said = {
        "reason": text(reason, "Say how you know that they no longer object"),
        "explained": text(explained),
    }
    end = ObjectionEnd(
        id=event_id or new_id(), objection=objection, ended_on=past(ended_on, since=objection.raised_on)
    )
    end, new = store(end, words=said, key=individual.key, otherwise=TAKEN_BACK)
    if not new:
        return end
    says = ended(words.objection_sentence(objection), end.ended_on)
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
    must_reach(by, individual)
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
    *,
    wishes: Wishes,
    reason: str,
    explained: str = "",
    ended_on: date | None = None,
    event_id: UUID | None = None,
    by: User,
) -> WishesEnd:
    """Record that the individual no longer wants this person told."""
    individual = wishes.individual
    must_reach(by, individual)
    said = {"reason": text(reason), "explained": text(explained)}
    end = WishesEnd(id=event_id or new_id(), wishes=wishes, ended_on=past(ended_on, since=wishes.recorded_on))
    end, new = store(end, words=said, key=individual.key, otherwise=TAKEN_BACK)
    if not new:
        return end
    says = ended(words.wishes_sentence(wishes), end.ended_on)
    append(event=Event.WISHES_ENDED, **entry_of(end, individual, says, said, about=wishes), by=by)
    return end
