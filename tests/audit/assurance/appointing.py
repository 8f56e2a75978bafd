"""Appointing, confirming and ending in tests."""

from __future__ import annotations

from datetime import timedelta

import pytest

from audit.assurance.appointments import actions, queries
from audit.ledger import queries as ledger
from audit.ledger.ids import new_id
from audit.ledger.models import Entry
from portal.errors import NotAllowed

DAY = timedelta(days=1)
BOARD = "The board, on 4 May, minute 12"


def appoint(place, post, who=None, *, name="", by=None, **given):
    said = {"evidence": BOARD, "reason": "", "event_id": new_id()} | given
    return actions.appoint(
        organisation=place.organisation, post=post, person=who, name=name, by=by or place.priya, **said
    )


def confirm(place, appointment, **given):
    said = {"evidence": BOARD, "event_id": new_id(), "by": place.priya} | given
    return actions.confirm(appointment=appointment, **said)


def end(place, appointment, **given):
    said = {"reason": "She moved away. She told us.", "event_id": new_id(), "by": place.priya} | given
    return actions.end(appointment=appointment, **said)


def names(place):
    return {(each.post.value, each.name) for each in queries.held(place.organisation)}


def body_of(fact):
    return ledger.body_of(Entry.objects.get(pk=fact.pk))


def refused(sentence, act, *given, **named):
    before = Entry.objects.count()
    with pytest.raises(NotAllowed) as refusal:
        act(*given, **named)
    assert refusal.value.sentence == sentence
    assert Entry.objects.count() == before
