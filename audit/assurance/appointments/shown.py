"""What the pages of appointments show."""

from __future__ import annotations

from datetime import date
from typing import Any

from audit.assurance.appointments import queries
from audit.assurance.appointments.posts import FOR, SEVERAL, Post
from audit.assurance.appointments.queries import Held
from audit.assurance.registers.kinds import NO_OFFICER
from audit.ledger.queries import Opened
from portal.contacts import Contact, guardian_of
from portal.days import day_in_words, london_day, moment_in_words
from portal.duty import acting
from portal.models import Organisation

UNREADABLE = "What was said here can no longer be read."


def page(organisation: Organisation) -> dict[str, Any]:
    """Return what the page of all posts shows."""
    here, waived = queries.held(organisation), queries.waived(organisation)
    return {
        "organisation": organisation,
        "posts": [
            _post(post, [each for each in here if each.post == post], waived.get(post)) for post in Post
        ],
        "conflicts": [
            {"whose": name, "says": each.says, "standing": each.standing}
            for name, each in queries.standing_conflicts(organisation, here)
        ],
        "differences": queries.differences(organisation, here),
        "story": [_told(each) for each in queries.story(organisation)],
    }


def _post(post: Post, holders: list[Held], waived: date | None) -> dict[str, Any]:
    """Return one post: what it is for, who holds it or why nobody does, and whether somebody can be appointed now."""
    return {
        "post": post,
        "is_for": FOR[post],
        "holders": [_holder(each) for each in holders],
        "is_free": not holders or post in SEVERAL,
        "again": bool(holders),
        "register": NO_OFFICER if post == Post.DPO and not holders else "",
        "waived": day_in_words(waived) if waived else "",
    }


def _holder(each: Held) -> dict[str, Any]:
    return {
        "held": each,
        "since": day_in_words(each.appointment.since),
        "review_on": day_in_words(each.appointment.review_on),
        "is_late": each.is_late(london_day()),
    }


def _told(opened: Opened) -> dict[str, Any]:
    """Return one line of the story: when, by whom, what, and the words that were given for it."""
    body = opened.body
    actor = body.get("actor") or {}
    return {
        "when": moment_in_words(opened.entry.recorded_at),
        "by": actor.get("name", "") if isinstance(actor, dict) else "",
        "says": body.get("says", UNREADABLE),
        "words": [str(body[each]) for each in ("evidence", "reason") if body.get(each)],
        "conflicts": [each["says"] for each in body.get("conflicts", [])],
    }


def card(organisation: Organisation) -> dict[str, Any]:
    """Return whom anyone who works here can ask: who acts as Guardian today and at night, and each post's holder."""
    here = queries.held(organisation)
    deputies = {each.user.full_name: "" for each in acting(organisation) if each.role == Post.DEPUTY}
    named = {each.name: each.phone for each in here if each.post == Post.DEPUTY}
    others = [(each.post.label, Contact(each.name, each.phone)) for each in here if each.post != Post.DEPUTY]
    return {
        "organisation": organisation,
        "today": guardian_of(organisation),
        "people": [
            *others,
            *((Post.DEPUTY.label, Contact(name, phone)) for name, phone in (deputies | named).items()),
        ],
    }
