"""The registers in plain sentences: the same words beside a question and in the ledger."""

from __future__ import annotations

from decisions.individuals.models import CapacityRecord, Consent, Objection, Wishes
from decisions.vocabulary import (
    KIND_WORDS,
    SCOPE_WORDS,
    RecipientKind,
    Scope,
    day_in_words,
    items_in_words,
)


def consent_sentence(consent: Consent) -> str:
    """Say what was agreed, for whom, what for and until when."""
    name = consent.individual.details.name
    recipient = consent.words["recipient"] or KIND_WORDS[RecipientKind(consent.recipient_kind)]
    return (
        f"{name} agreed on {day_in_words(consent.given_on)} that we may tell {recipient} about: "
        f"{items_in_words(consent.items, consent.words['other'])}. What for: {_stopped(consent.words['purpose'])} "
        f"This lasts until the end of {day_in_words(consent.ends_on)}."
    )


def withdrawal_sentence(consent: Consent) -> str:
    """Say that a consent was taken back, and when."""
    name = consent.individual.details.name
    recipient = consent.words["recipient"] or KIND_WORDS[RecipientKind(consent.recipient_kind)]
    items = items_in_words(consent.items, consent.words["other"])
    return (
        f"{name} took back on {day_in_words(consent.withdrawal.ended_on)} what they agreed to on "
        f"{day_in_words(consent.given_on)}: that we may tell {recipient} about {items}."
    )


def expiry_sentence(consent: Consent) -> str:
    """Say that a consent came to its end."""
    name = consent.individual.details.name
    return (
        f"What {name} agreed to on {day_in_words(consent.given_on)} ended on {day_in_words(consent.ends_on)}. "
        "Ask them again."
    )


def objection_sentence(objection: Objection) -> str:
    """Say what must not be told, and to whom: "Ada Bright said on 3 May 2026: do not tell my GP about my diet."."""
    name = objection.individual.details.name
    told = objection.words["to_whom"] or SCOPE_WORDS[Scope(objection.scope)]
    about = (
        f"about: {items_in_words(objection.items, objection.words['other'])}"
        if objection.items
        else "anything about me"
    )
    return f"{name} said on {day_in_words(objection.raised_on)}: do not tell {told} {about}."


def wishes_sentence(wishes: Wishes) -> str:
    """Say who may be told what, and in what circumstances."""
    name = wishes.individual.details.name
    until = f" This lasts until the end of {day_in_words(wishes.ends_on)}." if wishes.ends_on else ""
    when = f" {_stopped(wishes.words['circumstances'])}" if wishes.words["circumstances"] else ""
    return (
        f"{name} said on {day_in_words(wishes.recorded_on)} that we may tell {wishes.words['name']} "
        f"({wishes.words['relation']}) about: {items_in_words(wishes.items, wishes.words['other'])}.{when}{until}"
    )


def capacity_sentence(record: CapacityRecord) -> str:
    """Say whether the person can make one decision and, if not, what was found to be best for them."""
    name = record.individual.details.name
    can = "can" if record.has_capacity else "cannot"
    said = (
        f"On {day_in_words(record.assessed_on)} we recorded that {name} {can} make this decision for themself: "
        f"{_stopped(record.words['question'])}"
    )
    if record.has_capacity:
        return said
    if not record.words["best_interests"]:
        return f"{said} Nobody has recorded yet what is in their best interests."
    asked = f" We asked: {_stopped(record.words['consultees'])}" if record.words["consultees"] else ""
    items = f" Items: {items_in_words(record.items, record.words['other'])}." if record.items else ""
    return f"{said} In their best interests: {_stopped(record.words['best_interests'])}{items}{asked}"


def _stopped(text: str) -> str:
    """End a person's words with one full stop, or leave the mark they chose."""
    return text if text.endswith((".", "?", "!")) else f"{text}."
