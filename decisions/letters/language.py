"""The language letters are written in. It can say words, and nothing else: there is nothing in it to be run.

An empty line ends a paragraph. A line that begins with "# " is a heading, one that begins with "- " is a point of
a list. A word in curly brackets, from a fixed list, is filled in once, after the text was taken apart, so that
what is filled in is never read as a heading, a list or another bracket.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from itertools import groupby
from typing import Final

from decisions.letters.patterns import Pattern, Words
from decisions.letters.placeholders import EVERY
from portal.paper.blocks import Block, Bullets, Heading, Paragraph

HEADING, POINT = "# ", "- "
_PLACEHOLDER: Final = re.compile(r"\{([^{}]*)\}")

NO_TITLE = "Enter what the letter is called"
NO_WORDS = "Enter the words of the letter"
NOT_IN_A_TITLE = "Take the curly brackets out of the title. A title is the same for everyone"
LONE_BRACKET = "A curly bracket stands alone. Put a word from the list between two of them, or take it out"


def faults(words: Words, pattern: Pattern) -> list[tuple[str, str]]:
    """Return what is wrong with the words of a letter: "title" or "text", and a sentence that says how to mend it."""
    found = [] if words.title.strip() else [("title", NO_TITLE)]
    if re.search(r"[{}]", words.title):
        found.append(("title", NOT_IN_A_TITLE))
    return found + [("text", each) for each in _of_text(words.text, pattern)]


def _of_text(text: str, pattern: Pattern) -> Iterator[str]:
    """Go through what is wrong with a text."""
    if not text.strip():
        yield NO_WORDS
        return
    held = _PLACEHOLDER.findall(text)
    for name in dict.fromkeys(held):
        if name not in pattern.may_hold:
            yield f"We cannot fill in “{name[:40]}” here. Use a word from the list, or take out the curly brackets"
    if re.search(r"[{}]", _PLACEHOLDER.sub("", text)):
        yield LONE_BRACKET
    for name in pattern.keeps:
        if name not in held:
            yield f"Put back “{name}” in curly brackets. This letter always says it: {EVERY[name].means.lower()}"


def blocks(text: str, filled: Mapping[str, str]) -> list[Block]:
    """Return a text as the blocks of a paper, each placeholder filled in; what is then empty is left out."""
    made: list[Block] = []
    for kind, lines in groupby(map(str.strip, text.splitlines()), key=_kind):
        said = [fill(line.removeprefix(kind), filled) for line in lines]
        said = [each for each in said if each]
        if kind == HEADING:
            made += [Heading(each) for each in said]
        elif kind == POINT and said:
            made.append(Bullets(tuple(said)))
        elif said:
            made.append(Paragraph("\n".join(said)))
    return made


def _kind(line: str) -> str:
    """Return the mark a line begins with; an empty line is of a kind of its own, so that it parts paragraphs."""
    return next((mark for mark in (HEADING, POINT) if line.startswith(mark)), "" if line else "\n")


def fill(text: str, filled: Mapping[str, str]) -> str:
    """Return a text with its placeholders filled in, once; a sentence begins with a capital."""

    def word(found: re.Match[str]) -> str:
        known = EVERY.get(found[1])
        return filled.get(found[1]) or (known.without if known else found[0])

    said = _PLACEHOLDER.sub(word, text).strip()
    return said[:1].upper() + said[1:] if text.startswith("{") else said


def sample() -> dict[str, str]:
    """Return made-up words for every placeholder."""
    return {name: each.sample for name, each in EVERY.items()}
