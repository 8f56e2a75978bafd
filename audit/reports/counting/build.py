"""Tables and sections out of counts: what occurs has a row, and what has no row needs no table."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import replace

from audit.kinds import in_words
from audit.reports.counting.adds import NOT_KNOWN
from audit.reports.counting.shape import Row, Section, Table

ALL = "All"
Names = Mapping[str, str]


def name_of(code: str, names: Names) -> str:
    """Return how a code reads; one without a name reads as it is spelled."""
    return names.get(code) or ("Not known" if code == NOT_KNOWN else in_words(code))


def ordered(codes: Iterable[str], names: Names) -> list[str]:
    """Return codes in the order of their names' list, then others by how they read, what is not known last."""
    places = {code: place for place, code in enumerate(names)}

    def place(code: str) -> tuple[bool, int, str]:
        return code == NOT_KNOWN, places.get(code, len(places)), name_of(code, names)

    return sorted(codes, key=place)


def rows(counts: Mapping[str, int], names: Names) -> tuple[Row, ...]:
    """Return a row for each code that occurs."""
    return tuple(
        Row(code, name_of(code, names), (counts[code],))
        for code in ordered((code for code, count in counts.items() if count), names)
    )


def grid(counts: Mapping[str, int], names: Names, columns: Names) -> tuple[tuple[str, ...], tuple[Row, ...]]:
    """Return the columns and rows of counts whose keys are two codes, row and column; the last column is their sum."""
    cells = {tuple(key.split(" ")): count for key, count in counts.items() if count}
    across = ordered({column for _, column in cells}, columns)
    found = tuple(
        Row(code, name_of(code, names), (*line, sum(line)))
        for code in ordered({row for row, _ in cells}, names)
        for line in ([cells.get((code, column), 0) for column in across],)
    )
    return (*(name_of(column, columns) for column in across), ALL), found


def crossed(
    id_: str,
    caption: str,
    counts: Mapping[str, int],
    names: tuple[Names, Names],
    *,
    says: tuple[str, ...] = (),
    note: str = "",
) -> Table:
    """Return a table of counts whose keys are two codes; `names` are those of its rows and of its columns."""
    columns, found = grid(counts, *names)
    return Table(id_, caption, columns, found, says=says, note=note)


def section(id_: str, title: str, tables: Iterable[Table], says: Iterable[str] = ()) -> Section:
    """Return a section; of a table without a row only its sentences are kept."""
    told, shown = list(filter(None, says)), []
    for each in tables:
        kept = replace(each, says=tuple(filter(None, each.says)))
        if kept.rows:
            shown.append(kept)
        else:
            told += kept.says
    return Section(id_, title, tuple(shown), tuple(told))
