"""Writing through the ledger's door in tests, and asking whether head, places and tree agree."""

from __future__ import annotations

import json

from django.db import transaction

from audit.ledger.append import append
from audit.ledger.events import Event
from audit.ledger.models import Entry, Log
from audit.transparency import merkle

FACETS = {
    "home": "00000000-0000-4000-8000-000000000001",
    "door": "care-team",
    "outcome": "share_direct_care",
    "basis": "implied_consent",
    "rules": ["2", "1"],
    "ruleset": "ab" * 32,
    "flags": ["urgent", "departed", "urgent"],
}


def made(place, **given):
    """Append a decision in a transaction of its own."""
    who = {"organisation": place.organisation, "by": place.amira}
    fields = {"event": Event.DECISION_MADE, "body": {"says": "x"}} | who
    with transaction.atomic():
        return append(**(fields | given))


def leaves(place):
    entries = Entry.objects.filter(organisation=place.organisation).order_by("seq")
    return [bytes(entry.leaf) for entry in entries]


def agrees(place):
    """Say whether the head is what plain Python makes of the leaves, and the places are dense."""
    log = Log.objects.get(pk=place.organisation.pk)
    stored = leaves(place)
    assert [json.loads(leaf)["seq"] for leaf in stored] == list(range(len(stored)))
    assert merkle.Frontier(log.size, bytes(log.frontier)).root() == merkle.root(map(merkle.leaf_hash, stored))
    return log.size == len(stored)
