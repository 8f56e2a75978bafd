"""The notice as a paper: a page and a PDF, as usual and in easy read."""

from __future__ import annotations

from collections.abc import Iterable
from uuid import UUID

from audit.assurance import plain_text
from audit.assurance.notices.queries import Notice
from portal.days import day_in_words
from portal.paper.blocks import Block, Heading, Paper, Paragraph
from portal.paper.pdf import pdf

TITLE = "How we use and share information, and how to object"
EASY_TITLE = "Your information: easy read"
KEPT = 32
_made: dict[tuple[UUID, bool], bytes] = {}


def paper(notice: Notice, *, easy: bool = False, in_force: bool = True) -> Paper:
    """Return a version of the notice as a paper."""
    version = notice.version
    state = f"{version.organisation.name}. Published on {day_in_words(version.published_on)}."
    if not in_force:
        state += " This is an older version. It is no longer in force."
    return Paper(
        EASY_TITLE if easy else TITLE,
        (Paragraph(state), *written(notice.told(), easy=easy)),
        foot=f"{version.organisation.name}, version {version.number}",
        large=easy,
    )


def written(told: Iterable[tuple[str, str, str]], *, easy: bool = False) -> tuple[Block, ...]:
    """Return sections as blocks, each under its title."""
    made: list[Block] = []
    for title, words, short in told:
        made += [Heading(title), *plain_text.blocks(short if easy else words, level=3)]
    return tuple(made)


def printed(notice: Notice, *, easy: bool) -> bytes:
    """Return the notice as a PDF. It is public and never changes, so it is made once and kept in memory."""
    name = (notice.version.pk, easy)
    if name not in _made:
        while len(_made) >= KEPT:
            _made.pop(next(iter(_made)), None)
        _made[name] = pdf(paper(notice, easy=easy), notice.version.entry.recorded_at)
    return _made[name]
