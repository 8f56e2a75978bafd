"""Do the words to the person follow the way? Promised from the second edition of the rules on.

Where an answer says that telling the person is not safe, or would warn a suspect, no walk past it ends in words to
them, in a step or in a duty that would tell them. It says instead why not, who decides, and by which day.

Which words would tell them is not guessed. `contact` takes a text as telling the person unless it is plain that it
does not: see there.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from decisions.engine import states
from decisions.engine.contact import tells
from decisions.engine.ruleset import Option, Ruleset

UNSAFE: Final = frozenset({"not_safe", "yes_not_safe", "cannot_ask"})
"""The ids of answers that say in whatever door that telling or asking the person is not safe."""
NOT_MEANT: Final = frozenset({"people_agreed.cannot_ask", "left_out.not_safe"})
"""Answers with such an id that say something else: too many to ask, or care that is not safe without a fact."""
UNTOLD_FLAGS: Final = frozenset({"not_told", "overruled_must"})
"""Marks of the duties that keep why the person is not told, and when that is looked at again."""
NEEDED: Final = ("{guardian}", "{review_day}")
"""Who decides when they are told, and by which day."""


def unsafe_words(ruleset: Ruleset) -> Iterator[str]:
    """Ends past an unsafe answer with steps that tell the person, or may. `walk` leaves out words to them."""
    found = {
        f"Outcome {outcome.id} may tell the person: {line}"
        for outcome, state in states.ends_in_full(ruleset)
        if state.untold
        for line in tells(*outcome.do, outcome.title, outcome.next)
    }
    yield from sorted(found)


def unsafe_answers(ruleset: Ruleset) -> Iterator[str]:
    """Answers that say it is not safe and are not marked so, and marks without what has to be written down."""
    for question in ruleset.questions.values():
        for option in question.options:
            name = f"{question.id}.{option.id}"
            if option.id in UNSAFE and name not in NOT_MEANT and not option.untold:
                yield f"{name} says that telling is not safe, and does not say what is done instead."
            if option.untold:
                yield from (f"{name} {fault}" for fault in _unsafe(ruleset, option))


def _unsafe(ruleset: Ruleset, option: Option) -> Iterator[str]:
    """What an answer past which the person is not told leaves unsaid, or says too much."""
    if not all(one in option.untold for one in NEEDED):
        yield "must say who decides when the person is told, and by which day."
    if tells("Call {guardian}.", option.untold):
        yield "may tell the person by what it says is done instead."
    duties = [ruleset.duties[one] for one in option.duties]
    if not any(one.flag in UNTOLD_FLAGS and not one.tells_person for one in duties):
        yield "has no duty to write down why the person is not told."


def unmarked_duties(ruleset: Ruleset) -> Iterator[str]:
    """Duties that tell the person, or may, and would be kept where that is not safe."""
    if not any(option.untold for question in ruleset.questions.values() for option in question.options):
        return
    for duty in ruleset.duties.values():
        if tells(duty.text) and not duty.tells_person:
            yield f"Duty {duty.id} may tell the person: mark it so, or name whom it tells."
