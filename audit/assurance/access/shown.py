"""What pages say of who can log in."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import Any

from django.urls import reverse
from django.utils.html import format_html
from django.utils.safestring import SafeString

from audit.assurance.access import queries
from audit.assurance.people import Person
from portal.days import day_in_words
from portal.design.components import component
from portal.models import Membership

HEAD = ("Name", "What they are", "Where", "Last log in")


def last_seen_in_words(person: Person, day: date) -> str:
    """Return when somebody last logged in, in words."""
    seen = queries.last_seen(person.user)
    if seen is None:
        return "Never logged in"
    return "Logged in today" if seen == day else f"Last logged in on {day_in_words(seen)}"


def what(each: Membership) -> str:
    """Return what somebody is by one membership; whoever also sets the portal up is shown as that too."""
    return f"{each.role_name}, and sets the portal up" if each.user.is_staff else each.role_name


def rows(everyone: Sequence[Person], day: date, *, may_end: bool) -> list[list[Any]]:
    """Return the list: each of somebody's memberships has its own row."""
    head = [(person, each) for person in everyone for each in person.memberships]
    return [
        [
            person.name,
            what(each),
            each.place,
            _seen(person, day),
            *([_end(each)] if may_end else []),
        ]
        for person, each in head
    ]


def after_the_end(each: Membership) -> str:
    """Return what somebody's access ending means."""
    says = "From then on they can do and see nothing here in that role. What they recorded stays as it is."
    more = " They can still set the portal up. Ask whoever else does so to take that away too."
    return says + more if each.user.is_staff else says


def _seen(person: Person, day: date) -> SafeString | str:
    words = last_seen_in_words(person, day)
    if not queries.is_idle(person, day):
        return words
    tag = component("tag", {"text": f"Not for {queries.IDLE_DAYS} days", "colour": "yellow"})
    return format_html("{} {}", tag, words)


def _end(each: Membership) -> SafeString:
    return format_html(
        '<a href="{}">End access<span class="nhsuk-u-visually-hidden"> of {}, {}</span></a>',
        reverse("access:end", args=[each.pk]),
        each.user.full_name,
        each.role_name,
    )
