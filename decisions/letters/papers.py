"""A letter as a paper: from a wording and what is filled in, and back again from its own entry."""

from __future__ import annotations

import json
from collections.abc import Mapping
from typing import Any, Final

from decisions.individuals.models import Individual
from decisions.letters.language import blocks, sample
from decisions.letters.patterns import STATEMENT, Words
from decisions.statements.queries import Line, Statement, statement
from portal.paper.blocks import Block, Bullets, Facts, Heading, Paper, Paragraph, Table

SIZES: Final = (100, 25, 5)
"""How many decisions a statement tries to hold, until a body can hold it."""
MOST_BYTES: Final = 120_000
"""A body holds 256 KiB, and that a letter was given repeats the letter."""
NO_DECISION = "There is no decision about you to list here."
"""Also true where there is one of which it is not safe to tell them yet."""
OLDER = "There are older decisions. They stand in another part of this letter."
EXAMPLE: Final = Statement(
    (
        Line(
            reference="ABC-1234",
            at="3 May 2030, 2:05pm",
            asked="Elm Road Surgery",
            decided="You can share their medicines",
            items="Medicines",
            why="It is for their own care, and they would expect it.",
            given=("Dr Elm was told about Medicines.",),
            by="Sam Sample",
        ),
    ),
    "",
)


def paper(
    words: Words,
    filled: Mapping[str, str],
    *,
    easy: bool,
    foot: str = "",
    told: Statement | None = None,
) -> Paper:
    """Return a letter as a paper; with a statement, its list comes last. Easy read is set in large print."""
    said = blocks(words.text, filled)
    if told is not None:
        said += list_of(told, easy=easy)
    return Paper(title=words.title, blocks=said, foot=foot, large=easy)


def example(words: Words, code: str, *, easy: bool) -> Paper:
    """Return a letter filled in with made-up words."""
    told = EXAMPLE if code == STATEMENT else None
    return paper(words, sample(), easy=easy, foot="An example with made-up words", told=told)


def list_of(told: Statement, *, easy: bool) -> list[Block]:
    """Return who was told what: a table in short and then each decision; in easy read only each decision, in short.

    What it is not safe to tell them yet is left out.
    """
    if not told.for_them:
        return [Heading("The list"), Paragraph(NO_DECISION)]
    made: list[Block] = [Heading("The list")]
    if not easy:
        rows = tuple(
            (each.at, each.asked or each.problem, each.decided or "Not shown") for each in told.for_them
        )
        made.append(Table("In short", ("When", "Who asked, or was to be told", "What we decided"), rows))
    for line in told.for_them:
        made += [Heading(line.at, level=3), *_told(line, easy=easy)]
    return [*made, Paragraph(OLDER)] if told.older else made


def _told(line: Line, *, easy: bool) -> list[Block]:
    """Return one decision."""
    if line.problem:
        return [Paragraph(f"Reference {line.reference}. {line.problem}")]
    rows = [
        ("Who asked, or was to be told", line.asked),
        ("What we decided", line.decided),
        ("What could be told", line.items or "See what was shared"),
        ("What was in fact shared", "\n".join(line.given) or "Nothing is recorded"),
        ("Why", line.why),
        ("Who decided", f"{line.by}, reference {line.reference}"),
    ]
    kept = [row for row in rows if row[0] not in {"What could be told", "Who decided"}] if easy else rows
    return [Facts(tuple((name, value or "Not recorded") for name, value in kept))]


def as_kept(made: Paper) -> dict[str, Any]:
    """Return a paper as an entry's body can hold it."""
    return {**made.plain(), "blocks": [_listed(each) for each in made.plain()["blocks"]]}


def _listed(value: Any) -> Any:
    """Return a plain value with lists where it has tuples."""
    if isinstance(value, dict):
        return {name: _listed(each) for name, each in value.items()}
    return [_listed(each) for each in value] if isinstance(value, list | tuple) else value


def as_made(kept: Mapping[str, Any]) -> Paper:
    """Return the paper that an entry's body holds."""
    return Paper(
        title=kept["title"],
        blocks=[_block(each) for each in kept["blocks"]],
        foot=kept["foot"],
        large=kept["large"],
    )


def _block(kept: Mapping[str, Any]) -> Block:
    """Return one block of a kept paper."""
    made: dict[str, type[Block]] = {
        "heading": Heading,
        "paragraph": Paragraph,
        "bullets": Bullets,
        "facts": Facts,
        "table": Table,
    }
    given = {name: _fixed(value) for name, value in kept.items() if name != "kind"}
    return made[kept["kind"]](**given)


def _fixed(value: Any) -> Any:
    """Return a kept value with tuples where it has lists."""
    return tuple(_fixed(each) for each in value) if isinstance(value, list) else value


def kept(
    words: Words,
    filled: Mapping[str, str],
    *,
    easy: bool,
    foot: str,
    of: Individual | None = None,
    before: str = "",
) -> tuple[dict[str, Any], str]:
    """Return a letter as its entry's body holds it; `of` is whom its list is about.

    The list is as long as a body can hold. The second value is the decision after which the next part begins, "".
    """
    made = as_kept(paper(words, filled, easy=easy, foot=foot))
    if of is None:
        return made, ""
    for size in SIZES:
        told = statement(of, before=before, size=size)
        made = as_kept(paper(words, filled, easy=easy, foot=foot, told=told))
        if len(json.dumps(made, ensure_ascii=False).encode()) <= MOST_BYTES:
            break
    return made, told.older
