"""What an entry says of a decision: everything needed to judge it later, in the words that were on the screen.

No page about a recorded decision asks the rulesets or the registers again; it shows what stands here.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import timedelta
from typing import Any

from decisions.engine.ruleset import TELLS, Outcome, Question, Ruleset
from decisions.engine.wording import fill, listed, slots
from decisions.law.standing import (
    NOTHING_BEGAN,
    Law,
    dormant_duties,
    in_data_protection_law,
    lawful_basis,
    live_duties,
)
from decisions.vocabulary import day_in_words
from decisions.wizard import parties, wording
from decisions.wizard.flags import DO_NOT_SHARE, NAMED, decided, flags, took
from decisions.wizard.journey import ALSO, Journey, in_words
from decisions.wizard.registers import reason, said
from portal.contacts import Contact
from portal.days import london_day

DONE_BY_RECORDING = frozenset({"complete_later"})
SHARE = "share"
LOOK_AGAIN = timedelta(days=7)
"""After how long the Guardian looks again at why a person is not told."""


def words_for(journey: Journey, guardian: Contact) -> dict[str, str]:
    """Return what the placeholders of a ruleset's texts stand for on this journey."""
    person = journey.state.people.get(journey.individual, {})
    question, ticked = _ticked(journey)
    return {
        "items": listed(question, ticked) if question and ticked else "",
        "person": person.get("name", ""),
        "asker": parties.called(journey),
        "guardian": guardian.name,
        "guardian_phone": guardian.phone,
        "review_day": day_in_words(london_day() + LOOK_AGAIN),
    }


def advice(
    journey: Journey, outcome: Outcome, words: dict[str, str], law: Law = NOTHING_BEGAN
) -> dict[str, Any]:
    """Return the advice as it is shown and kept, every placeholder filled in."""
    ruleset = journey.ruleset
    met = [each for each in journey.walk.duties if each not in DONE_BY_RECORDING]
    duties = live_duties(ruleset, met, law)
    basis = ruleset.bases.get(outcome.basis or "")
    return {
        "outcome": outcome.id,
        "kind": outcome.kind,
        "title": fill(outcome.title, words),
        "do": [fill(each, words) for each in outcome.do],
        "duties": [{"id": each.id, "text": fill(each.text, words), "flag": each.flag} for each in duties],
        "say_asker": fill(outcome.say_asker, words),
        "slots": gaps(journey, outcome),
        "say_person": fill(outcome.say_person, words),
        "untold": fill(outcome.untold, words),
        "why": fill(outcome.why, words),
        "next": fill(outcome.next, words),
        "basis": outcome.basis or "",
        "basis_title": basis.title if basis else "",
        "data_protection": in_data_protection_law(ruleset, outcome, law),
        "sources": sources(ruleset, outcome, law),
    }


def gaps(journey: Journey, outcome: Outcome) -> list[str]:
    """Return the beginnings of what is said about each ticked item; what follows is said, and is not written here."""
    question, ticked = _ticked(journey)
    if question is None or outcome.kind not in NAMED:
        return []
    return [f"{begins} …" for begins in slots(question, ticked)]


def sources(ruleset: Ruleset, outcome: Outcome, law: Law = NOTHING_BEGAN) -> list[dict[str, str]]:
    """Return where the rules of an outcome stand, each with its part, date, whether in force, and how we know it."""
    lawful = lawful_basis(ruleset, outcome)
    ids = dict.fromkeys([*outcome.cites, *(lawful.cites if lawful else ())])
    cited = [ruleset.sources[each] for each in ids]
    return [
        {
            "id": each.id,
            "title": each.title,
            "part": each.part,
            "date": wording.day_of_source(each.date),
            "status": law.status(each),
            "trust": each.trust,
            "note": each.note,
        }
        for each in cited
    ]


def rows(journey: Journey) -> list[dict[str, Any]]:
    """Return the questions passed: as asked, as answered, what the register said, and why it no longer stands."""
    state = journey.state
    return [
        {
            "question": each,
            "caption": journey.ruleset.questions[each].caption,
            "title": journey.ruleset.questions[each].title,
            "answer": in_words(journey.ruleset.questions[each], state.answers.get(each, ""), state.people),
            "also": state.answers.get(each + ALSO, ""),
            "register": said(journey, each),
            "reason": reason(journey, each),
        }
        for each in journey.path
    ]


def _ticked(journey: Journey) -> tuple[Question | None, dict[str, str]]:
    """Return the question on this way that asks what to share, whatever its id, and what was ticked there."""
    for each in journey.path:
        question = journey.ruleset.questions[each]
        if question.kind == "items":
            return question, journey.state.answers.get(each) or {}
    return None, {}


def items(journey: Journey) -> list[dict[str, str]]:
    """Return the ticked items, each with its label, the word it has in a sentence, and its reason."""
    question, ticked = _ticked(journey)
    options = [option for option in question.options if option.id in ticked] if question else []
    return [{"id": o.id, "label": o.label, "phrase": o.phrase, "reason": ticked[o.id]} for o in options]


def facets(
    journey: Journey,
    outcome: Outcome,
    law: Law = NOTHING_BEGAN,
    *,
    late: bool = False,
    length: timedelta | None = None,
) -> dict[str, Any]:
    """Return what the leaf says for ever: codes, and nothing about a person. `length` is how long deciding took."""
    rules = {journey.ruleset.sources[each].rule for each in outcome.cites}
    return {
        "door": journey.ruleset.name,
        "outcome": outcome.id,
        "basis": outcome.basis or "",
        "rules": sorted(rules - {""}),
        "ruleset": journey.ruleset.digest,
        "flags": [*flags(journey, outcome, law, late=late), *([took(length)] if length is not None else [])],
    }


def instead_of(outcome: Outcome) -> str:
    """Return the decision that departs from an outcome."""
    return DO_NOT_SHARE if outcome.kind in TELLS | {"not_confidential"} else SHARE


def in_force(journey: Journey, law: Law) -> dict[str, Any]:
    """Return what was in force that day beyond the rules as written, and which duties waited for their law."""
    sleeping = dormant_duties(journey.ruleset, journey.walk.duties, law)
    return {
        "organisation": law.kind,
        "begun": [{"source": each, "day": day.isoformat()} for each, day in law.begun.items()],
        "dormant": [{"duty": each.id, "source": each.law or ""} for each in sleeping],
    }


def rules_of(ruleset: Ruleset) -> dict[str, Any]:
    """Return which rules were asked."""
    return {
        "name": ruleset.name,
        "version": ruleset.version,
        "title": ruleset.title,
        "digest": ruleset.digest,
    }


def body(
    journey: Journey,
    outcome: Outcome,
    guardian: Contact,
    reference: str,
    law: Law = NOTHING_BEGAN,
    *,
    advice_taken: Sequence[Mapping[str, Any]] = (),
) -> dict[str, Any]:
    """Return the evidence of one decision; `advice_taken` is what was asked of others on the way, and their advice."""
    state = journey.state
    person = {"id": journey.individual} | state.people.get(journey.individual, {})
    given = {q: state.answers[q] for q in state.answers if q.removesuffix(ALSO) in journey.path}
    return {
        "reference": reference,
        "decided": decided(journey, outcome),
        "departure": state.departure["reason"] if state.departure else "",
        "advice": advice(journey, outcome, words_for(journey, guardian), law),
        "law": in_force(journey, law),
        "asked": rows(journey),
        "answers": given,
        "advice_taken": list(advice_taken),
        "dropped": state.dropped,
        "items": items(journey),
        "individual": person if journey.individual else None,
        "recipient": parties.recipient(journey),
        "guardian": {"name": guardian.name, "phone": guardian.phone},
        "ruleset": rules_of(journey.ruleset),
        "on": f"{london_day():%Y-%m-%d}",
    }
