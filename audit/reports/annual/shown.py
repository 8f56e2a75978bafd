"""What the pages show of reports: a line in a list, the files, and a part's blocks as plain values."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import datetime, timedelta
from typing import Any
from uuid import UUID

from django.urls import reverse
from django.utils.html import format_html

from audit.ledger.models import Log
from audit.reports.annual.document import Document
from audit.reports.annual.formats import FORMATS
from audit.reports.annual.models import AnnualReport, Reader, ReportDraft
from audit.reports.annual.told import Part
from audit.reports.queries import period_of
from portal.days import day_in_words, london_day, moment_in_words
from portal.making.models import Job, MadeFile
from portal.making.views import size_in_words
from portal.models import Organisation
from portal.paper.blocks import Paper

HEAD = ("Time", "Written for", "Signed", "Code")


def plain(part: Part) -> dict[str, Any]:
    """Return a part as the template of papers takes it."""
    return {"id": part.id, "title": part.title, "blocks": Paper("", part.blocks).plain()["blocks"]}


Named = Mapping[UUID, str]
"""The homes of an organisation by id."""


def named(organisation: Organisation) -> Named:
    """Return the names of an organisation's homes."""
    return dict(organisation.homes.values_list("pk", "name"))


def _about(words: str, homes: Iterable[UUID], names: Named) -> str:
    """Return which time and homes a report is about."""
    return ", ".join([words, *sorted(names[each] for each in homes if each in names)])


def draft_line(draft: ReportDraft, names: Named) -> dict[str, Any]:
    """Return what a list says of a report that is being written."""
    period = period_of(draft.period, london_day())
    return {
        "url": reverse("annual:report", args=[draft.pk]),
        "title": _about(period.words if period else draft.period, draft.homes, names),
        "reader": Reader(draft.reader).label,
        "changed": moment_in_words(draft.changed_at),
        "waits": draft.sent_at is not None,
    }


def report_line(report: AnnualReport, names: Named) -> list[Any]:
    """Return one sealed report, cell by cell."""
    last = report.end - timedelta(days=1)
    # Of a year that still ran, the report tells up to the day it was made.
    until = min(last, london_day(report.made_at))
    words = _about(f"{day_in_words(report.first)} to {day_in_words(until)}", report.homes, names)
    return [
        {"text": words, "href": reverse("annual:report", args=[report.pk])},
        Reader(report.reader).label,
        moment_in_words(report.made_at),
        format_html('<span class="app-nowrap">{}</span>', report.code),
    ]


def in_order(files: Iterable[MadeFile]) -> list[MadeFile]:
    """Return the files in the order in which the formats stand."""
    endings = list(FORMATS)
    return sorted(files, key=lambda each: endings.index(each.name.rpartition(".")[2]))


def file_line(job: Job, file: MadeFile) -> dict[str, str]:
    """Return what the page says of a file: what it is, how large, and where it is had."""
    return {
        "words": FORMATS[file.name.rpartition(".")[2]][0],
        "size": size_in_words(file.size),
        "url": reverse("making:file", args=[job.pk, file.name]),
    }


def since(organisation: Organisation, document: Document) -> dict[str, Any]:
    """Return when a report was counted, and how many entries the record has more since."""
    size = Log.objects.filter(pk=organisation.pk).values_list("size", flat=True).get()
    counted = document["counted"]
    return {
        "at": moment_in_words(datetime.fromisoformat(counted["at"])),
        "more": max(size - counted["entries"], 0),
    }
