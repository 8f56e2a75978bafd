"""Reading a CSV file: every table comes back as it was written, and what cannot be read says how to mend it."""

from __future__ import annotations

import csv
import io
from contextlib import suppress

import pytest
from hypothesis import given
from hypothesis import strategies as st

from decisions.intake import reading
from decisions.intake.reading import Unreadable, table

CELLS = st.text(st.characters(exclude_categories=["Cs"]), max_size=20)
TABLES = st.lists(st.lists(CELLS, min_size=1, max_size=5), min_size=1, max_size=8)


def written(rows: list[list[str]], end: str = "\r\n") -> str:
    out = io.StringIO(newline="")
    csv.writer(out, lineterminator=end, quoting=csv.QUOTE_ALL).writerows(rows)
    return out.getvalue()


@given(TABLES, st.sampled_from(["\r\n", "\n", "\r"]), st.sampled_from(["utf-8", "utf-8-sig"]))
def test_every_table_comes_back_as_it_was_written(rows, end, encoding):
    expected = [(at, row) for at, row in enumerate(rows, 1) if any(cell.strip() for cell in row)]
    data = written(rows, end).encode(encoding)
    if expected and rows[0][0].startswith("\ufeff"):
        return
    if not expected:
        with pytest.raises(Unreadable):
            table(data)
    else:
        assert table(data) == expected


@given(st.binary(max_size=300))
def test_no_bytes_at_all_are_more_than_unreadable(data):
    with suppress(Unreadable):
        assert table(data)


@pytest.mark.parametrize(
    ("data", "sentence", "row"),
    [
        (b"", reading.EMPTY, 0),
        (b"\xef\xbb\xbf\r\n , \r\n", reading.EMPTY, 0),
        ("Name,Reference\nZo\u00eb,1".encode("cp1252"), reading.NOT_UTF8, 0),
        ("Name,Reference\nAda,1".encode("utf-16"), reading.UTF16, 0),
        ("Name,Reference\nAda,1".encode("utf-16-le"), reading.UTF16, 0),
        (b"PK\x03\x04 a workbook", reading.NOT_TEXT, 0),
        (b"x" * (reading.MOST_BYTES + 1), reading.TOO_BIG, 0),
        (b"a\n" * (reading.MOST_ROWS + 2), reading.TOO_MANY, 0),
        (b'Name,Reference\nAda,1\n"Ben,2\n', "quotation mark", 3),
        (b'Name,Reference\n"Ben"x,2\n', "quotation mark", 2),
        (b"Name,Reference\n" + b"x" * 1_000_000 + b",1\n", "far too much", 2),
    ],
)
def test_what_cannot_be_read_says_why_and_where(data, sentence, row):
    with pytest.raises(Unreadable) as refusal:
        table(data)
    assert sentence in refusal.value.sentence
    assert refusal.value.row == row
