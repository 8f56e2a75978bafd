"""Where each answer of the two doors of the law and of the dead leads, beside what their stories tell."""

from __future__ import annotations

from typing import Any

import pytest

from decisions.engine.walk import walk
from decisions.rulesets import library
from tests.engine.test_legal import FAMILY, ORDER

ITEM = {"items": {"recent_changes": "they need it"}}
POLICE: dict[str, Any] = {
    **ORDER,
    **ITEM,
    "which_power": "crime",
    "crime_agreed": "agreed",
    "accurate": "yes",
}
LAW = {**ORDER, **ITEM, "which_power": "other_law"}
DRIVER = {**POLICE, "which_power": "driving"}
WHOLE = {**ORDER, "items": {"whole_record": "they want it"}}
EXECUTOR: dict[str, Any] = {
    **FAMILY,
    "after_death": "authority",
    "proof_of_right": "executor",
    "kind_of_record": "health",
}
OFFICIAL = {**FAMILY, "after_death": "official"}
LIVING = {**FAMILY, "after_death": "living"}
BOTH_SIDES = {"good_of_telling": "She may live", "harm_of_telling": "He trusted us"}
FOR_THE_LIVING = {"good_for_the_living": "She may live", "harm_to_trust": "He trusted us"}
INFECTION = {**LIVING, "living_risk": "infection", "how_serious_now": "serious", **FOR_THE_LIVING}
ALL_OF_IT = {**EXECUTOR, "items": {"whole_record": "all"}, "all_of_it": "needs_all"}
RESTRICTED = {**FAMILY, "items": {"restricted": "they asked"}}
SETTLES = ("share_after_death", "settles_affairs")

THE_LAW: list[tuple[dict[str, Any], str, str | None]] = [
    ({**ORDER, "order_paper": "not_sure"}, "ask_to_read_order", None),
    ({**ORDER, "which_power": "not_sure"}, "ask_which_power", None),
    ({**ORDER, "which_power": "something_else"}, "ask_about_other_use", None),
    ({**ORDER, "which_power": "inspector", "written_power": "not_sure"}, "ask_about_power", None),
    ({**ORDER, "said_no_to_law": "not_sure"}, "share_by_law", "court_order"),
    ({**LAW, "which_law": "another"}, "ask_which_power", None),
    ({**LAW, "which_law": "not_sure"}, "ask_which_power", None),
    ({**LAW, "which_law": "collection", "collection": "no"}, "share_by_law", "collection_power"),
    ({**LAW, "which_law": "collection", "collection": "not_sure"}, "ask_about_opt_out", None),
    ({**POLICE, "crime_agreed": "not_sure"}, "ask_about_police", None),
    ({**POLICE, "accurate": "in_part"}, "share_by_law", "agreed"),
    ({**POLICE, "accurate": "no"}, "put_it_right", None),
    ({**POLICE, "accurate": "not_sure"}, "put_it_right", None),
    (
        {**ORDER, "which_power": "missing_person", "missing_person": "not_sure"},
        "ask_about_missing",
        None,
    ),
    ({**DRIVER, "driving": "agreed"}, "share_by_law", "agreed_driving"),
    ({**DRIVER, "driving": "not_sure"}, "ask_about_driving", None),
    (
        {**DRIVER, "driving": "cannot_follow", "how_serious": "serious", **BOTH_SIDES},
        "ask_about_public_interest",
        None,
    ),
    ({**WHOLE, "whole_record_named": "no"}, "tick_the_part", None),
    ({**WHOLE, "whole_record_named": "not_sure"}, "ask_about_whole_record", None),
    ({**ORDER, "items": {"nothing": ""}}, "nothing_needed", None),
    ({**ORDER, "items": {"not_sure": ""}}, "ask_what_they_need", None),
    ({**ORDER, "channel": "not_sure"}, "choose_safe_way", None),
    ({**ORDER, "identity": "alert"}, "recipient_alert", None),
    ({**ORDER, "identity": "not_yet", "identity_done": "cannot_check"}, "identity_unchecked", None),
    ({**ORDER, "identity": "not_sure", "identity_done": "checked"}, "share_by_law", "court_order"),
]
THE_DEAD: list[tuple[dict[str, Any], str, str | None]] = [
    ({**FAMILY, "after_death": "general"}, "not_confidential", None),
    ({**FAMILY, "after_death": "something_else"}, "ask_about_other_use", None),
    ({**FAMILY, "after_death": "not_sure"}, "ask_why_after_death", None),
    ({**FAMILY, "in_life": "not_sure"}, "look_in_the_record", None),
    ({**FAMILY, "in_life": "close", "close_wants": "last_days"}, "share_after_death", "close_in_life"),
    ({**FAMILY, "in_life": "close", "close_wants": "kept_private"}, "kept_to_themself", None),
    ({**FAMILY, "in_life": "close", "close_wants": "kept_away"}, "wish_stands", None),
    ({**FAMILY, "in_life": "close", "close_wants": "complaint"}, "listen_to_complaint", None),
    ({**FAMILY, "in_life": "close", "close_wants": "not_sure"}, "ask_why_after_death", None),
    ({**EXECUTOR, "after_death": "understand", "in_life": "close", "close_wants": "record"}, *SETTLES),
    (
        {**EXECUTOR, "after_death": "understand", "in_life": "record"},
        "share_after_death",
        "settles_affairs",
    ),
    ({**EXECUTOR, "proof_of_right": "not_sure"}, "have_the_paper_read", None),
    ({**EXECUTOR, "proof_of_right": "permitted"}, *SETTLES),
    ({**EXECUTOR, "kind_of_record": "both", "care_for": "executor"}, "share_after_death", "executor_care"),
    (
        {**EXECUTOR, "kind_of_record": "care", "care_for": "claim_with_leave"},
        "share_after_death",
        "executor_care",
    ),
    ({**EXECUTOR, "kind_of_record": "care", "care_for": "claim_only"}, "ask_the_executor", None),
    ({**EXECUTOR, "kind_of_record": "care", "care_for": "no_executor"}, "ask_about_care_record", None),
    ({**EXECUTOR, "kind_of_record": "care", "care_for": "not_sure"}, "ask_the_executor", None),
    ({**EXECUTOR, "kind_of_record": "not_sure"}, "look_in_the_record", None),
    ({**EXECUTOR, "items": {"whole_record": "all"}, "all_of_it": "part"}, "tick_the_part", None),
    ({**ALL_OF_IT, "all_of_it": "not_sure", "who_wants_all": "executor"}, "hand_on_after_death", None),
    ({**ALL_OF_IT, "who_wants_all": "claim"}, "only_what_bears_on_it", None),
    ({**ALL_OF_IT, "who_wants_all": "official"}, *SETTLES),
    ({**ALL_OF_IT, "who_wants_all": "others"}, "tick_the_part", None),
    ({**ALL_OF_IT, "who_wants_all": "not_sure"}, "ask_about_whole_record", None),
    ({**OFFICIAL, "official": "registrar"}, "share_after_death", "registrar_must_know"),
    ({**OFFICIAL, "official": "review"}, "share_after_death", "review_of_death"),
    ({**OFFICIAL, "official": "not_sure"}, "ask_which_law_lets_them", None),
    ({**LIVING, "living_risk": "not_sure"}, "ask_about_the_living", None),
    ({**INFECTION, "warn_unnamed": "yes"}, "warn_after_death", None),
    ({**INFECTION, "warn_unnamed": "no"}, "guardian_weighs_for_the_living", None),
    ({**INFECTION, "warn_unnamed": "not_sure"}, "guardian_weighs_for_the_living", None),
    ({**RESTRICTED, "restricted_how": "neither"}, "restricted_stop", None),
    ({**RESTRICTED, "restricted_how": "not_sure"}, "restricted_stop", None),
    ({**RESTRICTED, "restricted_how": "agreed"}, "share_after_death", "wish_in_life"),
    ({**RESTRICTED, "restricted_how": "ordered"}, "share_after_death", "wish_in_life"),
    ({**FAMILY, "items": {"nothing": ""}}, "nothing_needed", None),
    ({**FAMILY, "items": {"not_sure": ""}}, "ask_what_they_need", None),
    ({**FAMILY, "accurate": "in_part"}, "share_after_death", "wish_in_life"),
    ({**FAMILY, "accurate": "no"}, "put_it_right", None),
    ({**FAMILY, "channel": "another_way"}, "choose_safe_way", None),
    ({**FAMILY, "identity": "alert"}, "recipient_alert", None),
    ({**FAMILY, "identity": "not_yet", "identity_done": "failed"}, "identity_failed", None),
    ({**FAMILY, "identity": "not_yet", "identity_done": "cannot_check"}, "identity_unchecked", None),
]
GROUNDS = {
    "legal-power": {
        "court_order": "legal_duty",
        "notifiable_disease": "public_health",
        "written_power": "legal_duty",
        "who_drove": "legal_duty",
        "coroner_power": "after_death",
        "collection_power": "legal_duty",
        "terrorism_law": "legal_duty",
        "agreed": "crime",
        "agreed_in_part": "crime",
        "agreed_driving": "explicit",
    },
    "died": {
        **dict.fromkeys(("settles_affairs", "has_a_claim", "wish_in_life", "cared_for_them"), "after_death"),
        **dict.fromkeys(("all_but_their_no", "coroner_must_know", "examiner_must_know"), "after_death"),
        **dict.fromkeys(("registrar_must_know", "safe_handling", "disease_after_death"), "after_death"),
        **dict.fromkeys(("close_in_life", "executor_care", "review_of_death"), "after_death"),
    },
}
"""Each ground in the law of confidence, with the basis in data-protection law beside it."""
MUST = {
    "legal-power": set(GROUNDS["legal-power"]) - {"agreed", "agreed_in_part", "agreed_driving"},
    "died": {one for one in GROUNDS["died"] if one.endswith("_must_know")}
    | {"safe_handling", "disease_after_death"},
}


@pytest.mark.parametrize(("facts", "outcome", "basis"), THE_LAW)
def test_each_answer_about_the_law_has_its_end(
    facts: dict[str, Any], outcome: str, basis: str | None
) -> None:
    found = walk(library.current("legal-power"), facts).outcome
    assert found
    assert (found.id, found.basis) == (outcome, basis)


@pytest.mark.parametrize(("facts", "outcome", "basis"), THE_DEAD)
def test_each_answer_about_the_dead_has_its_end(
    facts: dict[str, Any], outcome: str, basis: str | None
) -> None:
    found = walk(library.current("died"), facts).outcome
    assert found
    assert (found.id, found.basis) == (outcome, basis)


@pytest.mark.parametrize("door", sorted(GROUNDS))
def test_each_ground_says_whether_it_must_be_obeyed_and_what_law_goes_with_it(door: str) -> None:
    bases = library.current(door).bases
    own = {one: bases[one].lawful for one in bases if one not in {"serious_harm", "safeguarding"}}
    assert own == GROUNDS[door]
    assert {one for one in own if bases[one].must} == MUST[door]


@pytest.mark.parametrize("door", sorted(GROUNDS))
@pytest.mark.parametrize(
    ("reach", "outcome"),
    [
        ("given", "find_their_number"),
        ("not_sure", "find_their_number"),
        ("alert", "recipient_alert"),
        ("known_in_person", None),
    ],
)
def test_nobody_asked_and_it_must_still_reach_the_right_one(
    door: str, reach: str, outcome: str | None
) -> None:
    tell = {"legal-power": "authority", "died": "died"}[door]
    begun = {"danger": "no", "who": "nobody", "tell": tell, "whose": "Mr Bale", "reach": reach}
    taken = walk(library.current(door), begun)
    assert (taken.outcome.id if taken.outcome else None) == outcome
