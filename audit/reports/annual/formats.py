"""One report in five files. Each is made from the document alone, so the same report has the same bytes each time."""

from __future__ import annotations

import csv
import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from datetime import datetime
from io import BytesIO, StringIO
from typing import Any, Final

import xlsxwriter
from django.template.loader import render_to_string

from audit.oversight.searching.sheet import guarded
from audit.reports.annual import told
from audit.reports.annual.codes import code_of
from audit.reports.annual.document import Document
from audit.reports.annual.words import BY_CODE
from portal.paper.pdf import pdf

Maker = Callable[[Document, bytes, str], bytes]
HEAD: Final = ("section", "table", "row", "column", "value", "unit")
"""The columns of the CSV: one number or one sentence a line."""


def as_html(document: Document, _spelled: bytes, digest: str) -> bytes:
    """Return a report as one web page that needs nothing else."""
    paper = told.paper(document, digest)
    return render_to_string("reports/annual/file.html", {"paper": paper.plain()}).encode()


def as_pdf(document: Document, _spelled: bytes, digest: str) -> bytes:
    """Return a report as tagged PDF, made, as it says, when it was signed."""
    return pdf(told.paper(document, digest), datetime.fromisoformat(document["signed"]["at"]))


def as_json(_document: Document, spelled: bytes, _digest: str) -> bytes:
    """Return the sealed bytes themselves: their SHA-256 is the report's whole code."""
    return spelled


def as_csv(document: Document, _spelled: bytes, digest: str) -> bytes:
    """Return all numbers and sentences as CSV (RFC 4180), in UTF-8 with a byte order mark."""
    out = StringIO()
    writer = csv.writer(out)
    writer.writerow(HEAD)
    for line in _lines(document, digest):
        writer.writerow([each if isinstance(each, int) else guarded(each) for each in line])
    return out.getvalue().encode("utf-8-sig")


def _lines(document: Document, digest: str) -> Iterator[tuple[str | int, ...]]:
    """Go through a report a value at a time."""
    for name, value in told.about(document, digest):
        yield ("report", "about", name, "", value, "")
    yield from _sentences("in_short", "sentences", [*document["in_short"], document["note"]])
    for code, words in (*document["words"].items(), ("signed", document["signed"]["words"])):
        yield ("words", code, "", "", words, "")
    for section in document["sections"]:
        yield from _sentences(section["id"], "sentences", section["says"])
    for table in document["tables"]:
        yield from _cells(table["section"], table)
    for room in document["duties"]["rooms"]:
        yield from _sentences("duties", room["id"], room["says"])
    for table in _listed(document):
        yield from _cells("duties", table)


def _sentences(section: str, table: str, says: Iterable[str]) -> Iterator[tuple[str | int, ...]]:
    """Go through sentences, with the number of each where a row would be."""
    for place, sentence in enumerate(filter(None, says), 1):
        yield (section, table, str(place), "", sentence, "")


def _cells(section: str, table: Mapping[str, Any]) -> Iterator[tuple[str | int, ...]]:
    """Go through a table a cell at a time, after its own sentences."""
    yield from _sentences(section, table["id"], [*table["says"], table["note"]])
    for row in table["rows"]:
        for column, value in zip(table["columns"], row["counts"], strict=True):
            yield (section, table["id"], row["label"], column, value, table["unit"])


def as_xlsx(document: Document, _spelled: bytes, digest: str) -> bytes:
    """Return a report as a spreadsheet: first a sheet to read, then one for each table. No cell is a formula."""
    out = BytesIO()
    options = {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False}
    with xlsxwriter.Workbook(out, options) as book:
        book.set_properties(
            {
                "title": told.title(document),
                "author": document["organisation"]["name"],
                "created": datetime.fromisoformat(document["signed"]["at"]).replace(tzinfo=None),
            }
        )
        sheets = dict(_sheets(document))
        _readme(book, document, digest, sheets)
        for name, table in sheets.items():
            _sheet(book, name, table)
    return out.getvalue()


def _sheets(document: Document) -> Iterator[tuple[str, Mapping[str, Any]]]:
    """Name the sheets after their tables, as a spreadsheet allows it: short, and each once."""
    taken: set[str] = set()
    for table in (*document["tables"], *_listed(document)):
        name = re.sub(r"[^A-Za-z0-9 _-]", " ", table["id"])[:28]
        while name.lower() in taken:
            name = f"{name[:25]} {len(taken)}"
        taken.add(name.lower())
        yield name, table


def _listed(document: Document) -> Iterator[Mapping[str, Any]]:
    """Return how the duties stood as tables."""
    for room in document["duties"]["rooms"]:
        if room["rows"]:
            rows = [{"label": label, "counts": cells} for label, *cells in room["rows"]]
            yield {
                "id": f"duties {room['id']}",
                "caption": room["title"],
                "columns": room["columns"],
                "rows": rows,
                "unit": "",
                "says": (),
                "note": "",
            }


def _readme(book: Any, document: Document, digest: str, sheets: Mapping[str, Mapping[str, Any]]) -> None:
    """Write the first sheet: what this is, what it says in short, and what stands on which sheet."""
    page = book.add_worksheet("README")
    bold, wrapped = book.add_format({"bold": True}), book.add_format({"text_wrap": True, "valign": "top"})
    page.set_column(0, 0, 34, wrapped)
    page.set_column(1, 1, 90, wrapped)
    rows: list[tuple[str, str]] = [(told.title(document), ""), *told.about(document, digest), ("", "")]
    rows += [("In short", sentence) for sentence in (*document["in_short"], document["note"]) if sentence]
    rows += [(BY_CODE[code].heading, words) for code, words in document["words"].items()]
    rows += [(section["title"], says) for section in document["sections"] for says in section["says"]]
    rows += [("Signed by", f"{document['signed']['name']}. {document['signed']['words']}".strip())]
    rows += [("How it was counted", sentence) for sentence in document["method"]]
    rows += [("", ""), ("Sheet", "What stands on it")]
    rows += [
        (name, " ".join(filter(None, [table["caption"] + ".", table["note"]])))
        for name, table in sheets.items()
    ]
    for place, (name, value) in enumerate(rows):
        page.write_string(place, 0, name, bold if name in {rows[0][0], "Sheet"} else wrapped)
        page.write_string(place, 1, value, wrapped)


def _sheet(book: Any, name: str, table: Mapping[str, Any]) -> None:
    """Write one table: its head stays in sight, its numbers are numbers."""
    page = book.add_worksheet(name)
    bold = book.add_format({"bold": True, "text_wrap": True, "valign": "top", "bottom": 1})
    wrapped = book.add_format({"text_wrap": True, "valign": "top"})
    digits = book.add_format({"num_format": "#,##0", "valign": "top"})
    unit = f" ({table['unit']})" if table["unit"] else ""
    page.set_column(0, 0, 44, wrapped)
    page.set_column(1, max(len(table["columns"]), 1), 18)
    page.write_row(0, 0, ["What", *(f"{column}{unit}" for column in table["columns"])], bold)
    for place, row in enumerate(table["rows"], 1):
        page.write_string(place, 0, row["label"], wrapped)
        for column, value in enumerate(row["counts"], 1):
            if isinstance(value, int):
                page.write_number(place, column, value, digits)
            else:
                page.write_string(place, column, value, wrapped)
    page.freeze_panes(1, 1)
    page.set_landscape()
    page.repeat_rows(0)
    page.set_header("&L" + table["caption"].replace("&", "&&")[:240])


FORMATS: Final[dict[str, tuple[str, str, Maker]]] = {
    "html": ("Web page (HTML)", "text/html; charset=utf-8", as_html),
    "pdf": ("PDF", "application/pdf", as_pdf),
    "xlsx": (
        "Spreadsheet (XLSX)",
        "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
        as_xlsx,
    ),
    "csv": ("CSV, for any program", "text/csv; charset=utf-8", as_csv),
    "json": ("JSON, to check the report with", "application/json", as_json),
}
"""The files of a report by the end of their names: what they are called, their content type, and who makes them."""


def name_of(document: Document, digest: str, ending: str) -> str:
    """Return the name of a file: of which time, and with which code."""
    return f"report-{document['period']['code']}-{code_of(digest)[:9].lower()}.{ending}"
