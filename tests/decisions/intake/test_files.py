"""Lists as spreadsheets and other programs write them: each is read, or refused in one sentence that says what to do."""

from __future__ import annotations

import csv
import io

import pytest

from decisions.clean_lists import numbers
from decisions.intake import reading, staff
from decisions.intake.lists import KINDS
from decisions.intake.reading import Unreadable
from portal.names import squeezed

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("autumn")]


def written(*rows, sign=",", **more):
    out = io.StringIO(newline="")
    csv.writer(out, delimiter=sign, **more).writerows(rows)
    return out.getvalue()


READ = {
    "as it should be": written,
    "sep=;": lambda head, row: "sep=;\r\n" + written(head, row, sign=";"),
    "sep=; behind a mark": lambda head, row: "\ufeffsep=;\r\n" + written(head, row, sign=";"),
    "sep=TAB": lambda head, row: "sep=\t\r\n" + written(head, row, sign="\t"),
    "a mark": lambda head, row: "\ufeff" + written(head, row),
    "a mark twice": lambda head, row: "\ufeff\ufeff" + written(head, row),
    "every cell quoted": lambda head, row: written(head, row, quoting=csv.QUOTE_ALL),
    "a space behind each comma": lambda head, row: written(head, row, quoting=csv.QUOTE_ALL).replace('","', '", "'),
    "blank lines on top": lambda head, row: "\r\n , ,\r\n" + written(head, row),
    "blank lines between": lambda head, row: written(head) + "\r\n,,,\r\n" + written(row),
    "a title on top": lambda head, row: "Willow House: list of 30/11/2026,,,\r\n\r\n" + written(head, row),
    "two titles on top": lambda head, row: "Willow House\r\nPrinted by Ann | page 1\r\n" + written(head, row),
    "a heading on two lines": lambda head, row: written([head[0].replace(" ", "\n"), *head[1:]], row, quoting=csv.QUOTE_ALL),
    "notes on two lines": lambda head, row: written([*head, "Notes"], [*row, "one\ntwo"]),
    "empty columns behind": lambda head, row: written([*head, "", ""], [*row, "", ""]),
    "empty cells behind": lambda head, row: written(head, [*row, "", ""]),
    "unseen characters in headings": lambda head, row: written(["\u200b" + each for each in head], row),
    "old Macs' lines": lambda head, row: written(head, row, lineterminator="\r"),
    "NULs behind the end": lambda head, row: written(head, row) + "\0" * 20,
    "an old end of file": lambda head, row: written(head, row) + "\x1a",
}  # fmt: skip
"""How the headings and one good row of any list are written, and are read all the same."""
REFUSED = {
    "semicolons": (lambda head, row: written(head, row, sign=";"), reading.OTHER_SIGN),
    "semicolons and quotation marks": (
        lambda head, row: written(head, row, sign=";", quoting=csv.QUOTE_ALL), reading.OTHER_SIGN
    ),
    "tabs": (lambda head, row: written(head, row, sign="\t"), reading.OTHER_SIGN),
    "bars": (lambda head, row: written(head, row, sign="|"), reading.OTHER_SIGN),
    "each row in one cell": (lambda head, row: written([",".join(head)], [",".join(row)]), reading.OTHER_SIGN),
    "Unicode text": (lambda head, row: written(head, row, sign="\t").encode("utf-16"), reading.UTF16),
    "Unicode text without a mark": (lambda head, row: written(head, row).encode("utf-16-le"), reading.UTF16),
    "Windows' letters": (
        lambda head, row: written([*head, "Notes"], [*row, "é"]).encode("cp1252"), reading.NOT_UTF8
    ),
    "a workbook": (lambda *_: b"PK\x03\x04xl/workbook.xml", reading.NOT_TEXT),
    "an old workbook": (lambda *_: b"\xd0\xcf\x11\xe0", reading.NOT_TEXT),
    "a page that is called a workbook": (lambda *_: "\ufeff\n<html><table><tr><td>Name", reading.NOT_TEXT),
    "a workbook as XML": (lambda *_: "<?xml version='1.0'?><Workbook/>", reading.NOT_TEXT),
    "JSON": (lambda *_: '[{"Name": "Ann"}]', reading.NOT_TEXT),
    "nothing": (lambda *_: "", reading.EMPTY),
    "blanks": (lambda *_: "\ufeff\r\n , \r\n\0\0", reading.EMPTY),
    "only headings": (lambda head, _: written(head), reading.NO_ROWS),
    "one heading twice": (lambda head, row: written([*head, head[0]], [*row, row[0]]), "Two columns are headed"),
    "no headings": (lambda _, row: written(row, row), "The first row must hold the headings."),
}  # fmt: skip


def tried(kind, world, made):
    row = [*kind.example, "Willow House"][: len(kind.columns)]
    data = made([column.title for column in kind.columns], row)
    return kind.try_file(data if isinstance(data, bytes) else data.encode(), world.organisation)


@pytest.mark.parametrize("kind", KINDS.values(), ids=list(KINDS))
def test_a_good_row_is_read_however_it_was_written(willow, kind):
    for way, made in READ.items():
        found = tried(kind, willow, made)
        assert (found.bad, found.questions) == ([], {}), way
        assert len(found.new) == 1, way
        assert (
            getattr(found.new[0], "details", found.new[0]).name == kind.example[1 - (kind.slug == "people")]
        ), way
        assert bool(found.notes) == ("on top" in way and "title" in way), way


@pytest.mark.parametrize("kind", KINDS.values(), ids=list(KINDS))
def test_what_cannot_be_read_is_said_in_one_sentence(willow, kind):
    for way, (made, sentence) in REFUSED.items():
        with pytest.raises(Unreadable) as refused:
            tried(kind, willow, made)
        assert sentence in refused.value.sentence, way


@pytest.mark.parametrize("kind", KINDS.values(), ids=list(KINDS))
def test_a_refusal_names_the_row_that_holds_the_headings(willow, kind):
    with pytest.raises(Unreadable) as refused:
        tried(kind, willow, lambda head, row: "A title\r\n\r\n" + written([*head, head[0]], [*row, row[0]]))
    assert refused.value.row == 3


def test_a_mailbox_that_all_share_does_not_take_the_square_of_the_rows(willow, monkeypatch):
    asked = []
    monkeypatch.setattr(staff, "squeezed", lambda name: asked.append(name) or squeezed(name))
    rows = [["house@example.org", f"Ann {at}", "Care worker", "Willow House"] for at in range(200)]
    found = KINDS["staff"].try_file(
        written(["Email", "Name", "Role", "Home"], *rows).encode(), willow.organisation
    )
    assert (found.new, found.bad_rows) == ([], 200)
    assert len(asked) <= 3 * len(rows)


@pytest.mark.parametrize("way", READ)
def test_numbers_for_the_opt_out_check_are_read_however_they_were_written(way):
    text = numbers.text_of(READ[way](["NHS number"], ["999 000 0018"]).encode())
    assert numbers.read(text).good == ("9990000018",), way


@pytest.mark.parametrize(
    ("data", "sentence"),
    [("NHS number\r\n9990000018".encode("utf-16"), None), (b"PK\x03\x04\x14\x00\xff", numbers.NOT_TEXT),
     (b"%PDF-1.4\n9990000018", numbers.NOT_TEXT), (b"<html>9990000018", numbers.NOT_TEXT),
     ("NHS n\u00b0\r\n9990000018".encode("cp1252"), None)],
    ids=["Unicode text", "a workbook", "a PDF", "a page", "Windows' letters"],
)  # fmt: skip
def test_a_file_of_numbers_is_read_or_said_to_be_none(data, sentence):
    if sentence is None:
        assert numbers.read(numbers.text_of(data)).good == ("9990000018",)
        return
    with pytest.raises(numbers.NotNumbers, match=sentence):
        numbers.text_of(data)
