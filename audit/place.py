"""What the pages of this floor ask first: whose place it is, and where in a list to go on."""

from __future__ import annotations

from uuid import UUID

from django.http import HttpRequest

from portal import standing
from portal.models import Organisation


def organisation_of(request: HttpRequest, permission: str = "review") -> Organisation:
    """Return the organisation in which this person holds a permission; for anyone else there is no such page."""
    return standing.organisation_of(request, permission)


def place_in(request: HttpRequest, name: str) -> int | None:
    """Return a place to go on from, None where the address has none or it is no number."""
    asked = request.GET.get(name, "")
    return int(asked) if asked.isascii() and asked.isdigit() and len(asked) < 19 else None


def id_in(request: HttpRequest, name: str) -> UUID | None:
    """Return the row to go on from, None where the address has none or it is no id."""
    try:
        return UUID(request.GET.get(name, ""))
    except ValueError:
        return None
