"""From the bytes of an uploaded file to numbered rows of cells (RFC 4180). Pure: it asks nothing and stores nothing."""

from __future__ import annotations

import codecs
import csv
import io
import re
from typing import Final

MOST_BYTES: Final = 5 * 1024 * 1024
MOST_ROWS: Final = 20_000
LONGEST_CELL: Final = 2000
SAVE_AS: Final = 'In Excel choose "Save as", then "CSV UTF-8 (Comma delimited)".'
TOO_BIG: Final = "The file is larger than 5 MB. Split the list into smaller files."
TOO_MANY: Final = "The file has more than 20,000 rows. Split the list into smaller files."
EMPTY: Final = "The file is empty. Choose the file with your list."
NOT_TEXT: Final = f"This is not a CSV file. {SAVE_AS}"
UTF16: Final = f"The file is saved as Unicode text (UTF-16), which we cannot read. {SAVE_AS}"
NOT_UTF8: Final = (
    f"Some letters in the file, such as é or £, are saved in an older way, which we would misread. {SAVE_AS}"
)
OTHER_SIGN: Final = f"The cells are not parted by commas. {SAVE_AS}"
_SEP: Final = re.compile(r'"?sep=([,;|\t])"?,*;*[ ]*(?:\r\n|\r|\n)', re.IGNORECASE)
"""The first line by which Excel is told what parts the cells; Excel does not show it, and does not count it."""
NO_ROWS: Final = "The file holds headings and nothing below them. Choose the file with your list."
NOT_TEXT_STARTS: Final = (
    b"PK\x03\x04",
    b"PK\x05\x06",
    b"<",
    b"[{",
    b"{",
    b"\xd0\xcf\x11\xe0",
    b"%PDF",
    b"\x89PNG",
)
OTHER_SIGNS: Final = ";\t|"
_LEFT_BEHIND: Final = "\0\x1a"
"""What old programs and power cuts put behind the end of a text."""

Table = list[tuple[int, list[str]]]


class Unreadable(Exception):
    """The file as a whole cannot be read; `sentence` says why and how to mend it. `row` is where, or 0."""

    def __init__(self, sentence: str, row: int = 0) -> None:
        super().__init__(sentence)
        self.sentence, self.row = sentence, row


def table(data: bytes) -> Table:
    """Return the rows of a file that hold anything, each with its number as a spreadsheet shows it.

    A row may hold fewer or more cells than another. Raises Unreadable.
    """
    text = _text(data)
    said = _SEP.match(text)
    rows = _rows(text[said.end() :], said[1]) if said else _rows(text)
    if not rows:
        raise Unreadable(EMPTY)
    if len(rows) > MOST_ROWS + 1:
        raise Unreadable(TOO_MANY)
    return rows


def _text(data: bytes) -> str:
    """Return the file as text: UTF-8, with or without its mark; anything else is told, never guessed."""
    if len(data) > MOST_BYTES:
        raise Unreadable(TOO_BIG)
    if data.removeprefix(codecs.BOM_UTF8).lstrip().startswith(NOT_TEXT_STARTS):
        raise Unreadable(NOT_TEXT)
    if data.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)) or _every_second_is_nul(data[:400]):
        raise Unreadable(UTF16)
    try:
        return data.decode("utf-8-sig").rstrip(_LEFT_BEHIND)
    except UnicodeDecodeError as error:
        raise Unreadable(NOT_UTF8) from error


def _has_other_sign(text: str) -> bool:
    """Say whether the first line that holds anything is parted by another sign than a comma."""
    first = next((line for line in text.splitlines() if line.strip()), "")
    return "," not in first and any(sign in first for sign in OTHER_SIGNS)


def _every_second_is_nul(start: bytes) -> bool:
    """Say whether this looks like UTF-16 without its mark: plain English then has a NUL in each pair."""
    pairs = len(start) // 2
    return pairs > 4 and max(start[0::2].count(0), start[1::2].count(0)) > pairs * 0.8


def _rows(text: str, sign: str = ",") -> Table:
    """Split text into rows; a quotation mark that is not closed is named with the row it is in."""
    found: Table = []
    number = 0
    try:
        for number, cells in enumerate(
            csv.reader(io.StringIO(text, newline=""), strict=True, delimiter=sign, skipinitialspace=True), 1
        ):
            if any(cell.strip() for cell in cells):
                found.append((number, cells))
    except csv.Error as error:
        if sign == "," and _has_other_sign(text):
            raise Unreadable(OTHER_SIGN) from error
        raise Unreadable(_told(str(error)), number + 1) from error
    return found


def _told(error: str) -> str:
    """Return what is wrong with a row, in our words."""
    if "field limit" in error:
        return "A cell holds far too much. Look for a quotation mark that is not closed, or shorten the cell."
    return (
        "A quotation mark is not closed, or stands in the middle of a cell. Take it out, or write it twice."
    )
