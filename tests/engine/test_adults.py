"""An adult at risk: who else is told, what is not clear yet, a board's request, and where telling them is not safe."""

from __future__ import annotations

from typing import Any

import pytest

from decisions.engine.graph import reached_without
from decisions.rulesets import library
from tests.engine.doorway import end, taken

ADULT = library.current("adult-at-risk")
RISK: dict[str, Any] = {
    "danger": "no",
    "who": "nobody",
    "tell": "adult",
    "reach": "own_list",
    "whose": "Mr A",
    "adult_worry": "abuse",
    "adult_view": "agrees",
    "adult_agency": "safeguarding",
    "protect_items": {"seen_or_heard": "he told me"},
    "protect_way": "private",
}


class TestWhoElseIsTold:
    """A bank, a relative or a neighbour: the lead is told in any case, and the person decides about the rest."""

    @pytest.mark.parametrize("who", ["bank", "close"])
    def test_the_persons_word_decides(self, who: str) -> None:
        else_told = {**RISK, "adult_agency": "someone_else", "who_else": who}
        ends = {
            "yes": "keep_adult_safe",
            "best": "keep_adult_safe",
            "no": "safeguard",
            "not_sure": "safeguard",
        }
        assert {one: end(ADULT, else_told, else_agreed=one).id for one in ends} == ends
        for one in ("yes", "best"):
            assert "lead_and_them" in taken(ADULT, else_told, else_agreed=one).duties

    def test_who_is_no_help_learns_nothing(self) -> None:
        else_told = {**RISK, "adult_agency": "someone_else"}
        ends = {
            "may_be_hurt": ("warn_without_the_person", "share_anonymised"),
            "wants_to_know": ("ask_who_to_tell", "do_not_share"),
            "not_sure": ("ask_who_to_tell", "do_not_share"),
        }
        for one, expected in ends.items():
            found = end(ADULT, else_told, who_else=one)
            assert (found.id, found.kind) == expected
            assert any("safeguarding lead" in step for step in found.do)


class TestWhatIsNotClearYet:
    """A worker who is not sure what the worry is says what they saw, and needs no proof."""

    @pytest.mark.parametrize(
        "way", [{"adult_worry": "not_sure"}, {"adult_worry": "carer", "carer_strain": "not_sure"}]
    )
    def test_a_sign_is_enough(self, way: dict[str, Any]) -> None:
        unsure = {**RISK, **way}
        assert end(ADULT, unsure, what_you_know="sign").id == "keep_adult_safe"
        assert "not_yourself" in taken(ADULT, unsure, what_you_know="sign").duties
        assert (
            end(ADULT, unsure, what_you_know="small", support_agreed="not_asked").id == "ask_before_support"
        )
        for one in ("feeling", "not_sure"):
            assert end(ADULT, unsure, what_you_know=one).id == "talk_to_the_lead"


class TestABoardAsks:
    """A safeguarding adults board is answered when it asks in the way the law says."""

    def test_only_a_whole_request_is_answered(self) -> None:
        board = {**RISK, "adult_worry": "board"}
        found = end(ADULT, board, board_paper="full", board_what="The notes of March")
        assert (found.id, found.kind, found.basis) == ("answer_board", "share", "board_power")
        assert ADULT.bases["board_power"].must
        assert ADULT.bases["board_power"].lawful == "legal_duty"
        assert end(ADULT, board, board_paper="not_full").id == "ask_the_board_to_write"
        assert end(ADULT, board, board_paper="not_sure").id == "board_request"


class TestWhereTellingThemIsNotSafe:
    """No words to the person and no duty that tells them; why not, who decides and by when stand in their place."""

    @pytest.mark.parametrize(
        "way",
        [
            {"adult_view": "not_safe"},
            {"adult_view": "not_sure"},
            {"adult_worry": "others", "told": "not_safe"},
        ],
    )
    def test_nothing_is_said_to_them(self, way: dict[str, Any]) -> None:
        found = taken(ADULT, RISK, **way)
        assert found.outcome
        assert found.outcome.id == "keep_adult_safe"
        assert found.outcome.say_person == ""
        assert "{guardian}" in found.untold
        assert "{review_day}" in found.untold
        assert not {"tell_person", "ask_their_view"} & set(found.duties)

    def test_where_it_is_safe_they_are_asked_and_told(self) -> None:
        found = taken(ADULT, RISK, adult_view="will_ask")
        assert {"ask_their_view", "tell_person"} <= set(found.duties)
        assert found.outcome
        assert found.outcome.say_person


class TestTheLeadIsAlwaysTold:
    """Whatever is decided about a serious worry, our safeguarding lead hears of it inside."""

    def test_each_end_past_a_serious_worry_names_the_lead(self) -> None:
        for outcome in reached_without(ADULT, "support_agreed", "board_paper", "danger_to", "identity_done"):
            serious = outcome.kind in {"safeguard", "share_anonymised"} and outcome.id != "child_as_well"
            if serious or outcome.id in {"respect_their_choice", "tell_the_lead", "ask_who_to_tell"}:
                assert any("safeguarding lead" in step for step in outcome.do), outcome.id

    def test_those_who_treat_them_are_not_shut_out_where_they_could_die(self) -> None:
        found = taken(
            ADULT,
            RISK,
            adult_worry="self",
            adult_view="refused",
            beyond_them=["life"],
            told="yes",
            adult_agency="care_team",
        )
        assert found.outcome
        assert found.outcome.id == "keep_adult_safe"
        assert {"lead_too", "explain_may"} <= set(found.duties)
        assert any("GP" in step for step in ADULT.outcomes["safeguard"].do)
