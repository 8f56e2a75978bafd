"""What pages say of policies."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, timedelta
from typing import Any
from uuid import UUID

from django.urls import reverse
from django.utils.html import format_html
from django.utils.safestring import SafeString

from audit.assurance import plain_text
from audit.assurance.people import Person
from audit.assurance.policies.models import PolicyVersion
from audit.assurance.policies.queries import Policy
from portal.days import day_in_words
from portal.design.components import component
from portal.paper.blocks import Paper, Paragraph

SOON = timedelta(days=30)
HEAD = ("Policy", "Version", "You", "Look at it again by")


def rows(found: Sequence[Policy], unread: Sequence[PolicyVersion], day: date) -> list[list[Any]]:
    """Return the list of policies: a link, the version in force, whether this person read it, and what is due."""
    to_read = {each.pk for each in unread}
    return [
        [
            link(each),
            f"{each.latest.number}, {day_in_words(each.latest.adopted_on)}",
            tag("To read", "yellow") if each.latest.pk in to_read else "Read",
            _due(each.review_by, day),
        ]
        for each in found
    ]


def link(policy: Policy) -> SafeString:
    """Return a policy's name, which leads to its page."""
    return format_html('<a href="{}">{}</a>', reverse("policies:page", args=[policy.id]), policy.name)


def tag(words: str, colour: str) -> SafeString:
    """Return a status as a word in a coloured box."""
    return component("tag", {"text": words, "colour": colour})


def _due(review_by: date, day: date) -> SafeString:
    words = day_in_words(review_by)
    if day > review_by:
        return format_html("{} {}", words, tag("Overdue", "red"))
    return (
        format_html("{} {}", words, tag("Soon", "yellow")) if review_by - day <= SOON else SafeString(words)
    )


def paper(policy: Policy, number: int) -> Paper:
    """Return a version of a policy as a paper."""
    version = policy.versions[number - 1]
    state = f"Version {number}. Adopted on {day_in_words(version.adopted_on)}."
    if number != policy.latest.number:
        state += " It is no longer in force."
    elif policy.ended_on:
        state += f" No longer in use since {day_in_words(policy.ended_on)}."
    else:
        state += f" To be looked at again by {day_in_words(policy.review_by)}."
    blocks = plain_text.blocks(policy.text_of(number)) or (Paragraph("The text can no longer be read."),)
    return Paper(policy.name_of(number), (Paragraph(state), *blocks), foot=version.organisation.name)


def people_rows(people: Sequence[Person]) -> list[list[str]]:
    """Return people as rows of a table."""
    return [[each.name, each.did, each.place] for each in people]


def versions(policy: Policy) -> list[dict[str, Any]]:
    """Return the versions of a policy, the latest first, with their addresses."""
    return [
        {
            "number": each.number,
            "day": day_in_words(each.adopted_on),
            "url": version_url(policy.id, each.number),
            "changed": policy.bodies[each.number - 1].get("changed", ""),
        }
        for each in reversed(policy.versions)
    ]


def version_url(policy_id: UUID, number: int) -> str:
    """Return the address of a version."""
    return reverse("policies:version", args=[policy_id, number])
