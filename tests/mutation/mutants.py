"""One mutant for each edge, mark, ground and duty of a ruleset: a ruleset that decides otherwise in one place."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, replace
from types import MappingProxyType
from typing import Any, Final

from decisions.engine.graph import in_order
from decisions.engine.ruleset import Duty, Option, Outcome, Question, Ruleset

KINDS: Final = {
    "do_not_share": "ask_guardian",
    "share": "share_deidentified",
    "share_in_part": "share",
    "share_deidentified": "share",
    "share_anonymised": "not_confidential",
}
"""The kind nearest to each; any other becomes do_not_share."""
MARKS: Final = ("objects", "denies", "narrows", "exclusive", "stranger", "known")


@dataclass(frozen=True)
class Mutant:
    """What is otherwise in it, in words, and the questions, outcomes or duties it has instead."""

    name: str
    part: str
    nodes: Mapping[str, Question | Outcome | Duty]


@contextmanager
def in_place(ruleset: Ruleset, mutant: Mutant) -> Iterator[None]:
    """Make the ruleset itself the mutant for a while, so that whoever holds it sees the mutant."""
    before = getattr(ruleset, mutant.part)
    object.__setattr__(ruleset, mutant.part, MappingProxyType({**before, **mutant.nodes}))
    ruleset.paths.clear()
    try:
        yield
    finally:
        object.__setattr__(ruleset, mutant.part, before)
        ruleset.paths.clear()


def mutants(ruleset: Ruleset) -> Iterator[Mutant]:
    """Every mutant, the same ones each time."""
    order = in_order(ruleset)
    for question in ruleset.questions.values():
        if question.goes_to is not None:
            target = _elsewhere(ruleset, order, question, question.goes_to)
            yield _questions(f"{question.id} → {target}", replace(question, goes_to=target))
        for at, option in enumerate(question.options):
            for name, changed in _options(ruleset, order, question, option):
                options = (*question.options[:at], changed, *question.options[at + 1 :])
                yield _questions(f"{question.id}.{option.id} {name}", replace(question, options=options))
    for outcome in ruleset.outcomes.values():
        for name, otherwise in _outcomes(ruleset, outcome):
            yield Mutant(f"{outcome.id} {name}", "outcomes", {outcome.id: otherwise})
    yield from _duties(ruleset)


def _duties(ruleset: Ruleset) -> Iterator[Mutant]:
    for duty in ruleset.duties.values():
        for mark in ("when_shared", "tells_person"):
            if getattr(duty, mark):
                yield Mutant(f"{duty.id} without {mark}", "duties", {duty.id: _unmarked(duty, mark)})


def _questions(name: str, question: Question) -> Mutant:
    return Mutant(name, "questions", {question.id: question})


def _options(
    ruleset: Ruleset, order: list[str], question: Question, option: Option
) -> Iterator[tuple[str, Option]]:
    target = _elsewhere(ruleset, order, question, option.goes_to)
    yield f"→ {target}", replace(option, goes_to=target)
    for mark in MARKS:
        if getattr(option, mark):
            yield f"without {mark}", _marked(option, mark, value=False)
    if option.untold:
        yield "without untold", replace(option, untold="")
    if option.precedence:
        yield "without precedence", replace(option, precedence=0)
    for duty in option.duties:
        left = tuple(one for one in option.duties if one != duty)
        yield f"without the duty {duty}", replace(option, duties=left)
    if option.basis:
        other = next(one for one in (*ruleset.bases, None) if one != option.basis)
        yield f"on {other}", replace(option, basis=other)


def _outcomes(ruleset: Ruleset, outcome: Outcome) -> Iterator[tuple[str, Outcome]]:
    kind = KINDS.get(outcome.kind, "do_not_share")
    yield f"is {kind}", replace(outcome, kind=kind)
    yield "cites nothing", replace(outcome, cites=())
    yield f"binds: {not outcome.binding}", replace(outcome, binding=not outcome.binding)
    for duty in outcome.duties:
        left = tuple(one for one in outcome.duties if one != duty)
        yield f"without the duty {duty}", replace(outcome, duties=left)
    if outcome.basis:
        other = next(one for one in (*ruleset.bases, None) if one != outcome.basis)
        yield f"on {other}", replace(outcome, basis=other)
    if outcome.public_interest:
        yield "without the public interest", replace(outcome, public_interest=False)


def _unmarked(duty: Duty, mark: str) -> Duty:
    changes: dict[str, Any] = {mark: False}
    return replace(duty, **changes)


def _marked(option: Option, mark: str, *, value: bool) -> Option:
    changes: dict[str, Any] = {mark: value}
    return replace(option, **changes)


def _elsewhere(ruleset: Ruleset, order: list[str], question: Question, target: str) -> str:
    """The node most like the target: the next question that makes no circle, or the next outcome of its kind."""
    later = order[order.index(question.id) + 1 :]
    if target in ruleset.questions:
        onward = [one for one in later if one in ruleset.questions and one != target]
        past = [one for one in onward if order.index(one) > order.index(target)]
        if onward:
            return (past or onward)[0]
        return next(iter(ruleset.outcomes))
    ends = list(ruleset.outcomes)
    turned = ends[ends.index(target) + 1 :] + ends[: ends.index(target)]
    alike = [one for one in turned if ruleset.outcomes[one].kind == ruleset.outcomes[target].kind]
    return (alike or turned)[0]
