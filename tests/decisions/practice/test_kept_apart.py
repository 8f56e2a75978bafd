"""What a worker practised is theirs, and is counted where they work."""

from __future__ import annotations

from datetime import UTC, date, datetime

import pytest
import time_machine

from audit.ledger.ids import new_id
from decisions.practice import queries as practice
from decisions.practice.models import PracticeResult
from decisions.rulesets import scenarios

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("autumn")]


def practised(world, worker, story, *, right=True, day=22):
    with time_machine.travel(datetime(2026, 11, day, 12, tzinfo=UTC)):
        return PracticeResult.objects.create(
            id=new_id(), organisation=world.organisation, worker=worker, story=story, right=right
        )


class TestPractice:
    @pytest.fixture
    def results(self, willow, alder):
        """What Amira practised on four days of November, and a colleague and a worker elsewhere on the last of them."""
        practised(willow, willow.amira, "the-surgery", right=False, day=2)
        practised(willow, willow.amira, "the-daughter", day=3)
        practised(willow, willow.amira, "the-daughter", day=4)
        practised(willow, willow.amira, "the-police", right=False, day=5)
        practised(willow, willow.ben, "the-surgery", day=5)
        practised(alder, alder.amira, "the-surgery", day=5)

    def test_a_worker_reads_their_own_the_latest_first(self, willow, results, monkeypatch):
        monkeypatch.setattr(practice, "SHOWN", 3)
        here = {story.id: story for story in scenarios.everything()[:1]}
        listed = practice.results_of(willow.amira, here)
        assert [each["right"] for each in listed] == [False, True, True]
        assert [each["when"].partition(" ")[0] for each in listed] == ["5", "4", "3"]
        assert {each["story"] for each in listed} == {"A story that is not here any more"}
        assert {each["url_id"] for each in listed} == {""}

    def test_a_story_that_is_there_is_named_and_can_be_tried_again(self, willow):
        story = scenarios.everything()[0]
        practised(willow, willow.amira, story.id)
        (listed,) = practice.results_of(willow.amira, {story.id: story})
        assert (listed["story"], listed["url_id"]) == (story.story[0], story.id)

    def test_what_a_colleague_got_right_is_theirs_alone(self, willow, results):
        assert practice.went_right(willow.amira) == {
            "the-surgery": False,
            "the-daughter": True,
            "the-police": False,
        }

    def test_stories_that_went_right_are_counted_once_for_each_worker_here(self, willow, results):
        days = date(2026, 11, 1), date(2026, 11, 30)
        assert practice.right_answers(willow.organisation, *days) == {
            willow.amira.pk: 1,
            willow.ben.pk: 1,
        }
