"""Checking a whole log: it agrees with itself, and every kind of change that is not everywhere is seen."""

from __future__ import annotations

import pytest
from django.db import transaction

from audit.ledger import keys, verify
from audit.ledger.append import append
from audit.ledger.errors import NoLog
from audit.ledger.events import Event
from audit.ledger.models import Entry
from audit.transparency import merkle
from portal.models import Organisation

FACETS = {
    "home": "00000000-0000-4000-8000-000000000001",
    "door": "family",
    "flags": ["a", "b"],
    "rules": ["1"],
}


def fill(place, number=10):
    for turn in range(number):
        with transaction.atomic():
            append(
                event=Event.DECISION_MADE,
                organisation=place.organisation,
                body={},
                facets=FACETS if turn % 2 else None,
                by=place.amira,
            )


@pytest.fixture(params=[4, 2048], ids=["many chunks", "one chunk"])
def chunk(request, monkeypatch):
    monkeypatch.setattr(verify, "CHUNK", request.param)


@pytest.mark.parametrize("number", [0, 3, 7, 10])
def test_a_sound_log_agrees_with_itself(willow, chunk, number):
    fill(willow, number)
    found = verify.verify(willow.organisation)
    assert found.ok
    hashes = [merkle.leaf_hash(bytes(entry.leaf)) for entry in Entry.objects.order_by("seq")]
    assert (found.size, found.root) == (number + 1, merkle.root(hashes))
    assert list(verify.verify_bodies(willow.organisation)) == []


def test_without_a_log_there_is_nothing_to_check(db):
    with pytest.raises(NoLog):
        verify.verify(Organisation.objects.create(name="Elm", slug="elm"))


# A leaf with another commitment, all else the same.
OTHER = "overlay(leaf placing CASE substr(leaf, 20, 1) WHEN '0' THEN '1' ELSE '0' END::bytea from 20)"
ALL_OVER = (
    f"UPDATE audit_entry SET leaf = {OTHER}, leaf_hash = sha256('\\x00'::bytea || {OTHER}) WHERE seq = 2"
)
HARMS = {
    "UPDATE audit_entry SET door = 'care-team' WHERE seq = 2": (2, "columns"),
    "UPDATE audit_entry SET home_id = NULL WHERE seq = 2": (2, "columns"),
    "UPDATE audit_entry SET flags = '{a}' WHERE seq = 2": (2, "columns"),
    "UPDATE audit_entry SET recorded_at = recorded_at + interval '1 ms' WHERE seq = 2": (2, "columns"),
    "UPDATE audit_entry SET event = 'consent.given' WHERE seq = 2": (2, "columns"),
    "UPDATE audit_entry SET id = gen_random_uuid() WHERE seq = 2": (2, "columns"),
    "UPDATE audit_entry SET leaf_hash = sha256('') WHERE seq = 2": (2, "stored hash"),
    "UPDATE audit_entry SET leaf = leaf || 'x' WHERE seq = 2": (2, "columns"),
    "UPDATE audit_entry SET leaf = leaf || E'\\\\012' WHERE seq = 2": (0, "of"),
    "UPDATE audit_entry SET leaf = '\\xff' || leaf WHERE seq = 2": (2, "columns"),
    "UPDATE audit_entry SET seq = 99 WHERE seq = 2": (99, "outside"),
    "UPDATE audit_entry SET seq = -1 WHERE seq = 2": (-1, "outside"),
    "DELETE FROM audit_entry WHERE seq = 2": (0, "are there"),
    "DELETE FROM audit_entry": (0, "0 are there"),
    "UPDATE audit_log SET size = size - 1": (10, "outside"),
    "UPDATE audit_log SET frontier = sha256('') || sha256('x') || sha256('y')": (None, "head"),
    ALL_OVER: (None, "head"),
}


@pytest.mark.parametrize("harm", HARMS)
def test_a_change_that_a_superuser_makes_is_seen(willow_kept, superuser, monkeypatch, harm):
    monkeypatch.setattr(verify, "CHUNK", 4)
    fill(willow_kept)
    superuser.execute("ALTER TABLE audit_entry DISABLE TRIGGER kept")
    superuser.execute("ALTER TABLE audit_log DISABLE TRIGGER grows")
    superuser.execute(harm)
    found = verify.verify(willow_kept.organisation)
    seq, what = HARMS[harm]
    assert not found.ok
    assert any(fault.seq == seq and what in fault.what for fault in found.faults), found.faults


def test_many_faults_are_cut_short(willow_kept, superuser, monkeypatch):
    fill(willow_kept)
    monkeypatch.setattr(verify, "MOST_FAULTS", 4)
    superuser.execute("ALTER TABLE audit_entry DISABLE TRIGGER kept")
    superuser.execute("UPDATE audit_entry SET outcome = 'x'")
    assert len(verify.verify(willow_kept.organisation).faults) == 4


def test_bodies_are_opened_one_by_one(willow_kept, superuser):
    fill(willow_kept, 3)
    key = keys.new_key(willow_kept.organisation)
    with transaction.atomic():
        append(
            event=Event.DECISION_MADE,
            organisation=willow_kept.organisation,
            body={},
            key=key,
            by=willow_kept.amira,
        )
    superuser.execute("ALTER TABLE audit_body DISABLE TRIGGER kept")
    superuser.execute("ALTER TABLE audit_key DISABLE TRIGGER kept")
    superuser.execute("UPDATE audit_key SET wrapped = NULL WHERE id = %s", [key.pk])
    superuser.execute("DELETE FROM audit_body WHERE entry_id = (SELECT id FROM audit_entry WHERE seq = 1)")
    superuser.execute(
        "UPDATE audit_body SET sealed = '' WHERE entry_id = (SELECT id FROM audit_entry WHERE seq = 2)"
    )
    faults = list(verify.verify_bodies(willow_kept.organisation))
    assert [(fault.seq, fault.what) for fault in faults] == [
        (1, "the body is not there"),
        (2, "the sealed bytes are not in a known format"),
    ]
