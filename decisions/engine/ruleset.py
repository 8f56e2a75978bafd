"""The words of a ruleset: questions, their options, outcomes, the grounds for sharing and the sources.

A ruleset is a graph without loops. Each option of a question leads to one other question or to one outcome.
An answer may also add duties, and may name the ground (basis) on which something is shared.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from types import MappingProxyType
from typing import Any, Final

STEERING: Final = frozenset({"radios", "checkboxes", "items"})
"""Kinds of question whose answer leads the way."""
NOTED: Final = frozenset({"individual", "text"})
"""Kinds of question whose answer is kept, and leads nowhere else."""
SHARING: Final = frozenset({"share", "share_in_part"})
"""Kinds of outcome in which the one who asked is told something."""
NEEDS_BASIS: Final = SHARING | {"safeguard"}
"""Kinds of outcome in which confidential information leaves: each needs a named ground."""
OUTCOME_KINDS: Final = NEEDS_BASIS | {"do_not_share", "ask_guardian", "not_confidential", "another_door"}
UNSURE: Final = "not_sure"
"""The id of every "I'm not sure" option."""


@dataclass(frozen=True, slots=True)
class Source:
    """Where a rule stands. `status` says how far we trust it; `rule` is "2A" for the booklet's rule 2 part A."""

    id: str
    title: str
    part: str
    date: str
    status: str
    note: str = ""
    rule: str = ""


@dataclass(frozen=True, slots=True)
class Basis:
    """A named ground for sharing.

    `why` is a sentence for the worker. `kind` narrows the outcome's kind (to share_in_part). `protects` marks
    the grounds that protect someone from serious harm: the only ones that a doubt or a refusal does not stop.
    """

    id: str
    title: str
    why: str
    cites: tuple[str, ...]
    kind: str | None = None
    protects: bool = False


@dataclass(frozen=True, slots=True)
class Option:
    """One possible answer, and the question or outcome it leads to.

    `precedence` decides which of several ticked boxes leads on: the highest, then the first listed.
    `denies` marks a refusal, a legal bar or a failed check; `narrows` marks the agreement to share the rest
    that may follow a refusal. What these two promise is proved in `checks`.
    """

    id: str
    label: str
    goes_to: str
    hint: str = ""
    duties: tuple[str, ...] = ()
    exclusive: bool = False
    phrase: str = ""
    divider_before: str = ""
    precedence: int = 0
    denies: bool = False
    narrows: bool = False
    basis: str | None = None


@dataclass(frozen=True, slots=True)
class Question:
    """One page. Kinds without options (individual, text) go to `goes_to` whatever was typed.

    `label` is the question where the title is a statement followed by `text`. `also` labels one more,
    optional, line of text on the same page, which the engine never reads.
    """

    id: str
    kind: str
    title: str
    why: str
    cites: tuple[str, ...]
    options: tuple[Option, ...] = ()
    goes_to: str | None = None
    caption: str = ""
    hint: str = ""
    label: str = ""
    text: tuple[str, ...] = ()
    register: str | None = None
    optional: bool = False
    also: str = ""

    @property
    def steers(self) -> bool:
        """Whether the answer leads the way."""
        return self.kind in STEERING

    def option(self, option_id: object) -> Option | None:
        """The option of that id, or None."""
        return next((option for option in self.options if option.id == option_id), None)

    def leads_to(self) -> tuple[str, ...]:
        """Every node that may come next, without repeats, in page order."""
        if not self.steers:
            return () if self.goes_to is None else (self.goes_to,)
        return tuple(dict.fromkeys(option.goes_to for option in self.options))


@dataclass(frozen=True, slots=True)
class Duty:
    """Something to do because of an answer. `flag` is its mark in the ledger's facets, or ""."""

    id: str
    text: str
    flag: str = ""


@dataclass(frozen=True, slots=True)
class Outcome:
    """Where a walk ends: one sentence, what to do, what to say, why, and what happens next.

    From a `binding` outcome nobody may depart by a reason of their own: only the Guardian can say otherwise.
    """

    id: str
    kind: str
    title: str
    why: str
    cites: tuple[str, ...]
    do: tuple[str, ...] = ()
    say_asker: str = ""
    say_person: str = ""
    next: str = ""
    basis: str | None = None
    duties: tuple[str, ...] = ()
    door: str | None = None
    binding: bool = False


@dataclass(frozen=True)
class Ruleset:
    """A whole set of rules. `digest` is the SHA-256 (hex) of every text it was made from.

    `before_sharing` names the questions without which nothing may be shared, protection from harm aside.
    """

    name: str
    version: int
    title: str
    first: str
    questions: Mapping[str, Question]
    outcomes: Mapping[str, Outcome]
    duties: Mapping[str, Duty]
    bases: Mapping[str, Basis]
    sources: Mapping[str, Source]
    digest: str
    before_sharing: tuple[str, ...] = ()
    paths: dict[str, Any] = field(default_factory=dict, init=False, repr=False, compare=False)
    """What `walk` remembers of this ruleset's paths; it starts empty in every copy."""

    def __post_init__(self) -> None:
        for name in ("questions", "outcomes", "duties", "bases", "sources"):
            object.__setattr__(self, name, MappingProxyType(dict(getattr(self, name))))

    @property
    def key(self) -> str:
        """Name and version, such as "family.1"."""
        return f"{self.name}.{self.version}"
