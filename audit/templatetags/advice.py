"""What every page shows of advice, to whoever may give it: `{% load advice %}`."""

from __future__ import annotations

from django import template

from audit.oversight.advice import queries
from portal.roles import may

register = template.Library()


@register.simple_tag(takes_context=True)
def urgent_questions(context: template.Context) -> int:
    """Return how many urgent questions wait for this person; whoever answers none costs the database nothing."""
    membership = getattr(context.get("request"), "membership", None)
    if not membership or not may(membership, "advise"):
        return 0
    return queries.ringing(membership.organisation, membership.user)
