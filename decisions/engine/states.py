"""A ruleset's graph walked together with a small state: the basis last named, whether a no or a bar stands, whether
the person may be told, and whether the one who would be told is known.

So what depends on the way one came is known exactly, and quickly however many walks there are. Of ticked boxes only one
leads, but each may make it unsafe to tell the person, and each may bring in one whom nobody knows.
"""

from __future__ import annotations

from collections.abc import Iterator
from itertools import combinations
from typing import NamedTuple

from decisions.engine.graph import may_be_ticked_with
from decisions.engine.ruleset import Option, Outcome, Question, Ruleset
from decisions.engine.walk import first_untold, resolved, unspoken


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
    for state in every(ruleset):
        if state.node in ruleset.outcomes:
            yield ended(ruleset, state), state


def ended(ruleset: Ruleset, state: State) -> Outcome:
    """The outcome of a state that is an end, as the worker reads it."""
    outcome = resolved(ruleset, ruleset.outcomes[state.node], state.basis)
    return unspoken(outcome, state.untold) if state.untold else outcome


def every(ruleset: Ruleset) -> Iterator[State]:
    """Every state that a walk can be in. Each once."""
    start = State(ruleset.first, None, "")
    seen, waiting = {start}, [start]
    while waiting:
        state = waiting.pop()
        yield state
        question = ruleset.questions.get(state.node)
        for _option, following, _ways in after(question, state) if question else ():
            if following not in seen:
                seen.add(following)
                waiting.append(following)


def after(question: Question, state: State) -> Iterator[tuple[Option | None, State, int]]:
    """Each answer of a question by the option that leads (None where it does not steer), the state it leads to, and in
    how many ways: so many sets of ticked boxes come to the same."""
    if not question.steers:
        yield None, state._replace(node=question.goes_to or ""), 1
    for option in question.options:
        others = may_be_ticked_with(question, option)
        marked = [one for one in others if one.untold or one.stranger or one.known]
        ways = 2 ** (len(others) - len(marked))
        for size in range(len(marked) + 1):
            for ticked in combinations(marked, size):
                yield option, _past(question, option, {option.id, *(one.id for one in ticked)}, state), ways


def _past(question: Question, option: Option, ticked: set[str], state: State) -> State:
    """The state after these boxes, of which this option leads. A stranger among them is not made known by another."""
    chosen = [one for one in question.options if one.id in ticked]
    known = any(one.known for one in chosen)
    return State(
        option.goes_to,
        option.basis or state.basis,
        _stop(option, state.stop),
        first_untold(chosen) or state.untold,
        any(one.stranger for one in chosen) or (state.stranger and not known),
    )


def _stop(option: Option, stop: str) -> str:
    """What stands in the way after this answer. Nothing lifts a denial; only `narrows` softens a no."""
    if option.denies or stop == "denied":
        return "denied"
    if option.objects:
        return "objected"
    return "narrowed" if option.narrows else stop
