"""The days and limits of the yearly duties, each tried on both sides of its boundary."""

from __future__ import annotations

from datetime import date, timedelta
from types import SimpleNamespace

import pytest

from audit.assurance.access.models import AccessReview
from audit.assurance.appointments import owed as appointments
from audit.assurance.appointments.models import Appointment
from audit.assurance.appointments.posts import Post
from audit.assurance.appointments.queries import Held
from audit.assurance.notices import owed as notices
from audit.assurance.policies import actions as policies
from audit.assurance.policies import owed as policies_owed
from audit.assurance.policies import reminders as policy_reminders
from audit.assurance.policies import shown as policies_shown
from audit.assurance.policies.models import PolicyVersion
from audit.assurance.registers import answers
from audit.assurance.registers import owed as registers
from audit.assurance.registers.models import RegisterEntry
from audit.assurance.task import Status
from audit.assurance.training import due, queries
from audit.assurance.training import owed as training
from audit.assurance.training.actions import learning
from audit.assurance.training.forms import GateForm
from tests.audit.assurance.adopting import adopt
from tests.audit.assurance.learning import LONG_AGO, YEARLY_KIND, excuse, gate_of
from tests.days import DAY, SUMMER, around_count, around_day, around_moment, around_today, is_refused, undone

NEXT_SUMMER = date(2027, 7, 14)


class TestWhoCanLogIn:
    def test_a_review_counts_to_the_end_of_its_last_day(self):
        around_day(AccessReview(next_on=SUMMER).counts, SUMMER, before=True, on=True, after=False)


class TestAppointments:
    def held(self):
        appointment = Appointment(post=Post.GUARDIAN, review_on=SUMMER, since=LONG_AGO)
        return Held(appointment, "Priya Nair", "", "", "")

    def test_a_post_is_late_after_the_day_of_its_review(self):
        around_day(self.held().is_late, SUMMER, before=False, on=False, after=True)

    @pytest.mark.parametrize("waived", [None, SUMMER], ids=["held", "not needed"])
    def test_the_task_of_a_post_is_completed_to_the_end_of_that_day(self, waived):
        holders = [] if waived else [self.held()]

        def task(day):
            return appointments._task(Post.GUARDIAN, holders, waived, day).status

        done, over = Status.COMPLETED, Status.INCOMPLETE
        around_day(task, SUMMER, before=done, on=done, after=over)

    def test_the_report_marks_it_late_after_that_day(self):
        def is_late(day):
            return appointments._row(Post.GUARDIAN, [self.held()], None, day)[-1].endswith("(late)")

        around_day(is_late, SUMMER, before=False, on=False, after=True)


def test_a_notice_stands_for_a_year_to_the_end_of_its_last_day(monkeypatch):
    versions = [SimpleNamespace(published_on=SUMMER)]
    monkeypatch.setattr(notices.queries, "versions", lambda _organisation: versions)

    def status(day):
        (task,) = notices.tasks(None, day)
        return task.status

    around_day(status, NEXT_SUMMER, before=Status.COMPLETED, on=Status.COMPLETED, after=Status.INCOMPLETE)


class TestPolicies:
    def policy(self):
        latest = PolicyVersion(number=1, adopted_on=SUMMER - 100 * DAY)
        return SimpleNamespace(latest=latest, review_by=SUMMER, name="Confidentiality")

    def test_a_version_is_adopted_on_the_day_of_the_last_or_later(self):
        adopted = self.policy().latest.adopted_on
        around_day(
            lambda day: is_refused(lambda: policies._adopted(day, self.policy())),
            adopted,
            before=True,
            on=False,
            after=False,
        )

    def test_a_policy_is_looked_at_again_after_today(self):
        around_today(
            lambda: is_refused(lambda: policies._within_a_year(SUMMER, since=SUMMER - DAY)),
            SUMMER,
            before=False,
            on=True,
            after=True,
        )

    def test_a_policy_is_looked_at_again_within_a_year(self):
        far = date(2056, 7, 14)
        around_day(
            lambda day: is_refused(lambda: policies._within_a_year(day, since=date(2055, 7, 14))),
            far,
            before=False,
            on=False,
            after=True,
        )

    def test_the_task_to_look_again_is_completed_to_the_end_of_the_day(self):
        def status(day):
            return policies_owed._again([self.policy()], day, "").status

        around_day(status, SUMMER, before=Status.COMPLETED, on=Status.COMPLETED, after=Status.INCOMPLETE)

    def test_the_report_and_the_list_call_it_overdue_after_that_day(self, monkeypatch):
        monkeypatch.setattr(policies_owed.queries, "readers", lambda _version: ([], []))

        def is_overdue(day):
            said = policies_owed._row(self.policy(), day)[3].endswith("(overdue)")
            assert said == ("Overdue" in policies_shown._due(SUMMER, day))
            return said

        around_day(is_overdue, SUMMER, before=False, on=False, after=True)

    def test_the_list_says_soon_from_thirty_days_before(self):
        def is_soon(day):
            return "Soon" in policies_shown._due(SUMMER, day)

        around_day(is_soon, SUMMER - timedelta(days=30), before=False, on=True, after=True)
        around_day(is_soon, SUMMER, before=True, on=True, after=False)

    @pytest.mark.parametrize("task", ["policies.compliance"])
    def test_going_through_them_counts_to_the_end_of_its_last_day(self, monkeypatch, task):
        last = SimpleNamespace(review_by=SUMMER, reviewed_on=LONG_AGO)
        monkeypatch.setattr(policies_owed.queries, "last_compliance", lambda _organisation: last)
        monkeypatch.setattr(policies_owed.queries, "policies", lambda _organisation: [])

        def status(day):
            return {each.id: each.status for each in policies_owed.tasks(None, day)}[task]

        around_day(status, SUMMER, before=Status.COMPLETED, on=Status.COMPLETED, after=Status.INCOMPLETE)

    def test_who_has_not_read_one_is_reminded_when_fourteen_days_have_passed(self, willow, ruth):
        adopted = adopt(willow, ruth).entry.recorded_at

        def written(now):
            return undone(lambda: policy_reminders.write_all(now))

        around_moment(written, adopted + timedelta(days=14), before=0, at=3, after=3)


class TestRegisters:
    def test_an_entry_is_due_again_within_a_year(self):
        around_day(
            lambda day: is_refused(lambda: answers.due(day, today=SUMMER)),
            NEXT_SUMMER,
            before=False,
            on=False,
            after=True,
        )

    def test_a_day_of_more_than_ten_years_ago_is_a_mistake(self):
        around_day(
            lambda day: is_refused(lambda: answers.due(day, today=SUMMER)),
            SUMMER - timedelta(days=3653),
            before=True,
            on=False,
            after=False,
        )

    def test_an_entry_must_be_looked_at_again_after_its_day(self):
        around_day(RegisterEntry(due_on=SUMMER).is_due, SUMMER, before=False, on=False, after=True)

    def test_going_through_them_shows_that_there_are_none_to_the_end_of_its_last_day(self, monkeypatch):
        monkeypatch.setattr(
            registers, "last_compliance", lambda _organisation: SimpleNamespace(review_by=SUMMER)
        )
        nothing = SimpleNamespace(only=lambda *_names: [])
        monkeypatch.setattr(registers, "standing_ones", lambda _organisation: nothing)

        def seen(day):
            return {each.seen for each in registers.counts(None, day)}

        around_day(seen, SUMMER, before={True}, on={True}, after={False})


class TestTraining:
    def duty(self, done_on=None):
        return due.duty(YEARLY_KIND, SUMMER, done_on)

    def test_who_is_new_has_28_days(self):
        around_day(self.duty().is_over, SUMMER + timedelta(days=28), before=False, on=False, after=True)

    def test_what_is_yearly_counts_for_a_year(self):
        duty = self.duty(done_on=SUMMER)
        around_day(duty.is_over, NEXT_SUMMER, before=False, on=False, after=True)
        around_day(duty.is_done, NEXT_SUMMER, before=True, on=True, after=False)

    def test_it_is_near_in_the_last_thirty_days(self):
        near = NEXT_SUMMER - timedelta(days=30)
        around_day(self.duty(done_on=SUMMER).is_soon, near, before=False, on=False, after=True)

    @pytest.mark.parametrize("since", [NEXT_SUMMER - DAY, NEXT_SUMMER + 3 * DAY])
    def test_who_is_late_is_stopped_after_the_days_that_were_agreed(self, since):
        duty, last = self.duty(done_on=SUMMER), max(NEXT_SUMMER, since) + 14 * DAY
        around_day(
            lambda day: duty.stops(day, days=14, since=since), last, before=False, on=False, after=True
        )

    def test_95_in_a_hundred_reach_the_target(self):
        around_count(
            lambda trained: due.Share(trained, 100).is_reached, 95, fewer=False, exact=True, more=True
        )
        assert not due.Share(949, 1000).is_reached
        assert not due.Share(0, 0).is_reached

    def test_who_is_here_for_longer_than_28_days_is_counted(self):
        person = SimpleNamespace(began_on=lambda: SUMMER)
        progress = queries.Progress(person, (), None)
        around_day(progress.counts, SUMMER + timedelta(days=28), before=False, on=False, after=True)

    def test_a_look_through_what_is_needed_counts_for_a_year(self, monkeypatch):
        last = SimpleNamespace(reviewed_on=SUMMER)
        monkeypatch.setattr(training.queries, "last_needs_review", lambda _organisation: last)

        def status(day):
            return training._needs(None, day).status

        around_day(status, NEXT_SUMMER, before=Status.COMPLETED, on=Status.COMPLETED, after=Status.INCOMPLETE)

    def test_leave_may_be_one_day_and_is_at_most_two_years(self, willow, ruth):
        def is_refused_until(last):
            return undone(lambda: is_refused(lambda: excuse(willow, ruth, willow.amira, SUMMER, last)))

        around_day(is_refused_until, SUMMER, before=True, on=False, after=False)
        around_day(is_refused_until, SUMMER + learning.LONGEST_LEAVE, before=False, on=False, after=True)
        assert learning.LONGEST_LEAVE.days == 732

    def test_leave_runs_from_its_first_day_to_the_end_of_its_last(self, willow, ruth):
        excuse(willow, ruth, willow.amira, SUMMER, SUMMER)

        def leave(day):
            return len(queries.excuses(willow.organisation, day))

        def back(day):
            return queries._last_excused(willow.organisation, willow.amira, day)

        around_day(leave, SUMMER, before=0, on=1, after=0)
        around_day(back, SUMMER, before=date.min, on=SUMMER, after=SUMMER)

    def test_a_gate_lets_nobody_be_late_for_longer_than_90_days(self, willow, ruth):
        def is_no_gate(days):
            return undone(lambda: is_refused(lambda: gate_of(willow, ruth, days)))

        def is_wrong(days):
            return "days" in GateForm({"on": "on", "days": str(days), "reason": "We agreed"}).errors

        around_count(is_no_gate, 90, fewer=False, exact=False, more=True)
        around_count(is_no_gate, 0, fewer=True, exact=False, more=False)
        around_count(is_wrong, 90, fewer=False, exact=False, more=True)
