"""What was ever recorded about an individual, told as a story: the newest first, each with all that was written."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from typing import Final

from audit.ledger import queries as ledger
from audit.ledger.events import Event
from decisions.individuals import queries_asked, words, words_asked, words_ties
from decisions.individuals.models import Individual, PersonalFact
from decisions.individuals.models_ties import HomeOfIndividual
from decisions.individuals.queries import Said, standing
from decisions.individuals.ties import homes_of
from decisions.told import IN_FORCE, Told, told_of
from portal.days import london_day, moment_in_words

LOOKS: Final = (
    Event.INDIVIDUAL_OPENED,
    Event.INDIVIDUAL_CONSULTED,
    Event.INDIVIDUAL_SOUGHT,
    Event.FILE_EXPORTED,
)
WHY: Final = {
    Event.INDIVIDUAL_OPENED: "Opened this page",
    Event.INDIVIDUAL_CONSULTED: "Looked for a decision",
    Event.INDIVIDUAL_SOUGHT: "Looked for them from another home",
    Event.FILE_EXPORTED: "Took a copy of the whole file",
}
DONE: Final = "Done"
"""The status of what happened once, and neither stands nor ends."""
LABELS: Final = {
    "purpose": "What for",
    "action": "What we may do with it",
    "benefit": "How it helps them",
    "explained": "What was explained",
    "how": "How they were asked",
    "where": "Where, in which language, who was there",
    "evidence": "Where it is written down",
    "data_basis": "Basis in data-protection law",
    "about": "About what",
    "says": "In their words",
    "version": "Which version of the notice",
    "talked": "Who was talked to, and what they said",
    "outcome": "What happens now",
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


def besides(individual: Individual, said: Said, on: date) -> list[Told]:
    """Return what else is recorded: noes, carers, what is private, notices, who looks after them; newest first."""
    told = [*_noes(said, on), *_of_carers(individual, on), *_private(individual, on), *_once(individual)]
    told += [*_preferences(individual, on), *_ties(individual, on)]
    return sorted(told, key=lambda each: each.on, reverse=True)


def _noes(said: Said, on: date) -> Iterator[Told]:
    """Yield each time they were asked and said no; it stands until they say yes."""
    still = {refusal.pk for refusal in standing(said, on).refusals}
    for refusal in said.refusals:
        status = IN_FORCE if refusal.pk in still else "They said yes later"
        yield _stated(words_asked.refusal_sentence(refusal), refusal.asked_on, refusal.words, status)


def _of_carers(individual: Individual, on: date) -> Iterator[Told]:
    for carer in individual.carerconsent_set.select_related("end", "wishes").order_by("id"):
        carer.wishes.individual = individual
        yield _told("carer", carer, (carer.said_on, None), words_asked.carer_sentence(carer), on)


def _private(individual: Individual, on: date) -> Iterator[Told]:
    for mark in individual.sensitivity_set.select_related("end").order_by("id"):
        yield _told("private", mark, (mark.marked_on, None), words_asked.sensitivity_sentence(mark), on)


def _preferences(individual: Individual, on: date) -> Iterator[Told]:
    """Yield what they wanted of the Summary Care Record; what they said last stands."""
    newest = queries_asked.preference(individual, on)
    for each in individual.recordpreference_set.order_by("id"):
        status = IN_FORCE if each == newest else "They said something else later"
        yield _stated(words_asked.preference_sentence(each), each.said_on, each.words, status)


def _once(individual: Individual) -> Iterator[Told]:
    """Yield what happened once: notices, a senior's look, details put right."""
    for notice in individual.notice_set.order_by("id"):
        yield _stated(words_asked.notice_sentence(notice), notice.given_on, notice.words, DONE)
    for review in individual.seniorreview_set.order_by("id"):
        yield _stated(words_asked.review_sentence(review), review.reviewed_on, review.words, DONE)
    for correction in individual.correction_set.select_related("entry").order_by("entry__seq"):
        on = london_day(correction.entry.recorded_at)
        why = {"reason": correction.words["reason"]}
        yield _stated(words_ties.correction_sentence(correction), on, why, DONE)


def _ties(individual: Individual, on: date) -> Iterator[Told]:
    """Yield which homes and which workers of other homes look after them, or did."""
    homes = homes_of(individual, on)
    for stay in individual.homeofindividual_set.select_related("home", "end").order_by("id"):
        yield _stay(stay, on, ended=stay.home not in homes)
    for each in individual.relationship_set.select_related("worker", "end").order_by("id"):
        days = (each.began_on, each.ends_on)
        yield _told("helper", each, days, words_ties.relationship_sentence(each), on)


def _stay(stay: HomeOfIndividual, on: date, *, ended: bool) -> Told:
    """Return one home as the page tells it; where they live can only be ended by a move."""
    says = words_ties.home_sentence(stay)
    if ended and stay.ended_on is None:
        return _stated(says, stay.began_on, stay.words, "They moved later")
    return _told("" if stay.instead else "home", stay, (stay.began_on, None), says, on)


def _stated(says: str, on: date, written: dict[str, str], status: str) -> Told:
    """Return what cannot be ended as the page tells it."""
    details = tuple((label, written[name]) for name, label in LABELS.items() if written.get(name))
    return Told(on, says, details, status, None)


def _told(kind: str, fact: PersonalFact, days: tuple[date, date | None], says: str, on: date) -> Told:
    """Return one fact as the page tells it."""
    return told_of(kind, fact, days, says, on, words={**fact.words, **_end_words(fact)}, labels=LABELS)


def _end_words(fact: PersonalFact) -> dict[str, str]:
    """Return what was written when a fact ended."""
    end = getattr(fact, "withdrawal", None) or getattr(fact, "end", None)
    return {name: value for name, value in end.words_under(fact).items() if value} if end else {}


def looks(individual: Individual) -> list[Look]:
    """Return who looked at this person's page or registers, the latest 25; a look that cannot be read stays one."""
    seen = ledger.opened(ledger.about(individual.entry, events=LOOKS))
    return [
        Look(
            moment_in_words(each.entry.recorded_at),
            each.body.get("actor", {}).get("name", ""),
            WHY[Event(each.entry.event)],
        )
        for each in seen
    ]
