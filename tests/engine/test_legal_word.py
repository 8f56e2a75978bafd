"""The person's own word before an authority is told: a no, a suspect who must not be warned, illness, guns, and Prevent."""

from __future__ import annotations

from typing import Any, ClassVar

import pytest

from decisions.engine import alike, states
from decisions.engine.ruleset import Ruleset
from decisions.engine.walk import walk
from decisions.rulesets import library
from tests.engine.test_legal import LEGAL, ORDER, opens, option

CRIME = {**ORDER, "which_power": "crime"}
REFUSED = {**CRIME, "crime_agreed": "said_no", "harm": "yes"}


class TestTheirNo:
    """Their no is set aside for the same reasons as in any door."""

    @pytest.mark.parametrize(
        ("facts", "kind", "outcome"),
        [
            ({"harm": "no"}, "do_not_share", "respect_refusal"),
            ({"beyond_them": ["none"]}, "do_not_share", "respect_their_choice"),
            ({"beyond_them": ["crime"], "crime_now": "over"}, "do_not_share", "respect_their_choice"),
            ({"beyond_them": ["others"], "less_intrusive": "no"}, "safeguard", "tell_lead_and_police"),
            (
                {"beyond_them": ["crime"], "crime_now": "weapon", "less_intrusive": "no_name"},
                "share_anonymised",
                "warn_without_the_person",
            ),
            ({"beyond_them": ["not_sure"]}, "ask_guardian", "talk_about_their_no"),
        ],
    )
    def test_the_police_hear_of_it_only_where_more_than_their_own_risk_is_known(
        self, facts: dict[str, Any], kind: str, outcome: str
    ) -> None:
        found = walk(LEGAL, {**REFUSED, **facts}).outcome
        assert found
        assert (found.kind, found.id) == (kind, outcome)

    @pytest.mark.parametrize("door", [LEGAL, library.current("community")], ids=lambda door: door.name)
    def test_the_same_facts_end_alike(self, door: Ruleset) -> None:
        assert list(alike.differences([door], {})) == []
        assert all(list(alike.hearing([door], facts)) for facts in alike.FACTS)

    def test_what_they_may_have_done_is_weighed(self) -> None:
        by_them = {**REFUSED, "beyond_them": ["crime"], "crime_now": "by_them"}
        assert walk(LEGAL, by_them).unanswered == ("how_serious",)


class TestASuspect:
    """One who must not be warned hears nothing, and it is written down why, who decides, and by which day."""

    WARNS: ClassVar = [
        ("crime_agreed", "cannot_ask"),
        ("safety_work", "cannot_ask"),
        ("drawn_in_word", "cannot_ask"),
        ("terror_what", "attack"),
        ("terror_what", "not_sure"),
    ]

    @pytest.mark.parametrize(("question", "answer"), WARNS)
    def test_the_answer_says_why_nothing_is_said(self, question: str, answer: str) -> None:
        one = option(LEGAL, question, answer)
        assert "why_not_told" in one.duties
        assert LEGAL.duties["why_not_told"].flag == "not_told"
        assert "{guardian}" in one.untold
        assert "{review_day}" in one.untold

    def test_no_words_to_them_at_any_end_after_it(self) -> None:
        after = [outcome for outcome, state in states.ends_in_full(LEGAL) if state.untold]
        assert {"ask_about_public_interest", "not_serious_enough", "tell_police_of_terrorism"} <= {
            one.id for one in after
        }
        assert not [one.id for one in after if one.say_person or not one.untold]


class TestFiguresFirst:
    """Several ill: the health team hears today how many, and who only where it needs that."""

    ILL: ClassVar = {**ORDER, "which_power": "disease", "disease": "no", "names_for_control": "figures"}

    @pytest.mark.parametrize("disease", ["no", "not_sure"])
    def test_an_illness_on_no_list_is_told_as_figures(self, disease: str) -> None:
        for together in ("several", "serious"):
            taken = walk(LEGAL, {**self.ILL, "disease": disease, "ill_together": together})
            assert taken.outcome
            assert taken.outcome.id == "call_with_figures"
            assert taken.outcome.kind == "share_anonymised"

    def test_one_ordinary_illness_is_nobodys_business(self) -> None:
        outcome = walk(LEGAL, {**self.ILL, "ill_together": "one"}).outcome
        assert outcome
        assert (outcome.id, outcome.kind) == ("not_on_the_list", "do_not_share")

    def test_names_follow_only_where_they_are_needed_and_nobody_said_no(self) -> None:
        assert {
            one.id
            for one in LEGAL.questions["names_for_control"].options
            if opens(LEGAL, "names_for_control", one.id)
        } == {"needed"}
        assert {"copi", "notifiable"} <= set(LEGAL.bases["outbreak_control"].cites)
        assert not LEGAL.bases["outbreak_control"].must


class TestWorkOnWhichLivesDepend:
    """What is settled goes to those who can stop it; what is not is weighed."""

    @pytest.mark.parametrize(
        ("question", "risk", "outcome"),
        [
            ("safety_work", "threat", "threat_with_gun"),
            ("safety_work", "gun", "tell_firearms"),
            ("safety_work", "lives", "tell_about_safety"),
            ("safety_work", "small", "talk_again_about_safety"),
            ("driving", "now", "stop_the_car"),
            ("driving", "told_not_to", "tell_about_driving"),
            ("driving", "seen", "tell_about_driving"),
            ("driving", "small", "ask_again_about_driving"),
        ],
    )
    def test_a_no_with_others_at_risk_is_settled(self, question: str, risk: str, outcome: str) -> None:
        carries_on = {"driving": "drives_on", "safety_work": "carries_on"}[question]
        asks = {"driving": "road_risk", "safety_work": "safety_risk"}[question]
        for answer in (carries_on, "cannot_follow"):
            found = walk(LEGAL, {**ORDER, "which_power": question, question: answer, asks: risk}).outcome
            assert found
            assert found.id == outcome
            wanted = ("do_not_share", None) if risk == "small" else ("safeguard", "serious_harm")
            assert (found.kind, found.basis) == wanted

    @pytest.mark.parametrize("asks", ["road_risk", "safety_risk"])
    def test_only_doubt_is_weighed(self, asks: str) -> None:
        to_weigh = [one.id for one in LEGAL.questions[asks].options if one.goes_to == "how_serious"]
        assert to_weigh == ["not_sure"]


class TestDrawnIn:
    """To be drawn in is a matter of safety; to know of an attack is one for the police."""

    def test_the_two_are_told_apart(self) -> None:
        attack = LEGAL.outcomes[option(LEGAL, "terror_what", "attack").goes_to]
        drawn_in = LEGAL.outcomes["drawn_in"]
        assert (attack.basis, drawn_in.basis) == ("terrorism_law", "safeguarding")
        assert not LEGAL.bases["safeguarding"].must

    def test_their_no_to_help_is_heard(self) -> None:
        assert option(LEGAL, "drawn_in_word", "said_no").goes_to == "beyond_them"
