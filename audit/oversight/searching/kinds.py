"""By what decisions can be found, as data: each way has an index, so that any page of what is found costs the same."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Final

from audit import kinds
from audit.kinds import in_words
from audit.oversight import words
from audit.oversight.desk.models import State


def _as_it_is(code: str) -> str:
    return code


@dataclass(frozen=True, slots=True)
class Kind:
    """One way to find decisions: `column` of the desk's rows holds the code, `in_words` says it to a reader."""

    code: str
    title: str
    column: str
    in_words: Callable[[str], str]


def _flag(code: str) -> str:
    return words.FLAGS[code][0] if code in words.FLAGS else in_words(code.replace(".", ": "))


def _decided(code: str) -> str:
    return kinds.KINDS.get(code, in_words(code))


KINDS: Final = {
    each.code: each
    for each in (
        Kind("worker", "Who decided", "worker_id", _as_it_is),
        Kind("home", "Home", "home_id", _as_it_is),
        Kind("door", "What it was about", "door", in_words),
        Kind("recipient", "Who asked, or should know", "recipient_kind", in_words),
        Kind("outcome", "What we advised", "outcome", in_words),
        Kind("decided", "What was decided", "decided", _decided),
        Kind("basis", "The ground for sharing", "basis", in_words),
        Kind("flag", "A mark", "flag", _flag),
        Kind("version", "Version of the questions", "ruleset", _as_it_is),
    )
}
OF_PEOPLE: Final = frozenset({"worker", "home"})
"""The kinds whose code is the id of a person or a home."""
ALL, NAME = "all", "name"
"""Every decision; and what a search for a name found, whose code is the id of that search's entry."""

STANDS: Final = {state.value: state.label for state in State}
