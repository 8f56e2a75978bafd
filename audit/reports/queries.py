"""The figures of a period, for a board, the public or an inspector, counted from leaves alone."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from uuid import UUID

from django.db.models import Sum as SumOf

from audit.reports import fold
from audit.reports.counting import figures
from audit.reports.counting import period as periods_of
from audit.reports.counting.period import Period
from audit.reports.counting.shape import Figures
from audit.reports.counting.sums import Sums
from audit.reports.models import Sum
from portal.models import Organisation

BOARD, PUBLIC, INSPECTOR = "board", "public", "inspector"
READERS = (BOARD, PUBLIC, INSPECTOR)


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
    """Return what is told of a period to one of READERS, about some homes or about all of the organisation."""
    return figures.figures(counted(organisation, period, homes), reader)


def behind(organisation: Organisation) -> int:
    """Return how many entries of an organisation's log are not counted yet; a report waits until there is none."""
    return fold.behind(organisation)
