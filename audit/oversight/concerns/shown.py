"""How a concern reads: on lists without names, on its own page with all that was said, to its raiser how far it is."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from typing import Any
from uuid import UUID

from django.urls import reverse
from django.utils.html import format_html

from audit.ledger.errors import BodyAltered
from audit.ledger.events import Event
from audit.ledger.queries import Opened
from audit.oversight.concerns.clocks import Clock
from audit.oversight.concerns.models import About, Concern, Severity
from audit.oversight.concerns.needs import missing
from audit.oversight.concerns.queries import Own
from audit.oversight.concerns.shape import StepKind
from audit.oversight.concerns.standing import Standing
from audit.oversight.concerns.steps import offered
from audit.oversight.queries import ALTERED
from audit.oversight.words import Row, part, parts, row, text
from portal.days import day_in_words, london_day, moment_in_words
from portal.design.components import component
from portal.roles import ROLE_NAMES, Role

DESTROYED = "These words were destroyed when their time was up."
GONE_ON = "It was raised again"
NO_CLOCK = "No clock runs"


def listed(concern: Concern, homes: Mapping[UUID, str], now: datetime) -> list[object]:
    """Return what a list shows of a concern, cell by cell: codes as words, and no name."""
    url = reverse("concerns:page", args=[concern.pk])
    link = format_html('<a href="{}">{}</a>', url, concern.reference)
    when = concern.closed_at or concern.raised_at
    cells = [link, About(concern.about).label, homes.get(concern.home_id, "") if concern.home_id else ""]
    return [*cells, *([] if concern.closed_at else [_clock(concern, now)]), day_in_words(london_day(when))]


def _clock(concern: Concern, now: datetime) -> object:
    if concern.due_at is None:
        return NO_CLOCK
    clock = Clock(concern.due_at, concern.clock)
    return format_html("{} {}", ticking(clock, now), clock.title)


def ticking(clock: Clock, now: datetime) -> object:
    """Return what a clock has left, in a box whose colour only repeats what the words say."""
    colour = "red" if clock.is_over(now) else "orange" if clock.is_soon(now) else "blue"
    return component("tag", {"text": clock.in_words(now), "colour": colour})


def clocks(now_stands: Standing, now: datetime) -> list[tuple[object, str, str]]:
    """Return the clocks that run: what is left, what for, and the moment at which each runs out."""
    return [(ticking(each, now), each.title, moment_in_words(each.due)) for each in now_stands.running()]


def tags(concern: Concern) -> list[tuple[str, str]]:
    """Return what was found of a concern, as words and colours."""
    found = [("Closed", "grey")] if concern.closed_at else []
    if concern.is_breach:
        found += [("Breach", "red"), (Severity(concern.severity).label, "")]
    return [*found, ("Complaint", "purple")] if concern.is_complaint else found


def first(concern: Concern, opened: Opened, home: str) -> list[Row]:
    """Return what was said when a concern was raised."""
    body = opened.body
    who = text(part(body, "actor", "name"))
    rows = [
        row("Reference", concern.reference),
        row("Raised", moment_in_words(concern.raised_at)),
        row("About", About(concern.about).label),
        row("What is wrong", problem(opened) or part(body, "text")),
        row("Home", home),
        row("Raised by", who),
    ]
    more = {"Recipient": "recipient", "How to reach them": "contact", "Reference they gave": "quoted"}
    return rows + [row(label, part(body, name)) for label, name in more.items() if part(body, name)]


def told(opened: Opened) -> dict[str, Any]:
    """Return one step of the story: what was done, who did it, when, and what was said."""
    body, entry = opened.body, opened.entry
    again = entry.event == Event.CONCERN_RAISED
    return {
        "says": GONE_ON if again else text(part(body, "says")) or "A step",
        "who": _person(body),
        "when": moment_in_words(entry.recorded_at),
        "rows": []
        if again
        else [row(text(each.get("label")), each.get("value")) for each in parts(body, "said")],
        "problem": problem(opened),
        "link": reverse("concerns:page", args=[entry.pk]) if again else "",
        "reference": entry.reference,
    }


def _person(body: Mapping[str, Any]) -> str:
    role = text(part(body, "actor", "role"))
    names = [text(part(body, "actor", "name")), ROLE_NAMES[Role(role)] if role in set(Role) else ""]
    return ", ".join(filter(None, names))


def opening(opened: Opened) -> list[str]:
    """Return when somebody opened a concern, and who."""
    return [moment_in_words(opened.entry.recorded_at), _person(opened.body)]


def problem(opened: Opened) -> str:
    """Say why the words of an entry cannot be read, "" where they can."""
    if opened.error is None:
        return ""
    return ALTERED if isinstance(opened.error, BodyAltered) else DESTROYED


def to_do(now: Standing) -> tuple[list[dict[str, Any]], list[tuple[str, str]]]:
    """Return what must be done before a concern can be closed, each with its links, and what else can be written."""
    links = {each.code: (_link(each, now), _step_url(now.concern, each.code)) for each in offered(now)}
    needed = [
        {"sentence": each.sentence, "links": [links.pop(code) for code in each.steps if code in links]}
        for each in missing(now)
    ]
    return needed, list(links.values())


def _link(step: StepKind, now: Standing) -> str:
    """Return the words of the link to a step; a finding that stands already is only changed."""
    stands = now.concern.is_complaint if step.code == "complaint" else now.concern.is_breach
    return step.again if step.again and stands else step.link


def _step_url(concern: Concern, code: str) -> str:
    return reverse("concerns:step", args=[concern.pk, code])


def state(concern: Concern, *, looked_into: bool) -> str:
    """Return how far a concern is, for whoever raised it."""
    if concern.closed_at:
        return f"It was closed on {day_in_words(london_day(concern.closed_at))}."
    return (
        "Somebody is looking into it."
        if looked_into
        else "We have it. Nothing has been written down about it yet."
    )


def own(each: Own) -> dict[str, Any]:
    """Return what the one who raised a concern sees of it: how far it is, and what was answered to them."""
    return {
        "reference": each.concern.reference,
        "about": About(each.concern.about).label,
        "when": day_in_words(london_day(each.concern.raised_at)),
        "state": state(each.concern, looked_into=each.looked_into),
        "answers": [
            (_person(said.body), moment_in_words(said.entry.recorded_at), _words(said))
            for said in each.answers
        ],
    }


def _words(said: Opened) -> str:
    return problem(said) or "\n\n".join(text(each.get("value")) for each in parts(said.body, "said"))
