"""The days and clocks of the Guardian's desk, each tried on both sides of its boundary."""

from __future__ import annotations

from datetime import date, timedelta
from types import SimpleNamespace

import pytest
import time_machine

from audit.ledger.ids import new_id
from audit.oversight import words
from audit.oversight.advice.forms import AdviceForm
from audit.oversight.advice.words import waited
from audit.oversight.concerns import clocks, effects, reminders, values
from audit.oversight.concerns.models import Concern
from audit.oversight.concerns.steps import Input
from audit.oversight.desk import notices
from audit.oversight.duty import actions as duty
from audit.oversight.duty import digest
from audit.oversight.duty import views as duty_views
from audit.oversight.review import queries as reviews
from audit.oversight.review import shown
from audit.oversight.review.actions import ask_follow_up
from audit.oversight.review.forms import ViewForm
from audit.oversight.review.models import FollowUp
from audit.oversight.review.views import examples
from tests.days import (
    DAY,
    NOON,
    SECOND,
    SUMMER,
    around_day,
    around_moment,
    around_now,
    around_today,
    is_refused,
    london,
    undone,
)

JULY, AUGUST = date(2026, 7, 1), date(2026, 8, 1)


class TestAdvice:
    @pytest.mark.parametrize(
        ("length", "before", "at"),
        [
            (timedelta(minutes=1), "Less than a minute", "1 minute"),
            (timedelta(hours=1), "59 minutes", "1 hour"),
            (timedelta(hours=24), "23 hours", "1 day"),
        ],
    )
    def test_how_long_somebody_waits_is_said_in_the_largest_unit(self, length, before, at):
        around_moment(
            lambda now: waited(NOON, now), NOON + length, before=before, at=at, after=at, step=SECOND
        )

    def test_days_are_counted_by_midnights_in_london(self):
        # Half past midnight in London is the day before in UTC.
        for begun in (london(SUMMER, 0, 30), london(SUMMER, 23, 30)):
            around_moment(
                lambda now, begun=begun: words.waiting(begun, now),
                london(SUMMER + DAY),
                before="Today",
                at="1 day",
                after="1 day",
            )

    def test_what_must_be_done_may_be_done_today(self):
        def is_over():
            form = AdviceForm.__new__(AdviceForm)
            form.cleaned_data, form._errors = {"condition": "Tell her", "due_on": SUMMER}, {}
            added = []
            form.add_error = lambda field, _says: added.append(field)
            form.clean()
            return added == ["due_on"]

        around_today(is_over, SUMMER, before=False, on=False, after=True)


class TestConcerns:
    def test_the_regulator_is_told_within_72_hours_and_reminded_of_24_before(self):
        clock = clocks.Clock(clocks.breach_due(NOON), clocks.REGULATOR)
        due = NOON + timedelta(hours=72)
        around_moment(clock.is_over, due, before=False, at=False, after=True, step=SECOND)
        around_moment(
            clock.is_soon, due - timedelta(hours=24), before=False, at=True, after=True, step=SECOND
        )

    def test_that_the_clock_of_a_breach_was_kept_is_said_to_the_minute(self):
        concern, due = Concern(aware_at=NOON), NOON + timedelta(hours=72)
        around_moment(
            lambda told: effects.in_time("regulator", concern, {"told": told}),
            due,
            before=True,
            at=True,
            after=False,
        )

    def test_a_complaint_is_acknowledged_by_the_thirtieth_day(self):
        concern = Concern(received_on=SUMMER)
        around_day(
            lambda on: effects.in_time("acknowledged", concern, {"on": on}),
            SUMMER + timedelta(days=30),
            before=True,
            on=True,
            after=False,
        )

    def test_nobody_is_told_before_the_complaint_came(self):
        concern = Concern(received_on=SUMMER)
        around_day(
            lambda on: is_refused(lambda: effects._acknowledged(concern, {"on": on})),
            SUMMER,
            before=True,
            on=False,
            after=False,
        )

    def test_what_was_known_more_than_ten_years_ago_is_a_mistake(self):
        given = {"severity": "risk", "aware": NOON}
        end = NOON + timedelta(days=3653)
        around_now(
            lambda: is_refused(lambda: effects._breach(Concern(), given)),
            end,
            before=False,
            at=False,
            after=True,
        )

    def test_a_moment_that_is_said_is_now_or_past(self):
        ask = SimpleNamespace(kind=Input.MOMENT, missing="")
        around_now(
            lambda: is_refused(lambda: values._value(ask, NOON)),
            NOON,
            before=True,
            at=False,
            after=False,
        )

    @pytest.mark.parametrize(
        ("length", "fewer", "exact"),
        [
            (1, "less than a minute", "1 minute"),
            (60, "59 minutes", "1 hour"),
            (48 * 60, "47 hours", "2 days"),
        ],
    )
    def test_what_is_left_is_said_in_the_largest_unit(self, length, fewer, exact):
        def said(minutes):
            return clocks._length(timedelta(minutes=minutes))

        assert (said(length - 1), said(length)) == (fewer, exact)

    def test_at_its_last_moment_nothing_is_over(self):
        def said(now):
            return clocks.left(NOON, now).split()[-1]

        around_moment(said, NOON, before="left", at="left", after="over")

    def test_reminders_go_a_week_before_at_most(self, willow, monkeypatch):
        monkeypatch.setattr(reminders, "remind", lambda _concern, _now: 1)
        Concern.objects.create(
            id=willow.opened.pk, organisation=willow.organisation, due_at=NOON, about="rules"
        )
        around_moment(reminders.remind_all, NOON - timedelta(days=7), before=0, at=1, after=1)

    def test_the_desk_calls_a_concern_overdue_after_its_moment(self, monkeypatch):
        summary = SimpleNamespace(open=1, capped=False, due_at=NOON, in_words=lambda _now: "")
        monkeypatch.setattr(notices.concerns, "summary", lambda _organisation: summary)

        def tag():
            (found,) = notices._concerns(None)
            return found.tag

        around_now(tag, NOON, before="", at="", after="Overdue", step=SECOND)


class TestFollowingUp:
    def test_something_may_be_asked_for_today(self, willow):
        def is_past():
            return undone(
                lambda: is_refused(
                    lambda: ask_follow_up(
                        organisation=willow.organisation,
                        home_id=None,
                        decision=new_id(),
                        worker=willow.amira,
                        text="Tell her",
                        due_on=SUMMER,
                        key=None,
                        event_id=new_id(),
                        by=willow.priya,
                    )
                )
            )

        around_today(is_past, SUMMER, before=False, on=False, after=True)

    def test_the_form_says_so_too(self):
        def is_past():
            form = ViewForm.__new__(ViewForm)
            form._errors, added = {}, []
            form.add_error = lambda field, _says: added.append(field)
            form._typed = lambda _name: True
            form._check_task({"due_on": SUMMER})
            return added == ["due_on"]

        around_today(is_past, SUMMER, before=False, on=False, after=True)

    def test_it_is_late_after_its_day(self, willow):
        fields = {"organisation": willow.organisation, "worker": willow.amira, "decision": new_id()}
        asked = FollowUp.objects.create(id=willow.opened.pk, due_on=SUMMER, **fields)

        def is_late():
            late = shown.follow_up_state(asked) == "Late"
            (to_do,) = reviews._to_do(FollowUp.objects.all())
            assert (reviews.follow_ups_open(willow.organisation).late, to_do.overdue) == (late, late)
            return late

        around_today(is_late, SUMMER, before=False, on=False, after=True)

    def test_the_day_on_which_an_example_was_read_for_names_is_a_day_of_london(self, monkeypatch):
        made = SimpleNamespace(joins=True, checker=SimpleNamespace(full_name="Gwen"), made_at=london(SUMMER))
        story = SimpleNamespace(title="", story="", why="")
        monkeypatch.setattr(examples.queries, "with_words", lambda _found: [(None, {})])
        monkeypatch.setattr(examples.queries, "story_of", lambda _found, _body: story)
        monkeypatch.setattr(examples.queries, "words_of", lambda _decisions: [{}])
        monkeypatch.setattr(examples.queries, "check_of", lambda _found: made)
        monkeypatch.setattr(examples.nameless, "names_of", lambda _body: [])
        read = examples._read(SimpleNamespace(decision=None))
        assert read["made"]["day"] == "14 July 2026"


class TestDuty:
    def test_an_absence_may_be_one_day_that_is_not_over_and_is_at_most_a_year(self):
        with time_machine.travel(NOON):
            rule = lambda last: is_refused(lambda: duty._refuse(SUMMER, last))  # noqa: E731
            around_day(rule, SUMMER, before=True, on=False, after=False)
            around_day(rule, SUMMER + timedelta(days=366), before=False, on=False, after=True)
        around_today(
            lambda: is_refused(lambda: duty._refuse(SUMMER - DAY, SUMMER)),
            SUMMER,
            before=False,
            on=False,
            after=True,
        )

    def test_whoever_is_away_comes_back_by_the_end_of_the_last_day(self, willow):
        membership = willow.priya.memberships.get()
        membership.away_from = membership.away_until = SUMMER
        membership.save()

        def is_back():
            came = undone(
                lambda: (
                    not is_refused(
                        lambda: duty.come_back(membership=membership, event_id=new_id(), by=willow.priya)
                    )
                )
            )
            membership.away_from = membership.away_until = SUMMER
            assert came == (duty_views._days(membership) != "")
            return came

        around_today(is_back, SUMMER, before=True, on=True, after=False)

    def test_the_letter_of_monday_is_written_from_8_in_london(self):
        monday = date(2026, 7, 13)
        around_moment(digest.is_due, london(monday, 8), before=False, at=True, after=True)
        around_moment(digest.is_due, london(monday + DAY), before=True, at=False, after=False)
        assert not digest.is_due(london(monday - DAY, 8))
