"""Only letters and decisions this person may see; whatever they may not see is not there."""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from typing import Any
from uuid import UUID

from django.http import Http404, HttpRequest, HttpResponse

from audit.posted import kindly
from decisions.individuals.views.own import membership_of
from decisions.letters import queries
from decisions.letters.patterns import Pattern, patterns
from portal.login import behind_log_in
from portal.models import Membership
from portal.paper.blocks import Paper
from portal.paper.pdf import pdf
from portal.roles import may

View = Callable[..., HttpResponse]


def seen_decision(view: View) -> View:
    """Give a view a decision this person may see."""

    @behind_log_in
    @wraps(view)
    def found(request: HttpRequest, decision_id: UUID, **place: Any) -> HttpResponse:
        decision = queries.decision_of(membership_of(request), request.user, decision_id)  # type: ignore[arg-type]
        if decision is None:
            raise Http404
        return kindly(view)(request, decision, **place)

    return found


def seen_letter(view: View) -> View:
    """Give a view a letter this person may see."""

    @behind_log_in
    @wraps(view)
    def found(request: HttpRequest, letter_id: UUID, **place: Any) -> HttpResponse:
        letter = queries.letter_of(membership_of(request), request.user, letter_id)  # type: ignore[arg-type]
        if letter is None:
            raise Http404
        return kindly(view)(request, letter, **place)

    return found


def writes_letters(view: View) -> View:
    """Give a view the membership of somebody who may change an organisation's letters."""

    @behind_log_in
    @wraps(view)
    def found(request: HttpRequest, **place: Any) -> HttpResponse:
        membership: Membership = membership_of(request)
        if not may(membership, "write"):
            raise Http404
        return kindly(view)(request, membership, **place)

    return found


def pattern_of(code: str) -> Pattern:
    """Return the letter of that code; any other is not found."""
    if code not in patterns():
        raise Http404
    return patterns()[code]


def as_pdf(paper: Paper, name: str) -> HttpResponse:
    """Return a paper to download. The file's name says nothing about a person, and nobody keeps it on the way."""
    answer = HttpResponse(pdf(paper), content_type="application/pdf")
    answer["Content-Disposition"] = f'attachment; filename="{name}.pdf"'
    answer["Cache-Control"] = "no-store"
    return answer
