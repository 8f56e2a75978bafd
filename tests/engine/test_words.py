"""The words of the published rulesets: plain enough to be read aloud on the phone."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import fields

import pytest

from decisions.engine.ruleset import SHARING
from decisions.engine.wording import fill
from decisions.rulesets import library

NAMES = library.names()
UNREAD = frozenset(
    [
        "id",
        "kind",
        "goes_to",
        "cites",
        "duties",
        "register",
        "basis",
        "bound",
        "door",
        "flag",
        "law",
        "lawful",
        "rows",
    ],
)
"""Fields that no worker reads."""


def texts_of(node: object) -> Iterator[str]:
    """Everything a worker may read in a question, option, duty, basis or outcome."""
    for field in fields(node):  # type: ignore[arg-type]
        value = getattr(node, field.name)
        if field.name in UNREAD:
            continue
        if isinstance(value, str) and value:
            yield fill(value)
        elif isinstance(value, tuple):
            for one in value:
                yield from [fill(one)] if isinstance(one, str) else texts_of(one)


def everything_said() -> list[tuple[str, list[str]]]:
    said = {}
    for name in NAMES:
        ruleset = library.current(name)
        pages = {**ruleset.questions, **ruleset.outcomes}
        said.update({f"{name} {key}": list(texts_of(node)) for key, node in pages.items()})
        said[f"{name} duties"] = [text for duty in ruleset.duties.values() for text in texts_of(duty)]
        said[f"{name} bases"] = [text for basis in ruleset.bases.values() for text in texts_of(basis)]
    return list(said.items())


@pytest.mark.parametrize(("where", "texts"), everything_said(), ids=[where for where, _ in everything_said()])
def test_words_are_plain(where: str, texts: list[str]) -> None:
    """No contractions but "I'm not sure", no pleading, no long sentences, reading age of 11 at most."""
    for text in texts:
        assert text == "I'm not sure" or not re.search(r"n't\b|'(re|ll|ve|m)\b", text), text
        assert not re.search(
            r"\b(please|sorry|easy|easily|simple|simply|service user|PCD)\b", text, re.IGNORECASE
        ), text
        assert all(len(one.split()) <= 30 for one in re.split(r"(?<=[.?!])\s", text)), text
    words = " ".join(text if text[-1] in ".?!" else f"{text}." for text in texts)
    assert years_at_school(words) <= 6, words


def years_at_school(text: str) -> float:
    """The automated readability index. A reading age of 11 is six years at school."""
    words = re.findall(r"[\w']+", text)
    sentences = max(1, len(re.findall(r"[.?!](?=\s|$)", text)))
    return 4.71 * sum(map(len, words)) / len(words) + 0.5 * len(words) / sentences - 21.43


@pytest.mark.parametrize("name", NAMES)
def test_every_outcome_says_what_to_do_and_what_to_say(name: str) -> None:
    for outcome in library.current(name).outcomes.values():
        assert outcome.do
        if outcome.kind != "another_door":
            assert outcome.say_asker
            assert outcome.say_person
            assert outcome.next
        if outcome.kind in SHARING:
            assert "share" in outcome.title.lower()
        assert re.search(r"\(Rule \d", outcome.why) or outcome.basis or outcome.kind in SHARING


def test_every_source_is_noted_and_none_is_reprinted() -> None:
    """Statutes and rules are cited, never reprinted: a source has its name and a short note."""
    for name in NAMES:
        for source in library.current(name).sources.values():
            assert len(source.note.split()) <= 45, source.id
            assert source.trust != "unsure" or source.note, source.id
