"""From a table to rows whose cells have names: forgiving about headings, strict about what a cell may hold."""

from __future__ import annotations

import re
from collections.abc import Callable, Hashable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, Final, TypeVar

from decisions.intake.columns import Column, Places, bare, headings_at, places_of
from decisions.intake.reading import LONGEST_CELL, NO_ROWS, Table, Unreadable, table
from decisions.intake.words import as_word
from portal import references
from portal.errors import NotAllowed
from portal.models import Home, Organisation
from portal.nothing import unless_nothing
from portal.text import BadText, clean

ONE_LINE: Final = "Write it on one line"
TOO_LONG: Final = f"Use {LONGEST_CELL:,} characters or fewer"
MORE_CELLS: Final = (
    'There are more cells than headings. Write a cell that holds a comma like this: "Bright, Ada"'
)
FORMULA: Final = (
    "This is a formula, not what it works out. Copy the column, paste it as values, and save the file again"
)
TOO_NARROW: Final = (
    "The spreadsheet wrote # signs because the column is too narrow. Make it wider, and save the file again"
)
SHEET_ERROR: Final = "The spreadsheet shows the error {error} here. Mend it there, or empty the cell"
HEADINGS_BELOW: Final = "The headings are in row {row}. What is above them is left out."
LEAVE: Final = "leave"
"""The answer that takes the rows with a word out of a list."""
_FORMULA: Final = re.compile(r"=.*|[+\-@][A-Za-z.]+\(.*|[+\-@].*\|.*!.*", re.DOTALL)
_AS_TEXT: Final = re.compile(r'="([^"]*)"')
_ERROR: Final = re.compile(r"#(?:REF!|N/A|VALUE!|NAME\?|DIV/0!|NUM!|NULL!|SPILL!|CALC!)")


@dataclass(frozen=True, slots=True)
class Trouble:
    """What is wrong in one row, in which column, and how to mend it."""

    row: int
    column: str
    why: str


@dataclass(frozen=True, slots=True)
class Row:
    """One row: its number in the spreadsheet, its cells by column, and how their headings are written."""

    number: int
    cells: Mapping[str, str]
    headings: Mapping[str, str] = field(default_factory=dict)

    def __getitem__(self, code: str) -> str:
        return self.cells.get(code, "")


@dataclass
class Question:
    """Words of a list that we do not know: asked once, however many rows hold them. `key` is its name in the form."""

    key: str
    code: str
    column: str
    words: dict[str, int] = field(default_factory=dict)

    @property
    def rows(self) -> int:
        """How many rows wait for the answer."""
        return sum(self.words.values())


@dataclass
class Tried:
    """What a file would do: who is new, how many we know already, what is wrong, and what has to be asked.

    `answers` are those given so far, by the key of their question.
    """

    new: list[Any] = field(default_factory=list)
    known: int = 0
    bad: list[Trouble] = field(default_factory=list)
    headings: list[tuple[str, str]] = field(default_factory=list)
    unused: tuple[str, ...] = ()
    questions: dict[str, Question] = field(default_factory=dict)
    understood: dict[tuple[str, str], tuple[str, int]] = field(default_factory=dict)
    notes: list[str] = field(default_factory=list)
    left_out: int = 0
    answers: Mapping[str, str] = field(default_factory=dict)

    @property
    def bad_rows(self) -> int:
        """How many rows have something wrong."""
        return len({trouble.row for trouble in self.bad})

    def take(self, column: str, written: str, meaning: str) -> None:
        """Note how a word of the list was understood, where it is not our own."""
        if as_word(written) != as_word(meaning):
            at = (column, " ".join(written.split()))
            self.understood[at] = (meaning, self.understood.get(at, ("", 0))[1] + 1)

    def ask(self, code: str, column: str, written: str, key: str = "") -> str:
        """Return the answer to what a word means, "" where it was not given yet and so has to be asked."""
        key = key or f"{code}-{as_word(written).replace(' ', '-') or 'none'}"
        if key in self.answers:
            return self.answers[key]
        question = self.questions.setdefault(key, Question(key, code, column))
        word = " ".join(written.split())
        question.words[word] = question.words.get(word, 0) + 1
        return ""


def rows_of(
    data: bytes, columns: Sequence[Column], answers: Mapping[str, str] | None = None
) -> tuple[list[Row], Tried]:
    """Return the rows of a file, and what is wrong with cells whatever they mean. Raises Unreadable."""
    places, body, note = _opened(data, columns)
    titled = [(places.headings[column.code], column.title) for column in columns if column in places.at]
    tried = Tried(headings=titled, unused=places.unused, answers=answers or {}, notes=note)
    rows = []
    for number, cells in body:
        if any(cell.strip() for cell in cells[places.width :]):
            tried.bad.append(Trouble(number, "", MORE_CELLS))
        kept: dict[str, str] = {}
        for column, at in places.at.items():
            try:
                kept[column.code] = _joined([cells[each] for each in at if each < len(cells)], column)
            except BadText as refusal:
                tried.bad.append(Trouble(number, places.headings[column.code], refusal.sentence))
        if len(kept) == len(places.at):
            rows.append(Row(number, kept, places.headings))
    return rows, tried


def _opened(data: bytes, columns: Sequence[Column]) -> tuple[Places, Table, list[str]]:
    """Return where the columns are, the rows below the headings, and what has to be said of rows above them."""
    every = table(data)
    at = headings_at(every, columns)
    number, head = every[at]
    try:
        places = places_of(head, columns)
    except Unreadable as refusal:
        raise Unreadable(refusal.sentence, number if refusal.row else 0) from refusal
    if not every[at + 1 :]:
        raise Unreadable(NO_ROWS)
    return places, every[at + 1 :], [HEADINGS_BELOW.format(row=number)] if at else []


def _joined(cells: Sequence[str], column: Column) -> str:
    """Return what a column holds, joined where it is in several."""
    return " ".join(text for text in (_cell(cell, column) for cell in cells) if text)


def _cell(cell: str, column: Column) -> str:
    """Return a cell as it may be kept, "" for a way to write nothing, or refuse it with how to mend it.

    What a cell can be depends on its column: + begins a telephone number, and @ the name of a firm.
    """
    if len(cell) > LONGEST_CELL:
        raise BadText(TOO_LONG)
    text = _AS_TEXT.sub(r"\1", clean(cell)).strip()
    if error := _ERROR.fullmatch(text):
        raise BadText(SHEET_ERROR.format(error=error[0]))
    text = unless_nothing(text, of_a_name=column.kind in {"name", "words", "reference"})
    if re.fullmatch("##+", text):
        raise BadText(TOO_NARROW)
    if _FORMULA.fullmatch(text):
        raise BadText(FORMULA)
    if "\n" in text:
        raise BadText(ONE_LINE)
    if column.kind in {"reference", "email"} and references.is_shortened(text):
        raise BadText(references.SHORTENED)
    return text


class Judge:
    """Collects what is wrong with one row, cell by cell, so that all of it is said at once."""

    def __init__(self, row: Row, columns: Sequence[Column], bad: list[Trouble]) -> None:
        self.row, self.bad = row, bad
        self.titles = {column.code: column.title for column in columns} | dict(row.headings)
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
