"""What a worker is told about their own decisions, and what they write back."""

from __future__ import annotations

from uuid import UUID

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods

from audit.ledger.actions import record_read
from audit.ledger.events import Event
from audit.oversight.review import queries, shown
from audit.oversight.review.actions import answer, complete_follow_up
from audit.oversight.review.forms import AnswerForm, DoneForm
from audit.posted import form_key, is_good, kindly, typed
from portal.days import moment_in_words
from portal.login import behind_log_in
from portal.models import Organisation


@behind_log_in
@kindly
@require_http_methods(["GET", "POST"])
def said(request: HttpRequest, review_id: UUID) -> HttpResponse:
    """Show a worker what a reader told them, and take their answer to a question."""
    review = queries.review_of(request.user, review_id)  # type: ignore[arg-type]
    if review is None:
        raise Http404
    form = AnswerForm(typed(request))
    if is_good(request, form):
        answer(review=review, text=form.cleaned_data["text"], event_id=form_key(request), by=request.user)  # type: ignore[arg-type]
        return redirect("review:said", review.pk)
    _opened(request, review.organisation, review.decision)
    told = queries.said_to(request.user, review_id)  # type: ignore[arg-type]
    asked = queries.follow_ups_after(request.user, review.decision)  # type: ignore[arg-type]
    context = {
        "told": told,
        "when": moment_in_words(review.made_at),
        "form": form,
        "key": form_key(request),
        "tasks": [{"task": each, "day": shown.day(each.due_on)} for each in asked],
    }
    return render(request, "oversight/review/said.html", context)


@behind_log_in
@kindly
@require_http_methods(["GET", "POST"])
def to_do(request: HttpRequest, follow_up_id: UUID) -> HttpResponse:
    """Show a worker what they were asked to do, and take that it is done."""
    found = queries.follow_up_of(request.user, follow_up_id)  # type: ignore[arg-type]
    if found is None:
        raise Http404
    form = DoneForm(typed(request))
    if is_good(request, form):
        text = form.cleaned_data["text"]
        complete_follow_up(follow_up=found, text=text, event_id=form_key(request), by=request.user)  # type: ignore[arg-type]
        return redirect("review:to_do", found.pk)
    _opened(request, found.organisation, found.decision)
    task = queries.to_do(found)
    context = {
        "made": queries.made([task.decision]),
        "task": task,
        "day": shown.day(task.due_on),
        "form": form,
        "key": form_key(request),
    }
    return render(request, "oversight/review/to_do.html", context)


def _opened(request: HttpRequest, organisation: Organisation, decision: UUID) -> None:
    """Record that the worker reads what was written about their decision; if this raises, show nothing."""
    record_read(
        event=Event.DECISION_OPENED,
        organisation=organisation,
        about=decision,
        facets={"flags": [queries.OWN]},
        by=request.user,  # type: ignore[arg-type]
    )
