"""What the home page shows of the law: `{% load law %}`."""

from __future__ import annotations

from typing import Any

from django import template
from django.urls import reverse

from decisions.law import rules

register = template.Library()


@register.simple_tag(takes_context=True)
def rules_waiting(context: template.Context) -> dict[str, Any]:
    """Return the new versions of our questions that wait for this person: url and title, and if they are safer ones."""
    membership = context["request"].membership or None
    if membership is None or not rules.may_sign_any(membership):
        return {"to_sign": [], "safer": False}
    waiting = rules.waiting_for(membership.organisation)
    return {
        "to_sign": [
            {
                "url": reverse("law:version", args=[each.ruleset.key]),
                "title": f"{each.ruleset.title}, version {each.ruleset.version}",
            }
            for each in rules.to_sign(membership, waiting)
        ],
        "safer": rules.safer_wait(membership.organisation, waiting),
    }
