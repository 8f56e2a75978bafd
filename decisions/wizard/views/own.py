"""Only your own: drafts and decisions of the person who is logged in. Whatever is not theirs is not there."""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from typing import Any, Final
from uuid import UUID

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse

from audit.posted import View, busy, kindly
from decisions.rulesets.library import UnknownRuleset
from decisions.wizard import queries
from decisions.wizard.drafts import ChangedElsewhere, RulesGone
from decisions.wizard.journey import Journey
from decisions.wizard.models import Draft
from decisions.wizard.registers import contradicted
from portal.login import behind_log_in
from portal.models import User

TRIES: Final = 3
CHANGE: Final = "change"


def own(
    *,
    read: Callable[[User, UUID], Any],
    recorded: Callable[[HttpRequest, UUID], HttpResponse],
    again: Callable[[Any], HttpResponse],
) -> Callable[[View], View]:
    """Make what gives a view a person's own draft, read anew where another window changed it meanwhile.

    Where there is none `recorded` leads on, or finds nothing; where its rules are gone `again` leads on.
    """

    def give(view: View) -> View:
        @behind_log_in
        @wraps(view)
        def found(request: HttpRequest, draft_id: UUID, **place: Any) -> HttpResponse:
            for _ in range(TRIES):
                draft = read(request.user, draft_id)  # type: ignore[arg-type]
                if draft is None:
                    return recorded(request, draft_id)
                # Read with the draft, so that the page asks the database no more.
                request.membership = request.user.acting = draft.membership  # type: ignore[attr-defined, union-attr]
                try:
                    return kindly(view)(request, draft, **place)
                except ChangedElsewhere:
                    continue
                except (RulesGone, UnknownRuleset):
                    return again(draft)
            return busy(request)

        return found

    return give


def own_decision(view: View) -> View:
    """Give a view the worker's own decision; others are not found."""

    @behind_log_in
    @wraps(view)
    def found(request: HttpRequest, decision_id: UUID, **place: Any) -> HttpResponse:
        decision = queries.decision_of(request.user, decision_id)  # type: ignore[arg-type]
        if decision is None:
            raise Http404
        return kindly(view)(request, decision, **place)

    return found


def _recorded(request: HttpRequest, draft_id: UUID) -> HttpResponse:
    """Lead to the decision that a draft became; there is no other way to see that a draft is gone."""
    if queries.has_decided(request.user, draft_id):  # type: ignore[arg-type]
        return redirect("wizard:decision", draft_id)
    raise Http404


own_draft = own(
    read=queries.draft_of, recorded=_recorded, again=lambda draft: redirect("wizard:restarted", draft.pk)
)
"""Gives a view the worker's own draft; one that was recorded leads to its decision, any other is not found."""


def question_url(draft: Draft, question_id: str, *, change: bool = False) -> str:
    """Return a question's own address; with `change` its Continue leads back to the check page."""
    url = reverse("wizard:question", args=[draft.pk, question_id])
    return f"{url}?{CHANGE}=1" if change else url


def register_url(draft: Draft, question_id: str, *, change: bool = False) -> str:
    """Return the address of the page about a register that says otherwise."""
    url = reverse("wizard:register", args=[draft.pk, question_id])
    return f"{url}?{CHANGE}=1" if change else url


def stand_url(draft: Draft, journey: Journey, *, change: bool = False) -> str:
    """Return where the worker stands: the first question to answer, a register that says otherwise, or the check."""
    if journey.to_ask:
        return question_url(draft, journey.to_ask, change=change)
    against = contradicted(journey)
    if against:
        return register_url(draft, against, change=change)
    return reverse("wizard:check", args=[draft.pk])


def next_url(draft: Draft, journey: Journey, question_id: str, *, change: bool) -> str:
    """Return where Continue leads after a question: what is new, then back to the check; else the next question."""
    if contradicted(journey) == question_id:
        return register_url(draft, question_id, change=change)
    following = journey.after(question_id)
    if change or following is None:
        return stand_url(draft, journey, change=change)
    return question_url(draft, following)


def back_url(draft: Draft, journey: Journey, question_id: str, *, change: bool) -> str:
    """Return where Back leads from a question: the check it was opened from, the question before, or home."""
    if change and journey.to_ask is None:
        return reverse("wizard:check", args=[draft.pk])
    before = journey.before(question_id)
    return question_url(draft, before) if before else reverse("portal:home")
