"""Is it asked in the right order, and of someone who is known? Promised from the second edition of the rules on.

The person's own yes or no comes before the Guardian. How a recipient keeps what they get is asked once something would
be sent. One whom nobody checked is given nothing, also where someone is in danger.
"""

from __future__ import annotations

from collections.abc import Iterator

from decisions.engine import states
from decisions.engine.graph import reached_without
from decisions.engine.ruleset import SHARING, Ruleset


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
    """Doors that share something and name no question for the person's own word, without saying why."""
    shares = any(outcome.kind == "share" and outcome.basis is None for outcome in ruleset.outcomes.values())
    if shares and not ruleset.their_word:
        yield "This ruleset shares, and does not name the questions that ask for the person's own word."


def when_sent(ruleset: Ruleset) -> Iterator[str]:
    """Questions about how it is kept that are asked although nothing would be sent."""
    past = set(ruleset.their_word)
    waiting = [ruleset.first]
    while waiting:
        node = waiting.pop()
        if node in past:
            continue
        past.add(node)
        if node in ruleset.when_sent:
            yield f"Question {node} is asked before it is known that something would be sent."
        elif node in ruleset.questions:
            waiting.extend(ruleset.questions[node].leads_to())


def strangers(ruleset: Ruleset) -> Iterator[str]:
    """Ends that share with one whom nobody knows; not even protection from harm stands above this."""
    found = {
        outcome.id
        for outcome, state in states.ends_in_full(ruleset)
        if state.stranger and outcome.kind in SHARING
    }
    for outcome in sorted(found):
        yield f"Outcome {outcome} shares with someone whom nobody has checked."


def trusted_callers(ruleset: Ruleset) -> Iterator[str]:
    """Answers by which the caller is told, and that do not begin with a check of who they are."""
    for question in ruleset.questions.values():
        for option in question.options:
            if option.id == CALLER and not option.stranger:
                yield f"{question.id}.{CALLER} trusts the caller before anyone has checked who they are."


CALLER = "caller"
"""The id of the answer that the one who called is told."""
