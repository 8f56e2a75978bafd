"""Do the words to the person follow the way? Promised from the second edition of the rules on.

Where an answer says that telling the person is not safe, or would warn a suspect, no walk past it ends in words to
them, in a step or in a duty that would tell them. It says instead why not, who decides, and by which day.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final

from decisions.engine import states
from decisions.engine.ruleset import Duty, Option, Ruleset

UNSAFE: Final = frozenset({"not_safe", "yes_not_safe", "cannot_ask"})
"""The ids of answers that say in whatever door that telling or asking the person is not safe."""
UNTOLD_FLAGS: Final = frozenset({"not_told", "overruled_must"})
"""Marks of the duties that keep why the person is not told, and when that is looked at again."""
NEEDED: Final = ("{guardian}", "{review_day}")
"""Who decides when they are told, and by which day."""
_ADDRESSES: Final = re.compile(
    r"\b(tell|ask|explain|talk|speak|say|offer|write to|help|agree)\b[^.]*?(\{person\}|\bthe person\b|\bthe family\b)",
    re.I,
)
_HELD_BACK: Final = re.compile(
    r"\b(unless|only if|only when|when it is safe|if that is safe|do not|say nothing|why \{person\}|whether to)\b",
    re.I,
)
_ABOUT: Final = re.compile(
    r"\b(write|say|tell|ask)\b[^.]*?\b(what|why|who|whom|where|how|that|about|if|whether|who knows)\b", re.I
)


def unsafe_words(ruleset: Ruleset) -> Iterator[str]:
    """Ends past an unsafe answer that still say or do something that tells the person."""
    found = set()
    for outcome, state in states.ends_in_full(ruleset):
        if not state.untold:
            continue
        if outcome.say_person:
            found.add(f"Outcome {outcome.id} has words to the person where telling them is not safe.")
        for line in (*outcome.do, outcome.next):
            if tells_the_person(line):
                found.add(f"Outcome {outcome.id} tells the person where that is not safe: {line}")
    yield from sorted(found)


def unsafe_answers(ruleset: Ruleset) -> Iterator[str]:
    """Answers that say it is not safe and are not marked so, and marks without what has to be written down."""
    for question in ruleset.questions.values():
        for option in question.options:
            name = f"{question.id}.{option.id}"
            if option.id in UNSAFE and not option.untold:
                yield f"{name} says that telling is not safe, and does not say what is done instead."
            if option.untold and not all(one in option.untold for one in NEEDED):
                yield f"{name} must say who decides when the person is told, and by which day."
            if option.untold and not _keeps_why(ruleset, option):
                yield f"{name} has no duty to write down why the person is not told."


def unmarked_duties(ruleset: Ruleset) -> Iterator[str]:
    """Duties that tell the person, and would be kept where that is not safe."""
    for duty in ruleset.duties.values():
        if tells_the_person(duty.text) and not duty.tells_person:
            yield f"Duty {duty.id} tells the person, and is not marked so."


def tells_the_person(text: str) -> bool:
    """Whether a sentence of a text has the worker tell or ask the person, without a word that holds it back."""
    return any(
        _ADDRESSES.search(one) and not _HELD_BACK.search(one) and not _to_another(one)
        for one in re.split(r"(?<=[.!?])\s+", text)
    )


def _to_another(sentence: str) -> bool:
    """Whether what is told or asked is about the person, and said to someone else: the person comes after "what"."""
    addressed = _ADDRESSES.search(sentence)
    about = _ABOUT.search(sentence)
    if addressed is None or about is None:
        return False
    return about.end() <= addressed.start(2)


def _keeps_why(ruleset: Ruleset, option: Option) -> bool:
    duties: list[Duty] = [ruleset.duties[one] for one in option.duties]
    return any(one.flag in UNTOLD_FLAGS for one in duties)
