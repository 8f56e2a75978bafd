"""What is to be done because of an answer: and nothing is said to have been shared where nothing was."""

from __future__ import annotations

import pytest

from decisions.engine.ruleset import TELLS
from decisions.engine.walk import walk
from decisions.rulesets import library
from tests.engine.rulebook import every_edge

DOORS = [door.name for door in library.doors()]
AFTER_SHARING = frozenset({"tell_person", "recipient_confidence", "leave_out"})
"""Shared duties that speak of what was told."""


@pytest.mark.parametrize("door", DOORS)
def test_who_told_nobody_is_not_asked_to_say_what_was_shared(door: str) -> None:
    ruleset = library.current(door)
    assert all(ruleset.duties[one].when_shared for one in AFTER_SHARING & set(ruleset.duties))
    for question, option, answers in every_edge(ruleset):
        taken = walk(ruleset, answers)
        assert taken.outcome
        owed = {duty for duty in taken.duties if ruleset.duties[duty].when_shared}
        assert not owed or taken.outcome.kind in TELLS, (question.id, option)


def test_a_duty_of_sharing_is_owed_where_something_is_shared() -> None:
    care = library.current("care-team")
    answers = {"danger": "no", "who": "care_worker", "identity": "called_back", "whose": "Mrs A"}
    cannot = {"purpose": "look_after", "agreement": "cannot_decide", "capacity": "assessed"}
    rest = {"items": {"medicines": "they are new"}, "channel": "private"}
    shared = walk(care, {**answers, **cannot, "best_interests": "consulted", **rest})
    refused = walk(care, {**answers, **cannot, "best_interests": "no"})
    assert "tell_person" in shared.duties
    assert "tell_person" not in refused.duties
