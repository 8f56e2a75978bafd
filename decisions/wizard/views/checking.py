"""Check your answers, depart from the advice, and record the decision once."""

from __future__ import annotations

from itertools import groupby
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods

from audit.posted import is_good, typed
from decisions.engine.ruleset import Outcome
from decisions.wizard import actions, body, drafts
from decisions.wizard.advice import CHECK
from decisions.wizard.flags import DO_NOT_SHARE, decided
from decisions.wizard.journey import Journey
from decisions.wizard.models import Decision, Draft
from decisions.wizard.pages import notice
from decisions.wizard.registers import Registers, contradicted
from decisions.wizard.side_forms import DEPART, DepartForm
from decisions.wizard.views.asking import beside
from decisions.wizard.views.own import TRIES, own_draft, question_url, stand_url
from portal.contacts import guardian_of
from portal.errors import NotAllowed
from portal.models import User

INSTEAD = {body.SHARE: "I will share", DO_NOT_SHARE: "I will not share"}


def _ready(draft: Draft) -> tuple[Journey, Outcome | None]:
    """Return the journey with the registers as they stand now, and its advice if it can be recorded."""
    journey = drafts.journey_of(draft)
    Registers(journey, draft.membership).refresh()
    return journey, None if contradicted(journey) else journey.outcome


@require_http_methods(["GET", "POST"])
@own_draft
def check(request: HttpRequest, draft: Draft) -> HttpResponse:
    """Show every answer and the advice; on Confirm record the decision, once."""
    if request.method == "POST":
        try:
            decision = _confirmed(draft, request.user)  # type: ignore[arg-type]
        except actions.LookAgain:
            return redirect("wizard:check", draft.pk)
        return redirect("wizard:decision", decision.pk)
    journey, outcome = _ready(draft)
    if outcome is None:
        return redirect(stand_url(draft, journey))
    guardian = guardian_of(draft.membership.organisation)
    thread, ask = beside(draft, journey, CHECK)
    context = {
        "groups": _groups(draft, journey),
        "advice": body.advice(
            journey, outcome, body.words_for(journey, guardian), drafts.law_for(draft, journey)
        ),
        "departure": journey.state.departure,
        "binding": outcome.binding,
        "guardian": guardian,
        "decided": INSTEAD.get(decided(journey, outcome), ""),
        "notice": notice(journey),
        "back": question_url(draft, journey.path[-1]),
        "draft": draft,
        "thread": thread,
        "ask": ask,
    }
    return render(request, "wizard/check.html", context)


def _confirmed(draft: Draft, by: User) -> Decision:
    """Record the decision; where a register moved, read it again and record what still stands."""
    for _ in range(TRIES):
        try:
            return actions.record_decision(draft=draft, by=by)
        except actions.RegistersMoved:
            journey, _outcome = _ready(draft)
            drafts.keep(draft, journey)
    raise actions.LookAgain(actions.REGISTER_CHANGED)


def _groups(draft: Draft, journey: Journey) -> list[dict[str, Any]]:
    """Return the answers as summary lists under the captions of their questions."""
    grouped = groupby(body.rows(journey), key=lambda row: row["caption"] or "Safety")
    return [
        {"title": caption, "rows": [line for row in rows for line in _lines(draft, journey, row)]}
        for caption, rows in grouped
    ]


def _lines(draft: Draft, journey: Journey, row: dict[str, Any]) -> list[dict[str, str]]:
    """Return the lines of one question: its answer, what was added, the register, and why it no longer stands."""
    change = question_url(draft, row["question"], change=True)
    lines = [{"key": row["title"], "value": "\n".join(row["answer"]), "change_url": change}]
    question = journey.ruleset.questions[row["question"]]
    if question.also:
        lines.append(
            {"key": question.also.removesuffix(" (optional)"), "value": row["also"], "change_url": change}
        )
    if row["register"]:
        lines.append({"key": "What our register says", "value": "\n".join(row["register"])})
    if row["reason"]:
        why = reverse("wizard:register", args=[draft.pk, row["question"]]) + "?change=1"
        lines.append({"key": "Why it is out of date", "value": row["reason"], "change_url": why})
    return lines


@require_http_methods(["GET", "POST"])
@own_draft
def depart(request: HttpRequest, draft: Draft) -> HttpResponse:
    """Ask whether the worker wants to decide against the advice, and why."""
    journey, outcome = _ready(draft)
    if outcome is None:
        return redirect(stand_url(draft, journey))
    if outcome.binding:
        raise NotAllowed(actions.BINDING)
    instead = body.instead_of(outcome)
    earlier = journey.state.departure
    initial = {"decision": DEPART, "reason": earlier["reason"]} if earlier else {}
    form = DepartForm(typed(request), instead=INSTEAD[instead], initial=initial)
    if is_good(request, form):
        reason = form.cleaned_data["reason"]
        departs = form.cleaned_data["decision"] == DEPART
        journey.state.departure = {"decision": instead, "reason": reason} if departs else None
        drafts.keep(draft, journey)
        return redirect("wizard:check", draft.pk)
    guardian = guardian_of(draft.membership.organisation)
    context = {
        "form": form,
        "advice": body.advice(
            journey, outcome, body.words_for(journey, guardian), drafts.law_for(draft, journey)
        ),
        "back": reverse("wizard:check", args=[draft.pk]),
    }
    return render(request, "wizard/depart.html", context)
