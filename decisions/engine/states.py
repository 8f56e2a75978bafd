"""A ruleset's graph walked together with a small state: the basis last named, whether a no or a bar stands, whether
the person may be told, and whether the one who would be told is known.

So what depends on the way one came is known exactly, and quickly however many walks there are.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

from decisions.engine.ruleset import Option, Outcome, Question, Ruleset
from decisions.engine.walk import resolved, unspoken


class State(NamedTuple):
    """A node, and what matters of the way to it.

    `stop` is "", "narrowed", "objected" or "denied"; `untold` why the person is not told, or ""; `stranger` is whether
    the one who would be told is not known.
    """

    node: str
    basis: str | None
    stop: str
    untold: str = ""
    stranger: bool = False


def ends(ruleset: Ruleset) -> Iterator[tuple[Outcome, str]]:
    """Every way a walk can end: the outcome on its basis, and whether a no stood. Each once."""
    for outcome, state in ends_in_full(ruleset):
        yield outcome, state.stop


def ends_in_full(ruleset: Ruleset) -> Iterator[tuple[Outcome, State]]:
    """Every way a walk can end: the outcome as the worker reads it, and the state it was reached in. Each once."""
    start = State(ruleset.first, None, "")
    seen, waiting = {start}, [start]
    while waiting:
        state = waiting.pop()
        question = ruleset.questions.get(state.node)
        if question is None:
            outcome = resolved(ruleset, ruleset.outcomes[state.node], state.basis)
            yield unspoken(outcome, state.untold) if state.untold else outcome, state
            continue
        for _option, following in after(question, state):
            if following not in seen:
                seen.add(following)
                waiting.append(following)


def after(question: Question, state: State) -> Iterator[tuple[Option | None, State]]:
    """Each answer of a question, None where it does not steer, and the state it leads to."""
    if not question.steers:
        yield None, state._replace(node=question.goes_to or "")
    for option in question.options:
        yield (
            option,
            State(
                option.goes_to,
                option.basis or state.basis,
                _stop(option, state.stop),
                option.untold or state.untold,
                not option.known and (option.stranger or state.stranger),
            ),
        )


def _stop(option: Option, stop: str) -> str:
    """What stands in the way after this answer. Nothing lifts a denial; only `narrows` softens a no."""
    if option.denies or stop == "denied":
        return "denied"
    if option.objects:
        return "objected"
    return "narrowed" if option.narrows else stop
