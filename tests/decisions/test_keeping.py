"""How long drafts, lists, links and news are kept, and how far a day may lie away, on both sides of each boundary."""

from __future__ import annotations

from datetime import date, datetime, time, timedelta
from types import SimpleNamespace

import pytest
import time_machine

from decisions.clean_lists import actions as clean_lists
from decisions.individuals.actions.ties import MOST_DAYS
from decisions.intake import keeping, people
from decisions.intake import views as intake_views
from decisions.intake.models import Intake
from decisions.letters import actions as letters
from decisions.practice import drafts as practice
from decisions.practice import queries as practised
from decisions.practice.models import PracticeDraft, PracticeResult
from decisions.recipients.actions import acknowledge, links
from decisions.weighing import drafts as weighing
from decisions.weighing.models import WeighingDraft
from decisions.wizard import body, drafts, flags, queries, side_forms
from decisions.wizard.actions import danger
from decisions.wizard.models import Draft
from portal.days import LONDON
from tests.days import (
    DAY,
    NOON,
    SECOND,
    SUMMER,
    around_count,
    around_day,
    around_moment,
    around_now,
    around_today,
    is_refused,
    undone,
)


class TestWhatIsThrownAway:
    """What was left untouched for so long goes when more than that has passed."""

    def gone(self, rule, kept):
        around_moment(lambda now: undone(lambda: rule(now)), NOON + kept, before=0, at=0, after=1)

    def draft(self, world, **given):
        fields = {"worker": world.amira, "membership": world.at(world.amira), "sealed": b""}
        return Draft.objects.create(**fields | {"updated_at": NOON, "ruleset": "x"} | given)

    def test_a_draft_after_seven_days(self, willow):
        self.draft(willow)
        self.gone(drafts.delete_old, timedelta(days=7))

    def test_a_draft_about_a_danger_more_than_seven_days_after_the_worker_left(self, willow):
        self.draft(willow, due_at=NOON, updated_at=NOON - timedelta(days=30))
        membership = willow.at(willow.amira)
        membership.ended_on = SUMMER
        membership.save(update_fields=["ended_on"])
        # The day on which they left is over at midnight in London, an hour before it is in UTC.
        over = datetime.combine(SUMMER + DAY, time(), LONDON) + timedelta(days=7)
        around_moment(lambda now: undone(lambda: drafts.delete_old(now)), over, before=0, at=1, after=1)

    def test_practice_after_a_day(self, willow):
        fields = {"worker": willow.amira, "membership": willow.at(willow.amira), "sealed": b""}
        PracticeDraft.objects.create(story="x", updated_at=NOON, **fields)
        self.gone(practice.delete_old, timedelta(days=1))

    def test_a_weighing_after_seven_days(self, willow):
        fields = {"worker": willow.priya, "membership": willow.at(willow.priya), "sealed": b""}
        WeighingDraft.objects.create(
            decision=willow.organisation.pk, turn=0, ruleset="x", updated_at=NOON, **fields
        )
        self.gone(weighing.delete_old, timedelta(days=7))

    @pytest.mark.parametrize(("state", "days"), [("tried", 1), ("done", 7), ("refused", 7), ("failed", 7)])
    def test_a_list_after_a_day_and_its_trace_after_seven(self, willow, state, days):
        fields = {"organisation": willow.organisation, "by": willow.ruth, "kind": "people"}
        Intake.objects.create(new=1, known=0, state=state, created_at=NOON, **fields)
        self.gone(keeping.delete_old, timedelta(days=days))

    def test_a_list_that_fails_five_times_is_given_up(self, willow):
        fields = {"organisation": willow.organisation, "by": willow.ruth, "kind": "people"}

        def ends(failures):
            made = Intake.objects.create(new=1, known=0, state="waiting", attempts=failures - 1, **fields)
            keeping._note_failure(made.pk)
            return Intake.objects.get(pk=made.pk).state

        around_count(ends, 5, fewer="waiting", exact="failed", more="failed")


class TestNow:
    def test_a_danger_is_to_be_recorded_within_24_hours(self):
        assert danger.TO_RECORD_A_DANGER.total_seconds() == 24 * 3600
        draft = Draft(due_at=NOON)
        around_now(lambda: drafts.is_late(draft), NOON, before=False, at=False, after=True)
        assert not drafts.is_late(Draft())

    def test_why_somebody_is_not_told_is_looked_at_again_in_seven_days(self):
        assert body.LOOK_AGAIN.days == 7

    def test_what_was_said_is_news_for_28_days(self, monkeypatch):
        said = SimpleNamespace(at=NOON, decision=1)
        nothing = SimpleNamespace(values_list=lambda _name: SimpleNamespace(annotate=lambda _max: ()))
        monkeypatch.setattr(queries, "for_worker", lambda _worker, _organisation: [said])
        monkeypatch.setattr(queries, "heard", lambda _worker, _organisation, _since: [])
        monkeypatch.setattr(queries.Entry.objects, "filter", lambda **_given: nothing)
        end = NOON + timedelta(days=28)
        around_now(lambda: len(queries.news(None, None)), end, before=1, at=0, after=0)

    def test_what_was_said_is_news_until_it_was_opened(self, monkeypatch):
        said = SimpleNamespace(at=NOON, decision=1)
        monkeypatch.setattr(queries, "for_worker", lambda _worker, _organisation: [said])
        monkeypatch.setattr(queries, "heard", lambda _worker, _organisation, _since: [])

        def is_news(opened):
            seen = SimpleNamespace(annotate=lambda _max: ((1, opened),))
            found = SimpleNamespace(values_list=lambda _name: seen)
            monkeypatch.setattr(queries.Entry.objects, "filter", lambda **_given: found)
            with time_machine.travel(NOON + DAY):
                return len(queries.news(None, None))

        around_moment(is_news, NOON, before=1, at=0, after=0)

    @pytest.mark.parametrize(
        ("minutes", "below", "after"),
        [
            (2, "under_2", "2_to_5"),
            (5, "2_to_5", "5_to_15"),
            (15, "5_to_15", "15_to_60"),
            (60, "15_to_60", "longer"),
        ],
    )
    def test_how_long_deciding_took_is_told_in_steps(self, minutes, below, after):
        def step(length):
            return flags.took(length).removeprefix(flags.TOOK)

        assert step(timedelta(minutes=minutes) - SECOND) == below
        assert step(timedelta(minutes=minutes)) == after

    def test_what_was_shared_was_shared_by_today(self):
        def is_refused_on(day):
            return is_refused(
                lambda: side_forms.DisclosureForm.clean_on(
                    SimpleNamespace(cleaned_data={"on": day}, today=SUMMER)
                )
            )

        around_day(is_refused_on, SUMMER, before=False, on=False, after=True)

    def test_a_list_that_is_brought_in_turns_by_itself_for_two_minutes(self, monkeypatch):
        intake = Intake(state="waiting", moved_at=NOON, kind="people")
        shown = []
        monkeypatch.setattr(intake_views.keeping, "get", lambda _membership, _id: intake)
        monkeypatch.setattr(
            intake_views,
            "render",
            lambda _request, _page, context: shown.append(context["turning"]) or SimpleNamespace(headers={}),
        )
        view = intake_views.of_list
        while hasattr(view, "__wrapped__"):
            view = view.__wrapped__

        def turns():
            view(SimpleNamespace(method="GET"), None, intake.pk)
            return shown[-1]

        end = NOON + timedelta(seconds=120)
        around_now(turns, end, before=True, at=True, after=False, step=SECOND)


class TestDaysThatAreTyped:
    def test_somebody_is_born_by_today_and_within_130_years(self):
        def is_refused_day(day):
            return is_refused(lambda: people._likely(day))

        around_today(lambda: is_refused_day(SUMMER), SUMMER, before=True, on=False, after=False)
        with time_machine.travel(NOON):
            around_day(is_refused_day, date(1896, 1, 1), before=True, on=False, after=False)

    def test_a_letter_is_given_on_the_day_it_was_made_or_later(self):
        # Made in the first minute of a day in London, which is the day before in UTC.
        letter = SimpleNamespace(made_at=datetime.combine(SUMMER, time(), LONDON))
        with time_machine.travel(NOON + 10 * DAY):
            around_day(
                lambda day: is_refused(lambda: letters._day_given(letter, day)),
                SUMMER,
                before=True,
                on=False,
                after=False,
            )

    def test_who_helps_elsewhere_does_so_for_seven_days(self):
        assert MOST_DAYS == 7


class TestLinks:
    def test_a_link_is_good_for_seven_days(self, willow):
        with time_machine.travel(NOON, tick=False):
            link = links.make_link(recipient=willow.surgery(), by=willow.amira)

        def is_spent():
            return undone(lambda: is_refused(lambda: acknowledge(link=link, name="Jo", by=willow.amira)))

        around_now(is_spent, NOON + timedelta(days=7), before=False, at=True, after=True)


class TestCounted:
    def test_practice_of_a_first_day_and_of_a_last_counts_by_midnights_in_london(self, willow):
        result = {"organisation": willow.organisation, "worker": willow.amira, "right": True}
        made = PracticeResult.objects.create(id=willow.organisation.pk, story="x", made_at=NOON, **result)

        def counted(moment):
            PracticeResult.objects.filter(pk=made.pk).update(made_at=moment)
            return len(practised.right_answers(willow.organisation, SUMMER, SUMMER + DAY))

        begin, end = (datetime.combine(SUMMER + n * DAY, time(), LONDON) for n in (0, 2))
        around_moment(counted, begin, before=0, at=1, after=1)
        around_moment(counted, end, before=1, at=0, after=0)

    def test_a_list_comes_back_with_no_more_numbers_than_were_sent(self, willow):
        made = clean_lists.make_list(
            organisation=willow.organisation,
            mailbox="X26HC001",
            good=["9990000018"] * 3,
            left_out=0,
            by=willow.priya,
        )

        def is_refused_with(kept):
            return undone(
                lambda: is_refused(lambda: clean_lists.read_back(clean_list=made, kept=kept, by=willow.priya))
            )

        around_count(is_refused_with, 3, fewer=False, exact=False, more=True)

    def test_lists_of_a_day_have_numbers_of_four_figures(self, willow, monkeypatch):
        assert clean_lists.MOST_A_DAY == 9999

        def is_full(most):
            monkeypatch.setattr(clean_lists, "MOST_A_DAY", most)
            return is_refused(lambda: clean_lists._next(willow.organisation))

        around_count(is_full, 1, fewer=True, exact=False, more=False)
