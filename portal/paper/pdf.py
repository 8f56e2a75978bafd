"""A paper as PDF: tagged, with its language and title, and declared PDF/UA-1. Nothing is fetched from anywhere."""

from __future__ import annotations

import json
from datetime import datetime
from functools import cache
from pathlib import Path
from typing import Final

import typst

from portal.paper.blocks import Paper

LAYOUT: Final = Path(__file__).with_name("paper.typ")
STANDARD: Final = "ua-1"


def pdf(paper: Paper, at: datetime | None = None) -> bytes:
    """Return the paper as the bytes of a PDF.

    The words go in as data, never as markup; the compiler refuses what PDF/UA-1 does not allow. `at` is the moment
    (aware) that it says it was made at, default now: the same paper of the same moment has the same bytes.
    """
    words = json.dumps(paper.plain(), ensure_ascii=False)
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


@cache
def _layout() -> bytes:
    return LAYOUT.read_bytes()
