"""A text as an organisation types it, with a very small markup of ours, made into blocks of a paper.

A line that begins with "# " is a heading, one with "## " a smaller one, one with "- " a point of a list. All else is
plain words: nothing is ever read as HTML or as a command.
"""

from __future__ import annotations

from portal.paper.blocks import Block, Bullets, Heading, Paragraph

HELP = "Begin a line with # and a space for a heading, or with - and a space for a point of a list"
MARKS = (("## ", "smaller"), ("# ", "heading"), ("- ", "point"), ("", "words"))


def blocks(text: str, *, level: int = 2) -> tuple[Block, ...]:
    """Return the text as blocks; its headings begin at `level`, and a smaller one never comes before the first."""
    made: list[Block] = []
    headed = False
    for kind, group in _grouped([_kind(line) for line in text.split("\n")]):
        if kind == "point":
            made.append(Bullets(tuple(group)))
        elif kind == "words":
            made.append(Paragraph("\n".join(group)))
        else:
            deeper = kind == "smaller" and headed
            made += [Heading(each, min(3, level + deeper)) for each in group]
            headed = True
    return tuple(made)


def _kind(line: str) -> tuple[str, str]:
    """Return what a line is, and its words without the mark; "gap" where it is empty."""
    if not line.strip():
        return "gap", ""
    mark, kind = next((mark, kind) for mark, kind in MARKS if line.startswith(mark))
    return kind, line.removeprefix(mark).strip()


def _grouped(kinds: list[tuple[str, str]]) -> list[tuple[str, list[str]]]:
    """Return neighbouring lines of one kind together; gaps part them and are left out."""
    groups: list[tuple[str, list[str]]] = []
    before = "gap"
    for kind, words in kinds:
        if kind != "gap":
            if kind != before:
                groups.append((kind, []))
            groups[-1][1].append(words)
        before = kind
    return groups
