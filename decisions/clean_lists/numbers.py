"""The file of the national data opt-out check: one NHS number of ten digits and a comma on each line, LF. Pure."""

from __future__ import annotations

import codecs
import csv
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Final

from portal.nhs_number import check
from portal.nothing import is_nothing

MOST: Final = 20_000
TOO_MANY: Final = "Use 20,000 numbers or fewer in one list"
NONE: Final = "There is no NHS number in this. Put one on each line"
NOT_TEXT: Final = "This is not a file of numbers. Use a plain text file, with one NHS number on each line"
HEADING: Final = re.compile(r"\W*(?:nhs\s*(?:numbers?|no|num)?|numbers?)\W*", re.IGNORECASE)
SEP: Final = re.compile(r'"?sep=.?"?[,;]*', re.IGNORECASE)
MAILBOX: Final = re.compile(r"[A-Z0-9]{5,20}")


class NotNumbers(Exception):
    """What was given cannot be read as a list of numbers; `sentence` says why and how to mend it."""

    def __init__(self, sentence: str) -> None:
        super().__init__(sentence)
        self.sentence = sentence


@dataclass(frozen=True, slots=True)
class Numbers:
    """The good numbers, each once, in the order given; and each line left out with what is wrong with it."""

    good: tuple[str, ...]
    left_out: tuple[tuple[int, str, str], ...]
    again: int


def read(text: str) -> Numbers:
    """Read a list: a number on each line, with or without spaces, dashes and a comma after it; a heading is none."""
    good: dict[str, None] = {}
    left_out = []
    again = 0
    for at, typed in _typed(text):
        try:
            number = check(typed)
        except ValueError as refusal:
            left_out.append((at, typed[:40], str(refusal)))
            continue
        again += number in good
        good[number] = None
    if len(good) > MOST:
        raise NotNumbers(TOO_MANY)
    return Numbers(tuple(good), tuple(left_out), again)


def _typed(text: str) -> Iterator[tuple[int, str]]:
    """Yield the text of each line that may be a number, with the line; of a sheet only what is under the heading."""
    column = None
    for at, line in enumerate(text.splitlines(), 1):
        bare = line.strip("\ufeff\0\x1a\t ")
        if SEP.fullmatch(bare):
            continue
        cells = [
            cell.strip()
            for cell in next(csv.reader([bare], delimiter=_sign(bare), skipinitialspace=True), [])
        ]
        headings = [
            place for place, cell in enumerate(cells) if HEADING.fullmatch(cell) and not is_nothing(cell)
        ]
        if len(headings) == 1:
            column = headings[0]
            continue
        filled = [cell for cell in cells if cell]
        typed = filled[0] if len(filled) == 1 else bare
        if column is not None and len(filled) > 1 and column < len(cells):
            typed = cells[column]
        if not is_nothing(typed.strip('"')):
            yield at, typed.strip('"')


def _sign(line: str) -> str:
    """Return the sign that parts the cells of a line."""
    return max(",;\t|", key=line.count)


def text_of(data: bytes) -> str:
    """Return an uploaded list as text. Digits are the same in each way to write letters, so none is refused."""
    bare = data.rstrip(b"\0\x1a")
    wide = data.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE))
    other = bare.removeprefix(codecs.BOM_UTF8).lstrip().startswith((b"%PDF", b"<", b"PK"))
    if other or (b"\0" in bare and not wide):
        raise NotNumbers(NOT_TEXT)
    try:
        return data.decode("utf-16") if wide else bare.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        text = bare.decode("cp1252", errors="replace")
        if wide or not re.search("[0-9]{3}", text):
            raise NotNumbers(NOT_TEXT) from error
        return text


def file_of(good: Sequence[str]) -> bytes:
    """Return the file as it is sent: no heading, LF and never CRLF, a comma after each number."""
    return "".join(f"{number},\n" for number in good).encode("ascii")


def file_name(mailbox: str, on: date, number: int) -> str:
    """Return the name the file must have, different each time: MAILBOX-DDMMYY-NNNN.dat."""
    return f"{mailbox}-{on:%d%m%y}-{number:04}.dat"
