"""A log keeps its own name: in each leaf, in what binds a body to it, in its lot, and in a report of it."""

from __future__ import annotations

import json

import pytest

from audit.ledger import verify
from audit.ledger.models import Entry, Log
from audit.ledger.queries import opened
from audit.oversight.watching import drawing, lots
from audit.reports.annual.exact import counted_exactly
from audit.reports.queries import period_of
from portal.days import london_day
from portal.models import Organisation
from tests.audit.door import leaves, made
from tests.audit.oversight.lot_stage import THIS, draw

NAMES = ("alder", "willow")


@pytest.fixture
def places(db, make):
    """Return two organisations, each with a log of its own."""
    return {name: make(name) for name in NAMES}


def test_each_leaf_names_the_log_it_is_in(places):
    for name, place in places.items():
        made(place)
        assert {json.loads(leaf)["origin"] for leaf in leaves(place)} == {f"localhost/{name}"}


def test_entries_of_two_logs_are_opened_together_each_as_bound_to_its_own(places):
    entries = [made(place, body={"says": name}) for name, place in places.items()]
    assert [each.body.get("says") for each in opened(entries)] == list(NAMES)


def test_the_lots_and_the_reports_of_two_logs_go_by_their_names(places):
    today = london_day()
    year = period_of(str(today.year), today)
    for name, place in places.items():
        made(place)
        last = Entry.objects.filter(organisation=place.organisation).latest("seq")
        seed = drawing.seed_of(f"localhost/{name}", THIS, bytes(last.leaf_hash))
        assert lots.body_of(draw(place))["seed"] == seed.hex()
        _, at = counted_exactly(place.organisation, year, homes=None, reader="board")
        assert at.origin == f"localhost/{name}"


def test_an_organisation_that_takes_another_address_keeps_the_name_of_its_log(places):
    place = places["willow"]
    Organisation.objects.filter(pk=place.organisation.pk).update(slug="oak")
    place.organisation.refresh_from_db()
    entry = made(place, body={"says": "x"})
    assert json.loads(bytes(entry.leaf))["origin"] == Log.objects.get(pk=place.organisation.pk).origin
    assert opened([entry])[0].body["says"] == "x"
    assert verify.verify(place.organisation).ok


def test_a_log_that_is_given_another_name_is_seen(willow_kept, superuser):
    made(willow_kept)
    superuser.execute("ALTER TABLE audit_log DISABLE TRIGGER grows")
    superuser.execute("UPDATE audit_log SET origin = 'localhost/oak'")
    found = verify.verify(willow_kept.organisation)
    assert [(each.seq, each.what) for each in found.faults] == [
        (seq, "the columns do not say what the leaf says") for seq in (0, 1)
    ]
