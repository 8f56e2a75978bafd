"""The annexes of an evidence pack: a sheet for each duty that computes nothing, and both papers of the notice."""

from __future__ import annotations

from datetime import UTC, datetime
from io import BytesIO
from types import SimpleNamespace

from openpyxl import load_workbook

from audit.reports.packs import annexes

FOUND = [
    SimpleNamespace(id="training", title="Training", says=("All are trained.",), columns=("Until",), rows=(("Amira Khan", "2 May"),)),
    SimpleNamespace(id="a" * 32, title="=1+1", says=(), columns=(), rows=(("=HYPERLINK(1)",), ("https://elm.example",))),
]  # fmt: skip


def sheets(found):
    book = load_workbook(BytesIO(annexes._xlsx("How we stand", found, datetime(2026, 11, 30, tzinfo=UTC))))
    return {sheet.title: [list(row) for row in sheet.iter_rows(values_only=True)] for sheet in book}, book


def test_each_duty_has_a_sheet_from_its_first_cell_on():
    rows, book = sheets(FOUND)
    assert rows["README"] == [["How we stand"], ["Sheet training: Training"], [f"Sheet {'a' * 32}: =1+1"]]
    assert rows["training"] == [["All are trained.", None], ["Training", "Until"], ["Amira Khan", "2 May"]]
    assert rows["a" * 31] == [["=1+1"], ["=HYPERLINK(1)"], ["https://elm.example"]]
    cells = [cell for sheet in book for row in sheet.iter_rows() for cell in row]
    assert {cell.data_type for cell in cells if cell.value} == {"s"}, "a formula"
    assert not [cell for cell in cells if cell.hyperlink]


def test_the_notice_is_there_as_it_is_and_in_easy_read(monkeypatch):
    monkeypatch.setattr(
        annexes.notices, "in_force", lambda _organisation: SimpleNamespace(version=SimpleNamespace(number=3))
    )
    monkeypatch.setattr(annexes, "printed", lambda _notice, easy: b"easy" if easy else b"whole")
    found = [(each.name, each.data) for each in annexes._notice(None)]
    assert found == [("annexes/notice/notice.pdf", b"whole"), ("annexes/notice/easy-read.pdf", b"easy")]
