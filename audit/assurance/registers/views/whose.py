"""Whose register and entry a page is about; for strangers there is no such page."""

from __future__ import annotations

from uuid import UUID

from django.http import Http404, HttpRequest

from audit.assurance.registers import queries
from audit.assurance.registers.kinds import Kind, by_code
from audit.assurance.registers.models import RegisterEntry
from audit.place import organisation_of
from portal.models import Membership
from portal.roles import may


def kind_of(code: str) -> Kind:
    """Return a register by its code."""
    if code not in by_code():
        raise Http404
    return by_code()[code]


def keeps(request: HttpRequest) -> bool:
    """Say whether this person keeps the registers."""
    membership: Membership = request.membership  # type: ignore[attr-defined]
    return may(membership, "assure")


def held_of(request: HttpRequest, entry_id: UUID) -> RegisterEntry:
    """Return an entry that this person keeps or looks after."""
    held = queries.entry_of(organisation_of(request, "acknowledge"), entry_id)
    if held is None or not (keeps(request) or held.owner_id == request.user.pk):
        raise Http404
    return held
