"""What was told in trust stays in trust after a death, and those who have a right or were close hear what they may."""

from __future__ import annotations

import pytest

from decisions.engine.ruleset import Option, Question
from decisions.engine.walk import walk
from tests.engine.test_legal import DIED, FAMILY, LEGAL, opens, option, reached, shares


class TestAfterDeath:
    """What was told in trust stays in trust."""

    def test_no_law_opens_a_care_record_and_the_executor_may_have_it_or_give_leave(self) -> None:
        for record in ("not_ours", "not_sure"):
            assert opens(DIED, "kind_of_record", record) == set()
        assert opens(DIED, "kind_of_record", "health")
        for record in ("care", "both"):
            assert option(DIED, "kind_of_record", record).goes_to == "care_for"
        asks = DIED.questions["care_for"].options
        assert {one.id for one in asks if opens(DIED, "care_for", one.id)} == {"executor", "claim_with_leave"}
        assert {one.basis for one in asks if one.basis} == {"executor_care"}
        assert not DIED.bases["executor_care"].must

    def test_who_was_close_hears_the_little_that_helps_and_not_what_was_kept_private(self) -> None:
        """What went wrong: a daughter who came each day was sent to the Guardian to hear how the last days were."""
        close = {**FAMILY, "in_life": "close"}
        taken = walk(DIED, {**close, "close_wants": "last_days"})
        assert taken.outcome
        assert (taken.outcome.kind, taken.outcome.basis) == ("share", "close_in_life")
        assert {"calm_time", "the_little_that_helps"} <= set(taken.duties)
        wants = DIED.questions["close_wants"].options
        assert {one.id for one in wants if opens(DIED, "close_wants", one.id)} == {"last_days", "record"}

    def test_all_of_it_goes_through_those_who_answer_and_the_days_are_said(self) -> None:
        all_of_it = {**FAMILY, "items": {"whole_record": "all"}, "all_of_it": "needs_all"}
        ends = {
            "executor": "hand_on_after_death",
            "claim": "only_what_bears_on_it",
            "others": "tick_the_part",
        }
        for who, end in ends.items():
            outcome = walk(DIED, {**all_of_it, "who_wants_all": who}).outcome
            assert outcome
            assert (outcome.id, outcome.kind) == (end, "do_not_share")
        said = DIED.outcomes["hand_on_after_death"].say_asker
        assert "21 days" in said
        assert "40 days" in said

    @pytest.mark.parametrize("stop", ["said_no", "others_stay_in", "harm", "not_sure"])
    def test_a_no_said_in_life_stands_and_so_do_the_living(self, stop: str) -> None:
        assert opens(DIED, "what_stops_it", stop) == set()

    def test_whatever_else_is_ticked_a_no_said_in_life_leads(self) -> None:
        for more in ("part", "names_others"):
            outcome = walk(DIED, {**FAMILY, "what_stops_it": [more, "said_no"]}).outcome
            assert outcome
            assert outcome.id == "wish_stands"

    def test_only_what_a_law_says_must_be_told_passes_by_the_wishes(self) -> None:
        def by_law_or_by_wishes(question: Question, one: Option) -> bool:
            must = one.basis is not None and DIED.bases[one.basis].must
            return must or question.id == "what_stops_it"

        assert shares(DIED, reached(DIED, DIED.first, leaving_out=by_law_or_by_wishes)) == set()

    def test_data_protection_law_covers_the_living_only(self) -> None:
        own = [one for one in DIED.bases.values() if not one.protects]
        assert {one.lawful for one in own} == {"after_death"}

    def test_nobody_is_told_to_ask_the_dead(self) -> None:
        own = DIED.outcomes.keys() - LEGAL.outcomes.keys()
        assert own
        for one in own:
            words = " ".join([*DIED.outcomes[one].do, DIED.outcomes[one].say_person])
            assert "Ask {person}" not in words
            assert "explain_the_weighing" not in DIED.outcomes[one].duties
