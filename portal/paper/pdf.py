"""A paper as PDF: tagged, with its language and title, and declared PDF/UA-1. Nothing is fetched from anywhere."""

from __future__ import annotations

import json
from datetime import datetime
from functools import cache
from pathlib import Path
from typing import Final
from unicodedata import name

import typst

from portal.paper.blocks import Paper

LAYOUT: Final = Path(__file__).with_name("paper.typ")
STANDARD: Final = "ua-1"
UNDRAWN: Final = "could not be displayed"
SURELY_DRAWN: Final = 0x250
DRAWN: Final = frozenset("–—‘’“”•…€")


def pdf(paper: Paper, at: datetime | None = None) -> bytes:
    """Return the paper as the bytes of a PDF.

    The words go in as data, never as markup; the compiler refuses what PDF/UA-1 does not allow. `at` is the moment
    (aware) that it says it was made at, default now: the same paper of the same moment has the same bytes.
    """
    words = json.dumps(paper.plain(), ensure_ascii=False)
    try:
        return _compiled(words, at)
    except typst.TypstError as refusal:
        if UNDRAWN not in str(refusal):
            raise
        return _compiled(spelt_out(words), at)


def _compiled(words: str, at: datetime | None) -> bytes:
    """Return the PDF of a paper's values."""
    made = typst.compile(
        _layout(),
        format="pdf",
        sys_inputs={"paper": words},
        pdf_standards=STANDARD,
        timestamp=int(at.timestamp()) if at else None,
    )
    if not isinstance(made, bytes):
        raise TypeError("a paper is one PDF")
    return made


def spelt_out(words: str) -> str:
    """Return words with each character that our letters may lack, such as a smiling face, told by its name.

    PDF/UA refuses a paper with a character that cannot be drawn; what somebody typed must still be readable.
    """
    return "".join(
        each if ord(each) < SURELY_DRAWN or each in DRAWN else f"({name(each, 'a sign').lower()})"
        for each in words
    )


@cache
def _layout() -> bytes:
    return LAYOUT.read_bytes()
