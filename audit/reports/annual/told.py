"""A report in words and tables, in the order in which it is read: the same on the screen and in every file."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from audit.reports.annual.codes import code_of
from audit.reports.annual.document import Document
from audit.reports.annual.words import BY_CODE, CHECK, CHECK_FILE, SAME_PERSON, STAFF
from portal.days import day_in_words, moment_in_words
from portal.paper.blocks import Block, Bullets, Facts, Heading, Paper, Paragraph, Table

READERS = {"board": "our board", "public": "the public", "inspector": "an inspector"}
DUTIES = "How our yearly duties stand"
CONCERNS, METHOD = "concerns", "method"
"""The section after which people say what they changed, and the one that is told with how to check the report."""
FEW = 2
"""So many sentences stand in one paragraph."""
ALL = "All"
"""The column that is the sum of its row."""


@dataclass(frozen=True, slots=True)
class Part:
    """A part of a report under its heading; `box` is the code of the words in it that people write, "" for none."""

    id: str
    title: str
    blocks: tuple[Block, ...]
    box: str = ""


def title(document: Document) -> str:
    """Return what a report is called."""
    return f"How we shared and protected information, {document['period']['words']}"


def homes(document: Document) -> str:
    """Return which homes a report is about, in words."""
    return ", ".join(each["name"] for each in document["homes"]) or "All homes"


def parts(document: Document, digest: str = "", *, unwritten: bool = False) -> Iterator[Part]:
    """Go through the parts of a report; `unwritten` shows also the boxes that nobody has filled yet."""
    yield from _box(document, "readers", unwritten)
    yield Part(
        "in-short", "In short", (Bullets(tuple(document["in_short"])), *_sentences([document["note"]]))
    )
    yield from _box(document, "well", unwritten)
    told = [each for each in document["sections"] if each["id"] != METHOD]
    # What went wrong is told beside the concerns, or after all sections where there is no such section.
    beside = max((place for place, each in enumerate(told) if each["id"] == CONCERNS), default=len(told) - 1)
    for place, section in enumerate(told):
        yield Part(section["id"], section["title"], tuple(_section(document, section)))
        if place == beside:
            yield from _box(document, "wrong", unwritten)
    if document["duties"]["rooms"]:
        yield Part("duties-stand", DUTIES, tuple(_duties(document)))
    yield from _box(document, "next", unwritten)
    if document["signed"]:
        yield Part("signed", "Signed by", tuple(_signed(document["signed"])))
    yield Part("how-to-check", "How to check this report", tuple(_check(document, digest)))


def _box(document: Document, code: str, unwritten: bool) -> Iterator[Part]:
    """Tell what people wrote in one box."""
    words = document["words"].get(code, "")
    if words or unwritten:
        shown = words or "Nobody has written this yet. It is left out if it stays empty."
        yield Part(f"words-{code}", BY_CODE[code].heading, (Paragraph(shown),), code)


def _section(document: Document, section: Mapping[str, Any]) -> Iterator[Block]:
    """Tell a section; what page one says already is not said again, unless nothing else is."""
    tables = [table for table in document["tables"] if table["section"] == section["id"]]
    new = [says for says in section["says"] if says not in document["in_short"]]
    yield from _sentences(new if new or tables else section["says"])
    for table in tables:
        yield from _sentences(table["says"])
        yield _table(table)
        yield from _sentences([table["note"]])


def _sentences(says: Sequence[str]) -> Iterator[Block]:
    """Tell a few sentences in one line after another, and more of them as a list."""
    said = tuple(filter(None, says))
    if len(said) > FEW:
        yield Bullets(said)
    elif said:
        yield Paragraph(" ".join(said))


def _table(table: Mapping[str, Any]) -> Block:
    """Return a table of numbers; each row has a bar as long as its first number is, or its sum where there is one."""
    rows, drawn = table["rows"], -1 if table["columns"][-1:] == [ALL] else 0
    if not rows:
        return Paragraph(f"{table['caption']}: nothing to count.")
    return Table(
        caption=table["caption"],
        head=("What", *table["columns"]),
        rows=tuple((row["label"], *(number(each, table["unit"]) for each in row["counts"])) for row in rows),
        numeric=True,
        bars=_bars([row["counts"][drawn] for row in rows], table["unit"]) if len(rows) > 1 else (),
    )


def number(count: int, unit: str) -> str:
    """Return a number as people read it: 1,200, 95%, 3 days."""
    if unit == "%":
        return f"{count}%"
    if unit == "days":
        return f"{count:,} day{'' if count == 1 else 's'}"
    return f"{count:,}"


def _bars(counts: Sequence[int], unit: str) -> tuple[int, ...]:
    """Return how long each bar is; what is there at all can be seen."""
    most = 100 if unit == "%" else max(counts)
    return tuple(min(max(100 * count // most, 1), 100) if count else 0 for count in counts) if most else ()


def _duties(document: Document) -> Iterator[Block]:
    """Tell how the yearly duties stood on the day of the count."""
    duties = document["duties"]
    day = day_in_words(date.fromisoformat(duties["day"]))
    yield Paragraph(STAFF.format(organisation=document["organisation"]["name"], day=day))
    for room in duties["rooms"]:
        yield Heading(room["title"], level=3)
        yield from _sentences(room["says"])
        if room["rows"]:
            rows = tuple(tuple(row) for row in room["rows"])
            yield Table(f"{room['title']}, as it stood on {day}", ("What", *room["columns"]), rows)


def _signed(signature: Mapping[str, Any]) -> Iterator[Block]:
    """Tell who signed, when, and what they said."""
    if signature["words"]:
        yield Paragraph(signature["words"])
    at = moment_in_words(datetime.fromisoformat(signature["at"]))
    yield Facts((("Name", signature["name"]), ("Role", signature["role"]), ("Signed", at)))
    if signature["wrote_it_too"]:
        yield Paragraph(SAME_PERSON)


def _check(document: Document, digest: str) -> Iterator[Block]:
    """Tell how the numbers were come by, and how anybody can see that nothing was changed since."""
    method = [says for each in document["sections"] if each["id"] == METHOD for says in each["says"]]
    yield Bullets((*document["method"], *method))
    if digest:
        yield Paragraph(CHECK)
        yield Paragraph(CHECK_FILE)
    yield Facts(tuple(about(document, digest)))


def about(document: Document, digest: str) -> list[tuple[str, str]]:
    """Return what a report is, in names and values; `digest` is "" before it is sealed."""
    counted = document["counted"]
    at = moment_in_words(datetime.fromisoformat(counted["at"]))
    rows = [
        ("Organisation", document["organisation"]["name"]),
        ("Time", document["period"]["words"]),
        ("Homes", homes(document)),
        ("Written for", READERS[document["reader"]]),
        ("Counted", at),
        ("Entries in the record then", f"{counted['entries']:,}"),
        ("Name of the record", counted["log"]),
        ("Fingerprint of the record (root)", grouped(counted["root"])),
    ]
    if digest:
        rows += [("Code", code_of(digest)), ("The whole code (SHA-256)", grouped(digest))]
    return rows


def grouped(digest: str) -> str:
    """Return a fingerprint in groups of eight, so that it can be read and breaks at the end of a line."""
    return " ".join(digest[at : at + 8] for at in range(0, len(digest), 8))


def paper(document: Document, digest: str) -> Paper:
    """Return a sealed report as a paper."""
    blocks: list[Block] = [Paragraph(subtitle(document))]
    for part in parts(document, digest):
        blocks += [Heading(part.title), *part.blocks]
    foot = f"{document['organisation']['name']}, report {code_of(digest)}"
    return Paper(title(document), blocks, foot=foot)


def subtitle(document: Document) -> str:
    """Return what stands under a report's title: whose it is, which homes, and for whom."""
    return (
        f"{document['organisation']['name']}. {homes(document)}. Written for {READERS[document['reader']]}."
    )
