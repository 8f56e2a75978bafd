"""How long files and e-mails are kept and tried, on both sides of each boundary."""

from __future__ import annotations

import datetime
from types import SimpleNamespace

from portal import outbox
from portal.making import asking, files, leases, views, working
from portal.making.models import Job
from portal.models import Message
from tests.days import around_count, around_now, undone
from tests.portal.making import now

NOON = datetime.datetime(2026, 7, 14, 11, tzinfo=datetime.UTC)
SECOND = datetime.timedelta(seconds=1)


class TestFiles:
    def test_they_are_kept_for_thirty_days_and_then_deleted(self, ask):
        job = now(ask())
        assert job.expires_at - job.finished_at < datetime.timedelta(days=30, minutes=1)
        assert job.expires_at - job.finished_at > datetime.timedelta(days=30, minutes=-1)
        around_now(lambda: undone(files.throw_away_old), job.expires_at, before=0, at=1, after=1, step=SECOND)

    def test_a_job_is_given_up_at_its_fifth_failure(self, monkeypatch):
        given_up, error = [], ZeroDivisionError()
        monkeypatch.setattr(working, "_give_up", lambda job, _sentence: given_up.append(job))
        monkeypatch.setattr(working.Job.objects, "filter", lambda **_given: SimpleNamespace(update=dict))
        try:
            raise error
        except ZeroDivisionError:
            pass

        def is_given_up(attempts):
            job = Job(attempts=attempts, kind="trial")
            working._note_failure(job, error)
            return job in given_up

        around_count(is_given_up, 5, fewer=False, exact=True, more=True)

    def test_a_job_that_was_taken_five_times_and_never_came_back_is_given_up(self, monkeypatch):
        given_up = []
        monkeypatch.setattr(working, "_give_up", lambda job, _sentence: given_up.append(job))
        monkeypatch.setattr(working, "_made", lambda _job: 1 / 0)
        monkeypatch.setattr(working, "_note_failure", lambda _job, _error: None)

        def is_given_up(attempts):
            job = Job(attempts=attempts)
            monkeypatch.setattr(leases, "take", lambda _id: job)
            working.work(job.pk)
            return job in given_up

        around_count(is_given_up, 5, fewer=False, exact=False, more=True)

    def test_of_jobs_asked_for_at_once_one_is_before_the_other(self, ask, organisation):
        jobs = [ask(run=False), ask(run=False, about=organisation.pk)]
        first, second = sorted(jobs, key=lambda job: job.pk)
        Job.objects.update(asked_at=NOON)
        assert (asking.ahead(now(first)), asking.ahead(now(second))) == (0, 1)
        Job.objects.filter(pk=first.pk).update(asked_at=NOON + SECOND)
        assert (asking.ahead(now(first)), asking.ahead(now(second))) == (1, 0)

    def test_a_page_turns_by_itself_for_ten_minutes(self, monkeypatch):
        job = Job(state=Job.State.WAITING, asked_at=NOON)
        shown = []
        monkeypatch.setattr(views, "_seen", lambda _membership, _id: job)
        monkeypatch.setattr(views, "_said", lambda _job: {})
        monkeypatch.setattr(views, "asking", SimpleNamespace(ahead=lambda _job: 0, files=lambda _job: []))
        monkeypatch.setattr(
            views,
            "render",
            lambda _request, _page, context: shown.append(context["turning"]) or SimpleNamespace(headers={}),
        )
        view = views.page
        while hasattr(view, "__wrapped__"):
            view = view.__wrapped__

        def turns():
            view(SimpleNamespace(method="GET"), SimpleNamespace(user_id=job.by_id), job.pk)
            return shown[-1]

        end = NOON + datetime.timedelta(minutes=10)
        around_now(turns, end, before=True, at=False, after=False, step=SECOND)

    def test_a_size_is_said_in_megabytes_from_one_on(self):
        sizes = [views.size_in_words(size) for size in (999_000, 1_000_000)]
        assert [each.split()[1] for each in sizes] == ["kB", "MB"]


class TestEmails:
    def message(self, guardian, organisation):
        message = Message.objects.create(organisation=organisation, to=guardian, template="digest", path="/")
        Message.objects.filter(pk=message.pk).update(created_at=NOON, next_try_at=NOON)
        message.refresh_from_db()
        return message

    def test_one_goes_when_its_time_has_come(self, guardian, organisation, monkeypatch):
        self.message(guardian, organisation)
        sent = []
        monkeypatch.setattr(
            outbox, "_email", lambda message: SimpleNamespace(send=lambda: sent.append(message))
        )
        around_now(lambda: undone(outbox.send_waiting), NOON, before=0, at=1, after=1, step=SECOND)

    def test_one_is_given_up_when_fourteen_days_have_passed(self, guardian, organisation, monkeypatch):
        message = self.message(guardian, organisation)
        monkeypatch.setattr(outbox, "_email", lambda _message: 1 / 0)

        def is_given_up():
            message.failed_at = None
            undone(lambda: outbox._try(message))
            return message.failed_at is not None

        end = NOON + datetime.timedelta(days=14)
        around_now(is_given_up, end, before=False, at=True, after=True, step=SECOND)
