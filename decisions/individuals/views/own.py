"""Only people this person may see. Whoever they may not see is not there."""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from typing import Any
from uuid import UUID

from django.http import Http404, HttpRequest, HttpResponse

from audit.posted import kindly
from decisions.individuals import queries
from portal.login import behind_log_in
from portal.models import Membership
from portal.roles import may

View = Callable[..., HttpResponse]


def membership_of(request: HttpRequest) -> Membership:
    """Return where this person works and may decide; for anyone else there is no such page."""
    membership: Membership | None = request.membership or None  # type: ignore[attr-defined]
    if membership is None or not may(membership, "decide"):
        raise Http404
    return membership


def seen_individual(view: View) -> View:
    """Give a view an individual this person may see."""

    @behind_log_in
    @wraps(view)
    def found(request: HttpRequest, individual_id: UUID, **place: Any) -> HttpResponse:
        individual = queries.get(membership=membership_of(request), individual_id=individual_id)
        if individual is None:
            raise Http404
        return kindly(view)(request, individual, **place)

    return found
