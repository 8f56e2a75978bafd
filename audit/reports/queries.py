"""The figures of a period, for a board, the public or an inspector, counted from leaves alone."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from uuid import UUID

from django.db.models import Sum as SumOf

from audit.reports import fold, rounded
from audit.reports.counting import figures
from audit.reports.counting import period as periods_of
from audit.reports.counting.figures import BOARD, INSPECTOR, PUBLIC, READERS
from audit.reports.counting.period import Period
from audit.reports.counting.shape import Figures
from audit.reports.counting.sums import Sums
from audit.reports.models import Sum
from portal.days import london_day
from portal.models import Organisation

__all__ = [
    "BOARD",
    "INSPECTOR",
    "PUBLIC",
    "READERS",
    "behind",
    "counted",
    "earliest",
    "figures_of",
    "period_of",
    "periods",
    "told_of",
]


def period_of(code: str, today: date) -> Period | None:
    """Return the period that a code names, up to today's month; None for one that is none or has not begun."""
    return periods_of.period_of(code, today)


def periods(organisation: Organisation, today: date) -> list[Period]:
    """Return the years to choose from, each kind back to the one in which the record begins, the latest first."""
    fold.catch_up(organisation)
    return periods_of.offered(earliest(organisation) or today, today)


def earliest(organisation: Organisation) -> date | None:
    """Return the first month of which anything was counted."""
    return (
        Sum.objects.filter(organisation=organisation)
        .order_by("month")
        .values_list("month", flat=True)
        .first()
    )


def counted(organisation: Organisation, period: Period, homes: Sequence[UUID] | None) -> Sums:
    """Return the sums of a period, at some homes, or at all and at none; reads what is new first, within bounds."""
    fold.catch_up(organisation)
    found = Sum.objects.filter(organisation=organisation, month__gte=period.first, month__lt=period.end)
    if homes is not None:
        found = found.filter(home_id__in=list(homes))
    return Sums(
        found.values_list("what", "key").annotate(total=SumOf("count")).values_list("what", "key", "total")
    )


def figures_of(
    organisation: Organisation, period: Period, *, homes: Sequence[UUID] | None, reader: str
) -> Figures:
    """Return what is told of a period to one of READERS, about some homes or about all of the organisation.

    The public is told of the whole quarters of it that have ended, in rounded numbers.
    """
    if reader != PUBLIC:
        return figures.figures(counted(organisation, period, homes), reader)
    fold.catch_up(organisation)
    told = told_of(period, reader, london_day())
    found = rounded.sums(organisation, told.first, told.end, homes) if told else Sums()
    return figures.figures(found, reader)


def told_of(period: Period, reader: str, today: date) -> Period | None:
    """Return what of a period is told to a reader: for the public its whole quarters that have ended, None without."""
    return periods_of.whole_quarters(period, today) if reader == PUBLIC else period


def behind(organisation: Organisation) -> int:
    """Return how many entries of an organisation's log are not counted yet; a report waits until there is none."""
    return fold.behind(organisation)
