"""Whose recipients a page may show."""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from typing import Any
from uuid import UUID

from django.http import Http404, HttpRequest, HttpResponse

from audit.posted import kindly
from decisions.recipients import queries
from portal.login import behind_log_in
from portal.models import Membership
from portal.roles import may

View = Callable[..., HttpResponse]


def membership_of(request: HttpRequest, permission: str = "decide") -> Membership:
    """Return where this person works and may do this; for anyone else there is no such page."""
    membership: Membership | None = request.membership or None  # type: ignore[attr-defined]
    if membership is None or not may(membership, permission):
        raise Http404
    return membership


def known_recipient(view: View) -> View:
    """Give a view a recipient of this organisation; a stranger's is not there."""

    @behind_log_in
    @wraps(view)
    def found(request: HttpRequest, recipient_id: UUID, **place: Any) -> HttpResponse:
        recipient = queries.get(membership_of(request).organisation, recipient_id)
        if recipient is None:
            raise Http404
        return kindly(view)(request, recipient, **place)

    return found
