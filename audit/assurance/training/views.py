"""Your own training: what is asked of you, what you did, and your declaration."""

from __future__ import annotations

from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_GET, require_http_methods

from audit.assurance.training import actions, queries, shown
from audit.assurance.training.actions import learning
from audit.assurance.training.declaration import PROMISES
from audit.assurance.training.forms import YES, DeclareForm, RecordForm
from audit.assurance.training.kinds import of_code
from audit.assurance.written import written
from audit.place import organisation_of
from audit.posted import kindly, typed
from portal.days import day_in_words, london_day
from portal.login import behind_log_in
from portal.roles import may

BOTH = ["GET", "POST"]
BESIDE = {
    learning.NO_KIND: "kind",
    learning.NO_NOTE: "note",
    learning.NO_PROMISE: "promised",
    learning.NOBODY: "who",
    learning.NOT_HERE: "who",
    learning.NO_REASON: "reason",
    learning.REVERSED: "last",
    learning.TOO_LONG: "last",
}
"""The field beside which a refusal stands."""


@behind_log_in
@require_GET
def mine(request: HttpRequest) -> HttpResponse:
    """Show what somebody must learn, how it stands, and the way to do it."""
    organisation, today = organisation_of(request, "acknowledge"), london_day()
    membership = request.membership  # type: ignore[attr-defined]
    duties = queries.own_duties(membership, today)
    context = {
        "head": shown.HEAD,
        "rows": shown.mine(duties, today),
        "learned": [
            (title, day_in_words(day), note)
            for _entry, title, day, note in queries.history(organisation, request.user)  # type: ignore[arg-type]
        ],
        "may_see_all": may(membership, "assure"),
    }
    return render(request, "assurance/training/mine.html", context)


@require_http_methods(BOTH)
@behind_log_in
@kindly
def record(request: HttpRequest) -> HttpResponse:
    """Write down something that somebody learned themself."""
    organisation, membership = organisation_of(request, "acknowledge"), request.membership  # type: ignore[attr-defined]
    duties = queries.own_duties(membership, london_day())
    asked = [each.kind for each in duties] or list(queries.kinds_of(organisation))
    chosen = of_code(asked, request.GET.get("kind", ""))
    initial = {"kind": chosen.code} if chosen else {}
    form = RecordForm(typed(request), kinds=asked, initial=initial)

    def act(key: UUID) -> object:
        given = form.cleaned_data
        return actions.record(
            organisation=organisation,
            who=[membership.user_id],
            event_id=key,
            by=request.user,  # type: ignore[arg-type]
            **given,
        )

    words = {
        "title": "Write down training you did",
        "says": "Your manager sees what you write down here.",
        "back": reverse("training:mine"),
    }
    return written(request, form, act, then="training:mine", shown=words, beside=BESIDE)


@require_http_methods(BOTH)
@behind_log_in
@kindly
def declare(request: HttpRequest) -> HttpResponse:
    """Show the declaration, and take it."""
    organisation = organisation_of(request, "acknowledge")
    form = DeclareForm(typed(request))

    def act(key: UUID) -> object:
        return actions.declare(
            organisation=organisation,
            promised=YES in form.cleaned_data["promised"],
            event_id=key,
            by=request.user,  # type: ignore[arg-type]
        )

    words = {
        "title": "Declaration of confidentiality",
        "promises": PROMISES,
        "back": reverse("training:mine"),
        "label": "Make this declaration",
    }
    return written(
        request,
        form,
        act,
        then="training:mine",
        shown=words,
        template="assurance/training/declare.html",
        beside=BESIDE,
    )
