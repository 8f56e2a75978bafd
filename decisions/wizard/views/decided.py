"""The decision page and what can be added to it. Each opening leaves an entry before anything is shown."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_GET, require_http_methods

from audit.ledger.actions import record_read
from audit.ledger.events import Event
from audit.ledger.queries import body_of
from audit.oversight.advice.queries import thread_of
from audit.oversight.review import queries as review
from audit.oversight.weighing.queries import weighings
from audit.posted import form_key, is_good, typed
from decisions.engine.ruleset import SHARING, TELLS
from decisions.wizard import actions, queries, wording
from decisions.wizard.models import Decision
from decisions.wizard.side_forms import AddendumForm, DisclosureForm
from decisions.wizard.views.asking import shown
from decisions.wizard.views.own import own_decision
from portal.days import london_day, moment_in_words
from portal.login import behind_log_in

GREEN = SHARING | {"safeguard", "not_confidential"}


def opened(request: HttpRequest, decision: Decision, event: Event = Event.DECISION_OPENED) -> dict[str, Any]:
    """Leave the entry of a reading, then return what the decision's own entry says; without the one, not the other."""
    record_read(
        event=event,
        organisation=decision.organisation,
        about=decision.entry_id,
        facets={"home": decision.home_id, "door": decision.door, "flags": [review.OWN]},
        by=request.user,  # type: ignore[arg-type]
    )
    return body_of(decision.entry)


@require_GET
@own_decision
def decision(request: HttpRequest, decision: Decision) -> HttpResponse:
    """Show what to do now, what to say, why, and what happens next. The same page stands here for ever."""
    return render(request, "wizard/decision.html", _context(decision, opened(request, decision)))


@require_GET
@own_decision
def printed(request: HttpRequest, decision: Decision) -> HttpResponse:
    """Show the decision as it goes on paper."""
    context = _context(decision, opened(request, decision, Event.DECISION_PRINTED))
    return render(request, "wizard/print.html", context)


def _context(decision: Decision, said: dict[str, Any]) -> dict[str, Any]:
    """Return what the pages of a decision show."""
    refused = decision.outcome == wording.CALLER_REFUSED
    shares = said["decided"] in GREEN and not decision.departed and not refused
    reviews = review.about_mine(decision.worker, decision.pk)
    return {
        "decision": decision,
        "said": said,
        "kind": "green" if shares else "blue",
        "title": DEPARTED[said["decided"]] if decision.departed else said["advice"]["title"],
        "may_disclose": said["decided"] in TELLS,
        "made": moment_in_words(decision.entry.recorded_at),
        "thread": shown(thread_of(decision.pk)),
        "reviews": [{"said": each, "at": moment_in_words(each.at)} for each in reviews],
        "weighings": weighings(decision.pk),
        "tasks": review.follow_ups_after(decision.worker, decision.pk),
        **queries.later(decision.entry),
    }


DEPARTED = {"share": "You decided to share, against the advice", "do_not_share": "You decided not to share"}


@require_GET
@behind_log_in
def listed(request: HttpRequest) -> HttpResponse:
    """List a worker's decisions, the latest first; references, no names."""
    page = queries.page(
        request.user,  # type: ignore[arg-type]
        before=request.GET.get("before", ""),
        after=request.GET.get("after", ""),
    )
    rows = queries.rows(request.user, page.decisions)  # type: ignore[arg-type]
    context = {
        "head": ["Reference", "What it was about", "Outcome", "When"],
        "rows": [
            [{"text": r["reference"], "href": r["url"]}, r["door"], r["outcome"], r["when"]] for r in rows
        ],
        "older": f"?before={page.older}" if page.older else "",
        "newer": f"?after={page.newer}" if page.newer else "",
    }
    return render(request, "wizard/decisions.html", context)


@require_http_methods(["GET", "POST"])
@own_decision
def add(request: HttpRequest, decision: Decision) -> HttpResponse:
    """Add something that was forgotten."""
    form = AddendumForm(typed(request))
    if is_good(request, form):
        text = form.cleaned_data["text"]
        actions.add_to_decision(decision=decision, text=text, event_id=form_key(request), by=request.user)  # type: ignore[arg-type]
        return redirect("wizard:decision", decision.pk)
    return render(request, "wizard/add.html", {"form": form, "decision": decision, "key": form_key(request)})


@require_http_methods(["GET", "POST"])
@own_decision
def shared(request: HttpRequest, decision: Decision) -> HttpResponse:
    """Record what was in fact shared, with whom and when."""
    said = body_of(decision.entry)
    items = {item["id"]: item["label"] for item in said["items"] if item["reason"]}
    party = said["recipient"]
    initial = {"told": party.get("told", party["who"]), "on": london_day()}
    form = DisclosureForm(typed(request), items=items, today=london_day(), initial=initial)
    if is_good(request, form):
        given = form.cleaned_data
        actions.disclose(
            decision=decision,
            items=[items[each] for each in given["items"]] if items else [given["what"]],
            told=given["told"],
            on=given["on"],
            note=given["note"],
            event_id=form_key(request),
            by=request.user,  # type: ignore[arg-type]
        )
        return redirect("wizard:decision", decision.pk)
    return render(
        request, "wizard/shared.html", {"form": form, "decision": decision, "key": form_key(request)}
    )
