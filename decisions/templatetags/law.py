"""What the home page shows of the law: `{% load law %}`."""

from __future__ import annotations

from django import template
from django.urls import reverse

from decisions.law import rules

register = template.Library()


@register.simple_tag(takes_context=True)
def rules_to_sign(context: template.Context) -> list[dict[str, str]]:
    """Return the new versions of our questions that wait for this person: url and title."""
    membership = context["request"].membership or None
    return [
        {
            "url": reverse("law:version", args=[each.ruleset.key]),
            "title": f"{each.ruleset.title}, version {each.ruleset.version}",
        }
        for each in (rules.to_sign(membership) if membership else [])
    ]
