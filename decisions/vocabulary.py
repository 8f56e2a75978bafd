"""Codes that the registers and the rulesets share, with their words.

Facts hold these codes, never the words: a code says nothing about a person. The codes of items and of
recipients are the option ids of the rulesets, and a test holds them together.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date
from enum import StrEnum

from portal.days import day_in_words as day_in_words  # noqa: PLC0414 - what registers and rulesets share


class RecipientKind(StrEnum):
    """Who may ask or be told, as the registers know them; `kind_of` says which of them a walk is about."""

    CARE_WORKER = "care_worker"
    FAMILY = "family"
    POLICE = "police"
    SAFEGUARDING = "safeguarding"
    RESEARCH = "research"
    THEMSELF = "themself"
    SOMEONE_ELSE = "someone_else"


class Scope(StrEnum):
    """Whom an objection is about."""

    CARE_TEAM = "care_team"
    FAMILY = "family"
    BEYOND_CARE = "beyond_care"
    LEAVING_PRACTICE = "leaving_practice"
    ONWARD_NHS = "onward_nhs"


KIND_ASKING: dict[str, RecipientKind] = {
    **{kind.value: kind for kind in RecipientKind},
    "died": RecipientKind.SOMEONE_ELSE,
}
"""The options of the question "Who is asking?", where somebody asks."""

KIND_TOLD: dict[str, RecipientKind] = {
    "adult": RecipientKind.SAFEGUARDING,
    "child": RecipientKind.SAFEGUARDING,
    "care_worker": RecipientKind.CARE_WORKER,
    "family": RecipientKind.FAMILY,
    "authority": RecipientKind.POLICE,
    "warn": RecipientKind.SOMEONE_ELSE,
    "contact": RecipientKind.SOMEONE_ELSE,
    "told": RecipientKind.CARE_WORKER,
    "died": RecipientKind.SOMEONE_ELSE,
    "research": RecipientKind.RESEARCH,
}
"""The options of the question "What do you want to do?", where nobody asked."""

NOBODY = "nobody"
"""The answer to "Who is asking?" where the worker thinks that someone should know."""


def kind_of(answers: Mapping[str, object]) -> RecipientKind:
    """Return the kind of the one who asks or is told; whoever did not say so means somebody else."""
    kinds, question = (KIND_TOLD, "tell") if answers.get("who") == NOBODY else (KIND_ASKING, "who")
    return kinds.get(str(answers.get(question, "")), RecipientKind.SOMEONE_ELSE)


KIND_WORDS: dict[RecipientKind, str] = {
    RecipientKind.CARE_WORKER: "health and care workers who look after them",
    RecipientKind.FAMILY: "family, friends and carers",
    RecipientKind.POLICE: "the police or a court",
    RecipientKind.SAFEGUARDING: "a safeguarding team",
    RecipientKind.RESEARCH: "people who do research or plan services",
    RecipientKind.THEMSELF: "the person themself",
    RecipientKind.SOMEONE_ELSE: "someone else",
}

SCOPE_WORDS: dict[Scope, str] = {
    Scope.CARE_TEAM: "the people who look after me",
    Scope.FAMILY: "my family, friends or carers",
    Scope.BEYOND_CARE: "anyone beyond my own care",
    Scope.LEAVING_PRACTICE: "anyone outside my GP practice, except for my own care",
    Scope.ONWARD_NHS: "anyone to whom NHS England passes it on for research or planning",
}

_BEYOND = frozenset({Scope.BEYOND_CARE})

SCOPES_OF: dict[RecipientKind, frozenset[Scope]] = {
    RecipientKind.CARE_WORKER: frozenset({Scope.CARE_TEAM}),
    RecipientKind.FAMILY: frozenset({Scope.FAMILY}),
    RecipientKind.POLICE: _BEYOND,
    RecipientKind.SAFEGUARDING: _BEYOND,
    RecipientKind.RESEARCH: frozenset({Scope.BEYOND_CARE, Scope.LEAVING_PRACTICE, Scope.ONWARD_NHS}),
    RecipientKind.THEMSELF: frozenset(),
    RecipientKind.SOMEONE_ELSE: _BEYOND,
}
"""Which objections speak about a kind of recipient. The two onward levels are about research and planning."""

ITEMS: dict[str, str] = {
    "medicines": "medicines",
    "allergies": "allergies",
    "recent_changes": "recent changes",
    "diagnosis": "diagnosis",
    "contacts": "contacts",
    "something_else": "something else",
}


SOMETHING_ELSE = "something_else"


def items_in_words(items: Iterable[str], other: str = "") -> str:
    """Return item codes as a list people can read: "medicines, allergies and my diet".

    `other` says what "something else" is.
    """
    return listed([other if item == SOMETHING_ELSE and other else ITEMS[item] for item in items])


def listed(words: list[str]) -> str:
    """Join words with commas and a final "and"."""
    return " and ".join(part for part in (", ".join(words[:-1]), *words[-1:]) if part)


def ended(sentence: str, on: date) -> str:
    """Say that something recorded stands no more, and since when."""
    return f"Since {day_in_words(on)} this stands no more: {sentence}"
