"""What is known of a recipient, told as a story: what stands today, and what no longer does."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from typing import Final

from decisions.facts import unseal
from decisions.recipients.codes import ELEMENTS, TRUSTED_ENVIRONMENT
from decisions.recipients.models import Agreement, Alert, OfRecipient, Recipient
from decisions.recipients.register import KINDS
from decisions.told import Told, told_of

LABELS: Final = {
    "evidence": "What it says, and where it is kept",
    "by_whom": "Who gave it",
    **ELEMENTS,
    "kept": "Where the signed paper is kept",
    "reason": "Why",
}
FACTS: Final = {
    "route": ("route_set", "found_on"),
    "assurance": ("assurance_set", "seen_on"),
    "agreement": ("agreement_set", "starts_on"),
    "warning": ("alert_set", "starts_on"),
}
"""By the word in the address: where a recipient's facts are found, and their first day."""


def story(recipient: Recipient, on: date) -> list[Told]:
    """Return everything recorded about one recipient, the newest first."""
    return sorted(_all(recipient, on), key=lambda each: each.on, reverse=True)


def _all(recipient: Recipient, on: date) -> Iterator[Told]:
    for slug, (related, first) in FACTS.items():
        for fact in getattr(recipient, related).select_related("recipient__key", "end").order_by("id"):
            yield _told(slug, fact, first, on)


def _told(slug: str, fact: OfRecipient | Alert, first: str, on: date) -> Told:
    """Return one fact as the page tells it; a warning's own reason is in its sentence already."""
    days = (getattr(fact, first), getattr(fact, "ends_on", None))
    says = KINDS[slug].says
    assert says is not None  # noqa: S101 - each kind here can end, so it has a sentence
    words = {} if isinstance(fact, Alert) else dict(fact.words)
    end = getattr(fact, "end", None)
    if end is not None:
        words |= unseal(fact.recipient.key, end.id, end.sealed)
    return told_of(slug, fact, days, says(fact), on, words=words, labels=LABELS)


def trusted_environment(recipient: Recipient, on: date) -> tuple[str, ...]:
    """Return which of the three documents of a trusted environment are not in force on a day (Rule 3B)."""
    held = {
        each.kind
        for each in recipient.assurance_set.select_related("end")
        if each.seen_on <= on <= each.ends_on and (each.ended_on is None or on < each.ended_on)
    }
    return tuple(code for code in TRUSTED_ENVIRONMENT if code not in held)


def agreement_in_force(recipient: Recipient, on: date) -> Agreement | None:
    """Return the agreement that stands on a day and says everything it should, the newest; or None."""
    for each in recipient.agreement_set.select_related("recipient__key", "end").order_by("-starts_on", "-id"):
        ended = each.ended_on is not None and each.ended_on <= on
        if each.starts_on <= on <= each.ends_on and not ended and not each.missing:
            return each
    return None
