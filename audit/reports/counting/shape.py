"""What is told of a year: sentences first, then tables whose every cell is a number. Plain data."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Row:
    """One thing that was counted: its code, how it reads, and a number for each column."""

    code: str
    label: str
    counts: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class Table:
    """Numbers under a caption. `columns` has one label for each number of a row; `unit` is "", "days" or "%".

    `says` are its sentences, shown above it; `note` tells how to read it or what is not in it.
    """

    id: str
    caption: str
    columns: tuple[str, ...]
    rows: tuple[Row, ...]
    unit: str = ""
    says: tuple[str, ...] = ()
    note: str = ""


@dataclass(frozen=True, slots=True)
class Section:
    """Tables that belong together, under a heading."""

    id: str
    title: str
    tables: tuple[Table, ...]
    says: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Figures:
    """All that was counted for one reader in one period; `in_short` are the sentences a report begins with."""

    in_short: tuple[str, ...]
    sections: tuple[Section, ...]
