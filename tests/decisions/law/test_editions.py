"""Who starts today starts with the newest edition; who was there before is told that safer questions wait."""

from __future__ import annotations

from importlib import import_module

import pytest
from django.db import connection
from django.db.migrations.executor import MigrationExecutor

from decisions.law import rules
from decisions.rulesets import library
from decisions.wizard import drafts
from portal import editions
from portal.models import Organisation
from tests.decisions.law.story import begun, both, sign
from tests.decisions.wizard.call import Call, logged_in, words

SAFER = "Safer questions wait for two signatures"
START = library.START


@pytest.fixture
def earlier(willow):
    """Willow Care, which was there before edition 2."""
    Organisation.objects.filter(pk=willow.organisation.pk).update(rules_edition=1)
    willow.organisation.refresh_from_db()
    return willow


def test_the_newest_edition_is_the_newest_of_the_library():
    assert max(each.edition for each in library.published()) == editions.NEWEST == editions.newest()


def test_an_edition_holds_one_version_of_a_set_of_questions():
    """Else a version would come into force by installation, which nobody has signed."""
    held = [(each.name, each.edition) for each in library.published()]
    assert len(held) == len(set(held))
    for name in library.names():
        rising = [each.edition for each in library.versions(name)]
        assert rising == sorted(rising)


def test_who_starts_today_has_the_newest_edition(willow):
    assert willow.organisation.rules_edition == editions.NEWEST
    for name in library.names():
        assert rules.current_for(willow.organisation, name) == library.current(name)
    assert rules.waiting_for(willow.organisation) == []


def test_nobody_in_particular_has_the_newest(db):
    assert rules.current_for(None, START) == library.current(START)
    assert rules.rules_for(None) == [library.current(name) for name in library.names()]


def test_what_nobody_must_sign_is_not_asked_of_the_database(willow, django_assert_num_queries):
    with django_assert_num_queries(0):
        rules.current_for(willow.organisation, START)
        rules.rules_for(willow.organisation)
        rules.versions_for(willow.organisation)
        rules.waiting_for(willow.organisation)


def test_who_was_there_keeps_the_first_edition_until_two_have_signed(earlier):
    used = rules.current_for(earlier.organisation, START)
    assert (used.version, used.edition) == (1, 1)
    assert START in {each.ruleset.name for each in rules.waiting_for(earlier.organisation)}
    sign(earlier, library.current(START))
    assert rules.current_for(earlier.organisation, START).version == 1
    sign(earlier, library.current(START), capacity="second")
    assert rules.current_for(earlier.organisation, START) == library.current(START)


def test_a_set_of_questions_that_only_a_later_edition_knows_is_there_in_its_first(earlier, monkeypatch):
    monkeypatch.setattr(library, "versions", lambda _name: [library.current(START)])
    assert rules.installed_for(earlier.organisation, START) == library.current(START)


def test_the_guardian_and_the_manager_are_told_that_safer_questions_wait_and_why(earlier):
    for person in (earlier.priya, earlier.ruth):
        page = words(logged_in(person).get("/"))
        assert SAFER in page
        assert "two faults that can hurt someone" in page
        assert "call 999 and tell no caller where someone is" in page
    assert SAFER in words(logged_in(earlier.priya).get("/desk/"))
    assert 'href="/rules/"' in logged_in(earlier.priya).get("/desk/").content.decode()
    assert SAFER not in words(logged_in(earlier.amira).get("/"))


def test_once_all_are_signed_nobody_is_told(earlier):
    waiting = rules.waiting_for(earlier.organisation)
    for each in waiting[:-1]:
        both(earlier, each.ruleset)
    assert SAFER in words(logged_in(earlier.priya).get("/"))
    both(earlier, waiting[-1].ruleset)
    for address in ("/", "/desk/"):
        assert SAFER not in words(logged_in(earlier.priya).get(address))


def test_who_starts_today_is_told_of_nothing_that_waits(willow):
    for address in ("/", "/desk/"):
        assert SAFER not in words(logged_in(willow.priya).get(address))


def test_a_draft_begun_before_the_signatures_is_finished_as_it_was_begun(earlier):
    early = begun(earlier)
    both(earlier, library.current(START))
    late = begun(earlier)
    assert drafts.journey_of(early).ruleset.version == 1
    assert drafts.journey_of(late).ruleset == library.current(START)


def test_a_draft_begun_before_the_upgrade_keeps_the_first_edition_at_every_door(earlier, ada):
    call = Call(earlier.amira).say("no")
    Organisation.objects.filter(pk=earlier.organisation.pk).update(rules_edition=2)
    call.say("family")
    assert drafts.journey_of(call.draft()).ruleset.key == "family.1"


@pytest.mark.django_db(transaction=True)
def test_the_upgrade_leaves_those_already_there_with_the_first_edition():
    """The operations of the migration, run on a row that is there: the new column gets 1, and a new row the newest."""
    migration = import_module("portal.migrations.0008_rules_edition").Migration
    added, altered = migration.operations
    assert added.field.default == editions.FIRST
    assert altered.field.default is editions.newest
    assert MigrationExecutor(connection).loader.graph.leaf_nodes("portal")
