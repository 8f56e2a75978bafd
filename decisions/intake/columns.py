"""Which column of a list is which: forgiving about headings, and never guessing between two that look alike."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Final, Literal

from decisions.intake.reading import OTHER_SIGN, OTHER_SIGNS, Unreadable

Kind = Literal["name", "reference", "nhs_number", "day", "telephone", "email", "words", "yes_no"]
FIRST: Final = (
    "first name", "firstname", "forename", "forenames", "first names", "given name", "given names", "christian name",
)  # fmt: skip
HIGHEST: Final = 10
"""How many rows are looked at for the headings."""
MIDDLE: Final = ("middle name", "middle names", "middle initial", "other names")
LAST: Final = ("surname", "last name", "lastname", "family name", "second name")


@dataclass(frozen=True, slots=True)
class Column:
    """One column: its code, the heading we ask for, other headings that mean it, and if it must be there.

    `kind` is what its cells hold, and `what` completes "they look like". A name may stand in several columns.
    """

    code: str
    title: str
    also: tuple[str, ...] = ()
    needed: bool = True
    kind: Kind = "words"
    what: str = ""

    @property
    def looks_like(self) -> str:
        """What two headings for it both look like."""
        return self.what or f"the {self.title[:1].lower()}{self.title[1:]}"


@dataclass(frozen=True, slots=True)
class Places:
    """Where each column is, and which headings were not used; a name may be in several places."""

    at: Mapping[Column, tuple[int, ...]]
    headings: Mapping[str, str]
    unused: tuple[str, ...]
    width: int


def headings_at(rows: Sequence[tuple[int, Sequence[str]]], columns: Sequence[Column]) -> int:
    """Return which row holds the headings: the first with most of them, since a title may stand above it."""
    known = {bare(word) for column in columns for word in (column.code, column.title, *column.also)}
    known |= {bare(word) for word in (*FIRST, *MIDDLE, *LAST)}
    hits = [len({bare(cell) for cell in cells} & known) for _, cells in rows[:HIGHEST]]
    best = max(hits)
    return hits.index(best) if best > 1 else 0


def places_of(head: Sequence[str], columns: Sequence[Column]) -> Places:
    """Return where each column is. Raises Unreadable where one is missing or two look alike."""
    means = {bare(word): column for column in columns for word in (column.code, column.title, *column.also)}
    hits: dict[Column, list[int]] = {}
    for at, heading in enumerate(head):
        column = means.get(bare(heading)) or means.get(bare(re.sub(r"\([^)]*\)", "", heading)))
        if column is not None:
            hits.setdefault(column, []).append(at)
    parts = _parts(head)
    for column in columns:
        if column.kind == "name":
            _join(column, hits, parts, head)
    found = {column: tuple(at) for column, at in hits.items()}
    for column, places in found.items():
        if len(places) > 1 and column.kind != "name":
            raise Unreadable(_alike(column, [head[each] for each in places]), 1)
    _refuse_missing(head, columns, found, parts)
    used = {each for at in found.values() for each in at}
    return Places(
        at=found,
        headings={
            column.code: " and ".join(head[each].strip() for each in at) for column, at in found.items()
        },
        unused=tuple(word.strip() for at, word in enumerate(head) if word.strip() and at not in used),
        width=len(head),
    )


def bare(words: str) -> str:
    """Return words as headings and choices are compared: small letters and digits only."""
    return re.sub(r"[\W_]+", "", words).casefold()


def _parts(head: Sequence[str]) -> tuple[list[int], list[int], list[int]]:
    """Return where first names, middle names and surnames stand."""
    return _at(head, FIRST), _at(head, MIDDLE), _at(head, LAST)


def _at(head: Sequence[str], words: Iterable[str]) -> list[int]:
    wanted = {bare(word) for word in words}
    return [at for at, heading in enumerate(head) if bare(heading) in wanted]


def _join(
    column: Column,
    hits: dict[Column, list[int]],
    parts: tuple[list[int], list[int], list[int]],
    head: Sequence[str],
) -> None:
    """Let a name be joined from its parts; a column with the whole name goes before them."""
    first, middle, last = parts
    whole = hits.get(column, [])
    if len(whole) > 1:
        raise Unreadable(_alike(column, [head[each] for each in whole]), 1)
    for each in parts:
        if len(each) > 1 and not whole:
            raise Unreadable(_alike(column, [head[at] for at in each]), 1)
    if not whole and first and last:
        hits[column] = [*first, *middle, *last]
    elif whole and last and not first and bare(head[whole[0]]) == "name":
        # "Name" beside "Surname" is the first name.
        hits[column] = [*whole, *middle, *last]


def _alike(column: Column, written: Sequence[str]) -> str:
    """Say which headings look alike, as written, and which to take out."""
    one, other = written[0].strip(), written[1].strip()
    if bare(one) == bare(other):
        return f'Two columns are headed "{other}". Take one of them out.'
    ours = {bare(column.title), bare(column.code)}
    out, stay = (one, other) if bare(other) in ours else (other, one)
    return (
        f'"{one}" and "{other}" both look like {column.looks_like}. '
        f'Take out the column "{out}", or "{stay}" if that is the one you do not want.'
    )


def _refuse_missing(
    head: Sequence[str],
    columns: Sequence[Column],
    found: Mapping[Column, object],
    parts: tuple[list[int], list[int], list[int]],
) -> None:
    """Refuse a list that lacks a heading which must be there."""
    missing = [column for column in columns if column.needed and column not in found]
    if not missing:
        return
    if len(head) == 1 and any(sign in head[0] for sign in ("," + OTHER_SIGNS)):
        raise Unreadable(OTHER_SIGN)
    first, _, last = parts
    if any(column.kind == "name" for column in missing) and (first or last):
        has, lacks = ("first name", "surname") if first else ("surname", "first name")
        written = head[(first or last)[0]].strip()
        raise Unreadable(f'There is a column "{written}" for the {has}, and none for the {lacks}.', 1)
    titles = ", ".join(column.title for column in missing)
    raise Unreadable(f"The first row must hold the headings. There is none for: {titles}.", 1)
