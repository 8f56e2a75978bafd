"""What the home page shows of the wizard, and numbers to tap: `{% load wizard %}`."""

from __future__ import annotations

import re
from typing import Any

from django import template
from django.utils.safestring import SafeString, mark_safe

from audit.oversight.review.queries import SaidToYou, ToDo, follow_ups_of
from audit.oversight.weighing.queries import Heard
from decisions.recipients import against
from decisions.recipients import queries as recipients
from decisions.recipients.models import Alert
from decisions.wizard import pages, queries
from portal import telephone
from portal.contacts import Contact
from portal.days import london_day

register = template.Library()


@register.simple_tag(takes_context=True)
def unfinished(context: template.Context) -> list[dict[str, Any]]:
    """Return the worker's drafts, those with a reminder first: url, title, when, due, overdue. No names."""
    return queries.unfinished(context["request"].user)


@register.simple_tag(takes_context=True)
def recent_decisions(context: template.Context) -> list[dict[str, Any]]:
    """Return the worker's last decisions: url, reference, door, outcome, when. No names."""
    return queries.recent(context["request"].user)


@register.simple_tag(takes_context=True)
def said_to_you(context: template.Context) -> list[SaidToYou | Heard]:
    """Return what was said of the worker's decisions and not seen by them, the latest first."""
    request = context["request"]
    return queries.news(request.user, request.membership.organisation)


@register.simple_tag(takes_context=True)
def to_do(context: template.Context) -> list[ToDo]:
    """Return what the worker was asked to do after a decision, the first due first."""
    request = context["request"]
    return follow_ups_of(request.user, request.membership.organisation)


@register.simple_tag(takes_context=True)
def unread_warnings(context: template.Context) -> list[Alert]:
    """Return the warnings about recipients that this worker has not read, the oldest first."""
    request = context["request"]
    return recipients.unread(request.user, request.membership.organisation, london_day())


@register.simple_tag(takes_context=True)
def warnings_to_weigh(context: template.Context) -> list[Alert]:
    """Return the warnings in spite of which somebody was told since their risk was last weighed."""
    organisation = context["request"].membership.organisation
    return against.to_assess(recipients.alerts_in_force(organisation, None, london_day()))


@register.simple_tag
def whom_to_call(guardian: Contact) -> SafeString:
    """Return the line that says whom to ask where somebody is not sure."""
    return pages.whom_to_call(guardian)


EMERGENCY = re.compile(r"\b([Cc]all 999)\b")
EMERGENCY_LINK = r'<a class="app-nowrap" href="tel:999">\1</a>'


@register.filter
def to_call(text: str, number: str) -> SafeString:
    """Return a sentence in which this telephone number can be tapped, and 999 where it says to call it."""
    linked = telephone.linked(text, number)
    return mark_safe(EMERGENCY.sub(EMERGENCY_LINK, linked))  # noqa: S308  # nosec B308 B703: escaped by linked
