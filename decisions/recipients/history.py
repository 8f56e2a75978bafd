"""What is known of a recipient, told as a story: what stands today, and what no longer does."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from typing import Final

from django.utils import timezone

from audit.ledger.facts import unseal
from decisions.recipients import words as in_words
from decisions.recipients.codes import ELEMENTS
from decisions.recipients.models import Alert, OfRecipient, Recipient, RecipientCorrection
from decisions.recipients.models_links import AcknowledgementLink
from decisions.recipients.register import KINDS
from decisions.told import IN_FORCE, Told, told_of
from decisions.vocabulary import day_in_words
from portal.days import london_day

LABELS: Final = {
    "evidence": "What it says, and where it is kept",
    "by_whom": "Who gave it",
    **ELEMENTS,
    "kept": "Where the signed paper is kept",
    "reason": "Why",
}
FACTS: Final = {
    "route": ("route_set", "found_on"),
    "check": ("identitycheck_set", "checked_on"),
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
        ends = ("end",) if KINDS[slug].end else ()
        for fact in getattr(recipient, related).select_related("recipient__key", *ends).order_by("id"):
            yield _told(slug, fact, first, on)
    for correction in recipient.corrections.select_related("entry"):
        yield _corrected(correction, recipient)
    links = recipient.links.select_related("entry", "made_by", "agreement__recipient__key")
    for link in links.select_related("acknowledgement__entry"):
        yield _asked(link, recipient)


def _told(slug: str, fact: OfRecipient | Alert, first: str, on: date) -> Told:
    """Return one fact as the page tells it; a warning's own reason is in its sentence already."""
    days = (getattr(fact, first), getattr(fact, "ends_on", None))
    says = KINDS[slug].says
    assert says is not None  # noqa: S101 - each kind here has a sentence
    # What the sentence says already is not said again.
    words = {} if slug in {"warning", "check"} else dict(fact.words)
    end = getattr(fact, "end", None)
    if end is not None:
        words |= unseal(fact.recipient.key, end.id, end.sealed)
    return told_of(slug if KINDS[slug].end else "", fact, days, says(fact), on, words=words, labels=LABELS)


def _corrected(correction: RecipientCorrection, recipient: Recipient) -> Told:
    """Return a correction as the page tells it; the newest stands."""
    status = IN_FORCE if correction == recipient.correction else "Corrected again since"
    details = (("Why", correction.words["reason"]),)
    day = london_day(correction.entry.recorded_at)
    return Told(day, in_words.correction_sentence(correction), details, status, None)


def _asked(link: AcknowledgementLink, recipient: Recipient) -> Told:
    """Return a link as the page tells it: what was acknowledged by it, or until when it can be."""
    if hasattr(link, "acknowledgement"):
        given = link.acknowledgement
        day = london_day(given.entry.recorded_at)
        says = in_words.acknowledgement_sentence(given)
        return Told(day, says, (), IN_FORCE, None)
    is_open = link.is_open(timezone.now())
    status = IN_FORCE if is_open else f"Ran out on {day_in_words(london_day(link.expires_at))}"
    return Told(london_day(link.entry.recorded_at), in_words.link_sentence(link), (), status, None)
