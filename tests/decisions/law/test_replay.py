"""Before anyone signs, they see which decisions of last year would come out differently; no name is shown."""

from __future__ import annotations

from datetime import timedelta

import time_machine

from decisions.law import replay
from decisions.rulesets import library
from decisions.rulesets.compare import generally
from portal.days import london_day
from tests.decisions.law.rulebook import ASK
from tests.decisions.law.story import NAME, decided


def test_it_says_which_decisions_of_last_year_would_come_out_differently(willow, ada, second):
    shared = decided(willow, ada)
    same = decided(willow, ada, identity="alert")
    old = library.current(f"{NAME}.1")
    found = replay.of_decisions(willow.organisation, old, second)
    assert str(found) == "1 of 2 would come out differently."
    (one,) = found.different
    assert one.reference == shared.reference != same.reference
    assert one.before == "You can share their information"
    assert one.after == generally(second.outcomes[ASK].title)
    assert "Ada" not in repr(found)


def test_decisions_of_before_last_year_are_left_alone(willow, ada, second):
    decided(willow, ada)
    old = library.current(f"{NAME}.1")
    with time_machine.travel(london_day() + timedelta(days=400)):
        assert replay.of_decisions(willow.organisation, old, second).tried == 0


def test_a_decision_that_can_no_longer_be_read_is_counted_and_the_others_are_tried(
    willow, ada, second, spoil
):
    first, _ = decided(willow, ada), decided(willow, ada)
    spoil(first)
    found = replay.of_decisions(willow.organisation, library.current(f"{NAME}.1"), second)
    assert (found.tried, found.unread) == (1, 1)


def test_a_decision_whose_rules_are_gone_is_still_told_by_what_came_out(willow, ada, rulebook):
    decided(willow, ada)
    second = rulebook.second(NAME)
    old = library.current(f"{NAME}.1")
    rulebook.lose(f"{NAME}.1")
    (one,) = replay.of_decisions(willow.organisation, old, second).different
    assert one.before == "share"
