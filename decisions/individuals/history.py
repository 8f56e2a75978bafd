"""What was ever recorded about an individual, told as a story: the newest first, each with all that was written."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Final

from audit.ledger import queries as ledger
from audit.ledger.errors import BodyAltered, KeyDestroyed
from audit.ledger.events import Event
from decisions.days import moment_in_words
from decisions.individuals import words
from decisions.individuals.models import Individual, PersonalFact
from decisions.individuals.queries import Said
from decisions.told import Told, told_of

LOOKS: Final = (Event.INDIVIDUAL_OPENED, Event.INDIVIDUAL_CONSULTED)
WHY: Final = {
    Event.INDIVIDUAL_OPENED: "Opened this page",
    Event.INDIVIDUAL_CONSULTED: "Looked for a decision",
}
LABELS: Final = {
    "purpose": "What for",
    "benefit": "How it helps them",
    "explained": "What was explained",
    "how": "How they were asked",
    "where": "Where, in which language, who was there",
    "evidence": "Where it is written down",
    "consequences": "What was explained that may happen",
    "may_or_must": "When a no can be set aside",
    "circumstances": "When they may be told",
    "question": "Which decision",
    "help_given": "How they were helped to decide",
    "because": "What affects their mind or brain",
    "cannot": "What they could not do",
    "authority": "Legal power to decide for them",
    "best_interests": "What is best for them",
    "consultees": "Who was asked, and what they said",
    "reason": "Why",
}
"""How the sealed words of a fact read, in the order in which they are shown."""


@dataclass(frozen=True, slots=True)
class Look:
    """That somebody looked at a person's page or registers, and when."""

    at: str
    person: str
    why: str


def story(said: Said, on: date) -> list[Told]:
    """Return everything the registers hold about one individual, the newest first."""
    told = [
        *(
            _told("agreement", c, (c.given_on, c.ends_on), words.consent_sentence(c), on)
            for c in said.consents
        ),
        *(
            _told("objection", o, (o.raised_on, None), words.objection_sentence(o), on)
            for o in said.objections
        ),
        *(_told("wishes", w, (w.recorded_on, w.ends_on), words.wishes_sentence(w), on) for w in said.wishes),
        *(_told("", r, (r.assessed_on, r.review_on), words.capacity_sentence(r), on) for r in said.capacity),
    ]
    return sorted(told, key=lambda each: each.on, reverse=True)


def _told(kind: str, fact: PersonalFact, days: tuple[date, date | None], says: str, on: date) -> Told:
    """Return one fact as the page tells it."""
    return told_of(kind, fact, days, says, on, words={**fact.words, **_end_words(fact)}, labels=LABELS)


def _end_words(fact: PersonalFact) -> dict[str, str]:
    """Return what was written when a fact ended."""
    end = getattr(fact, "withdrawal", None) or getattr(fact, "end", None)
    return {name: value for name, value in end.words_under(fact).items() if value} if end else {}


def looks(individual: Individual) -> list[Look]:
    """Return who looked at this person's page or registers, the latest 25; a look that cannot be read stays one."""
    entries = ledger.about(individual.entry, events=LOOKS)
    try:
        bodies = ledger.bodies_of(entries)
    except (BodyAltered, KeyDestroyed):
        bodies = [{} for _ in entries]
    return [
        Look(
            moment_in_words(entry.recorded_at), body.get("actor", {}).get("name", ""), WHY[Event(entry.event)]
        )
        for entry, body in zip(entries, bodies, strict=True)
    ]
