"""One decision on one screen, and the form for a view of it."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.http import Http404, HttpRequest, HttpResponse, QueryDict
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_GET, require_http_methods

from audit.ledger.models import Entry
from audit.oversight.desk import filters
from audit.oversight.desk.models import State
from audit.oversight.desk.queries import following
from audit.oversight.queries import homes
from audit.oversight.reading import catch_up
from audit.oversight.review import queries, seen, shown
from audit.oversight.review.actions import AnotherLooked, open_decision, open_history, review
from audit.oversight.review.evidence import evidence
from audit.oversight.review.forms import EXAMPLE, HistoryForm, ViewForm
from audit.oversight.review.queries import with_words, words_of
from audit.oversight.review.standing import Standing, has_answer, looked_since, standing
from audit.oversight.watching.unseen import comes_first
from audit.oversight.weighing import presenter as weighing
from audit.oversight.words import part, text
from audit.place import organisation_of
from audit.posted import form_key, is_good, kindly, typed
from portal.days import moment_in_words
from portal.errors import NotAllowed
from portal.login import behind_log_in
from portal.models import User

NEXT = "next"
WHOLE = "whole"
HEADS = {
    "moments_head": ["When", "Who", "What"],
    "precedents_head": ["Reference", "Would the reader have decided the same?"],
    "tasks_head": ["What", "By when", "Is it done?"],
}


@behind_log_in
@kindly
@require_http_methods(["GET", "POST"])
def decision(request: HttpRequest, entry: UUID) -> HttpResponse:
    """Show one decision and take a view of it. That it was opened is recorded first; where that fails, nothing is.

    One that is here by lot alone is first decided again unseen, unless the reader asks for the whole of it.
    """
    found = _found(request, entry)
    if request.method == "POST":
        return _posted(request, found)
    if WHOLE not in request.GET and comes_first(found, request.user):  # type: ignore[arg-type]
        return redirect("watching:unseen", entry)
    return _page(request, found, typed(request))


def _found(request: HttpRequest, entry: UUID) -> Entry:
    """Return a decision of this person's organisation, with the desk's rows up to date."""
    organisation = organisation_of(request)
    catch_up(organisation)
    found = seen.decision(organisation, entry)
    if found is None:
        raise Http404
    return found


def _posted(request: HttpRequest, found: Entry) -> HttpResponse:
    """Keep a view and go on, or show the page again with what was typed and what stands in the way."""
    now, key = standing(found), form_key(request)
    if now.has(key, request.user):  # type: ignore[arg-type]
        # The same form once more: what it says is kept already.
        return redirect(_onward(request, found, request.POST.getlist("also")))
    form = ViewForm(request.POST, worker=evidence(found).worker, now=now)
    asked = request.POST.get("turn", "")
    turn = int(asked) if asked.isascii() and asked.isdigit() and len(asked) < 4 else 0
    refused = looked_since(now, turn) if turn < now.turn else ""
    if not form.is_valid() or refused:
        return _page(request, found, request.POST, refused=refused)
    try:
        review(decision=found, turn=turn, event_id=key, by=request.user, **form.view())  # type: ignore[arg-type]
    except AnotherLooked as refusal:
        return _page(request, found, request.POST, refused=refusal.sentence)
    except NotAllowed as refusal:
        return _page(request, found, request.POST, error=refusal.sentence)
    return redirect(_onward(request, found, form.cleaned_data["also"]))


def _onward(request: HttpRequest, found: Entry, also: list[str]) -> str:
    """Return where a reader goes after a view: to write the example, to the next of the list, or to the list."""
    chosen = filters.read(found.organisation, request.GET)
    kept = filters.written(chosen)
    if EXAMPLE in also:
        return reverse("review:propose", args=[found.pk]) + kept
    catch_up(found.organisation)
    if request.POST.get("then") == NEXT:
        here = seen.row_of(found)
        place = here.place if here is not None and here.place is not None else -1
        ahead = following(found.organisation, viewer=request.user, filters=chosen, place=place)  # type: ignore[arg-type]
        if ahead is not None:
            return reverse("oversight:decision", args=[ahead.pk]) + kept
    return reverse("oversight:list") + kept


def _page(
    request: HttpRequest, found: Entry, given: QueryDict | None, *, refused: str = "", error: str = ""
) -> HttpResponse:
    """Record that the decision is opened, and show it with the form."""
    open_decision(organisation=found.organisation, decision=found, by=request.user)  # type: ignore[arg-type]
    now, worker = standing(found), evidence(found).worker
    form = ViewForm(given, worker=worker, now=now)
    if request.method == "POST":
        form.full_clean()
        if error:
            form.add_error(None, error)
        if refused:
            form.errors.clear()
    elif given is not None:
        is_good(request, form)
    context = {
        **_evidence(found),
        **_views(found, now, request.user, own=worker == request.user),  # type: ignore[arg-type]
        **weighing.panel(found, now, request.membership, worker),  # type: ignore[attr-defined]
        "form": form,
        "turn": now.turn,
        "key": form_key(request),
        "refused": refused,
        "typed_words": [given.get(name, "") for name in ("words", "note", "task", "breach")] if given else [],
        **HEADS,
        "list_url": reverse("oversight:list")
        + filters.written(filters.read(found.organisation, request.GET)),
    }
    return render(request, "oversight/review/decision.html", context, status=409 if refused else 200)


def _evidence(found: Entry) -> dict[str, Any]:
    """Return what the decision's own entry says, and what the list says of it."""
    told, row = seen.told(found), seen.row_of(found)
    named = {home.pk: home.name for home in homes(found.organisation)}
    individual = row.individual_id if row else None
    others, why_here = seen.others(found, individual), shown.why_here(found, told.problem, row)
    return {
        "entry": found,
        "problem": told.problem,
        "happened": shown.happened(found, told.body),
        "why_here": why_here,
        "also_marked": shown.also_marked(found, why_here),
        "in_short": shown.in_short(found, told.body, named.get(found.home_id, "") if found.home_id else ""),
        "asked": shown.asked(told.body),
        "registers": shown.registers(told.body),
        "items": shown.items(told.body),
        "asked_others": shown.asked_others(told.body),
        "dropped": shown.dropped(told.body),
        "advice": shown.advice(told.body),
        "departure": shown.departure(told.body),
        "rules": shown.rules(found, told.body),
        "worker_name": text(part(told.body, "actor", "name")),
        "recorded": moment_in_words(found.recorded_at),
        "others": len(others),
        "others_capped": len(others) > seen.MOST_OTHERS,
        "precedents": shown.precedents(seen.precedents(found)),
    }


def _views(found: Entry, now: Standing, viewer: User, *, own: bool) -> dict[str, Any]:
    """Return the views given of a decision as this reader may see them, and whether they may give one.

    Of their own decision a reader is told here nothing of the desk's: what is for them is on its own page.
    """
    blind = now.blind(viewer) and not own
    hidden = blind or own
    reviews = [] if own else now.seen_by(viewer)
    answers = [each.answer for each in reviews if has_answer(each)]
    said = dict(zip([each.review_id for each in answers], words_of([a.pk for a in answers]), strict=True))
    waits_for_another = now.half and not now.blind(viewer)
    return {
        "own": own,
        "blind": blind,
        "waits_for_another": waits_for_another,
        "differing": now.state == State.DIFFERING,
        "asked_worker": now.state == State.ASKED,
        "may_judge": not own and not waits_for_another and now.state != State.DONE,
        "views": shown.views_given(with_words(reviews), said),
        "tasks": shown.tasks(seen.follow_ups_after(found, blind=hidden)),
        "moments": shown.moments(seen.timeline(found, blind=hidden)),
    }


@behind_log_in
@kindly
@require_http_methods(["GET", "POST"])
def others(request: HttpRequest, entry: UUID) -> HttpResponse:
    """Ask why a reader needs the other decisions about a person; record the reason, then list them."""
    found = _found(request, entry)
    form = HistoryForm(typed(request))
    head = ["Reference", "What happened", "When", "View"]
    context: dict[str, Any] = {
        "form": form,
        "entry": found,
        "key": form_key(request),
        "head": head,
        "rows": None,
    }
    if is_good(request, form):
        reason = form.cleaned_data["reason"]
        open_history(decision=found, reason=reason, event_id=form_key(request), by=request.user)  # type: ignore[arg-type]
        row = seen.row_of(found)
        listed = seen.others(found, row.individual_id if row else None)
        context["rows"] = shown.others(listed[: seen.MOST_OTHERS])
        context["capped"] = len(listed) > seen.MOST_OTHERS
    return render(request, "oversight/review/others.html", context)


@behind_log_in
@require_GET
def not_done(request: HttpRequest) -> HttpResponse:
    """List what workers were asked to do and have not done, the first due first; nobody is named."""
    organisation = organisation_of(request)
    named = {home.pk: home.name for home in homes(organisation)}
    found = queries.not_done(organisation)
    rows = shown.open_tasks(found, named, queries.made([each.decision for each in found]))
    context = {"rows": rows, "head": ["After decision", "Home", "By when", "Is it done?"]}
    return render(request, "oversight/review/not_done.html", context)
