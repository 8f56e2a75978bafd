"""How we decide: every door with its whole flow, and a decision's own way through it."""

from __future__ import annotations

from functools import lru_cache
from itertools import groupby
from typing import Any
from uuid import UUID

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.safestring import SafeString, mark_safe
from django.views.decorators.http import require_GET

from audit.oversight.review import seen
from audit.oversight.review.actions import open_decision
from audit.place import organisation_of
from audit.posted import kindly
from decisions.engine import diagram, truth, way
from decisions.engine.ruleset import Ruleset
from decisions.engine.walk import walk
from decisions.engine.wording import fill
from decisions.law.rules import current_for
from decisions.rulesets import library
from decisions.wizard import wording
from decisions.wizard.journey import ANOTHER_DOOR
from decisions.wizard.models import Decision
from decisions.wizard.views.decided import opened
from decisions.wizard.views.own import own_decision
from portal.login import behind_log_in
from portal.models import Organisation

WHOLE = "whole"


def _organisation(request: HttpRequest) -> Organisation | None:
    """Return where the reader works, or None."""
    membership = request.membership or None  # type: ignore[attr-defined]
    return membership.organisation if membership else None


@require_GET
@behind_log_in
def index(request: HttpRequest) -> HttpResponse:
    """List every door in the version that is in force; everyone who is logged in may read it."""
    organisation = _organisation(request)
    names = [name for name in library.names() if name not in library.NO_DOORS]
    doors = sorted((current_for(organisation, name) for name in names), key=lambda door: door.title)
    weigh = _listed(current_for(organisation, library.WEIGH))
    return render(
        request, "wizard/how_we_decide.html", {"doors": [_listed(door) for door in doors], "weigh": weigh}
    )


def _listed(door: Ruleset) -> dict[str, Any]:
    """Return what the list says of a door."""
    return {
        "name": door.name,
        "title": door.title,
        "questions": len(door.questions),
        "ends": sum(outcome.kind != ANOTHER_DOOR for outcome in door.outcomes.values()),
    }


@require_GET
@behind_log_in
def flow(request: HttpRequest, door: str) -> HttpResponse:
    """Show how one door is decided: its picture, the same in words, and every end it can come to."""
    if door not in library.names() or door == library.START:
        raise Http404
    ruleset = current_for(_organisation(request), door)
    context = {"ruleset": ruleset, "back": reverse("wizard:how_we_decide"), **_drawn(ruleset.digest)}
    return render(request, "wizard/flow.html", context)


@require_GET
@behind_log_in
def table(request: HttpRequest, door: str) -> HttpResponse:
    """Show what each last answer of a door decides, question by question."""
    if door not in library.names() or door == library.START:
        raise Http404
    ruleset = current_for(_organisation(request), door)
    context = {
        "ruleset": ruleset,
        "head": [
            "Answer",
            "What stood then",
            "Where it leads",
            "What is owed",
            {"text": "Ways", "format": "numeric"},
        ],
        "tables": _tables(ruleset.digest),
        "back": reverse("wizard:flow", args=[door]),
    }
    return render(request, "wizard/truth_table.html", context)


@lru_cache(maxsize=64)
def _tables(digest: str) -> list[dict[str, Any]]:
    """Return the truth table in words: for each question the rows of its answers that decide. Worked out once."""
    ruleset = library.by_digest(digest)
    decided = [row for row in truth.rows(ruleset) if row.outcome.kind != ANOTHER_DOOR]
    return [
        {"title": ruleset.questions[asked].title, "rows": [_row(ruleset, row) for row in rows]}
        for asked, rows in groupby(decided, key=lambda row: row.question)
    ]


def _row(ruleset: Ruleset, row: truth.Row) -> list[str | dict[str, str]]:
    """Return one row in words."""
    option = ruleset.questions[row.question].option(row.answer)
    return [
        option.label if option else "Whatever is written",
        truth.STANDS[row.stop].capitalize() or "Nothing",
        fill(row.outcome.title),
        " ".join(fill(ruleset.duties[each].text) for each in row.duties) or "Nothing more",
        {"text": f"{row.walks:,}", "format": "numeric"},
    ]


@lru_cache(maxsize=64)
def _drawn(digest: str) -> dict[str, Any]:
    """Return a whole door as its page shows it; the same for everyone, so it is drawn once."""
    ruleset = library.by_digest(digest)
    return {"svg": _safe(diagram.diagram(ruleset)), "cards": diagram.cards(ruleset), "ends": _ends(ruleset)}


def _safe(svg: str) -> SafeString:
    """Return a picture that was drawn from sealed files, every word in it escaped."""
    return mark_safe(svg)  # noqa: S308  # nosec B308 B703


def _ends(ruleset: Ruleset) -> list[dict[str, Any]]:
    """Return each end a door can come to: what it is, why, and where its rules stand."""
    return [
        {
            "title": fill(outcome.title),
            "kind": wording.DECIDED[outcome.kind],
            "why": fill(outcome.why),
            "sources": [wording.cited(ruleset.sources[each]) for each in outcome.cites],
        }
        for outcome in ruleset.outcomes.values()
        if outcome.kind != ANOTHER_DOOR
    ]


@require_GET
@own_decision
def flow_of(request: HttpRequest, decision: Decision) -> HttpResponse:
    """Show the worker's own way through the questions on the rules of that day, and the whole flow on request."""
    said = opened(request, decision)
    shown = {
        "heading": "Your way to this decision",
        "whole_heading": "Your way on the whole flow",
        "whole_link": "See your way on the whole flow",
        "back": reverse("wizard:decision", args=[decision.pk]),
        "here": reverse("wizard:flow_of", args=[decision.pk]),
    }
    return _way(request, decision.reference, said, _words(said), shown)


@require_GET
@behind_log_in
@kindly
def way_of(request: HttpRequest, decision_id: UUID) -> HttpResponse:
    """Show a reader of the desk the way a worker took; nobody is named on it."""
    organisation = organisation_of(request)
    entry = seen.decision(organisation, decision_id)
    if entry is None:
        raise Http404
    open_decision(organisation=organisation, decision=entry, by=request.user)  # type: ignore[arg-type]
    said = seen.told(entry).body
    if not said:
        raise Http404
    shown = {
        "heading": "The way to this decision",
        "whole_heading": "The way on the whole flow",
        "whole_link": "See the way on the whole flow",
        "back": reverse("oversight:decision", args=[entry.pk]),
        "here": reverse("wizard:way_of", args=[entry.pk]),
    }
    return _way(request, entry.reference, said, {}, shown)


def _way(
    request: HttpRequest, reference: str, said: dict[str, Any], words: dict[str, str], shown: dict[str, str]
) -> HttpResponse:
    """Draw a way on the rules of its day, or on request the whole flow with the way on it."""
    try:
        ruleset = library.by_digest(said["ruleset"]["digest"])
    except library.UnknownRuleset as missing:
        raise Http404 from missing
    walked = walk(ruleset, said["answers"])
    context: dict[str, Any] = {**shown, "reference": reference, "ruleset": ruleset}
    if WHOLE in request.GET:
        context |= {"back": shown["here"], "svg": _safe(diagram.diagram(ruleset, walked))}
        return render(request, "wizard/flow.html", context | {"cards": diagram.cards(ruleset, walked)})
    context["svg"] = _safe(way.own_way(ruleset, walked, words))
    context["stops"] = way.stops(ruleset, walked)
    context["ended"] = way.ended(ruleset, walked, words)
    return render(request, "wizard/own_way.html", context)


def _words(said: dict[str, Any]) -> dict[str, str]:
    """Return what the placeholders of a decision's advice stand for, as its own entry says."""
    return {
        "person": (said["individual"] or {}).get("name", ""),
        "asker": said["recipient"].get("called", said["recipient"]["who"]),
        "guardian": said["guardian"]["name"],
        "guardian_phone": said["guardian"]["phone"],
    }
