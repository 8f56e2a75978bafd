"""Looks at people, and the list of those that seem odd."""

from __future__ import annotations

from django.db import transaction

from audit.ledger.append import append
from audit.ledger.events import Event
from audit.oversight import reading
from audit.oversight.watching import queries


def look(place, *flags, who=None, whom=None, event=Event.INDIVIDUAL_OPENED, key=None):
    with transaction.atomic():
        return append(
            event=event,
            organisation=place.organisation,
            body={"says": "Amira Khan opened what the registers say about Zebedee Canary."},
            facets={"home": place.home.pk, "about": whom, "flags": list(flags)},
            key=key,
            by=who or place.amira,
        )


def listed(place, viewer=None):
    reading.catch_up(place.organisation)
    page = queries.page(place.organisation, viewer=viewer or place.priya)
    return [(each.id, each.odd) for each in page.looks]
