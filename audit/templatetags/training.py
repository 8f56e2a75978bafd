"""What the home page shows of a person's own training: `{% load training %}`."""

from __future__ import annotations

from django import template

from audit.assurance.training import queries, shown
from portal.days import london_day

register = template.Library()


@register.simple_tag(takes_context=True)
def training_due(context: template.Context) -> str:
    """Return the one line that says what somebody must learn next, "" where nothing is due soon."""
    membership = getattr(context["request"], "membership", None)
    if not membership:
        return ""
    today = london_day()
    return shown.reminder(queries.own_duties(membership, today), today)
