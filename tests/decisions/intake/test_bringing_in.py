"""A list on its way in: tried, confirmed, brought in once, all of it or nothing, by managers only."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connections
from django.urls import reverse
from django.utils import timezone

from audit.ledger import append
from audit.ledger.errors import LedgerBusy
from audit.ledger.events import Event
from audit.ledger.models import Entry, Key
from audit.ledger.queries import body_of
from decisions.individuals.models import Individual, IndividualIndex
from decisions.intake import keeping, tasks
from decisions.intake.lists import KINDS
from decisions.intake.models import Intake, IntakeFile
from decisions.intake.reading import TOO_BIG
from tests.decisions.at_once import twice_at_once
from tests.decisions.wizard.call import errors, logged_in, words
from tests.decisions.world import World

LIST = "Name,Reference,Home\r\n" + "".join(f"Person {n},R-{n},Willow House\r\n" for n in range(300))


def send(browser, text=LIST, kind="people"):
    data = text if isinstance(text, bytes) else text.encode()
    return browser.post(reverse("intake:upload", args=[kind]), {"file": SimpleUploadedFile("list.csv", data)})


def waiting(world, text=LIST):
    """Return a list that was confirmed and waits for its job."""
    kind, data = KINDS["people"], text.encode()
    tried = kind.try_file(data, world.organisation)
    intake = keeping.keep(
        kind="people", data=data, tried=tried, membership=world.at(world.ruth), by=world.ruth
    )
    keeping.confirm(intake, by=world.ruth)
    return intake


@pytest.mark.django_db
class TestPages:
    def test_from_the_file_to_the_register_without_a_script(self, willow):
        browser = logged_in(willow.ruth)
        assert "Bring in a list" in words(browser.get(reverse("intake:index")))
        assert "Download a file" in words(browser.get(reverse("intake:upload", args=["people"])))
        assert browser.get(reverse("intake:example", args=["people"])).content.startswith(
            b"\xef\xbb\xbfName,"
        )
        page = send(browser).url
        shown = words(browser.get(page))
        assert "New 300 We know already 0" in shown
        assert b"Person 1" not in bytes(IntakeFile.objects.get().sealed)
        assert not Individual.objects.exists()
        for _ in range(2):
            assert browser.post(page, {"do": "confirm"}).url == page
        assert "New: 300." in words(browser.get(page))
        assert Individual.objects.count() == 300
        assert not IntakeFile.objects.exists()
        body = body_of(Entry.objects.filter(event=Event.INDIVIDUAL_ADDED).first())
        assert body["actor"]["name"] == "Ruth Bell"
        assert "nobody new in this list" in words(send(browser))

    @pytest.mark.parametrize("kind", ["staff", "recipients"])
    def test_the_other_lists_come_in_too(self, willow, kind):
        browser = logged_in(willow.ruth)
        page = send(browser, KINDS[kind].example_file(willow.organisation), kind).url
        browser.post(page)
        assert "Your list is in" in words(browser.get(page))

    def test_one_bad_row_keeps_nothing_and_says_how_to_mend_it(self, willow):
        shown = words(send(logged_in(willow.ruth), LIST + ",R-1,Elm\r\n" * 120))
        assert "120 rows need mending" in shown
        assert "Row 302 Column Home What to do Enter the name of one of your homes" in shown
        assert "There is more to mend: 140." in shown
        assert not Intake.objects.exists()

    def test_what_is_no_list_is_an_error_beside_the_field(self, willow, settings):
        browser = logged_in(willow.ruth)
        assert errors(browser.post(reverse("intake:upload", args=["people"])))[0][0] == "#file"
        assert "Row 2: A quotation mark" in errors(send(browser, 'Name,Reference\n"A'))[0][1]
        assert "The file is empty" in errors(send(browser, ""))[0][1]
        settings.FILE_UPLOAD_MAX_MEMORY_SIZE = 1000
        assert errors(send(browser)) == [("#file", TOO_BIG.rstrip("."))]

    def test_it_is_not_there_for_anyone_else(self, willow, alder):
        page = send(logged_in(willow.ruth)).url
        for other in (willow.amira, willow.priya):
            for address in (page, reverse("intake:index"), reverse("intake:upload", args=["people"])):
                assert logged_in(other).get(address).status_code == 404
        assert logged_in(alder.ruth).post(page).status_code == 404
        assert logged_in(willow.ruth).get(reverse("intake:upload", args=["cats"])).status_code == 404

    def test_one_that_is_dropped_is_gone(self, willow):
        browser = logged_in(willow.ruth)
        page = send(browser).url
        assert browser.post(page, {"do": "drop"}).url == reverse("intake:upload", args=["people"])
        assert browser.get(page).status_code == 404
        assert not IntakeFile.objects.exists()

    def test_the_page_turns_by_itself_until_it_takes_too_long(self, willow):
        intake = waiting(willow)
        browser, page = logged_in(willow.ruth), reverse("intake:list", args=[intake.pk])
        shown = browser.get(page)
        assert shown.headers["Refresh"] == "2"
        assert "300 are to come" in words(shown)
        Intake.objects.update(done=200)
        assert "200 of 300 are ready" in words(browser.get(page))
        Intake.objects.update(moved_at=timezone.now() - timedelta(minutes=5))
        shown = browser.get(page)
        assert "Refresh" not in shown.headers
        assert "start it again" in words(shown)
        browser.post(page)
        assert "Your list is in" in words(browser.get(page))

    def test_a_broker_that_is_down_loses_nothing(self, willow, without_queue):
        browser = logged_in(willow.ruth)
        page = send(browser).url
        assert browser.post(page).status_code == 302
        assert tasks.bring_in_waiting() == 1
        assert Individual.objects.count() == 300


@pytest.mark.django_db
class TestAllOrNothing:
    def test_a_failure_at_the_last_row_takes_all_back_and_the_list_waits_on(self, willow, monkeypatch):
        intake = waiting(willow)
        real = append.plain_body

        def fail_at_the_last(*, body, **given):
            if "R-299" in body["says"]:
                raise RuntimeError("the last row")
            return real(body=body, **given)

        monkeypatch.setattr(append, "plain_body", fail_at_the_last)
        for _ in range(4):
            with pytest.raises(RuntimeError):
                keeping.bring_in(intake.pk)
        assert not Individual.objects.exists()
        assert not IndividualIndex.objects.exists()
        assert Key.objects.count() == 1
        assert Entry.objects.count() == 1
        assert Intake.objects.get().state == "waiting"
        with pytest.raises(RuntimeError):
            keeping.bring_in(intake.pk)
        assert Intake.objects.get().state == "failed"
        assert not IntakeFile.objects.exists()
        shown = words(logged_in(willow.ruth).get(reverse("intake:list", args=[intake.pk])))
        assert "Nothing of the list was brought in" in shown

    def test_a_list_is_judged_again_by_the_registers_of_the_hour(self, willow):
        intake = waiting(willow)
        willow.ada(reference="R-7")
        assert not keeping.bring_in(intake.pk)
        assert Individual.objects.count() == 1
        shown = words(logged_in(willow.ruth).get(reverse("intake:list", args=[intake.pk])))
        assert "Something in the portal changed" in shown

    def test_whoever_may_no_longer_bring_in_brings_in_nobody(self, willow):
        intake = waiting(willow)
        willow.ruth.memberships.all().delete()
        assert not keeping.bring_in(intake.pk)
        assert Intake.objects.get().state == "refused"

    def test_a_busy_ledger_lets_it_wait(self, willow, monkeypatch):
        intake = waiting(willow)
        with monkeypatch.context() as patch:

            def busy(*_):
                raise LedgerBusy

            patch.setattr(append, "_store", busy)
            assert not keeping.bring_in(intake.pk)
        assert keeping.bring_in(intake.pk)
        assert not keeping.bring_in(intake.pk)
        assert Individual.objects.count() == 300

    def test_a_list_of_those_we_know_by_now_is_simply_done(self, willow):
        intake = waiting(willow, "Name,Reference,Home\nAda Bright,WH-101,Willow House\n")
        willow.ada()
        assert keeping.bring_in(intake.pk)
        assert (Intake.objects.get().new, Intake.objects.get().known) == (0, 1)

    def test_old_lists_are_thrown_away(self, willow):
        send(logged_in(willow.ruth))
        Intake.objects.update(created_at=timezone.now() - timedelta(days=2))
        done = waiting(willow)
        keeping.bring_in(done.pk)
        assert tasks.delete_old_lists() == 1
        Intake.objects.update(created_at=timezone.now() - timedelta(days=8))
        assert tasks.delete_old_lists() == 1
        assert not IntakeFile.objects.exists()


@pytest.mark.django_db(transaction=True)
def test_two_workers_at_the_same_time_bring_it_in_once_and_others_see_how_far(monkeypatch):
    willow = World()
    intake = waiting(willow)
    seen = []
    real = append._store

    def looked_at(statement, values):
        with connections["default"].copy().cursor() as cursor:
            cursor.execute("SELECT done FROM decisions_intake")
            seen.append(cursor.fetchone()[0])
            cursor.db.close()
        return real(statement, values)

    monkeypatch.setattr(append, "_store", looked_at)
    brought = twice_at_once(lambda: tasks.bring_in(str(intake.pk)))
    assert sorted(brought) == [False, True]
    assert Individual.objects.count() == 300
    assert Entry.objects.filter(event=Event.INDIVIDUAL_ADDED).count() == 300
    assert set(seen) == {300}
