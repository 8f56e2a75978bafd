"""What home and the desk show of reports: `{% load reports %}`."""

from __future__ import annotations

from django import template

from audit.reports.annual import queries
from audit.reports.annual.models import ReportDraft
from portal.roles import may

register = template.Library()


@register.simple_tag(takes_context=True)
def reports_to_sign(context: template.Context) -> list[ReportDraft]:
    """Return the reports that wait for this person's signature; whoever signs none costs the database nothing."""
    membership = getattr(context["request"], "membership", None)
    if not membership or not may(membership, "sign_report"):
        return []
    return queries.to_sign(membership.user, membership.organisation)
