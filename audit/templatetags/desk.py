"""What the home page shows of the Guardian's desk: `{% load desk %}`."""

from __future__ import annotations

from django import template

from audit.oversight.desk import queries, shown
from audit.oversight.reading import catch_up
from portal.roles import may

register = template.Library()


@register.simple_tag(takes_context=True)
def waiting_decisions(context: template.Context) -> dict[str, str]:
    """Return how much waits for this person, and for how long; nothing for whoever reviews nothing."""
    membership = getattr(context["request"], "membership", None)
    if not membership or not may(membership, "review"):
        return {}
    # What was recorded a moment ago is to be counted too.
    catch_up(membership.organisation)
    found = queries.summary(membership.organisation, membership.user)
    days = found.oldest_days or 0
    oldest = f"The oldest has waited {days:,} day{'' if days == 1 else 's'}." if days else ""
    return {"said": shown.summed_up(found), "oldest": oldest}
