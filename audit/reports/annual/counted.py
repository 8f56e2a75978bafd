"""What a report counts: the figures and how the duties stand, with how much of the ledger was counted.

Plain values alone, in the shape in which they are sealed: what is read on the screen, signed and written into every
file comes from these, and from nothing else.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, timedelta
from typing import Any
from uuid import UUID

from django.utils import timezone

from audit.assurance.standing import Standing, standings
from audit.reports.annual.exact import counted_exactly
from audit.reports.annual.models import Reader
from audit.reports.annual.words import COUNTED, METHOD, ROUNDED
from audit.reports.counting.period import Period, whole_quarters
from audit.reports.counting.shape import Figures, Table
from audit.reports.queries import period_of
from portal.days import day_in_words, london_day
from portal.errors import NotAllowed
from portal.models import Organisation

NO_LONGER = "The time of this report cannot be counted. Select another time."
NO_QUARTER = (
    "The public reads of whole quarters that have ended, and this time holds none yet. Select another time."
)


def count(organisation: Organisation, *, period: str, homes: Sequence[UUID], reader: str) -> dict[str, Any]:
    """Return what a report says of a period of some homes (none means all), counted from the entries there are now."""
    now = timezone.now()
    today = london_day(now)
    months = period_of(period, today)
    if months is None:
        raise NotAllowed(NO_LONGER)
    told = whole_quarters(months, today) if reader == Reader.PUBLIC else months
    if told is None:
        raise NotAllowed(NO_QUARTER)
    figures, at = counted_exactly(organisation, months, homes=list(homes) or None, reader=reader)
    return {
        "organisation": {"id": str(organisation.pk), "name": organisation.name},
        "period": _period(told, today),
        "homes": [{"id": str(each.pk), "name": each.name} for each in _homes(organisation, homes)],
        "reader": reader,
        "counted": {
            "at": now.isoformat(timespec="seconds"),
            "log": at.origin,
            "entries": at.size,
            "root": at.root,
        },
        "method": [COUNTED] if reader == Reader.INSPECTOR else list(METHOD),
        "note": ROUNDED if reader == Reader.PUBLIC else "",
        **_figures(figures),
        "duties": {
            "day": today.isoformat(),
            "rooms": [_room(each, reader) for each in standings(organisation, today)],
        },
    }


def _period(period: Period, today: date) -> dict[str, str]:
    """Return a period with its days in words; of one that still runs the last is today."""
    last = min(period.end - timedelta(days=1), today)
    return {
        "code": period.code,
        "first": period.first.isoformat(),
        "end": period.end.isoformat(),
        "words": f"{day_in_words(period.first)} to {day_in_words(last)}",
    }


def _homes(organisation: Organisation, homes: Sequence[UUID]) -> list[Any]:
    """Return the homes by name; none where all are meant."""
    return list(organisation.homes.filter(pk__in=homes).order_by("name")) if homes else []


def _figures(figures: Figures) -> dict[str, Any]:
    """Return figures as plain values, their tables in one list so that nothing is nested deep."""
    return {
        "in_short": list(figures.in_short),
        "sections": [
            {"id": each.id, "title": each.title, "says": list(each.says)} for each in figures.sections
        ],
        "tables": [_table(section.id, table) for section in figures.sections for table in section.tables],
    }


def _table(section: str, table: Table) -> dict[str, Any]:
    return {
        "section": section,
        "id": table.id,
        "caption": table.caption,
        "columns": list(table.columns),
        "unit": table.unit,
        "says": list(table.says),
        "note": table.note,
        "rows": [{"code": row.code, "label": row.label, "counts": list(row.counts)} for row in table.rows],
    }


def _room(standing: Standing, reader: str) -> dict[str, Any]:
    """Return how one kind of duty stands; the public reads sentences that count no member of staff, and no list."""
    listed = reader != Reader.PUBLIC
    says = standing.says if listed or standing.public is None else standing.public
    return {
        "id": standing.id,
        "title": standing.title,
        "says": list(says),
        "columns": list(standing.columns) if listed else [],
        "rows": [list(row) for row in standing.rows] if listed else [],
    }
