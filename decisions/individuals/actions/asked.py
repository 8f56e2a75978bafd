"""What came of asking an individual, or somebody close to them; and what they were told, and want kept private."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Final
from uuid import UUID

from django.db import transaction

from audit import typed
from audit.ledger.append import append
from audit.ledger.events import Event
from audit.ledger.facts import store
from audit.ledger.ids import new_id
from audit.typed import one_of, past, text, texts
from decisions.chosen import Items, chosen
from decisions.individuals import words_asked as words
from decisions.individuals.entries import AT_RISK, entry_of
from decisions.individuals.models import ConsentWithdrawal, Individual, Wishes
from decisions.individuals.models_asked import (
    SUMMARY_RECORD,
    CarerConsent,
    CarerConsentEnd,
    RecordPreference,
    Refusal,
    SeniorReview,
)
from decisions.individuals.ties import must_reach
from decisions.vocabulary import RecipientKind, ended
from portal.errors import NotAllowed
from portal.models import User
from portal.standing import must

ENDED: Final = "This was ended already."
REVIEWED: Final = "A senior has looked at this already."


@transaction.atomic
def refuse_consent(
    *,
    individual: Individual,
    recipient_kind: str,
    recipient_name: str,
    items: Items,
    purpose: str,
    care_at_risk: bool = False,
    asked: Mapping[str, str] | None = None,
    asked_on: date | None = None,
    event_id: UUID | None = None,
    by: User,
) -> Refusal:
    """Record that the individual was asked to agree, and said no; `asked` tells how, reason and explained."""
    must_reach(by, individual)
    codes, other = chosen(items)
    said = {
        "recipient": typed.name(recipient_name),
        "purpose": text(purpose, "Say what the information was for"),
        "other": other,
        **texts(asked),
    }
    refusal = Refusal(
        id=event_id or new_id(),
        individual=individual,
        recipient_kind=RecipientKind(recipient_kind),
        items=codes,
        asked_on=past(asked_on),
        care_at_risk=care_at_risk,
    )
    refusal, new = store(refusal, words=said, key=individual.key)
    if not new:
        return refusal
    says, flags = words.refusal_sentence(refusal), (AT_RISK,) if care_at_risk else ()
    append(event=Event.CONSENT_REFUSED, **entry_of(refusal, individual, says, said, flags=flags), by=by)
    return refusal


@transaction.atomic
def review_refusal(
    *,
    no: Refusal | ConsentWithdrawal,
    talked: str,
    outcome: str,
    reviewed_on: date | None = None,
    event_id: UUID | None = None,
    by: User,
) -> SeniorReview:
    """Record that a senior looked at a no that may make care impossible, whom they talked to, and what came of it."""
    individual = no.individual if isinstance(no, Refusal) else no.consent.individual
    must(by, "warn", organisation=individual.organisation)
    said = {
        "talked": text(talked, "Say whom you talked to, and what they said"),
        "outcome": text(outcome, "Say what came of it"),
    }
    since = no.asked_on if isinstance(no, Refusal) else no.ended_on
    review = SeniorReview(
        id=event_id or new_id(),
        individual=individual,
        about_id=no.pk,
        reviewed_on=past(reviewed_on, since=since),
    )
    review, new = store(review, words=said, key=individual.key, otherwise=REVIEWED)
    if not new:
        return review
    says = words.review_sentence(review)
    append(event=Event.REFUSAL_REVIEWED, **entry_of(review, individual, says, said, about=no), by=by)
    return review


@transaction.atomic
def ask_carer(
    *,
    wishes: Wishes,
    agrees: bool,
    about: str = "",
    how: str = "",
    said_on: date | None = None,
    event_id: UUID | None = None,
    by: User,
) -> CarerConsent:
    """Record if somebody whom the individual wants told agrees, for themself, to be told (Rule 2A)."""
    individual = wishes.individual
    must_reach(by, individual)
    if wishes.ended_on is not None:
        raise NotAllowed("The person no longer wants them told.")
    said = {"name": wishes.words["name"], "about": text(about), "how": text(how)}
    carer = CarerConsent(
        id=event_id or new_id(), individual=individual, wishes=wishes, agrees=agrees, said_on=past(said_on)
    )
    carer, new = store(carer, words=said, key=individual.key)
    if not new:
        return carer
    says = words.carer_sentence(carer)
    append(event=Event.CARER_ASKED, **entry_of(carer, individual, says, said, about=wishes), by=by)
    return carer


@transaction.atomic
def end_carer(
    *,
    carer: CarerConsent,
    reason: str,
    ended_on: date | None = None,
    event_id: UUID | None = None,
    by: User,
) -> CarerConsentEnd:
    """Record that somebody close to the individual no longer says so."""
    individual = carer.individual
    must_reach(by, individual)
    said = {"reason": text(reason, "Say how you know")}
    end = CarerConsentEnd(id=event_id or new_id(), carer=carer, ended_on=past(ended_on, since=carer.said_on))
    end, new = store(end, words=said, key=individual.key, otherwise=ENDED)
    if not new:
        return end
    says = ended(words.carer_sentence(carer), end.ended_on)
    append(event=Event.CARER_ENDED, **entry_of(end, individual, says, said, about=carer), by=by)
    return end


@transaction.atomic
def record_preference(
    *,
    individual: Individual,
    choice: str,
    how: str = "",
    said_on: date | None = None,
    event_id: UUID | None = None,
    by: User,
) -> RecordPreference:
    """Record what the individual wants of the Summary Care Record; the newest stands."""
    must_reach(by, individual)
    said = {"how": text(how)}
    preference = RecordPreference(
        id=event_id or new_id(),
        individual=individual,
        choice=one_of(choice, SUMMARY_RECORD),
        said_on=past(said_on),
    )
    preference, new = store(preference, words=said, key=individual.key)
    if not new:
        return preference
    says = words.preference_sentence(preference)
    append(event=Event.PREFERENCE_RECORDED, **entry_of(preference, individual, says, said), by=by)
    return preference
