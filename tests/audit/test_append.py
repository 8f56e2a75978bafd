"""Appending: one statement, one entry an id, all or nothing, and a tree that plain Python grows the same."""

from __future__ import annotations

import contextlib
import json
from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, datetime, timedelta
from uuid import uuid4

import pytest
import time_machine
from django.db import DatabaseError, connection, transaction
from django.db.transaction import TransactionManagementError

from audit.ledger.actions import open_log, record_read
from audit.ledger.append import OURS, append
from audit.ledger.errors import ClockWentBack, IdTaken, LedgerBusy, LedgerRefused, NoLog
from audit.ledger.events import WORDS, Event
from audit.ledger.facets import MAX_LIST, NAMES
from audit.ledger.ids import new_id
from audit.ledger.keys import new_key
from audit.ledger.models import Body, Entry, Key, Log
from audit.ledger.queries import body_of
from audit.transparency import merkle
from audit.transparency.canonical import NotCanonical, canonical, parse
from portal.errors import NotAllowed
from portal.models import Organisation

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


def test_the_leaf_is_canonical_and_says_everything(willow):
    entry = made(willow, facets=FACETS)
    leaf = parse(bytes(entry.leaf))
    assert canonical(leaf) == bytes(entry.leaf)
    assert sorted(leaf) == ["commitment", "event", "facets", "id", "origin", "seq", "time", "version"]
    assert leaf["facets"] == FACETS | {"flags": ["departed", "urgent"]}
    assert (leaf["event"], leaf["id"], leaf["seq"], leaf["version"]) == ("decision.made", str(entry.id), 1, 1)
    assert leaf["origin"] == "localhost/willow"
    assert (
        leaf["time"] == f"{entry.recorded_at:%Y-%m-%dT%H:%M:%S}.{entry.recorded_at.microsecond // 1000:03}Z"
    )


def test_the_entry_returned_is_the_entry_stored(willow):
    entry = made(willow, facets=FACETS)
    stored = Entry.objects.get(pk=entry.pk)
    for field in Entry._meta.concrete_fields:
        ours, theirs = getattr(entry, field.attname), getattr(stored, field.attname)
        assert ours == (bytes(theirs) if isinstance(theirs, memoryview) else theirs), field
    assert not entry.repeated
    assert str(entry) == f"decision.made {entry.reference}"
    assert bytes(stored.leaf_hash) == merkle.leaf_hash(bytes(stored.leaf))


def test_an_entry_without_facets(willow):
    entry = made(willow, facets={"home": None, "flags": [], "door": ""})
    assert b'"facets":{},' in bytes(entry.leaf)
    assert (entry.home_id, entry.door, entry.flags) == (None, None, None)


@pytest.mark.parametrize("name", NAMES)
def test_each_facet_alone(willow, name):
    value = {"about": str(uuid4()), "home": str(uuid4()), "flags": ["a", "b"], "rules": ["a"]}.get(
        name, "code.1:a-b"
    )
    entry = made(willow, facets={name: value})
    assert parse(bytes(entry.leaf))["facets"] == {name: value}
    column = {"about": "about_id", "home": "home_id"}.get(name, name)
    stored = getattr(Entry.objects.get(pk=entry.pk), column)
    assert (str(stored) if name in {"about", "home"} else stored) == value


@pytest.mark.parametrize(
    "facets",
    [
        {"name": "Ada"},
        {"door": "two words"},
        {"door": 'quo"te'},
        {"door": "é"},
        {"door": 5},
        {"door": "x" * 101},
        {"flags": ["ok", "not ok"]},
        {"flags": "abc"},
        {"rules": ["r"] * (MAX_LIST + 1)},
        {"home": "not-an-id"},
    ],
)
def test_facets_that_could_be_anything_else_are_refused(willow, facets):
    with pytest.raises(ValueError, match=r".+"):
        made(willow, facets=facets)


def test_the_body_says_who_did_it_and_how(willow, settings):
    settings.PORTAL_RELEASE = "1.2"
    willow.amira.authenticated_by = "password"
    body = body_of(made(willow, body={"says": "x", "list": [1, True, None]}))
    assert len(body.pop("salt")) == 44
    assert body == {
        "says": "x",
        "list": [1, True, None],
        "event": "decision.made",
        "actor": {
            "id": str(willow.amira.pk),
            "name": "Amira Khan",
            "role": "worker",
            "authenticated_by": "password",
        },
        "organisation": {"id": str(willow.organisation.pk), "name": "Willow"},
        "release": "1.2",
    }


def test_the_body_of_a_stranger_says_so(willow, make):
    other = make("alder")
    actor = body_of(made(willow, by=other.amira))["actor"]
    assert (actor["role"], actor["authenticated_by"]) == ("none", "not recorded")


@pytest.mark.parametrize("name", sorted(OURS))
def test_a_body_cannot_say_what_the_ledger_says(willow, name):
    with pytest.raises(ValueError, match=f"the ledger itself writes {name}"):
        made(willow, body={name: "x"})


def test_a_body_outside_the_form_is_refused_and_leaves_nothing(willow):
    with pytest.raises(NotCanonical):
        made(willow, body={"says": "\ud800"})
    assert agrees(willow)


def test_the_salt_hides_a_body_that_could_be_guessed(willow):
    assert made(willow).commitment != made(willow).commitment


def test_an_entry_costs_one_round_trip(willow_kept, django_assert_num_queries):
    willow_kept.amira.acting = willow_kept.amira.memberships.first()
    made(willow_kept)
    with transaction.atomic(), django_assert_num_queries(1):
        append(
            event=Event.DECISION_MADE, organisation=willow_kept.organisation, body={}, by=willow_kept.amira
        )


def test_outside_a_transaction_it_is_refused(willow_kept):
    with pytest.raises(TransactionManagementError):
        append(
            event=Event.DECISION_MADE, organisation=willow_kept.organisation, body={}, by=willow_kept.amira
        )
    assert Entry.objects.count() == 1


def test_undone_means_nothing_was_there(willow_kept):
    kept = []

    def action():
        with transaction.atomic():
            kept.append(new_key(willow_kept.organisation).pk)
            made(willow_kept)
            raise RuntimeError

    with pytest.raises(RuntimeError):
        action()
    assert Entry.objects.count() == Body.objects.count() == 1
    assert not Key.objects.filter(pk__in=kept).exists()
    assert made(willow_kept).seq == 1
    assert agrees(willow_kept)


def test_an_id_given_twice_gives_the_receipt(willow):
    event_id = new_id()
    first = made(willow, event_id=event_id, body={"says": "first"}, facets=FACETS)
    second = made(willow, event_id=event_id, body={"says": "second"})
    assert (second.pk, second.seq, bytes(second.leaf)) == (first.pk, first.seq, bytes(first.leaf))
    assert (first.repeated, second.repeated) == (False, True)
    assert body_of(second)["says"] == "first"
    assert agrees(willow)


def test_an_id_of_another_organisation_is_refused_without_saying_whose(willow, make):
    other = make("alder")
    event_id = made(other).pk
    with pytest.raises(IdTaken) as refusal, transaction.atomic():
        made(willow, event_id=event_id)
    assert "alder" not in str(refusal.value).lower()
    assert str(other.organisation.pk) not in str(refusal.value)


def test_an_id_of_another_kind_of_event_is_refused(willow):
    event_id = made(willow).pk
    with pytest.raises(IdTaken), transaction.atomic():
        made(willow, event_id=event_id, event=Event.CONSENT_GIVEN)


def in_a_thread(work, *args):
    try:
        return work(*args)
    finally:
        connection.close()


def test_sixty_four_callers_with_one_id_get_one_entry(willow_kept):
    event_id = new_id()
    with ThreadPoolExecutor(16) as threads:
        futures = [
            threads.submit(in_a_thread, lambda: made(willow_kept, event_id=event_id)) for _ in range(64)
        ]
        entries = [future.result() for future in futures]
    assert {(entry.pk, entry.seq, bytes(entry.leaf)) for entry in entries} == {
        (event_id, 1, bytes(entries[0].leaf))
    }
    assert [entry.repeated for entry in entries].count(False) == 1
    assert Entry.objects.count() == Body.objects.count() == 2


def test_eight_writers_leave_no_gap_and_one_tree(willow_kept, make):
    alder = make("alder")

    def write(number):
        for turn in range(15):
            made(willow_kept if (number + turn) % 3 else alder, facets=FACETS)

    with ThreadPoolExecutor(8) as threads:
        for future in [threads.submit(in_a_thread, write, number) for number in range(8)]:
            future.result()
    assert Entry.objects.count() == 8 * 15 + 2
    assert agrees(willow_kept)
    assert agrees(alder)


def test_a_connection_that_dies_before_commit_leaves_nothing(willow_kept, superuser):
    def action():
        with transaction.atomic():
            made(willow_kept)
            superuser.execute("SELECT pg_terminate_backend(%s)", [connection.connection.info.backend_pid])
            Entry.objects.count()

    with pytest.raises(DatabaseError, match=r"terminat|closed|lost"):
        action()
    connection.close()
    assert Entry.objects.count() == Body.objects.count() == 1
    assert made(willow_kept).seq == 1
    assert agrees(willow_kept)


def test_a_log_that_stays_busy_asks_to_try_again(willow_kept, owner):
    with owner.transaction():
        owner.execute("SELECT FROM audit_log FOR UPDATE")
        with pytest.raises(LedgerBusy) as refusal:
            made(willow_kept)
    assert "Try again" in refusal.value.sentence
    assert made(willow_kept).seq == 1


def set_last_time(owner, place, moment):
    """Put the head's time somewhere else, which only switching its trigger off allows."""
    with owner.transaction():
        owner.execute("ALTER TABLE audit_log DISABLE TRIGGER grows")
        owner.execute(
            "UPDATE audit_log SET last_time = %s WHERE organisation_id = %s", [moment, place.organisation.pk]
        )
        owner.execute("ALTER TABLE audit_log ENABLE ALWAYS TRIGGER grows")


def test_a_clock_that_went_back_is_refused(willow_kept, owner):
    set_last_time(owner, willow_kept, datetime.now(UTC) + timedelta(hours=1))
    with pytest.raises(ClockWentBack) as refusal:
        made(willow_kept)
    assert "clock" in refusal.value.sentence
    assert Entry.objects.count() == 1


def test_a_clock_a_little_behind_waits_at_the_last_time(willow_kept, owner):
    for _ in range(20):
        ahead = (datetime.now(UTC) + timedelta(milliseconds=700)).replace(microsecond=0) + timedelta(
            milliseconds=1
        )
        if timedelta(0) < ahead - datetime.now(UTC) < timedelta(milliseconds=900):
            break
    set_last_time(owner, willow_kept, ahead)
    entry = made(willow_kept)
    assert entry.recorded_at >= ahead
    assert Log.objects.get().last_time == entry.recorded_at


def test_a_day_on_the_portals_own_clock_changes_nothing(willow):
    with time_machine.travel(datetime(2031, 1, 1, tzinfo=UTC)):
        entry = made(willow)
    assert entry.recorded_at.year < 2031


def test_without_a_log_there_is_no_door(willow):
    elm = Organisation.objects.create(name="Elm", slug="elm")
    with pytest.raises(NoLog):
        append(event=Event.DECISION_MADE, organisation=elm, body={}, by=willow.amira)


def test_a_log_opens_once(willow):
    first = Entry.objects.get()
    assert (first.event, first.seq) == ("log.opened", 0)
    assert body_of(first)["origin"] == "localhost/willow"
    with pytest.raises(NotAllowed, match="open already"), transaction.atomic():
        open_log(organisation=willow.organisation, by=willow.priya)
    assert agrees(willow)
    assert str(Log.objects.get()) == "localhost/willow (1)"


def test_a_log_needs_a_name_that_needs_no_escape(willow, settings):
    settings.PORTAL_ORIGIN = 'quo"te'
    elm = Organisation.objects.create(name="Elm", slug="elm")
    with pytest.raises(Exception, match="host/organisation"), transaction.atomic():
        open_log(organisation=elm, by=willow.priya)


def test_looking_leaves_an_entry_about_what_was_seen(willow):
    seen = made(willow)
    by_entry = record_read(
        event=Event.DECISION_OPENED, organisation=willow.organisation, about=seen, by=willow.priya
    )
    by_id = record_read(
        event=Event.DECISION_OPENED, organisation=willow.organisation, about=seen.pk, by=willow.priya
    )
    of_nothing = record_read(event=Event.LIST_EXPORTED, organisation=willow.organisation, by=willow.priya)
    assert by_entry.about_id == by_id.about_id == seen.pk
    assert body_of(by_entry)["about"] == str(seen.pk)
    assert (of_nothing.about_id, body_of(of_nothing)["about"]) == (None, None)


def test_a_key_of_another_organisation_is_refused(willow, make):
    other = make("alder")
    with pytest.raises(LedgerRefused, match="no such key"), transaction.atomic():
        made(willow, key=new_key(other.organisation))


CALL = """SELECT ledger_append(%(o)s, %(id)s, %(event)s, %(about)s, %(basis)s, %(door)s, %(flags)s, NULL, NULL,
    %(rules)s, NULL, %(commitment)s, %(o)s, %(sealed)s)"""


@pytest.mark.parametrize(
    "wrong",
    [
        {"event": "decision.unmade"},
        {"event": None},
        {"commitment": b"\0" * 31},
        {"commitment": None},
        {"door": 'a","x":"b'},
        {"door": "é"},
        {"door": "a\nb"},
        {"door": ""},
        {"basis": "a\\b"},
        {"flags": ['a","b']},
        {"flags": []},
        {"rules": ["a", None]},
        {"rules": ["a b"]},
        {"sealed": None},
        {"id": None},
    ],
)
def test_the_database_itself_refuses_what_is_not_in_the_form(willow, wrong):
    values = {
        "o": willow.organisation.pk,
        "id": uuid4(),
        "event": "decision.made",
        "about": None,
        "basis": None,
        "door": None,
        "flags": None,
        "rules": None,
        "commitment": b"\0" * 32,
        "sealed": b"x",
    } | wrong
    with pytest.raises(Exception, match=r"form the ledger keeps|null value") as refusal:  # noqa: SIM117
        with transaction.atomic(), connection.cursor() as cursor:
            cursor.execute(CALL, values)
    assert getattr(refusal.value.__cause__, "sqlstate", "") in {"LG004", "23502"}
    assert agrees(willow)


def test_a_fault_that_is_not_the_ledgers_is_passed_on(willow_kept):
    made(willow_kept)
    willow_kept.amira.acting = willow_kept.amira.memberships.first()

    def after_a_fault():
        with transaction.atomic(), connection.cursor() as cursor:
            with contextlib.suppress(DatabaseError):
                cursor.execute("SELECT 1 / 0")
            append(
                event=Event.DECISION_MADE,
                organisation=willow_kept.organisation,
                body={},
                by=willow_kept.amira,
            )

    with pytest.raises(DatabaseError, match="aborted"):
        after_a_fault()


def test_the_vocabulary_is_the_databases(owner):
    assert owner.execute("SELECT ledger_events()").fetchone()[0] == sorted(event.value for event in Event)
    assert set(WORDS) == set(Event)
