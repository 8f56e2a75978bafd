"""A paper and its page say the same, and the PDF can be read by a screen reader."""

from __future__ import annotations

import io
from collections.abc import Iterator
from typing import Any

import pikepdf
import pytest
from django.template.loader import render_to_string

from portal.paper.blocks import Bullets, Facts, Heading, Paper, Paragraph, Signature, Table
from portal.paper.pdf import pdf, spelt_out

HOSTILE = '#panic("no") *bold* $x$ \\ @ref <b> {{ name }} <script>'
PAPER = Paper(
    title="Who was told what, and why",
    blocks=[
        Paragraph(f"Dear Ada,\n{HOSTILE}"),
        Heading("In May"),
        Heading("The surgery", level=3),
        Bullets(("Medicines", "Allergies")),
        Facts((("Reference", "K7M-2QX9"), ("Why", "It was for her care"))),
        Table("Who asked", ("Who", "When"), (("Dr Elm", "3 May"), ("Police", "4 May"))),
        Signature("Caldicott Guardian"),
    ],
    foot="Willow Care",
)


def tags(node: Any) -> Iterator[str]:
    """Go through the structure of a PDF in reading order."""
    if isinstance(node, pikepdf.Array):
        for child in node:
            yield from tags(child)
    elif isinstance(node, pikepdf.Dictionary):
        if "/S" in node:
            yield str(node.S)
        yield from tags(node.get("/K"))


@pytest.fixture(scope="module")
def made() -> pikepdf.Pdf:
    return pikepdf.open(io.BytesIO(pdf(PAPER)))


def test_it_has_its_language_and_title_and_says_which_standard_it_keeps(made):
    assert str(made.Root.Lang) == "en-GB"
    assert made.Root.ViewerPreferences.DisplayDocTitle
    with made.open_metadata() as about:
        assert about["dc:title"] == PAPER.title
        assert about["pdfuaid:part"] == "1"


def test_it_is_tagged_in_reading_order_with_headings_lists_and_table_heads(made):
    found = list(tags(made.Root.StructTreeRoot))
    wanted = [
        "/Document",
        "/H1",
        "/P",
        "/H2",
        "/H3",
        "/L",
        "/LI",
        "/LI",
        "/L",
        "/LI",
        "/LI",
        "/Table",
        "/Caption",
    ]
    order = iter(found)
    assert all(tag in order for tag in wanted)
    assert found.count("/TH") == 2
    assert found.count("/TD") == 4
    assert "/THead" in found


def test_nothing_typed_is_read_as_a_command():
    plain = pdf(
        Paper("Title", [Paragraph(HOSTILE), Facts(((HOSTILE, HOSTILE),)), Bullets((HOSTILE,))], foot=HOSTILE)
    )
    assert plain.startswith(b"%PDF")


def test_large_print_takes_more_room():
    long = [Paragraph("A sentence that is long enough to fill a line. " * 40)] * 6
    small, large = (pikepdf.open(io.BytesIO(pdf(Paper("Title", long, large=big)))) for big in (False, True))
    assert len(large.pages) > len(small.pages)


def test_its_page_says_the_same_and_nothing_is_read_as_markup():
    page = render_to_string("paper/blocks.html", {"paper": PAPER.plain()})
    for words in ("Dear Ada,", "In May", "The surgery", "Allergies", "K7M-2QX9", "Who asked", "4 May"):
        assert words in page
    assert "Caldicott Guardian: ___" in page
    assert "<script>" not in page
    assert "&lt;script&gt;" in page


def test_a_sign_that_no_letter_can_draw_is_told_by_its_name():
    made = pdf(Paper("A paper", (Paragraph("Well done \U0001f642, 中"),)))
    assert made.startswith(b"%PDF")
    assert spelt_out("Well done \U0001f642 – “yes”") == "Well done (slightly smiling face) – “yes”"
