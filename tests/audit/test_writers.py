"""Many writers, one door: one entry an id, dense places, one tree, all or nothing, and a clock that is right."""

from __future__ import annotations

import contextlib
from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, datetime, timedelta

import pytest
import time_machine
from django.db import DatabaseError, connection, transaction
from django.db.transaction import TransactionManagementError

from audit.ledger.actions import open_log
from audit.ledger.append import append
from audit.ledger.errors import ClockWentBack, IdTaken, LedgerBusy, NoLog
from audit.ledger.events import Event
from audit.ledger.ids import new_id
from audit.ledger.keys import new_key
from audit.ledger.models import Body, Entry, Key, Log
from audit.ledger.queries import body_of
from portal.errors import NotAllowed
from portal.models import Organisation
from tests.audit.door import FACETS, agrees, made


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
