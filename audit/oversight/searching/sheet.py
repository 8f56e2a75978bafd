"""A list as a file for a spreadsheet, marked with who took it, when, and the entry that says so."""

from __future__ import annotations

import csv
from collections.abc import Sequence
from dataclasses import dataclass
from io import BytesIO, StringIO

import xlsxwriter

RUNS = ("=", "+", "-", "@", "\t", "\r")
"""What a spreadsheet may take for the beginning of a formula."""
WIDTHS = (12, 34, 20, 26, 40, 20, 28, 22)


@dataclass(frozen=True, slots=True)
class Sheet:
    """A list to take out: its title, head and rows of text, and the mark that every copy bears."""

    title: str
    head: Sequence[str]
    rows: Sequence[Sequence[str]]
    mark: str


def as_csv(sheet: Sheet) -> bytes:
    """Return the list as CSV in UTF-8 with a byte order mark; the last line is the mark."""
    out = StringIO()
    writer = csv.writer(out)
    writer.writerow(sheet.head)
    writer.writerows([guarded(cell) for cell in row] for row in sheet.rows)
    writer.writerow([])
    writer.writerow([sheet.mark])
    return out.getvalue().encode("utf-8-sig")


def guarded(cell: str) -> str:
    """Return a cell that no spreadsheet runs."""
    return f"'{cell}" if cell.startswith(RUNS) else cell


def as_xlsx(sheet: Sheet) -> bytes:
    """Return the list as XLSX, its mark on every printed page, with a second sheet that says what it is."""
    out = BytesIO()
    with xlsxwriter.Workbook(
        out, {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False}
    ) as book:
        bold, wrapped = book.add_format({"bold": True}), book.add_format({"text_wrap": True, "valign": "top"})
        page = book.add_worksheet("Decisions")
        for column, width in enumerate(WIDTHS):
            page.set_column(column, column, width, wrapped)
        page.write_row(0, 0, sheet.head, bold)
        for number, row in enumerate(sheet.rows, start=1):
            for column, cell in enumerate(row):
                page.write_string(number, column, cell)
        page.freeze_panes(1, 0)
        page.set_landscape()
        page.repeat_rows(0)
        # "&" begins a code in a footer, so one that is meant is written twice.
        page.set_footer("&L" + sheet.mark.replace("&", "&&")[:240])
        about = book.add_worksheet("About this list")
        about.set_column(0, 0, 90, wrapped)
        for line, said in enumerate((sheet.title, f"{len(sheet.rows)} decisions.", sheet.mark)):
            about.write_string(line, 0, said, bold if line == 0 else wrapped)
    return out.getvalue()


FORMATS = {
    "csv": ("CSV, for any program", "text/csv; charset=utf-8", as_csv),
    "xlsx": (
        "XLSX, for a spreadsheet",
        "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
        as_xlsx,
    ),
}
"""The kinds of file: what they are called, their content type, and who makes them."""
