"""What the home page shows of policies: `{% load policies %}`."""

from __future__ import annotations

from django import template

from audit.assurance.policies import queries
from audit.assurance.policies.models import PolicyVersion
from portal.roles import may

register = template.Library()


@register.simple_tag(takes_context=True)
def policies_to_read(context: template.Context) -> list[PolicyVersion]:
    """Return the versions in force that this person has not confirmed to have read."""
    membership = getattr(context["request"], "membership", None)
    if not membership or not may(membership, "acknowledge"):
        return []
    return queries.unread(membership.organisation, membership.user)
