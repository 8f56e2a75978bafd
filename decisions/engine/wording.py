"""Words that are filled in when a page is shown: {items}, {person}, {asker}, {guardian}, {guardian_phone},
{review_day}."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from types import MappingProxyType
from typing import Final

from decisions.engine.ruleset import Question

PLACEHOLDERS: Final[Mapping[str, str]] = MappingProxyType(
    {
        "items": "what you ticked",
        "person": "the person",
        "asker": "the one who asked",
        "guardian": "the Caldicott Guardian",
        "guardian_phone": "the number on your home page",
        "review_day": "a day that you write down",
    }
)
"""Each placeholder a text may hold, and the general words for it where nobody in particular is meant."""

_PLACEHOLDER: Final = re.compile(r"\{([^{}]*)\}")


def unknown_placeholders(text: str) -> tuple[str, ...]:
    """Placeholders in a text that nobody could fill in, and any brace that stands alone."""
    rest = _PLACEHOLDER.sub("", text)
    names = _PLACEHOLDER.findall(text) + [brace for brace in "{}" if brace in rest]
    return tuple(name for name in names if name not in PLACEHOLDERS)


def fill(text: str, words: Mapping[str, str] = PLACEHOLDERS) -> str:
    """The text with its placeholders filled in; one that has no word given is filled in generally.

    A sentence that begins with a placeholder begins with a capital.
    """
    filled = _PLACEHOLDER.sub(lambda found: words.get(found[1]) or PLACEHOLDERS.get(found[1], found[0]), text)
    return filled[:1].upper() + filled[1:] if text.startswith("{") else filled


def listed(question: Question, ticked: Iterable[str]) -> str:
    """The ticked options as they read inside a sentence: "medicines, allergies and contacts"."""
    wanted = set(ticked)
    phrases = [option.phrase or option.label.lower() for option in question.options if option.id in wanted]
    if len(phrases) < 2:
        return "".join(phrases)
    return f"{', '.join(phrases[:-1])} and {phrases[-1]}"


def slots(question: Question, ticked: Iterable[str]) -> tuple[str, ...]:
    """The beginnings of the sentences in which the ticked items are given, in page order: "They take"."""
    wanted = set(ticked)
    return tuple(option.slot for option in question.options if option.id in wanted and option.slot)
