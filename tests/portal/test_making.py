"""What takes long is made beside the pages: asked for once, made once, kept sealed, and told when it is ready."""

from __future__ import annotations

import datetime

import pytest
import time_machine
from celery.signals import worker_ready
from django.core import mail
from django.db import transaction
from django.utils import timezone

from portal import keyring, outbox
from portal.errors import NotAllowed
from portal.making import asking, files, leases, tasks, working
from portal.making.made import Made
from portal.making.models import Job, MadeFile, MadePart
from portal.models import Message
from tests.portal.making import LARGE, now

State = Job.State


def free_now(job):
    """Let the pause of a job be over."""
    Job.objects.filter(pk=job.pk).update(free_at=timezone.now() - datetime.timedelta(seconds=1))


def test_what_was_asked_for_is_made_and_its_files_open_again(ask):
    job = now(ask())
    assert (job.state, job.attempts, job.holder) == (State.DONE, 1, None)
    made = {each.name: b"".join(files.pieces(each)) for each in asking.files(job)}
    assert made == {"report.html": b"<p>The year</p>", "pack.zip": LARGE}


def test_who_asks_again_before_it_is_ready_gets_the_same_job(ask):
    first = ask(run=False, arguments={"period": "2026"})
    assert ask(run=False, arguments={"period": "2026"}) == first
    assert ask(run=False, arguments={"period": "2025"}) != first
    working.work(first.pk)
    assert ask(run=False, arguments={"period": "2026"}) != first, "what is ready may have become old"


def test_nobody_can_ask_for_what_no_one_makes(ask):
    with pytest.raises(ValueError, match="no kind of job"):
        ask(kind="unheard-of")


def test_it_is_not_asked_for_where_the_asker_went_back(organisation, guardian, ask):
    with pytest.raises(NotAllowed), transaction.atomic():
        ask(run=False)
        raise NotAllowed("No.")
    assert not Job.objects.exists()


def test_a_job_that_is_over_is_not_made_a_second_time(ask):
    job = ask()
    assert not working.work(job.pk)
    assert MadeFile.objects.count() == 2
    assert Message.objects.count() == 1


def test_files_lie_sealed_in_rows_of_a_megabyte(ask):
    ask()
    parts = [bytes(each.sealed) for each in MadePart.objects.all()]
    assert len(parts) == 4
    assert max(map(len, parts)) < files.PART + 100
    assert not any(b"The year" in each or LARGE[:64] in each for each in parts)


@pytest.mark.parametrize("what", ["number", "of", "size", "name", "job"])
def test_a_part_opens_in_its_own_place_only(ask, what):
    job, other = ask(), ask(arguments={"period": "2025"})
    file = MadeFile.objects.get(job=job, name="pack.zip")
    if what == "number":
        first, second = MadePart.objects.filter(file=file, number__lt=2).order_by("number")
        MadePart.objects.filter(pk=first.pk).update(sealed=second.sealed)
    elif what == "job":
        MadeFile.objects.filter(job=other).delete()
        file.job = other
    else:
        setattr(file, {"of": "parts"}.get(what, what), {"of": 2, "size": 7, "name": "other.zip"}[what])
    with pytest.raises(keyring.CannotOpen):
        b"".join(files.pieces(file))


def test_half_a_file_is_never_given_for_a_whole_one(ask):
    ask()
    file = MadeFile.objects.get(name="pack.zip")
    MadePart.objects.filter(file=file, number=2).delete()
    with pytest.raises(MadePart.DoesNotExist):
        b"".join(files.pieces(file))


def test_whoever_asked_gets_one_email_that_says_nothing_of_anybody(ask, guardian):
    job = ask(title="Report: 1 July 2025 to 30 June 2026")
    outbox.send_waiting()
    (message,) = mail.outbox
    assert message.to == [guardian.email]
    assert message.subject == "What you asked for is ready"
    assert f"/making/{job.pk}/" in message.body
    assert "There are no personal details in this email." in message.body
    assert "Report" not in message.body
    assert "Priya" not in message.body


def test_a_mail_server_that_is_down_keeps_nobody_from_their_files(ask, settings):
    settings.EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
    settings.EMAIL_HOST, settings.EMAIL_PORT = "127.0.0.1", 1
    job = ask()
    assert outbox.send_waiting() == 0
    assert now(job).state == State.DONE
    assert Message.objects.get().sent_at is None


def test_a_queue_that_is_down_costs_no_job(ask, monkeypatch, without_queue):
    job = ask()
    assert now(job).state == State.WAITING
    without_queue.undo()
    tasks.make_what_waits()
    assert now(job).state == State.DONE


def test_what_fails_is_tried_again_after_longer_and_longer(ask, kind, caplog):
    kind("break_down")
    job = ask()
    pauses = []
    for attempt in range(1, working.MOST_ATTEMPTS):
        held = now(job)
        assert (held.state, held.attempts, held.holder) == (State.WAITING, attempt, None)
        pauses.append((held.free_at - timezone.now()).total_seconds())
        assert tasks.make_what_waits() == 0, "its pause is not over"
        free_now(job)
        assert tasks.make_what_waits() == 1
    assert pauses == pytest.approx([15, 30, 60, 120], abs=2)
    held = now(job)
    assert held.state == State.FAILED
    assert held.saying == working.GAVE_UP
    assert [each.template for each in Message.objects.all()] == ["not_made"]
    assert "ZeroDivisionError at making.py" in caplog.text
    assert "Joan" not in caplog.text
    assert "Traceback" not in caplog.text


def test_what_failed_once_may_well_work_the_next_time(ask, kind):
    kind("break_down")
    job = ask()
    kind("make")
    free_now(job)
    tasks.make_what_waits()
    assert now(job).state == State.DONE
    assert MadeFile.objects.count() == 2


def test_a_half_made_pack_leaves_nothing(ask, kind):
    kind("break_down_late")
    ask()
    assert not MadeFile.objects.exists()
    assert not MadePart.objects.exists()


def test_a_refusal_is_told_at_once_in_its_own_words(ask, kind):
    kind("refuse")
    held = now(ask())
    assert (held.state, held.saying) == (State.FAILED, "There is nothing to report yet.")
    assert Message.objects.get().template == "not_made"


def test_a_kind_that_this_release_does_not_make_waits_for_one_that_does(ask, settings):
    job = ask(run=False)
    settings.MAKING_KINDS = {}
    assert working.work(job.pk) is False
    assert now(job).state == State.WAITING


def test_a_job_that_kills_its_worker_each_time_is_given_up(ask):
    job = ask(run=False)
    Job.objects.filter(pk=job.pk).update(attempts=working.MOST_ATTEMPTS, state=State.RUNNING)
    assert working.work(job.pk) is False
    assert now(job).state == State.FAILED
    assert Message.objects.get().template == "not_made"


def test_a_job_that_waits_can_be_stopped(ask):
    job = ask(run=False)
    assert asking.cancel(job)
    assert not asking.cancel(job)
    assert working.work(job.pk) is False
    assert now(job).state == State.CANCELLED
    assert not Message.objects.exists()


@pytest.mark.parametrize("what", ["cancel_itself", "cancel_and_refuse"])
def test_a_job_that_is_stopped_while_it_is_made_leaves_nothing(ask, kind, what):
    kind(what)
    job = ask()
    assert now(job).state == State.CANCELLED
    assert not MadeFile.objects.exists()
    assert not Message.objects.exists()


def test_a_worker_that_lost_its_job_leaves_it_to_whoever_has_it(ask, kind):
    kind("lose")
    job = ask()
    assert (now(job).state, now(job).attempts) == (State.RUNNING, 1)
    assert not Message.objects.exists()


def test_what_ended_can_be_asked_for_again(ask, django_capture_on_commit_callbacks):
    job = ask(run=False)
    asking.cancel(job)
    with django_capture_on_commit_callbacks(execute=True):
        assert asking.again(job)
    assert now(job).state == State.DONE
    assert not asking.again(job), "its files are there"


def test_what_is_being_made_is_not_begun_anew(ask):
    assert not asking.again(ask(run=False))


def test_files_are_deleted_after_thirty_days_and_can_be_made_again(ask, django_capture_on_commit_callbacks):
    job = ask()
    with time_machine.travel(timezone.now() + datetime.timedelta(days=30, minutes=1)):
        assert asking.files(now(job)) == []
        assert tasks.delete_old_files() == 1
        assert tasks.delete_old_files() == 0
        assert not MadeFile.objects.exists()
        assert not MadePart.objects.exists()
        assert now(job).title == job.title
        with django_capture_on_commit_callbacks(execute=True):
            assert asking.again(job)
        assert len(asking.files(now(job))) == 2
    assert Message.objects.count() == 2


def test_files_stay_for_thirty_days(ask):
    ask()
    with time_machine.travel(timezone.now() + datetime.timedelta(days=29)):
        assert tasks.delete_old_files() == 0
        assert MadeFile.objects.count() == 2


def test_what_another_worker_holds_is_left_to_it(ask):
    job = ask(run=False)
    assert leases.take(job.pk)
    assert leases.take(job.pk) is None
    assert leases.free() == []
    assert tasks.make_what_waits() == 0


@pytest.mark.parametrize("only", [True, False])
def test_the_only_worker_takes_up_what_a_killed_one_held_as_it_starts(ask, settings, only):
    settings.PORTAL_ONLY_WORKER = only
    job, late = ask(run=False), ask(run=False, arguments={"period": "2025"})
    assert leases.take(job.pk)
    Job.objects.filter(pk=late.pk).update(free_at=timezone.now() + datetime.timedelta(hours=1))
    worker_ready.send(sender=None)
    assert now(job).state == (State.DONE if only else State.RUNNING)
    assert now(late).state == State.WAITING, "its pause is not over"


@pytest.mark.parametrize(
    "name", ["", "../report.pdf", 'a".pdf', "a b.pdf", ".hidden", "a" * 101, "é.pdf", "a\r\nb"]
)
def test_a_file_has_a_name_that_every_disk_takes(name):
    with pytest.raises(ValueError, match="a made file is named"):
        Made(name, "text/plain", b"")


@pytest.mark.parametrize("kind", ["", "text", "text/html\r\nX-A: b"])
def test_a_file_says_what_it_is(kind):
    with pytest.raises(ValueError, match="a made file says"):
        Made("a.txt", kind, b"")


def test_a_file_may_be_empty(ask, kind):
    kind("make_nothing")
    (file,) = asking.files(now(ask()))
    assert b"".join(files.pieces(file)) == b""
