"""Walks by the usual answers of a door, with some changed, and what can still come after a question."""

from __future__ import annotations

from collections.abc import Iterator

from decisions.engine.ruleset import Outcome, Question, Ruleset
from decisions.engine.walk import Walk, walk


def end(ruleset: Ruleset, usual: dict[str, object], **changes: object) -> Outcome:
    """Where the usual answers lead, with these changed."""
    outcome = taken(ruleset, usual, **changes).outcome
    assert outcome
    return outcome


def taken(ruleset: Ruleset, usual: dict[str, object], **changes: object) -> Walk:
    """The walk of the usual answers, with these changed; it is whole."""
    found = walk(ruleset, {**usual, **changes})
    assert (found.unanswered, found.invalid) == ((), ())
    return found


def after(ruleset: Ruleset, *nodes: str) -> Iterator[Question | Outcome]:
    """Everything that can still come after these nodes, themselves included."""
    seen: set[str] = set()
    waiting = list(nodes)
    while waiting:
        node = waiting.pop()
        if node in seen:
            continue
        seen.add(node)
        question = ruleset.questions.get(node)
        yield question or ruleset.outcomes[node]
        waiting += question.leads_to() if question else ()
