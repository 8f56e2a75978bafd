"""When something must be learned, and who is counted: days of London, to the end of the last."""

from __future__ import annotations

from datetime import date

import pytest

from audit.assurance.training.actions import learning
from audit.assurance.training.due import Share, duty
from portal.days import a_year_after, months_after
from portal.errors import NotAllowed
from tests.audit.assurance.learning import (
    DAY,
    LONG_AGO,
    ONCE_KIND,
    YEARLY_KIND,
    excuse,
    learn,
    on,
    share,
    since,
)


class TestWhenItIsDue:
    @pytest.mark.parametrize(
        ("done", "last"),
        [
            (date(2026, 5, 3), date(2027, 5, 3)),
            (date(2024, 2, 29), date(2025, 2, 28)),
            (date(2023, 2, 28), date(2024, 2, 28)),
            (date(2025, 3, 30), date(2026, 3, 30)),
            (date(2025, 10, 26), date(2026, 10, 26)),
        ],
    )
    def test_yearly_training_counts_to_the_end_of_the_same_day_a_year_later(self, done, last):
        duties = duty(YEARLY_KIND, LONG_AGO, done)
        assert duties.due_on == last
        assert duties.is_done(last)
        assert not duties.is_over(last)
        assert duties.is_over(last + DAY)
        assert not duties.is_done(last + DAY)

    @pytest.mark.parametrize("day", [date(2026, 3, 29), date(2026, 10, 25), date(2028, 2, 29)])
    def test_the_day_it_runs_out_is_a_day_in_london_also_when_the_clocks_change(self, settled, day):
        learned = months_after(day, -12)
        with on(learned):
            learn(settled, settled.amira)
        last = a_year_after(learned)
        with on(last, 23, 59):
            assert share(settled).trained == 1
        with on(last + DAY, 0, 0):
            assert share(settled).trained == 0

    def test_what_is_learned_once_is_never_due_again(self):
        duties = duty(ONCE_KIND, LONG_AGO, LONG_AGO)
        assert duties.due_on is None
        assert duties.is_done(date(2090, 1, 1))
        assert not duties.is_soon(date(2090, 1, 1))

    def test_whoever_is_new_has_four_weeks(self):
        duties = duty(ONCE_KIND, date(2026, 5, 1), None)
        assert not duties.is_over(date(2026, 5, 29))
        assert duties.is_over(date(2026, 5, 30))

    @pytest.mark.parametrize(
        ("day", "months", "later"),
        [
            (date(2026, 11, 30), 3, date(2027, 2, 28)),
            (date(2023, 11, 30), 3, date(2024, 2, 29)),
            (date(2026, 12, 31), 1, date(2027, 1, 31)),
            (date(2024, 2, 29), 12, date(2025, 2, 28)),
            (date(2026, 1, 1), 12, date(2027, 1, 1)),
        ],
    )
    def test_months_later_is_the_same_day_or_the_last_of_the_month(self, day, months, later):
        assert months_after(day, months) == later


class TestWhoCounts:
    def test_whoever_is_new_or_on_long_leave_is_not_counted(self, settled, ruth):
        today = date(2026, 5, 29)
        with on(today):
            assert (share(settled).trained, share(settled).counted) == (0, 3)
            since(settled.amira, date(2026, 5, 1))
            assert share(settled).counted == 2
            assert share(settled, today + DAY).counted == 3
            excuse(settled, ruth, settled.priya, today, today + 30 * DAY)
            assert share(settled).counted == 1
            assert share(settled, today + 31 * DAY).counted == 3

    def test_leave_that_ends_early_is_written_down_again(self, settled, ruth):
        day = date(2026, 5, 29)
        with on(day):
            excuse(settled, ruth, settled.amira, day, day + 300 * DAY)
        with on(day + 10 * DAY):
            excuse(settled, ruth, settled.amira, day, day + 9 * DAY)
            assert share(settled).counted == 3

    @pytest.mark.parametrize(
        ("trained", "counted", "reached"),
        [(19, 20, True), (1, 1, True), (94, 100, False), (189, 200, False), (0, 0, False)],
    )
    def test_95_percent_is_never_rounded_up(self, trained, counted, reached):
        assert Share(trained, counted).is_reached == reached
        assert Share(949, 1000).percent == 94
        assert Share(0, 0).percent == 0

    def test_whoever_can_no_longer_log_in_is_not_counted(self, settled):
        settled.amira.is_active = False
        settled.amira.save()
        assert share(settled).counted == 2

    @pytest.mark.parametrize(
        ("last", "reason", "sentence"),
        [
            (date(2026, 5, 1), "Leave", learning.REVERSED),
            (date(2029, 5, 1), "Leave", learning.TOO_LONG),
            (date(2026, 5, 2), "", learning.NO_REASON),
        ],
    )
    def test_leave_that_cannot_be_is_refused(self, willow, ruth, last, reason, sentence):
        with pytest.raises(NotAllowed) as refusal:
            excuse(willow, ruth, willow.amira, date(2026, 5, 2), last, reason=reason)
        assert refusal.value.sentence == sentence
