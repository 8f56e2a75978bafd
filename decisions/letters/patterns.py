"""The letters we can make, in our own words: one file each in `wording/`, in plain words and in easy-read words."""

from __future__ import annotations

import tomllib
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any, Final

from decisions.letters.placeholders import ASKED, KNOWN

FOLDER: Final = Path(__file__).with_name("wording")
PERSON, RECIPIENT = "person", "recipient"
STATEMENT: Final = "statement"
"""The letter that tells who was told what; its list comes from the ledger."""


@dataclass(frozen=True, slots=True)
class Words:
    """What a letter says: its title, which names nobody, and its text in the language of decisions.letters.language."""

    title: str
    text: str


@dataclass(frozen=True, slots=True)
class Pattern:
    """One letter: when to use it, whom it is to, who may make it, what it asks for and what it must never lose."""

    code: str
    use: str
    to: str
    permission: str
    asks: tuple[str, ...]
    keeps: tuple[str, ...]
    plain: Words
    easy: Words

    @property
    def title(self) -> str:
        """What the letter is called on our pages, whatever an organisation calls it."""
        return self.plain.title

    @property
    def may_hold(self) -> tuple[str, ...]:
        """The words that may stand in its brackets."""
        return (*KNOWN, *self.asks)

    def ours(self, *, easy: bool) -> Words:
        """Return our own words for it."""
        return self.easy if easy else self.plain


@cache
def patterns() -> dict[str, Pattern]:
    """Return every letter by its code, in the order of the files."""
    read = [tomllib.loads(path.read_text()) for path in sorted(FOLDER.glob("*.toml"))]
    return {each["code"]: _pattern(each) for each in read}


def _pattern(given: dict[str, Any]) -> Pattern:
    unknown = {*given["asks"]} - ASKED.keys()
    if unknown:
        raise ValueError(f"{given['code']} asks for {', '.join(sorted(unknown))}, which nobody can fill in")
    return Pattern(
        code=given["code"],
        use=given["use"],
        to=given["to"],
        permission=given["permission"],
        asks=tuple(given["asks"]),
        keeps=tuple(given["keeps"]),
        plain=_words(given),
        easy=_words(given["easy"]),
    )


def _words(given: dict[str, Any]) -> Words:
    return Words(given["title"], "\n\n".join(given["blocks"]))
