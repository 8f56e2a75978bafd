"""Rulesets and walks as JSON, for people and programs that try cases without the web."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Mapping
from typing import Any, Final

import orjson

from decisions.engine.ruleset import Option, Question, Ruleset
from decisions.engine.walk import Walk, walk
from decisions.engine.wording import fill, listed

KEPT: Final = 20_000
"""How many different walks we keep ready as JSON."""


BYTE_ORDER_MARK: Final = b"\xef\xbb\xbf"
"""What some programs write before the text of a file. It says nothing, so it is passed over."""


class NotAnswers(ValueError):
    """What was given is no set of answers. The message is a sentence."""


def answers_in(text: bytes) -> dict[str, Any]:
    """The answers in a JSON text in UTF-8. Raises NotAnswers."""
    try:
        answers = orjson.loads(text.removeprefix(BYTE_ORDER_MARK))
    except ValueError as error:
        raise NotAnswers(f"This is not JSON in UTF-8: {error}.") from error
    if not isinstance(answers, dict):
        raise NotAnswers('Answers must be a JSON object, such as {"danger": "no"}.')
    return answers


def told(ruleset: Ruleset, taken: Walk) -> dict[str, Any]:
    """A walk in plain values: the outcome with its basis and rules, the way there, and what is still missing."""
    outcome = taken.outcome
    items = " ".join(
        listed(ruleset.questions[step.question], step.answer)
        for step in taken.steps
        if ruleset.questions[step.question].kind == "items"
    )
    return {
        "ruleset": ruleset.key,
        "outcome": outcome and outcome.id,
        "kind": outcome and outcome.kind,
        "title": outcome and fill(outcome.title, {"items": items}),
        "basis": outcome and outcome.basis,
        "rules": [_source(ruleset, one) for one in outcome.cites] if outcome else [],
        "passed": [{"question": step.question, "answer": step.answer} for step in taken.steps],
        "duties": list(taken.duties),
        "unanswered": list(taken.unanswered),
        "invalid": list(taken.invalid),
    }


def tell_lines(ruleset: Ruleset, lines: Iterable[bytes]) -> Iterator[str]:
    """For each line of answers one line that tells where they lead, or {"error": ..., "line": its number}.

    Blank lines are passed over. A walk met before is not put into JSON again.
    """
    ready: dict[int, tuple[Walk, str]] = {}
    for number, line in enumerate(lines, start=1):
        if line.isspace():
            continue
        try:
            taken = walk(ruleset, answers_in(line))
        except NotAnswers as error:
            yield json.dumps({"error": str(error), "line": number}) + "\n"
            continue
        known = ready.get(id(taken))
        if known is None:
            known = (taken, json.dumps(told(ruleset, taken), separators=(",", ":")) + "\n")
            if len(ready) < KEPT:
                ready[id(taken)] = known
        yield known[1]


def shown(ruleset: Ruleset) -> dict[str, Any]:
    """A whole ruleset in plain values: its questions with their options, and its outcomes."""
    return {
        "name": ruleset.name,
        "version": ruleset.version,
        "title": ruleset.title,
        "digest": ruleset.digest,
        "first": ruleset.first,
        "questions": [_question(question) for question in ruleset.questions.values()],
        "outcomes": [
            {
                "id": outcome.id,
                "kind": outcome.kind,
                "title": outcome.title,
                "basis": outcome.basis,
                "door": outcome.door,
                "duties": list(outcome.duties),
                "rules": [_source(ruleset, one) for one in outcome.cites],
            }
            for outcome in ruleset.outcomes.values()
        ],
        "duties": {duty.id: duty.text for duty in ruleset.duties.values()},
        "bases": {basis.id: basis.title for basis in ruleset.bases.values()},
    }


def _question(question: Question) -> Mapping[str, Any]:
    return {
        "id": question.id,
        "kind": question.kind,
        "title": question.title,
        "hint": question.hint,
        "register": question.register,
        "optional": question.optional,
        "options": [_option(option) for option in question.options],
        "goes_to": question.goes_to,
    }


def _option(option: Option) -> Mapping[str, Any]:
    return {
        "id": option.id,
        "label": option.label,
        "goes_to": option.goes_to,
        "duties": list(option.duties),
        "exclusive": option.exclusive,
        "basis": option.basis,
    }


def _source(ruleset: Ruleset, source_id: str) -> Mapping[str, str]:
    source = ruleset.sources[source_id]
    return {
        "id": source.id,
        "rule": source.rule,
        "title": source.title,
        "part": source.part,
        "date": source.date,
        "status": source.status,
        "trust": source.trust,
    }
