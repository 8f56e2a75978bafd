"""Each night every log is checked; the desk says so in one line, and a change rings whoever is on duty."""

from __future__ import annotations

from datetime import datetime, timedelta

import pytest
import time_machine
from django.core import mail
from django.db import DatabaseError
from django.urls import reverse

from audit.ledger.models import Entry
from audit.oversight.tasks import check_logs
from audit.oversight.verifying import checking, queries
from audit.oversight.verifying.models import Verification
from audit.transparency import merkle
from portal import outbox
from portal.days import LONDON
from portal.jobs import app
from portal.models import Organisation
from portal.roles import Role
from tests.audit.door import made
from tests.audit.oversight.asking import person
from tests.audit.oversight.desk_pages import links, page, words
from tests.audit.test_verify import OTHER

MONDAY = datetime(2026, 5, 4, 2, 40, tzinfo=LONDON)
SUNDAY = datetime(2026, 5, 10, 2, 40, tzinfo=LONDON)
NIGHT = timedelta(days=1)
CHECKS = reverse("verifying:index")
What = Verification.What


def night(moment):
    """Let the clock come by."""
    with time_machine.travel(moment, tick=False):
        return check_logs()


def alarms():
    outbox.send_waiting()
    return [(each.to, each.body) for each in mail.outbox if "may have been changed" in each.subject]


@pytest.fixture
def priya(client, willow):
    client.force_login(willow.priya)
    return client


@pytest.fixture
def harm(willow_kept, superuser):
    """Return a way to change what nobody may, as whoever holds the server's own password could."""
    for table, guard in [("audit_entry", "kept"), ("audit_body", "kept"), ("audit_log", "grows")]:
        superuser.execute(f"ALTER TABLE {table} DISABLE TRIGGER {guard}")
    return superuser.execute


def found(day, what=What.ENTRIES):
    return Verification.objects.get(day=day.date(), what=what)


def test_each_log_is_checked_once_a_night_however_often_the_clock_comes_by(willow, make):
    make("alder")
    made(willow)
    assert [night(MONDAY), night(MONDAY + timedelta(hours=1)), night(MONDAY + NIGHT)] == [2, 0, 2]
    checked = Verification.objects.get(organisation=willow.organisation, day=MONDAY.date())
    hashes = [bytes(each.leaf_hash) for each in willow.organisation.entries.order_by("seq")]
    assert (checked.size, checked.faults) == (2, [])
    assert checked.root == merkle.root(hashes).hex()
    assert alarms() == []


def test_the_clock_comes_by_in_the_night_and_again_for_what_it_missed():
    entry = app.conf.beat_schedule["check that no log was changed"]
    assert entry["task"] == check_logs.name
    assert (entry["schedule"].hour, entry["schedule"].minute) == ({2, 3, 4, 5, 6}, {40})


def test_on_sundays_the_evidence_is_opened_too(willow):
    assert night(SUNDAY) == 2
    evidence = found(SUNDAY, What.EVIDENCE)
    assert (evidence.size, evidence.root, evidence.faults) == (1, "", [])


def test_an_organisation_without_a_log_is_passed_over(willow):
    Organisation.objects.create(name="Elm", slug="elm")
    assert night(MONDAY) == 1


def test_the_desk_says_in_one_line_that_nothing_changed(priya, willow):
    assert "Checked" not in words(page(priya))
    with time_machine.travel(MONDAY, tick=False):
        checking.check_all(MONDAY)
        priya.force_login(willow.priya)
        assert "Checked last night: 1 entry, nothing changed." in words(page(priya))
    with time_machine.travel(MONDAY + timedelta(days=3), tick=False):
        priya.force_login(willow.priya)
        assert "Checked on 4 May 2026: 1 entry, nothing changed." in words(page(priya))


def test_the_page_of_the_checks_shows_the_seal_and_only_to_who_answers_for_the_record(priya, willow):
    assert "The first check is tonight." in words(page(priya, CHECKS))
    night(SUNDAY)
    said = words(page(priya, CHECKS))
    assert "Nothing changed" in said
    assert found(SUNDAY).root in said
    assert "The evidence behind every entry" in said
    assert links(page(priya))["Is our record whole?"] == CHECKS
    priya.force_login(willow.amira)
    page(priya, CHECKS, status=404)


def test_a_change_rings_whoever_is_on_duty_and_stands_over_the_desk(willow_kept, harm, client):
    made(willow_kept)
    person(willow_kept, "dana", Role.DEPUTY)
    night(MONDAY)
    harm("UPDATE audit_entry SET door = 'family' WHERE seq = 1")
    night(MONDAY + NIGHT)
    night(MONDAY + NIGHT + timedelta(hours=1))
    assert found(MONDAY + NIGHT).faults == [[1, "the columns do not say what the leaf says"]]
    ((to, body),) = alarms()
    assert to == [willow_kept.priya.email]
    assert "/desk/checks/" in body
    client.force_login(willow_kept.priya)
    desk = page(client)
    assert links(desk)["Our record may have been changed. See what to do now"] == CHECKS
    assert "nothing changed" not in words(desk)
    said = words(page(client, CHECKS))
    assert "Tell whoever looks after this service today" in said
    assert "entry 1: the columns do not say what the leaf says" in said


def test_it_rings_each_night_until_it_is_mended_and_then_no_more(willow_kept, harm):
    made(willow_kept)
    harm("UPDATE audit_entry SET door = 'family' WHERE seq = 1")
    for nights in range(2):
        night(MONDAY + nights * NIGHT)
    assert len(alarms()) == 2
    harm("UPDATE audit_entry SET door = NULL WHERE seq = 1")
    night(MONDAY + 2 * NIGHT)
    assert found(MONDAY + 2 * NIGHT).faults == []
    assert len(alarms()) == 2


def test_a_log_that_was_rewritten_all_over_is_not_the_one_of_last_night(willow_kept, harm):
    for _ in range(3):
        made(willow_kept)
    night(MONDAY)
    harm(
        f"UPDATE audit_entry SET leaf = {OTHER}, leaf_hash = sha256('\\x00'::bytea || {OTHER}) WHERE seq = 2"
    )
    tree = merkle.Frontier()
    for each in Entry.objects.order_by("seq"):
        tree.append(merkle.leaf_hash(bytes(each.leaf)))
    harm("UPDATE audit_log SET frontier = %s", [bytes(tree)])
    made(willow_kept)
    night(MONDAY + NIGHT)
    assert found(MONDAY + NIGHT).faults == [[None, "the log is not the one that was checked before"]]


def test_a_log_that_was_cut_short_with_its_head_is_seen(willow_kept, harm):
    made(willow_kept)
    night(MONDAY)
    first = Entry.objects.get(seq=0)
    harm("DELETE FROM audit_body WHERE entry_id IN (SELECT id FROM audit_entry WHERE seq = 1)")
    harm("SET session_replication_role = replica")
    harm("DELETE FROM audit_entry WHERE seq = 1")
    harm("UPDATE audit_log SET size = 1, frontier = %s", [bytes(first.leaf_hash)])
    night(MONDAY + NIGHT)
    assert found(MONDAY + NIGHT).faults == [[1, "entries that were there before are gone"]]
    assert found(MONDAY + NIGHT).root == ""


def test_evidence_that_was_changed_rings_too(willow_kept, harm):
    made(willow_kept)
    harm("UPDATE audit_body SET sealed = '' WHERE entry_id = (SELECT id FROM audit_entry WHERE seq = 1)")
    night(SUNDAY)
    assert found(SUNDAY).faults == []
    assert [seq for seq, _ in found(SUNDAY, What.EVIDENCE).faults] == [1]
    assert len(alarms()) == 1


def test_a_log_that_cannot_even_be_read_rings_and_the_others_are_checked(willow, make, monkeypatch):
    make("alder")
    real = checking.verify

    def unreadable(organisation):
        if organisation == willow.organisation:
            raise ValueError("Zebedee Canary")
        return real(organisation)

    monkeypatch.setattr(checking, "verify", unreadable)
    assert night(MONDAY) == 2
    broken = Verification.objects.get(organisation=willow.organisation)
    assert broken.faults == [[None, "the check broke off: ValueError"]]
    assert broken.size == 0, "nothing was counted"
    assert len(alarms()) == 1


class TestWhatIsComparedWith:
    """A log must begin with what the last check of its entries found sound, and with nothing else that is kept."""

    def keep(self, place, moment, found, what=What.ENTRIES):
        checking._check(place.organisation, what, lambda _: found, moment)

    @pytest.mark.parametrize(
        ("nights", "what", "faults"),
        [
            (0, What.ENTRIES, []),
            (2, What.EVIDENCE, []),
            (2, What.ENTRIES, [checking.Fault(1, "this night found a fault")]),
        ],
        ids=["of an earlier night", "of the evidence", "with a fault"],
    )
    def test_another_check_is_not_taken_for_it(self, willow, nights, what, faults):
        made(willow)
        night(MONDAY + NIGHT)
        self.keep(willow, MONDAY + nights * NIGHT, checking.Found(2, b"", faults), what)
        night(MONDAY + 3 * NIGHT)
        assert found(MONDAY + 3 * NIGHT).faults == []

    def test_of_very_many_faults_the_first_are_kept(self, willow):
        faults = [checking.Fault(seq, "changed") for seq in range(checking.MOST_FAULTS + 2)]
        self.keep(willow, MONDAY, checking.Found(99, b"", faults))
        assert [seq for seq, _ in found(MONDAY).faults] == list(range(checking.MOST_FAULTS))


def test_the_page_lists_the_last_checks_of_this_organisation(willow, make, monkeypatch):
    alder = make("alder")
    for number in range(7):
        night(MONDAY + number * NIGHT)
    monkeypatch.setattr(queries, "SHOWN", 3)
    listed = [(each.day, each.what) for each in queries.latest(alder.organisation)]
    sunday = SUNDAY.date()
    assert listed == [(sunday, What.ENTRIES), (sunday, What.EVIDENCE), (sunday - NIGHT, What.ENTRIES)]
    assert {each.organisation for each in queries.latest(alder.organisation)} == {alder.organisation}


def test_a_fault_in_another_organisations_log_is_not_ours(willow, make):
    alder = make("alder")
    fault = checking.Found(1, b"", [checking.Fault(1, "changed")])
    checking._check(alder.organisation, What.ENTRIES, lambda _: fault, MONDAY)
    assert queries.is_sound(willow.organisation)
    assert queries.last(willow.organisation) is None
    assert not queries.is_sound(alder.organisation)


def test_a_database_that_is_away_is_no_fault_of_the_log(willow, monkeypatch):
    def away(organisation):
        raise DatabaseError

    monkeypatch.setattr(checking, "verify", away)
    with pytest.raises(DatabaseError):
        night(MONDAY)
    assert not Verification.objects.exists()


def test_what_a_check_found_is_kept(willow):
    night(MONDAY)
    with pytest.raises(DatabaseError, match="denied|refuse|kept|permission"):
        Verification.objects.update(faults=[])
