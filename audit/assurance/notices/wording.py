"""The sections of the notice, and the words we suggest for them."""

from __future__ import annotations

import tomllib
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from portal.contacts import appointed_guardian
from portal.models import Organisation


@dataclass(frozen=True, slots=True)
class Section:
    """A section: its title, the words we suggest, and the same in easy read; `fact` is one of the four to be told."""

    code: str
    title: str
    fact: bool
    words: str
    easy: str


@cache
def sections() -> tuple[Section, ...]:
    """Return the sections in their order."""
    rows = tomllib.loads(Path(__file__).with_name("wording.toml").read_text(encoding="utf-8"))["section"]
    return tuple(Section(**row) for row in rows)


def first_words(organisation: Organisation) -> dict[str, tuple[str, str]]:
    """Return the words we suggest to an organisation, by section: as usual, and in easy read."""
    guardian = appointed_guardian(organisation)
    filled = {
        "{organisation}": organisation.name,
        "{guardian}": guardian.name or "the person we name on our notice board",
        "{phone}": guardian.phone or "our main number",
    }

    def fill(words: str) -> str:
        for mark, value in filled.items():
            words = words.replace(mark, value)
        return words.strip()

    return {each.code: (fill(each.words), fill(each.easy)) for each in sections()}
