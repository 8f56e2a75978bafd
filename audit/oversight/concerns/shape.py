"""What a step about a concern is, and what must stand before a concern can be closed."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from enum import StrEnum

from audit.oversight.concerns.standing import Standing


class Input(StrEnum):
    """What is asked for: a few sentences, one line, a name, a day or a moment gone by, a day to come, one of a list."""

    WORDS = "words"
    LINE = "line"
    NAME = "name"
    DAY = "day"
    MOMENT = "moment"
    COMING = "coming"
    ONE_OF = "one_of"


@dataclass(frozen=True, slots=True)
class Ask:
    """One thing a step asks; `missing` is the sentence where it is not there, "" where it need not be."""

    name: str
    label: str
    kind: Input = Input.WORDS
    missing: str = ""
    hint: str = ""
    options: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class StepKind:
    """One step: its code, the heading of its page, the link to it, what it asks, and when it is offered.

    `says` is what stands over its form; `again` the link where what it says stands already.
    """

    code: str
    title: str
    link: str
    asks: tuple[Ask, ...]
    offered: Callable[[Standing], bool]
    says: str = ""
    again: str = ""


@dataclass(frozen=True, slots=True)
class Need:
    """What must stand before a concern can be closed: one of some steps, where it applies."""

    sentence: str
    steps: tuple[str, ...]
    applies: Callable[[Standing], bool]


def always(now: Standing) -> bool:
    """Say yes."""
    return True


def is_breach(now: Standing) -> bool:
    """Say whether it was judged to be a breach."""
    return now.concern.is_breach


def is_complaint(now: Standing) -> bool:
    """Say whether it is a complaint."""
    return now.concern.is_complaint
