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
LAW: dict[str, Any] = {**ORDER, **ITEM, "which_power": "other_law"}
DRIVER = {**POLICE, "which_power": "driving"}
NOTHING = {"items": {"nothing": ""}}
INSPECTOR: dict[str, Any] = {
    **ORDER,
    "which_power": "inspector",
    "inspector_who": "cqc",
    "written_power": "covers",
}
OTHER: dict[str, Any] = {**ORDER, **ITEM, "which_power": "something_else", "accurate": "yes"}
CANNOT = {"capacity": "assessed", "best_interests": "consulted"}
VICTIM: dict[str, Any] = {**POLICE, **CANNOT, "crime_agreed": "cannot_decide"}
DISEASE: dict[str, Any] = {**ORDER, "which_power": "disease", "disease": "no", "ill_together": "several"}
TERROR: dict[str, Any] = {**LAW, "which_law": "terrorism", "terror_what": "drawn_in"}
GUN: dict[str, Any] = {**POLICE, "which_power": "safety_work"}
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
    ({**ORDER, "order_paper": "past_day"}, "ask_court_to_narrow", None),
    ({**ORDER, "order_paper": "warrant", "warrant": "arrest"}, "warrant_to_arrest", None),
    ({**ORDER, "order_paper": "warrant", "warrant": "not_sure"}, "ask_about_warrant", None),
    ({**ORDER, "order_paper": "warrant", "warrant": "judge"}, "share_by_law", "court_order"),
    ({**ORDER, "which_power": "claimed_right"}, "no_law_named", None),
    ({**INSPECTOR, "written_power": "covers"}, "share_by_law", "written_power"),
    ({**INSPECTOR, "written_power": "too_much"}, "beyond_their_power", None),
    ({**INSPECTOR, "written_power": "not_sure"}, "ask_about_power", None),
    ({**INSPECTOR, "inspector_who": "ombudsman"}, "share_by_law", "written_power"),
    ({**INSPECTOR, "inspector_who": "nhs_fraud"}, "share_by_law", "written_power"),
    ({**INSPECTOR, "inspector_who": "another"}, "share_by_law", "written_power"),
    ({**INSPECTOR, "inspector_who": "nhs_fraud_no_contract"}, "power_not_over_us", None),
    ({**INSPECTOR, "inspector_who": "benefits"}, "power_not_over_us", None),
    ({**INSPECTOR, "inspector_who": "not_sure"}, "ask_for_power", None),
    ({**OTHER, "other_agreed": "agreed"}, "share_by_law", "agreed_other"),
    ({**OTHER, "other_agreed": "not_asked"}, "ask_person_first", None),
    ({**OTHER, "other_agreed": "not_sure"}, "ask_person_first", None),
    ({**OTHER, **CANNOT, "other_agreed": "cannot_decide"}, "share_by_law", "best_interests"),
    (
        {**OTHER, "other_agreed": "said_no", "objection": "some_items", "rest_agreed": "yes"},
        "share_by_law",
        "consent_in_part",
    ),
    ({**OTHER, "other_agreed": "said_no", "objection": "everything", "harm": "no"}, "respect_refusal", None),
    ({**DISEASE, "ill_together": "not_sure"}, "ask_about_disease", None),
    ({**DISEASE, "names_for_control": "not_sure"}, "ask_about_disease", None),
    ({**DISEASE, "names_for_control": "said_no"}, "doctor_gives_names", None),
    ({**DISEASE, "names_for_control": "needed"}, "share_by_law", "outbreak_control"),
    ({**ORDER, "which_power": "our_crime", "our_crime": "outsider"}, "report_without_people", None),
    ({**ORDER, "which_power": "our_crime", "our_crime": "lesser"}, "manager_decides_report", None),
    ({**ORDER, "which_power": "our_crime", "our_crime": "not_sure"}, "manager_decides_report", None),
    ({**POLICE, "which_power": "our_crime", "our_crime": "hurt_us"}, "share_by_law", "own_report"),
    ({**POLICE, "which_power": "our_crime", "our_crime": "victim_here"}, "share_by_law", "agreed"),
    ({**VICTIM, "crime_to_them": "goes_on"}, "tell_lead_and_police", "safeguarding"),
    ({**VICTIM, "crime_to_them": "not_sure"}, "safeguard", "safeguarding"),
    ({**VICTIM, "crime_to_them": "saw_it"}, "share_by_law", "best_interests"),
    ({**VICTIM, "crime_to_them": "by_them", "how_serious": "not_serious"}, "not_serious_enough", None),
    ({**TERROR, "terror_what": "not_sure"}, "terror_not_sure", "safeguarding"),
    ({**TERROR, "drawn_in_word": "not_asked"}, "drawn_in", "safeguarding"),
    ({**TERROR, "drawn_in_word": "cannot_decide"}, "drawn_in", "safeguarding"),
    ({**TERROR, "drawn_in_word": "not_sure"}, "drawn_in", "safeguarding"),
    ({**GUN, "safety_work": "agreed"}, "share_by_law", "agreed_safety"),
    ({**GUN, "safety_work": "will_tell"}, "they_tell_themselves", None),
    ({**GUN, "safety_work": "not_asked"}, "talk_about_safety", None),
    ({**GUN, "safety_work": "not_sure"}, "talk_about_safety", None),
    (
        {
            **GUN,
            "safety_work": "cannot_ask",
            "safety_risk": "not_sure",
            "how_serious": "serious",
            **BOTH_SIDES,
        },
        "ask_about_public_interest",
        None,
    ),
    ({**ORDER, "said_no_to_law": "not_sure"}, "share_by_law", "court_order"),
    ({**LAW, "which_law": "another"}, "ask_which_power", None),
    ({**LAW, "which_law": "not_sure"}, "ask_which_power", None),
    ({**LAW, "which_law": "collection", "collection": "no"}, "share_by_law", "collection_power"),
    ({**LAW, "which_law": "collection", "collection": "not_sure"}, "look_for_opt_out", None),
    ({**POLICE, "crime_agreed": "not_sure"}, "ask_them_about_police", None),
    ({**POLICE, "accurate": "in_part"}, "share_by_law", "agreed"),
    ({**POLICE, "accurate": "no"}, "put_it_right", None),
    ({**POLICE, "accurate": "not_sure"}, "put_it_right", None),
    (
        {**ORDER, "which_power": "missing_person", "missing_person": "not_sure"},
        "ask_about_missing",
        None,
    ),
    ({**DRIVER, "driving": "agreed"}, "share_by_law", "agreed_driving"),
    ({**DRIVER, "driving": "not_sure"}, "talk_about_driving", None),
    (
        {
            **DRIVER,
            "driving": "cannot_follow",
            "road_risk": "not_sure",
            "how_serious": "serious",
            **BOTH_SIDES,
        },
        "ask_about_public_interest",
        None,
    ),
    ({**WHOLE, "whole_record_named": "no"}, "tick_the_part", None),
    ({**WHOLE, "whole_record_named": "not_sure"}, "ask_about_whole_record", None),
    ({**ORDER, **NOTHING, "nothing_named": "hold_nothing"}, "say_we_hold_nothing", None),
    ({**ORDER, **NOTHING, "nothing_named": "names_it"}, "go_back_and_tick", None),
    ({**ORDER, **NOTHING, "nothing_named": "not_sure"}, "read_it_with_manager", None),
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
        "agreed_safety": "explicit",
        "agreed_other": "explicit",
        "own_report": "crime",
        "outbreak_control": "public_health",
        "best_interests": "care",
        "attorney": "care",
        "consent_in_part": "explicit",
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
    "legal-power": {
        "court_order",
        "notifiable_disease",
        "written_power",
        "who_drove",
        "coroner_power",
        "collection_power",
        "terrorism_law",
    },
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
