"""Bodies and keys: sealed, bound to their entry, checked against their leaf, and nowhere in clear."""

from __future__ import annotations

import json
import subprocess
import time
from uuid import uuid4

import pytest
from django.core.exceptions import ImproperlyConfigured
from django.db import transaction

from audit.ledger import keys
from audit.ledger.actions import record_read
from audit.ledger.append import append
from audit.ledger.errors import BodyAltered, KeyDestroyed
from audit.ledger.events import Event
from audit.ledger.ids import new_id
from audit.ledger.models import Body, Entry, Key
from audit.ledger.place import aad
from audit.ledger.queries import about, bodies_of, body_of, find, page
from audit.ledger.reference import ALPHABET, reference
from portal import keyring
from portal.launcher import binaries
from tests import database


def made(place, **given):
    who = {"organisation": place.organisation, "by": place.amira}
    with transaction.atomic():
        return append(**({"event": Event.DECISION_MADE, "body": {"says": "x"}} | who | given))


def test_a_body_comes_back_whole_under_either_key(willow, evidence):
    own = made(willow, body=evidence)
    personal = made(willow, body=evidence, key=keys.new_key(willow.organisation))
    for entry, body in zip([own, personal], bodies_of([own, personal]), strict=True):
        assert {name: body[name] for name in evidence} == evidence
        assert body_of(Entry.objects.get(pk=entry.pk)) == body
    assert str(Key.objects.get(pk=willow.organisation.pk)) == str(willow.organisation.pk)


def replace_body(superuser, entry, sealed):
    """Do what only a superuser can: switch the guard off and change a body."""
    with superuser.transaction():
        superuser.execute("ALTER TABLE audit_body DISABLE TRIGGER kept")
        superuser.execute("UPDATE audit_body SET sealed = %s WHERE entry_id = %s", [sealed, entry.pk])
        superuser.execute("ALTER TABLE audit_body ENABLE ALWAYS TRIGGER kept")


def test_an_altered_body_is_seen(willow_kept, superuser):
    entry = made(willow_kept)
    sealed = bytes(Body.objects.get(pk=entry.pk).sealed)
    for altered in (b"", b"\x01", b"\x02" + sealed[1:], sealed[:-1], sealed[:-1] + bytes([sealed[-1] ^ 1])):
        replace_body(superuser, entry, altered)
        with pytest.raises(BodyAltered):
            body_of(entry)


def test_a_body_moved_to_another_entry_is_seen(willow_kept, superuser):
    one, other = made(willow_kept), made(willow_kept)
    replace_body(superuser, one, bytes(Body.objects.get(pk=other.pk).sealed))
    with pytest.raises(BodyAltered, match="belong elsewhere"):
        body_of(one)


@pytest.mark.parametrize(
    ("plain", "why"), [(b'{"says":"y"}', "commits to"), (b'{ "says":"y"}', "commits to")]
)
def test_a_body_sealed_anew_with_the_right_key_is_seen(willow_kept, superuser, plain, why):
    entry = made(willow_kept)
    key = Key.objects.get(pk=willow_kept.organisation.pk)
    replace_body(superuser, entry, keys.encrypt(key, plain, aad=aad("localhost/willow", entry.pk)))
    with pytest.raises(BodyAltered, match=why):
        body_of(entry)


def test_a_body_that_was_committed_to_in_another_spelling_is_seen(willow_kept, monkeypatch):
    monkeypatch.setattr("audit.ledger.append.canonical", lambda value: json.dumps(value).encode())
    with pytest.raises(BodyAltered, match="one spelling"):
        body_of(made(willow_kept))


def test_a_body_that_is_gone_is_seen(willow_kept, superuser):
    entry = made(willow_kept)
    assert str(entry.pk) in str(Body.objects.get(pk=entry.pk))
    with superuser.transaction():
        superuser.execute("ALTER TABLE audit_body DISABLE TRIGGER kept")
        superuser.execute("DELETE FROM audit_body")
    with pytest.raises(BodyAltered, match="not there"):
        body_of(entry)


def test_a_destroyed_key_opens_nothing(willow):
    key = keys.new_key(willow.organisation)
    sealed = keys.encrypt(key, b"x", aad=b"a")
    assert keys.decrypt(key, sealed, aad=b"a") == b"x"
    key.wrapped = None
    with pytest.raises(KeyDestroyed):
        keys.decrypt(key, sealed, aad=b"a")
    with pytest.raises(KeyDestroyed):
        keys.encrypt(key, b"x", aad=b"a")


def test_a_key_put_in_another_row_opens_nothing(willow):
    one, other = keys.new_key(willow.organisation), keys.new_key(willow.organisation)
    other.wrapped = one.wrapped
    with pytest.raises(keyring.CannotOpen):
        keys.encrypt(other, b"x", aad=b"")


def test_unwrapped_keys_are_few_and_soon_forgotten(willow, monkeypatch):
    opened = []
    real = keyring.unwrap
    monkeypatch.setattr(keyring, "unwrap", lambda *args, **given: opened.append(1) or real(*args, **given))
    key = keys.new_key(willow.organisation)
    for _ in range(3):
        keys.encrypt(key, b"x", aad=b"")
    assert len(opened) == 1
    later = time.monotonic() + keys.KEPT_SECONDS + 1
    monkeypatch.setattr(keys.time, "monotonic", lambda: later)
    keys.encrypt(key, b"x", aad=b"")
    assert len(opened) == 2
    assert len(keys._kept) == 1
    monkeypatch.setattr(keys, "KEPT_KEYS", 2)
    for _ in range(4):
        keys.encrypt(keys.new_key(willow.organisation), b"x", aad=b"")
    assert len(keys._kept) == 2


def test_a_canary_is_found_in_no_dump(willow_kept, evidence):
    canary = "Zqxcanaryvbird"
    evidence["individual"]["name"] = canary
    made(willow_kept, body=evidence)
    made(willow_kept, body={"says": canary}, key=keys.new_key(willow_kept.organisation))
    dump = subprocess.run(
        [binaries.find() / "pg_dump", "--inserts", database.address("ADMIN")], check=True, capture_output=True
    ).stdout
    assert b"decision.made" in dump
    for form in (canary, canary.encode().hex(), canary.lower()):
        assert form.encode() not in dump


def test_a_list_is_read_page_by_page_from_the_latest(willow):
    entries = [made(willow) for _ in range(7)]
    first = page(willow.organisation, event=Event.DECISION_MADE, size=3)
    assert [e.pk for e in first.entries] == [e.pk for e in entries[:3:-1]]
    second = page(willow.organisation, event=Event.DECISION_MADE, size=3, before=first.older)
    assert [e.seq for e in second.entries] == [4, 3, 2]
    third = page(willow.organisation, event=Event.DECISION_MADE, size=3, before=second.older)
    assert ([e.seq for e in third.entries], third.older) == ([1], None)


def test_an_entry_is_found_by_its_own_organisation_only(willow, make):
    entry, other = made(willow), make("alder")
    assert find(willow.organisation, entry.pk, event=Event.DECISION_MADE) == entry
    assert find(willow.organisation, entry.pk, event=Event.CONSENT_GIVEN) is None
    assert find(other.organisation, entry.pk, event=Event.DECISION_MADE) is None


def test_what_is_about_an_entry(willow):
    entry = made(willow)
    seen = record_read(
        event=Event.DECISION_OPENED, organisation=willow.organisation, about=entry, by=willow.priya
    )
    assert about(entry, events=[Event.DECISION_OPENED]) == [seen]
    assert about(entry, events=[Event.DECISION_ADDED_TO]) == []


def test_references_are_short_clear_and_always_the_same():
    ids = [uuid4() for _ in range(500)]
    assert len({reference(each) for each in ids}) == 500
    assert not set("01ILOU") & set(ALPHABET)
    for each in ids:
        left, right = reference(each).split("-")
        assert (len(left), len(right), set(left + right) - set(ALPHABET)) == (3, 4, set())
        assert reference(each) == reference(each)


def test_new_ids_stand_in_the_order_of_time():
    one = new_id()
    time.sleep(0.002)
    other = new_id()
    assert (one.version, one.variant) == (7, "specified in RFC 4122")
    assert one < other
    assert abs((one.int >> 80) / 1000 - time.time()) < 60


def test_the_keyring_opens_what_it_sealed_and_only_there():
    sealed = keyring.seal(b"words", aad=b"here")
    assert keyring.open(sealed, aad=b"here") == b"words"
    assert keyring.open(memoryview(sealed), aad=b"here") == b"words"
    assert sealed != keyring.seal(b"words", aad=b"here")
    wrong = [
        b"",
        b"\x01",
        b"\x02" + sealed[1:],
        sealed[:-1],
        sealed[:12],
        b"\x01\x02zz" + sealed[10:],
        b"\x01\xff\xff",
    ]
    for altered in wrong:
        with pytest.raises(keyring.CannotOpen):
            keyring.open(altered, aad=b"here")
    with pytest.raises(keyring.CannotOpen):
        keyring.open(sealed, aad=b"elsewhere")


def test_a_wrapped_key_is_not_a_sealed_text():
    wrapped = keyring.wrap(b"k" * 32, aad=b"row")
    assert keyring.unwrap(wrapped, aad=b"row") == b"k" * 32
    with pytest.raises(keyring.CannotOpen):
        keyring.unwrap(wrapped)
    with pytest.raises(keyring.CannotOpen):
        keyring.open(wrapped, aad=b"row")


def test_a_blind_index_is_one_of_its_place(settings, tmp_path):
    one, other = uuid4(), uuid4()
    index = keyring.blind_index(organisation_id=one, field="name", value="ada")
    assert index == keyring.blind_index(organisation_id=one, field="name", value="ada")
    assert len(index) == 32
    different = [(other, "name", "ada"), (one, "number", "ada"), (one, "name", "Ada")]
    for organisation, field, value in different:
        assert index != keyring.blind_index(organisation_id=organisation, field=field, value=value)
    (tmp_path / "other.json").write_text(keyring.generate())
    settings.PORTAL_KEYRING = tmp_path / "other.json"
    assert index != keyring.blind_index(organisation_id=one, field="name", value="ada")


def test_a_retired_key_still_opens(settings, tmp_path):
    old = json.loads(keyring.generate())
    (tmp_path / "old.json").write_text(json.dumps(old))
    settings.PORTAL_KEYRING = tmp_path / "old.json"
    sealed = keyring.seal(b"words", aad=b"")
    new = json.loads(keyring.generate())
    (tmp_path / "new.json").write_text(json.dumps(new | {"keys": new["keys"] | old["keys"]}))
    settings.PORTAL_KEYRING = tmp_path / "new.json"
    assert keyring.open(sealed, aad=b"") == b"words"
    assert keyring.seal(b"", aad=b"")[2:10].decode() == new["current"]


@pytest.mark.parametrize(
    "text",
    [
        "",
        "[]",
        "{}",
        '{"current": "a", "keys": {}, "index": ""}',
        '{"current": "a", "keys": {"a": "AAAA"}, "index": "AAAA"}',
        '{"current": "a", "keys": {"a": "!"}, "index": "AAAA"}',
        '{"current": "", "keys": {"": "' + "A" * 43 + '="}, "index": "' + "A" * 43 + '="}',
    ],
)
def test_a_keyring_that_will_not_do_is_refused_without_showing_it(tmp_path, text):
    (tmp_path / "keyring.json").write_text(text)
    with pytest.raises(ImproperlyConfigured) as refusal:
        keyring.load(tmp_path / "keyring.json")
    assert "AAAA" not in str(refusal.value)


def test_a_keyring_that_is_not_there_is_refused(tmp_path):
    with pytest.raises(ImproperlyConfigured, match="FileNotFoundError"):
        keyring.load(tmp_path / "none.json")
