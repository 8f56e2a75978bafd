"""What the Guardian's own questions promise: both sides first, a free choice stands, and nobody weighs their own."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from typing import Any

import pytest

from decisions.engine import sharing, states
from decisions.engine.graph import reached_without
from decisions.engine.ruleset import SHARING, TELLS, UNSURE, Outcome, Ruleset
from decisions.engine.walk import Walk, walk
from decisions.engine.wording import fill
from decisions.rulesets import library, scenarios


def weigh() -> Ruleset:
    """The questions as they stand."""
    return library.current(library.WEIGH)


FAR: dict[str, Any] = {
    "yours": "yes",
    "soon": "later",
    "law": "none",
    "whose_risk": "public",
    "serious": "serious",
    "likely": "likely",
    "tried": "said_no",
    "less": "no",
    "good_of_telling": "He is stopped before he kills someone.",
    "harm_of_telling": "He may not trust us again.",
    "balance": "good",
    "no_name": "no",
    "part": {"the_risk": "He blacks out at the wheel"},
    "can_protect": "yes",
    "told": "will_tell",
}
"""The longest way: serious, likely, refused, nothing less will do, and both sides written."""
SIDES = (("good_of_telling", "law_good"), ("harm_of_telling", "law_harm"))


def taken(**changes: object) -> Walk:
    """Where the longest way leads, with these answers changed."""
    return walk(weigh(), {**FAR, **changes})


def end(**changes: object) -> Outcome:
    found = taken(**changes)
    assert found.outcome, found.unanswered
    return found.outcome


def test_it_is_fit_and_is_no_workers_door() -> None:
    assert library.WEIGH in library.names()
    assert library.WEIGH not in {door.name for door in library.doors()}
    assert weigh().edition == 2
    assert not {"danger", "who"} & set(weigh().questions)
    others = [library.current(name).outcomes.values() for name in library.names()]
    assert library.WEIGH not in {one.door for outcomes in others for one in outcomes}
    assert not [one for one in weigh().outcomes.values() if one.kind in {"ask_guardian", "another_door"}]


@pytest.mark.parametrize("sides", SIDES)
def test_nothing_is_shared_before_both_sides_are_written(sides: tuple[str, str]) -> None:
    """Also on the grounds that protect: danger alone, which tells only those who save, waits for no text."""
    past = {one.id: one.kind for one in reached_without(weigh(), *sides)}
    assert {kind for kind in past.values() if kind in TELLS} == {"safeguard"}


@pytest.mark.parametrize("side", ["good_of_telling", "harm_of_telling"])
def test_a_side_left_blank_is_a_side_not_written(side: str) -> None:
    assert taken(**{side: "   "}).unanswered == (side,)
    assert not taken(**{side: "   "}).invalid


def test_the_longest_way_ends_in_the_least() -> None:
    found = taken()
    assert found.outcome
    assert (found.outcome.id, found.outcome.kind, found.outcome.basis) == (
        "share_the_least", "share_in_part", "public_interest",
    )  # fmt: skip
    assert {"rule3c", "public_interest_2010", "gmc"} <= set(found.outcome.cites)
    assert "second_reader" in found.duties
    assert fill(found.outcome.title, {"items": "what the risk is"}) == "Share only this: what the risk is"
    assert (
        weigh().outcomes["share_the_least"].kind == weigh().bases["public_interest"].kind == "share_in_part"
    )


@pytest.mark.parametrize("soon", ["days", "later", "none", UNSURE])
@pytest.mark.parametrize("law", ["none", "may"])
def test_their_own_risk_and_their_free_choice_are_never_told(soon: str, law: str) -> None:
    """Whatever else is answered: no answer after it can open it."""
    found = end(soon=soon, law=law, whose_risk="own", own_choice="free")
    assert (found.id, found.kind) == ("their_own_risk", "do_not_share")
    option = weigh().questions["own_choice"].option("free")
    assert option
    assert option.denies
    assert option.goes_to in weigh().outcomes


def test_only_what_is_not_free_or_not_theirs_to_decide_is_told_of_their_own_risk() -> None:
    for choice in ("pressure", "cannot_decide"):
        assert end(whose_risk="own", own_choice=choice, own_harm="yes").kind == "safeguard"
        assert end(whose_risk="own", own_choice=choice, own_harm="no").id == "settle_who_decides"
    assert end(whose_risk="own", own_choice=UNSURE).kind == "do_not_share"


@pytest.mark.parametrize("yours", ["own", "about_me", UNSURE])
def test_nobody_weighs_their_own(yours: str) -> None:
    found = end(yours=yours)
    assert (found.id, found.kind) == ("deputy_weighs", "do_not_share")
    assert "deputy" in found.title


def test_danger_now_is_nothing_to_weigh() -> None:
    found = end(soon="now")
    assert (found.kind, found.basis) == ("safeguard", "safeguarding")
    assert "999" in found.title


@pytest.mark.parametrize(
    ("changes", "outcome"),
    [
        ({"whose_risk": "nobody"}, "nobody_at_risk"),
        ({"whose_risk": "good"}, "settle_who_decides"),
        ({"whose_risk": UNSURE}, "find_out_first"),
        ({"whose_risk": "child", "child_harm": "yes"}, "safeguard_child"),
        ({"whose_risk": "child", "child_harm": "no"}, "not_enough"),
        ({"whose_risk": "crime", "crime": "again"}, "share_the_least"),
        ({"whose_risk": "crime", "crime": "long_ago"}, "share_the_least"),
        ({"whose_risk": "crime", "crime": "to_them"}, "theirs_to_report"),
        ({"whose_risk": "crime", "crime": "lesser"}, "not_enough"),
        ({"serious": "lesser"}, "not_enough"),
        ({"serious": "regular"}, "needs_a_law"),
        ({"likely": "unlikely"}, "not_likely"),
        ({"likely": "possible"}, "share_the_least"),
        ({"tried": "agreed"}, "go_by_their_yes"),
        ({"tried": "not_tried"}, "ask_first"),
        ({"tried": "unable"}, "share_the_least"),
        ({"less": "inside"}, "keep_it_inside"),
        ({"less": "they_tell"}, "they_tell_first"),
        ({"balance": "harm"}, "harm_weighs_more"),
        ({"balance": UNSURE}, "find_out_first"),
        ({"no_name": "yes"}, "share_without_a_name"),
        ({"part": {"whole_record": "They want it"}}, "choose_a_part"),
        ({"part": {"who_it_is": "His name", "whole_record": "They want it"}}, "choose_a_part"),
        ({"part": {UNSURE: ""}}, "choose_a_part"),
        ({"can_protect": "no"}, "find_who_can"),
        ({"can_protect": "unchecked"}, "find_who_can"),
        ({"law": "closely", "closely_lets": "neither"}, "closely_protected"),
        ({"law": "closely", "closely_lets": "leave_out"}, "share_the_least"),
        ({"law": "closely", "closely_lets": "agreed"}, "go_by_their_yes"),
        ({"law": "must", "law_read": "no"}, "read_the_law"),
        ({"law": "must", "law_read": "not_us"}, "share_the_least"),
        ({"law": UNSURE}, "read_the_law"),
    ],
)  # fmt: skip
def test_each_fact_has_its_end(changes: dict[str, Any], outcome: str) -> None:
    assert end(**changes).id == outcome


def test_a_law_that_says_must_is_told_as_far_as_it_says() -> None:
    must = {
        "law": "must",
        "law_read": "binds",
        "law_good": "An order",
        "law_harm": "Little",
        "law_told": "yes",
    }
    found = end(**must, law_part="yes")
    assert (found.kind, found.basis) == ("share", "law_says")
    assert end(**must, law_part="more").kind == "do_not_share"
    assert end(law="closely", closely_lets="ordered", **{k: must[k] for k in must if k not in {"law", "law_read"}}, law_part="yes").id == "share_by_law"  # fmt: skip


def untold() -> Iterator[tuple[Outcome, str]]:
    for outcome, state in states.ends_in_full(weigh()):
        if state.untold:
            yield outcome, state.untold


def test_where_telling_them_is_not_safe_nothing_is_said_to_them() -> None:
    found = list(untold())
    assert {"share_the_least", "share_by_law", "share_without_a_name"} <= {outcome.id for outcome, _ in found}
    for outcome, why in found:
        assert (outcome.say_person, outcome.untold) == ("", why)
        assert "{guardian}" in why
        assert "{review_day}" in why


@pytest.mark.parametrize("changes", [{"told": "not_safe"}, {"told": UNSURE}, {"tried": "cannot_ask"}])
def test_one_who_is_not_told_has_a_day_on_which_that_is_looked_at(changes: dict[str, Any]) -> None:
    found = taken(**changes)
    assert found.untold
    assert "tell_person" not in found.duties or not changes.get("told")
    assert {weigh().duties[one].flag for one in found.duties} & {"not_told"}


MUST = {"law": "must", "law_read": "binds", "law_good": "An order", "law_harm": "Little", "law_told": "yes"}
LEAD_TO: dict[str, dict[str, Any]] = {
    "own_choice": {"whose_risk": "own"},
    "own_harm": {"whose_risk": "own", "own_choice": "pressure"},
    "child_harm": {"whose_risk": "child"},
    "crime": {"whose_risk": "crime"},
    "law_read": {"law": "must"},
    "law_part": MUST,
    "closely_lets": {"law": "closely"},
}
"""The answers that lead to a question off the longest way."""
DOUBTS = {
    "yours": "deputy_weighs",
    "law": "read_the_law",
    "law_read": "read_the_law",
    "closely_lets": "closely_protected",
    "law_part": "cut_to_the_law",
    "whose_risk": "find_out_first",
    "own_choice": "see_them_first",
    "own_harm": "safeguard_them",
    "child_harm": "safeguard_child",
    "crime": "find_out_first",
    "serious": "find_out_first",
    "likely": "find_out_first",
    "tried": "ask_first",
    "less": "find_out_first",
    "balance": "find_out_first",
    "part": "choose_a_part",
    "can_protect": "find_who_can",
}
"""Where someone who is not sure is led: to wait, to find out, or to keep someone safe."""
ASKED_ON = {"soon": "law", "no_name": "part", "law_told": "law_part", "told": "share_the_least"}
"""Doubts that change nothing about telling: what comes next."""


@pytest.mark.parametrize(("question", "outcome"), DOUBTS.items())
def test_doubt_finds_out_and_never_tells(question: str, outcome: str) -> None:
    unsure = {UNSURE: ""} if weigh().questions[question].kind == "items" else UNSURE
    found = end(**LEAD_TO.get(question, {}), **{question: unsure})
    assert found.id == outcome
    assert found.kind in {"do_not_share", "safeguard"}


def test_every_doubt_is_written_down() -> None:
    asked = {one.id for one in weigh().questions.values() if one.option(UNSURE)}
    assert asked == DOUBTS.keys() | ASKED_ON.keys()
    for question, following in ASKED_ON.items():
        option = weigh().questions[question].option(UNSURE)
        assert option
        assert option.goes_to == following, question


@pytest.mark.parametrize("told", ["yes", "will_tell", "not_safe", UNSURE])
def test_whether_they_know_never_decides_if_the_law_is_obeyed(told: str) -> None:
    assert end(**MUST | {"law_told": told}, law_part="yes").id == "share_by_law"
    assert end(**MUST | {"law_told": told}, law_part="more").id == "cut_to_the_law"


def test_a_crime_that_goes_on_is_also_held_against_how_likely_it_is() -> None:
    assert end(whose_risk="crime", crime="again", likely="unlikely").id == "not_likely"
    assert end(whose_risk="crime", crime="long_ago", likely="unlikely").id == "share_the_least"


def test_one_who_cannot_be_asked_is_not_told_on_before_less_was_tried() -> None:
    for tried in ("said_no", "cannot_ask", "unable"):
        assert end(tried=tried, less="inside").id == "keep_it_inside"


def test_each_end_says_what_the_worker_hears_what_to_write_and_what_comes_next() -> None:
    for outcome in weigh().outcomes.values():
        said = " ".join((*outcome.do, *outcome.do_untold))
        assert "the worker" in said, outcome.id
        assert "rite down" in said or outcome.id == "safeguard_them", outcome.id
        assert outcome.say_asker, outcome.id
        assert outcome.say_person, outcome.id
        assert outcome.next, outcome.id


def test_a_door_that_shares_past_a_side_is_found() -> None:
    """The check itself bites: a way round the law's own side, seeded into a copy."""
    question = weigh().questions["law_read"]
    options = tuple(
        replace(each, goes_to="law_told") if each.id == "binds" else each for each in question.options
    )
    broken: Ruleset = replace(
        weigh(), questions={**weigh().questions, "law_read": replace(question, options=options)}
    )
    assert not list(sharing.denials(broken))
    past = [one for one in reached_without(broken, *SIDES[0]) if one.kind in SHARING]
    assert [one.id for one in past] == ["share_by_law"]


def test_there_are_stories_of_every_sort() -> None:
    stories = [one for one in scenarios.everything() if one.door == library.WEIGH]
    assert len(stories) >= 12
    assert sum(one.outcome == "share_the_least" for one in stories) >= 3
    ends = {one.outcome for one in stories}
    assert {"deputy_weighs", "their_own_risk", "share_without_a_name", "share_by_law", "act_now"} <= ends
