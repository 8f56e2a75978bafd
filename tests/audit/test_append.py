"""Appending: what a leaf and a body say, and what neither may say."""

from __future__ import annotations

from uuid import uuid4

import pytest
from django.db import connection, transaction

from audit.ledger.actions import record_read
from audit.ledger.append import OURS
from audit.ledger.errors import LedgerRefused
from audit.ledger.events import WORDS, Event
from audit.ledger.facets import MAX_LIST, NAMES
from audit.ledger.keys import new_key
from audit.ledger.models import Entry
from audit.ledger.queries import body_of
from audit.transparency import merkle
from audit.transparency.canonical import NotCanonical, canonical, parse
from tests.audit.door import FACETS, agrees, made


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


def test_the_vocabulary_is_the_databases(owner):
    assert owner.execute("SELECT ledger_events()").fetchone()[0] == sorted(event.value for event in Event)
    assert set(WORDS) == set(Event)
