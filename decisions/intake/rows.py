"""From a table to rows whose cells have names: forgiving about headings, strict about what a cell may hold."""

from __future__ import annotations

import re
from collections.abc import Callable, Hashable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, Final, TypeVar

from decisions.intake.reading import LONGEST_CELL, OTHER_SIGN, Unreadable, table
from portal.errors import NotAllowed
from portal.models import Home, Organisation
from portal.text import BadText, clean

FORMULA: Final = tuple("=+-@\t\r")
TELEPHONE: Final = re.compile(r"\+[0-9][0-9 ()-]*")
RUNS: Final = "It begins with {sign}, so a spreadsheet may run it as a formula. Take that sign out"
ONE_LINE: Final = "Write it on one line"
TOO_LONG: Final = f"Use {LONGEST_CELL:,} characters or fewer"
MORE_CELLS: Final = (
    'There are more cells than headings. Write a cell that holds a comma like this: "Bright, Ada"'
)


@dataclass(frozen=True, slots=True)
class Column:
    """One column: its code, the heading we ask for, other headings that mean it, and if the heading must be there."""

    code: str
    title: str
    also: tuple[str, ...] = ()
    needed: bool = True


@dataclass(frozen=True, slots=True)
class Trouble:
    """What is wrong in one row, in which column, and how to mend it."""

    row: int
    column: str
    why: str


@dataclass(frozen=True, slots=True)
class Row:
    """One row: its number in the spreadsheet, and its cells by column."""

    number: int
    cells: Mapping[str, str]

    def __getitem__(self, code: str) -> str:
        return self.cells.get(code, "")


@dataclass
class Tried:
    """What a file would do: who is new, how many we know already, and what is wrong."""

    new: list[Any] = field(default_factory=list)
    known: int = 0
    bad: list[Trouble] = field(default_factory=list)
    unused: int = 0

    @property
    def bad_rows(self) -> int:
        """How many rows have something wrong."""
        return len({trouble.row for trouble in self.bad})


def rows_of(data: bytes, columns: Sequence[Column]) -> tuple[list[Row], Tried]:
    """Return the rows of a file, and what is wrong with cells whatever they mean. Raises Unreadable."""
    (_, head), *body = table(data)
    places = _places(head, columns)
    tried = Tried(unused=sum(bool(cell.strip()) for cell in head) - len(places))
    rows = []
    for number, cells in body:
        if any(cell.strip() for cell in cells[len(head) :]):
            tried.bad.append(Trouble(number, "", MORE_CELLS))
        kept: dict[str, str] = {}
        for column, at in places.items():
            try:
                kept[column.code] = _cell(cells[at] if at < len(cells) else "", column.code)
            except BadText as refusal:
                tried.bad.append(Trouble(number, column.title, refusal.sentence))
        if len(kept) == len(places):
            rows.append(Row(number, kept))
    return rows, tried


def _places(head: Sequence[str], columns: Sequence[Column]) -> dict[Column, int]:
    """Return where each column stands; headings are forgiving, but one that is needed must be there."""
    means = {bare(word): column for column in columns for word in (column.code, column.title, *column.also)}
    places: dict[Column, int] = {}
    for at, heading in enumerate(head):
        column = means.get(bare(heading))
        if column is not None and column in places:
            raise Unreadable(f'Two columns are headed "{column.title}". Take one of them out.', 1)
        if column is not None:
            places[column] = at
    missing = [column.title for column in columns if column.needed and column not in places]
    if missing and len(head) == 1 and (";" in head[0] or "\t" in head[0]):
        raise Unreadable(OTHER_SIGN)
    if missing:
        raise Unreadable(f"The first row must hold the headings. There is none for: {', '.join(missing)}.", 1)
    return places


def bare(words: str) -> str:
    """Return words as headings and choices are compared: small letters and digits only."""
    return re.sub(r"[\W_]+", "", words).casefold()


def _cell(cell: str, code: str) -> str:
    """Return a cell as it may be kept, or refuse it with how to mend it."""
    if len(cell) > LONGEST_CELL:
        raise BadText(TOO_LONG)
    text = clean(cell)
    for each in (cell, text):
        if each.startswith(FORMULA) and not (code == "phone" and TELEPHONE.fullmatch(text)):
            sign = {"\t": "a tab", "\r": "a line break"}.get(each[0], each[0])
            raise BadText(RUNS.format(sign=sign))
    if "\n" in text:
        raise BadText(ONE_LINE)
    return text


class Judge:
    """Collects what is wrong with one row, cell by cell, so that all of it is told at once."""

    def __init__(self, row: Row, columns: Sequence[Column], bad: list[Trouble]) -> None:
        self.row, self.bad = row, bad
        self.titles = {column.code: column.title for column in columns}
        self.good = True

    def refuse(self, code: str, why: str) -> None:
        """Note that a cell is wrong."""
        self.good = False
        self.bad.append(Trouble(self.row.number, self.titles[code], why))

    def read(self, code: str, way: Callable[[str], Any]) -> Any:
        """Return what a cell means, or None where it is refused."""
        try:
            return way(self.row[code])
        except NotAllowed as refusal:
            self.refuse(code, refusal.sentence)
            return None


Key = TypeVar("Key", bound=Hashable)


def twice(rows: Iterable[tuple[int, Key]]) -> dict[int, int]:
    """Return the rows whose key an earlier row has, each with that row; a key that is empty counts for nothing."""
    first: dict[Key, int] = {}
    found = {}
    for number, key in rows:
        if key and first.setdefault(key, number) != number:
            found[number] = first[key]
    return found


def home_reader(organisation: Organisation, *, may_be_empty: bool = False) -> Callable[[str], Home | None]:
    """Return a way to read a home's name; where there is one home only, the cell may be empty."""
    homes = list(Home.objects.filter(organisation=organisation).order_by("name"))
    named = {bare(home.name): home for home in homes}
    listed = ", ".join(home.name for home in homes[:10])

    def read(name: str) -> Home | None:
        if not name and may_be_empty:
            return None
        if not name and len(homes) == 1:
            return homes[0]
        if bare(name) not in named:
            raise NotAllowed(f"Enter the name of one of your homes: {listed}")
        return named[bare(name)]

    return read
