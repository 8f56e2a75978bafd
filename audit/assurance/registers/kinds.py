"""The yearly registers and what an entry of each answers, read from kinds.toml."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path
from typing import Any

LINE, WORDS, ONE_OF = "line", "words", "one_of"
NAME = "name"
"""What every entry is asked first: what it is called."""
DUTIES = "duties"
"""The register of who looks after the duties that have no register of their own."""
NO_OFFICER = "no_officer"
"""The register of why there is no data protection officer."""


@dataclass(frozen=True, slots=True)
class Ask:
    """One question; `missing` is the sentence where it is not answered, "" where it need not be."""

    name: str
    label: str
    kind: str
    missing: str = ""
    hint: str = ""
    options: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Clash:
    """What some answers together lead to: they are refused, beside one question, or something is still to do."""

    when: Mapping[str, frozenset[str]]
    says: str
    beside: str = ""

    def applies(self, answers: Mapping[str, str]) -> bool:
        """Say whether every answer that it names is one of those that it names."""
        return all(answers.get(name) in wanted for name, wanted in self.when.items())


@dataclass(frozen=True, slots=True)
class Kind:
    """One register: what it is for, what its entries answer, what is refused and what is then still to do.

    Of one that is kept `once`, no two entries of the same name stand at a time.
    """

    code: str
    title: str
    one: str
    topic: str
    purpose: str
    source: str
    asks: tuple[Ask, ...]
    never: tuple[Clash, ...]
    needs: tuple[Clash, ...]
    may_be_empty: bool = False
    once: bool = False

    @property
    def flag(self) -> str:
        """How the leaves of its entries say which register they are of."""
        return f"register.{self.code}"

    def lacks(self, answers: Mapping[str, str]) -> list[str]:
        """Return what is still to do after these answers, a sentence each."""
        return list(dict.fromkeys(each.says for each in self.needs if each.applies(answers)))


@cache
def kinds() -> tuple[Kind, ...]:
    """Return all registers, in the order of their page."""
    data = tomllib.loads((Path(__file__).parent / "kinds.toml").read_text())
    return tuple(_kind(dict(each)) for each in data["kind"])


@cache
def by_code() -> Mapping[str, Kind]:
    """Return the registers by their codes."""
    return {each.code: each for each in kinds()}


def _kind(said: dict[str, Any]) -> Kind:
    asks = tuple(map(_ask, said.pop("ask")))
    never, needs = (tuple(map(_clash, said.pop(name, ()))) for name in ("never", "needs"))
    return Kind(asks=asks, never=never, needs=needs, **said)


def _ask(said: Mapping[str, Any]) -> Ask:
    rest = {name: value for name, value in said.items() if name != "as"}
    return Ask(kind=said.get("as", ONE_OF), **rest)


def _clash(said: Mapping[str, Any]) -> Clash:
    when = {name: frozenset(answers) for name, answers in said["when"].items()}
    return Clash(when, said["says"], said.get("beside", ""))
