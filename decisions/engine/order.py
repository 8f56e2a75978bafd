"""Is it asked in the right order, and of someone who is known? Promised from the second edition of the rules on.

The person's own yes or no comes before the Guardian. How a recipient keeps what they get is asked once something would
be sent. One whom nobody checked is given nothing, also where someone is in danger.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from typing import Final

from decisions.engine import states
from decisions.engine.graph import reached_without
from decisions.engine.ruleset import SHARING, UNSURE, Outcome, Ruleset

CALLER: Final = "caller"
"""The id of the answer that the caller is to be informed."""


def guardian_first(ruleset: Ruleset) -> Iterator[str]:
    """Ends that send the worker to the Guardian before the person was asked, and are not listed with a reason."""
    if not ruleset.their_word:
        return
    early = {one.id for one in reached_without(ruleset, *ruleset.their_word) if one.kind == "ask_guardian"}
    for outcome in sorted(early - ruleset.guardian_first.keys()):
        yield f"Outcome {outcome} asks the Guardian before the person was asked, and no reason is listed."
    for outcome in sorted(ruleset.guardian_first.keys() - early):
        yield f"Outcome {outcome} is listed as asking the Guardian first, and does not."


def unasked(ruleset: Ruleset) -> Iterator[str]:
    """Doors that share on the person's own ground and do not name a question for their own word."""
    shares = any(_on_their_word(ruleset, outcome) for outcome, _stop in states.ends(ruleset))
    if shares and not ruleset.their_word:
        yield "This ruleset shares, and does not name the questions that ask for the person's own word."


def _on_their_word(ruleset: Ruleset, outcome: Outcome) -> bool:
    """Whether something is shared that neither a law nor protection from harm asks for."""
    basis = ruleset.bases.get(outcome.basis or "")
    return outcome.kind in SHARING and not (basis and (basis.protects or basis.must))


def when_sent(ruleset: Ruleset) -> Iterator[str]:
    """Questions about how it is kept that are asked before the person's own word, or where nothing would be sent."""
    early = set(_before_their_word(ruleset))
    for node in ruleset.when_sent:
        if node in early:
            yield f"Question {node} is asked before it is known that something would be sent."
        if not any(one.kind in SHARING for one in reached_without(replace(ruleset, first=node))):
            yield f"Question {node} is asked where nothing would be sent."


def _before_their_word(ruleset: Ruleset) -> Iterator[str]:
    """Every node that a walk can come to before the person's own word is asked for."""
    past = set(ruleset.their_word)
    waiting = [ruleset.first]
    while waiting:
        node = waiting.pop()
        if node not in past:
            past.add(node)
            yield node
            waiting.extend(ruleset.questions[node].leads_to() if node in ruleset.questions else ())


def strangers(ruleset: Ruleset) -> Iterator[str]:
    """Ends that share with one whom nobody knows; not even protection from harm overrides this."""
    found = {
        outcome.id
        for outcome, state in states.ends_in_full(ruleset)
        if state.stranger and outcome.kind in SHARING
    }
    for outcome in sorted(found):
        yield f"Outcome {outcome} shares with someone whom nobody has checked."


def trusted_callers(ruleset: Ruleset) -> Iterator[str]:
    """Answers by which the caller is told and nobody checks who they are, and doubts by which they come to be known."""
    for question in ruleset.questions.values():
        for option in question.options:
            if option.id == CALLER and not option.stranger:
                yield f"{question.id}.{CALLER} trusts the caller before anyone has checked who they are."
            if option.known and (option.id == UNSURE or option.stranger or option.denies):
                yield f"{question.id}.{option.id} makes someone known whom nobody has checked."
