"""What the home page shows of the wizard: `{% load wizard %}`."""

from __future__ import annotations

from typing import Any

from django import template

from decisions.wizard import queries

register = template.Library()


@register.simple_tag(takes_context=True)
def unfinished(context: template.Context) -> list[dict[str, Any]]:
    """Return the worker's drafts, those with a reminder first: url, title, when, due, overdue. No names."""
    return queries.unfinished(context["request"].user)


@register.simple_tag(takes_context=True)
def recent_decisions(context: template.Context) -> list[dict[str, Any]]:
    """Return the worker's last decisions: url, reference, door, outcome, when. No names."""
    return queries.recent(context["request"].user)
