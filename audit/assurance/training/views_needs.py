"""What each role must learn here, and whether whoever is late may begin a decision."""

from __future__ import annotations

from uuid import UUID

from django.http import Http404, HttpRequest, HttpResponse
from django.urls import reverse
from django.views.decorators.http import require_http_methods

from audit.assurance.training import actions, queries, shown
from audit.assurance.training.actions import needs
from audit.assurance.training.forms import OFF, ON, GateForm, KindForm, ReasonForm, ReviewForm
from audit.assurance.training.kinds import of_code
from audit.assurance.training.views import BOTH
from audit.assurance.written import written
from audit.place import organisation_of
from audit.posted import kindly, typed
from portal.days import day_in_words
from portal.login import behind_log_in

BESIDE = {
    needs.NO_TITLE: "title",
    needs.TAKEN: "title",
    needs.NO_REASON: "reason",
    needs.BAD_DAYS: "days",
    needs.NO_CHANGE: "on",
}
"""The field beside which a refusal stands."""


@require_http_methods(BOTH)
@behind_log_in
@kindly
def listed(request: HttpRequest) -> HttpResponse:
    """Show what each role must learn, and take that somebody looked through it."""
    organisation = organisation_of(request, "assure")
    last = queries.last_needs_review(organisation)

    def act(key: UUID) -> object:
        return actions.review_needs(organisation=organisation, event_id=key, by=request.user)  # type: ignore[arg-type]

    words = {
        "head": shown.HEAD_OF_NEEDS,
        "rows": shown.needs(queries.kinds_of(organisation)),
        "last": day_in_words(last.reviewed_on) if last else "",
        "label": "We looked through this list today",
    }
    return written(
        request,
        ReviewForm(typed(request)),
        act,
        then="training:needs",
        shown=words,
        template="assurance/training/needs.html",
    )


@require_http_methods(BOTH)
@behind_log_in
@kindly
def add(request: HttpRequest) -> HttpResponse:
    """Ask people to learn something more."""
    organisation = organisation_of(request, "assure")
    form = KindForm(typed(request))

    def act(key: UUID) -> object:
        return actions.add_kind(organisation=organisation, event_id=key, by=request.user, **form.facts())  # type: ignore[arg-type]

    words = {
        "title": "Ask for something more",
        "says": "Whoever must learn it has four weeks from today.",
        "back": reverse("training:needs"),
    }
    return written(request, form, act, then="training:needs", shown=words, beside=BESIDE)


@require_http_methods(BOTH)
@behind_log_in
@kindly
def end(request: HttpRequest, code: str) -> HttpResponse:
    """Ask no longer for something of the organisation's own."""
    organisation = organisation_of(request, "assure")
    kind = of_code(queries.kinds_of(organisation), code)
    if kind is None or not kind.own:
        raise Http404
    form = ReasonForm(typed(request))

    def act(key: UUID) -> object:
        given = {"code": code, "event_id": key, **form.cleaned_data}
        return actions.end_kind(organisation=organisation, by=request.user, **given)  # type: ignore[arg-type]

    words = {
        "title": "No longer ask for this",
        "caption": kind.title,
        "says": "What people learned stays on record.",
        "back": reverse("training:needs"),
    }
    return written(request, form, act, then="training:needs", shown=words, beside=BESIDE)


@require_http_methods(BOTH)
@behind_log_in
@kindly
def gate(request: HttpRequest) -> HttpResponse:
    """Say whether whoever is late is stopped before a new decision."""
    organisation = organisation_of(request, "manage")
    now = organisation.gate_days
    initial = {"on": OFF if now is None else ON, "days": 28 if now is None else now}
    form = GateForm(typed(request), initial=initial)

    def act(key: UUID) -> object:
        return actions.set_gate(organisation=organisation, event_id=key, by=request.user, **form.facts())  # type: ignore[arg-type]

    words = {
        "title": "When somebody is late with their training",
        "says": "This looks at what everyone must do: induction, yearly training and the declaration. "
        "Decisions that are begun already can be finished.",
        "back": reverse("training:people"),
    }
    return written(request, form, act, then="training:people", shown=words, beside=BESIDE)
