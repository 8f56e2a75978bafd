"""How a weighing is presented on the desk, and whether its reader may weigh."""

from __future__ import annotations

from typing import Any

from audit.ledger.models import Entry
from audit.oversight.desk.models import State
from audit.oversight.review.standing import Standing
from audit.oversight.weighing.queries import Weighed, asks, instead_of, may_weigh, weighings
from audit.oversight.words import Row, part, parts, row, text
from portal.days import moment_in_words
from portal.models import Membership, User


def panel(made: Entry, now: Standing, membership: Membership, worker: User | None) -> dict[str, Any]:
    """Return what the page of a decision says of weighing it: whether its reader may, and what was weighed.

    A second reader who must judge alone is shown nothing of it before.
    """
    viewer = membership.user
    mine = worker is not None and worker.pk == viewer.pk
    found = [] if mine or now.blind(viewer) else weighings(made.pk)
    waits = asks(made) and not now.half and now.state != State.DIFFERING
    return {
        "weighings": [card(each) for each in found],
        "may_weigh": waits and may_weigh(membership, worker),
        "weigh_again": bool(found),
        "weighs_instead": instead_of(made.organisation, viewer) if mine and waits else "",
    }


def card(weighed: Weighed) -> dict[str, Any]:
    """Return one weighing in the order of its card."""
    said = weighed.body
    return {
        "title": weighed.title or "What was weighed cannot be read",
        "problem": weighed.problem,
        "person": weighed.person,
        "when": moment_in_words(weighed.fact.made_at),
        "settled": weighed.fact.settled,
        "words": text(said.get("words")),
        "sides": [side for side in _sides(said) if side.get("value")],
        "asked": [row(text(each.get("title")), each.get("answer") or []) for each in parts(said, "asked")],
        "rules": _rules(said),
        "why": text(part(said, "advice", "why")),
        "untold": text(part(said, "advice", "untold")),
    }


def _sides(said: dict[str, Any]) -> list[Row]:
    names = (("good", "The good of telling"), ("harm", "The harm of telling"))
    return [row(title, [part(said, "sides", side)]) for side, title in names if part(said, "sides", side)]


def _rules(said: dict[str, Any]) -> str:
    """Return by which questions it was weighed."""
    title, version = text(part(said, "ruleset", "title")), part(said, "ruleset", "version")
    return f"{title}, version {version}" if title else ""
