"""What must hold of the ground floor before a page is served."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django.conf import settings
from django.core.checks import CheckMessage, Error, Tags, register
from django.db import connections

from portal import keys_of_database


@register(Tags.database)
def keys_fit(databases: Sequence[str] | None = None, **_more: Any) -> list[CheckMessage]:
    """Refuse a portal whose keys are not those of its database."""
    found: list[CheckMessage] = []
    for name in databases or ():
        with connections[name].cursor() as cursor:
            fault = keys_of_database.misfit(cursor, settings.PORTAL_KEYRING)
        found += [Error(fault, id="portal.E001")] if fault else []
    return found
