"""What the ledger itself records: that a log was opened, and that somebody looked."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any
from uuid import UUID

from django.conf import settings
from django.db import DatabaseError, connection, transaction

from audit.ledger.append import append
from audit.ledger.events import Event
from audit.ledger.keys import new_wrapped
from audit.ledger.models import Entry, Key
from portal.errors import NotAllowed
from portal.models import Organisation, User


@transaction.atomic
def open_log(*, organisation: Organisation, by: User) -> Entry:
    """Open the log of an organisation, once: its head, the organisation's own key, and the first entry.

    The log's name, PORTAL_ORIGIN and the organisation's slug, stands in every leaf and never changes.
    """
    origin = f"{settings.PORTAL_ORIGIN}/{organisation.slug}".lower()
    try:
        with connection.cursor() as cursor:
            cursor.execute(
                "SELECT public.ledger_open(%s, %s, %s)",
                [organisation.pk, origin, new_wrapped(organisation.pk)],
            )
    except DatabaseError as error:
        if getattr(error.__cause__, "sqlstate", None) == "LG006":
            raise NotAllowed("This organisation's ledger is open already.") from error
        raise
    return append(event=Event.LOG_OPENED, organisation=organisation, body={"origin": origin}, by=by)


@transaction.atomic
def record_read(
    *,
    event: Event,
    organisation: Organisation,
    about: Entry | UUID | None = None,
    body: Mapping[str, Any] | None = None,
    facets: Mapping[str, Any] | None = None,
    key: Key | None = None,
    by: User,
) -> Entry:
    """Record that somebody looked, before they see anything: call it, then show the page.

    `about` is the entry they look at, of the same organisation. If this raises, show nothing.
    """
    seen = about.pk if isinstance(about, Entry) else about
    return append(
        event=event,
        organisation=organisation,
        body={**(body or {}), "about": str(seen) if seen else None},
        facets={**(facets or {}), "about": seen},
        key=key,
        by=by,
    )
