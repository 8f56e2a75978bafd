"""What is put into an evidence pack beside its first page: each annex says which topics of the toolkit it shows."""

from __future__ import annotations

import csv
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime
from io import BytesIO, StringIO
from typing import Final

import xlsxwriter

from audit.assurance.notices import queries as notices
from audit.assurance.notices.shown import printed
from audit.assurance.policies import queries as policies
from audit.assurance.policies.shown import paper as policy_paper
from audit.assurance.registers.queries import evidence
from audit.assurance.standing import Standing, standings
from audit.assurance.tasks.queries import tasks
from audit.assurance.tasks.toolkit import Edition
from audit.oversight.searching.sheet import guarded
from audit.reports.annual import queries as annual
from audit.reports.annual.formats import FORMATS, name_of
from portal.days import day_in_words
from portal.models import Organisation
from portal.paper.blocks import Block, Heading, Paper, Paragraph, Table
from portal.paper.pdf import pdf

STANDS: Final = "How the yearly duties stand"
ANNUAL: Final = "annual_report"
REPORT_AS: Final = ("html", "pdf", "xlsx")


@dataclass(frozen=True, slots=True)
class Annex:
    """One file of a pack: where it lies, how a link reads, what it shows, and its bytes. No topic: it shows no item."""

    name: str
    title: str
    topics: tuple[str, ...]
    data: bytes


def annexes(organisation: Organisation, edition: Edition, day: date) -> Iterator[Annex]:
    """Yield the annexes in their order, one at a time."""
    yield from _standings(organisation, day)
    yield from _report(organisation)
    yield from _evidence(organisation, edition, day)
    yield from _policies(organisation)
    yield from _notice(organisation)


def _policies(organisation: Organisation) -> Iterator[Annex]:
    """Yield each policy in force as it was adopted; a file is called after its kind, for its name is free."""
    for number, each in enumerate(policies.policies(organisation), start=1):
        version = each.latest
        name = f"annexes/policies/{number:02}-{version.kind}-version-{version.number}.pdf"
        data = pdf(policy_paper(each, version.number), version.entry.recorded_at)
        yield Annex(name, f"Policy: {each.name}, version {version.number}", ("policies",), data)


def _notice(organisation: Organisation) -> Iterator[Annex]:
    """Yield the notice in force, and its easy read."""
    notice = notices.in_force(organisation)
    if notice is None:
        return
    title = f"Our notice to the public, version {notice.version.number}"
    yield Annex("annexes/notice/notice.pdf", title, ("notice",), printed(notice, easy=False))
    yield Annex(
        "annexes/notice/easy-read.pdf", f"{title}, easy read", ("notice",), printed(notice, easy=True)
    )


def _evidence(organisation: Organisation, edition: Edition, day: date) -> Iterator[Annex]:
    """Yield the files of the registers. What was typed into the registers stays out, since it may name people."""
    asked = {topic for item in edition.items for topic in item.topics}
    found = tasks(organisation, day)
    for proof in evidence(organisation):
        shown = {each.topic for each in found if each.room == proof.duty} if proof.duty else {proof.topic}
        topics = tuple(sorted(shown & asked))
        looked = f"{proof.register}, {proof.reference}, looked at on {day_in_words(proof.looked_at)}"
        for file in proof.files if topics else ():
            yield Annex(f"annexes/{topics[0]}/{file.name}", looked, topics, file.data)


def _report(organisation: Organisation) -> Iterator[Annex]:
    """Yield the last sealed report about all homes; its bytes are those that were had before."""
    found = next((each for each in annual.sealed(organisation) if not each.homes), None)
    if found is None:
        return
    document, spelled = annual.opened(found)
    for ending in REPORT_AS:
        _, _, make = FORMATS[ending]
        title = f"Report {found.code}, {ending.upper()}"
        name = f"annexes/{ANNUAL}/{name_of(document, found.digest, ending)}"
        yield Annex(name, title, (ANNUAL,), make(document, spelled, found.digest))


def _standings(organisation: Organisation, day: date) -> Iterator[Annex]:
    """Yield how the duties stand, to read, to print and to count on."""
    found = standings(organisation, day)
    at = datetime(day.year, day.month, day.day, tzinfo=UTC)
    title = f"{STANDS} on {day_in_words(day)}"
    yield Annex("annexes/standing.pdf", f"{title}, PDF", (), pdf(_paper(organisation, title, found), at))
    yield Annex("annexes/standing.xlsx", f"{title}, XLSX", (), _xlsx(title, found, at))
    yield Annex("annexes/standing.csv", f"{title}, CSV", (), _csv(found))


def _paper(organisation: Organisation, title: str, found: Sequence[Standing]) -> Paper:
    blocks: list[Block] = []
    for each in found:
        blocks += [Heading(each.title), *map(Paragraph, each.says)]
        if each.rows:
            blocks.append(Table(each.title, ("What", *each.columns), each.rows))
    return Paper(title=title, blocks=blocks, foot=organisation.name)


def _csv(found: Sequence[Standing]) -> bytes:
    out = StringIO()
    writer = csv.writer(out)
    for each in found:
        writer.writerow([guarded(each.title), *each.columns])
        writer.writerows([guarded(said)] for said in each.says)
        writer.writerows([guarded(cell) for cell in row] for row in each.rows)
        writer.writerow([])
    return out.getvalue().encode("utf-8-sig")


def _xlsx(title: str, found: Sequence[Standing], at: datetime) -> bytes:
    """Return a sheet for each kind of duty, after one that says what this is. No cell is a formula."""
    out = BytesIO()
    options = {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False}
    with xlsxwriter.Workbook(out, options) as book:
        book.set_properties({"title": title, "created": at.replace(tzinfo=None)})
        first = book.add_worksheet("README")
        first.write_string(0, 0, title)
        for number, each in enumerate(found, start=1):
            first.write_string(number, 0, f"Sheet {each.id}: {each.title}")
            page = book.add_worksheet(each.id[:31])
            lines = [(said,) for said in each.says] + [(each.title, *each.columns), *each.rows]
            for place, line in enumerate(lines):
                for column, cell in enumerate(line):
                    page.write_string(place, column, cell)
    return out.getvalue()
