"""What the home page shows of the year: `{% load year %}`."""

from __future__ import annotations

from typing import Any

from django import template

from audit.assurance.tasks import shown, toolkit
from audit.reports import queries as reports
from portal.days import day_in_words, london_day
from portal.models import Membership
from portal.roles import may
from portal.standing import only_home

register = template.Library()

SENTENCES = 3


@register.simple_tag(takes_context=True)
def year_so_far(context: template.Context) -> dict[str, Any]:
    """Return the toolkit's year up to today in a few sentences, for whoever may see figures; nothing for others.

    A manager of one home is told of that home.
    """
    membership: Membership | None = getattr(context["request"], "membership", None)
    if not membership or not may(membership, "report"):
        return {}
    today = london_day()
    runs = toolkit.edition(today)
    home = membership.home if only_home(membership) else None
    return {
        "title": f"{home or membership.organisation}: {day_in_words(runs.first)} to today",
        "says": _in_short(membership, f"toolkit-{runs.code}", home and [home.pk]),
    }


def _in_short(membership: Membership, code: str, homes: Any) -> tuple[str, ...]:
    """Return the first sentences of what was counted."""
    period = reports.period_of(code, london_day())
    if period is None:
        return ()
    found = reports.figures_of(membership.organisation, period, homes=homes, reader=reports.BOARD)
    return found.in_short[:SENTENCES]


@register.simple_tag(takes_context=True)
def year_to_do(context: template.Context) -> dict[str, Any]:
    """Return how much of the year's list is ready and what to do next, for whoever keeps it; nothing for others."""
    membership: Membership | None = getattr(context["request"], "membership", None)
    if not membership or not may(membership, "assure"):
        return {}
    return shown.to_do(membership.organisation, london_day())
