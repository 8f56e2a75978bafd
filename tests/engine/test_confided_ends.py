"""Where the answers lead that no story of the team, the family, a secret or a contact gives, and what each ground is."""

from __future__ import annotations

from typing import Any

import pytest

from decisions.engine.ruleset import Ruleset
from tests.engine.doorway import taken
from tests.engine.test_confided import BANK, BEHALF, DAUGHTER, FAMILY, SECRET, SURGERY, TEAM, TOLD

Case = tuple[dict[str, Any], str, str | None, set[str]]
"""What is answered otherwise, the outcome, its basis, and the duties that are owed besides the usual ones."""
DANGER = {
    "danger_to": "emergency",
    "danger_whose": "Mrs A",
    "danger_what": "that she fell",
    "danger_told": "999",
}
CALLER = {"danger": "yes", "danger_to": "caller", "danger_asked_about": "Mrs A"}
FIRST: list[Case] = [
    ({"danger": "yes", **DANGER}, "danger_share", "serious_harm", {"complete_later", "guardian_reviews"}),
    (
        {"danger": "not_sure", **DANGER},
        "danger_share",
        "serious_harm",
        {"complete_later", "guardian_reviews"},
    ),
    ({**CALLER, "danger_caller": "unchecked"}, "danger_not_the_caller", "serious_harm", {"complete_later"}),
    ({"who": "not_sure"}, "find_out_who", None, set()),
    ({"who": "safeguarding", "at_risk": "not_sure"}, "ask_about_safeguarding", None, {"guardian_reviews"}),
    ({"who": "nobody", "tell": "not_sure"}, "ask_what_to_tell", None, set()),
]
NOTHING_SHARED: list[Case] = [
    ({"items": {"not_sure": ""}}, "ask_what_they_need", None, set()),
    ({"items": {"nothing": ""}}, "nothing_needed", None, set()),
    (
        {"items": {"restricted": "they asked"}, "restricted_how": "neither"},
        "restricted_stop",
        None,
        {"guardian_reviews"},
    ),
    ({"channel": "not_sure"}, "choose_safe_way", None, set()),
    ({"channel": "another_way"}, "choose_safe_way", None, set()),
]
ASKED: list[Case] = [
    ({"identity": "not_sure", "identity_done": "cannot_check"}, "identity_unchecked", None, set()),
    ({"identity": "not_yet", "identity_done": "failed"}, "identity_failed", None, {"guardian_reviews"}),
    ({"identity": "alert"}, "recipient_alert", None, {"guardian_reviews"}),
]


def nobody_asked(tell: str, shares: str, basis: str) -> list[Case]:
    """Nobody asked, and someone is told: reached by our own list, or not at all."""
    way = {"who": "nobody", "tell": tell}
    return [
        ({**way, "reach": "own_list"}, shares, basis, {"right_and_current"}),
        ({**way, "reach": "known_in_person"}, shares, basis, {"right_and_current"}),
        ({**way, "reach": "given"}, "find_their_number", None, set()),
        ({**way, "reach": "not_sure"}, "find_their_number", None, set()),
        ({**way, "reach": "alert"}, "recipient_alert", None, {"guardian_reviews"}),
    ]


def a_no(question: str, left: dict[str, Any], stops: str) -> list[Case]:
    """The person's no to all of it, or to they do not know what; and doubt about what is left."""
    no = {question: "said_no"}
    everything = {**no, "objection": "everything"}
    explained = {"explain_consequences"}
    return [
        ({**no, "objection": "not_sure"}, "ask_what_they_refused", None, set()),
        ({**everything, "harm": "no"}, "respect_refusal", None, explained),
        ({**everything, "harm": "law"}, "ask_about_law", None, explained | {"guardian_reviews"}),
        (
            {**everything, "harm": "yes", "beyond_them": ["none"]},
            "respect_their_choice",
            None,
            explained | {"guardian_reviews"},
        ),
        (
            {**everything, "harm": "not_sure", "beyond_them": ["not_sure"]},
            "talk_about_their_no",
            None,
            explained | {"guardian_reviews"},
        ),
        (
            {**everything, "harm": "yes", "beyond_them": ["others"], "less_intrusive": "no"},
            "safeguard",
            "safeguarding",
            explained | {"explain_may", "guardian_reviews"},
        ),
        (
            {**everything, "harm": "yes", "beyond_them": ["crime"], "crime_now": "by_them"},
            "ask_about_harm",
            None,
            explained | {"guardian_reviews"},
        ),
        ({**no, "objection": "some_items", **left}, stops, None, explained),
    ]


def cannot_decide(question: str, shares: str) -> list[Case]:
    """Somebody who cannot decide: found out how, and is it best for them?"""
    cannot = {question: "cannot_decide"}
    known = {**cannot, "capacity": "assessed"}
    return [
        ({**cannot, "capacity": "assumed"}, "check_capacity", None, set()),
        ({**cannot, "capacity": "not_sure"}, "check_capacity", None, set()),
        ({**known, "best_interests": "attorney"}, shares, "attorney", {"see_document", "tell_person"}),
        (
            {**known, "best_interests": "consulted"},
            shares,
            "best_interests",
            {"record_best_interests", "tell_person"},
        ),
        ({**known, "best_interests": "no"}, "not_best", None, set()),
        ({**known, "best_interests": "not_sure"}, "ask_what_is_best", None, {"guardian_reviews"}),
    ]


WHOLE = {"items": {"whole_record": "they want all"}}
ONE_BY_ONE = {
    "medicines": "a",
    "allergies": "b",
    "recent_changes": "c",
    "contacts": "d",
    "something_else": "e",
}
IN_THE_TEAM: list[Case] = [
    *ASKED,
    *nobody_asked("care_worker", "share", "implied_consent"),
    *a_no("agreement", {"left_out": "not_sure", "care_without_it": "not_sure"}, "refusal_of_care"),
    *cannot_decide("agreement", "share"),
    ({"identity": "not_yet", "identity_done": "checked"}, "share", "implied_consent", {"tell_person"}),
    (
        {"purpose": "look_after_unknown", "relationship": "caring_now"},
        "share",
        "implied_consent",
        {"tell_person"},
    ),
    ({"agreement": "not_sure", "likely_to_object": "no"}, "share", "implied_consent", {"tell_person"}),
    ({"items": ONE_BY_ONE}, "share", "implied_consent", set()),
    ({"items": {"diagnosis": "a"}}, "share", "implied_consent", {"ask_if_sensitive"}),
    (
        {**WHOLE, "whole_record": "needs_all", "inside_record": "no"},
        "share",
        "implied_consent",
        {"note_whole", "guardian_reviews"},
    ),
    (
        {**WHOLE, "whole_record": "needs_all", "inside_record": "yes", "take_it_out": "yes"},
        "share",
        "implied_consent",
        {"note_whole", "say_a_part_is_out", "no_hints", "guardian_reviews"},
    ),
    (
        {**WHOLE, "whole_record": "needs_all", "inside_record": "yes", "take_it_out": "no"},
        "ask_about_record",
        None,
        {"guardian_reviews"},
    ),
    ({**WHOLE, "whole_record": "needs_all", "inside_record": "not_sure"}, "look_inside_first", None, set()),
    (
        {"agreement": "cannot_decide", "capacity": "unable_now", "best_interests": "not_consulted"},
        "share",
        "best_interests",
        {"record_capacity", "look_again_when_able", "ask_consultees", "tell_person"},
    ),
    (
        {"agreement": "cannot_decide", "capacity": "asked_now", "best_interests": "not_consulted"},
        "share",
        "best_interests",
        {"record_capacity", "ask_consultees", "record_best_interests", "tell_person"},
    ),
]
IN_THE_FAMILY: list[Case] = [
    *ASKED,
    *nobody_asked("family", "share_with_family", "consent"),
    *a_no("family_agreement", {"rest_agreed": "not_sure"}, "not_agreed_yet"),
    *cannot_decide("family_agreement", "share_with_family"),
    ({"identity": "saw_proof"}, "share_with_family", "consent", set()),
    ({"wants": "not_sure"}, "ask_what_they_want", None, set()),
    ({"wants": "should_know", "carer_consents": "not_sure"}, "ask_the_carer", None, set()),
    ({"family_agreement": "child", "young": "agreed"}, "share_with_family", "consent", set()),
    ({"family_agreement": "child", "young": "not_asked"}, "not_agreed_yet", None, set()),
    ({**WHOLE, "whole_record": "part"}, "tick_the_part", None, set()),
    ({**WHOLE, "whole_record": "cannot_split"}, "ask_about_record", None, {"guardian_reviews"}),
    ({**WHOLE, "whole_record": "not_sure"}, "ask_what_they_need", None, set()),
    (
        {"family_agreement": "cannot_decide", "capacity": "unable_now", "best_interests": "asker_is_close"},
        "share_with_family",
        "best_interests",
        {"record_capacity", "look_again_when_able", "ask_the_one_told", "record_best_interests"},
    ),
    ({"channel": "overheard"}, "share_with_family", "consent", {"move_first"}),
    ({"channel": "secure_email"}, "share_with_family", "consent", {"check_address"}),
    ({"channel": "paper"}, "share_with_family", "consent", {"seal_paper"}),
]
A_SECRET: list[Case] = [
    ({"about": "misuse", "raised": "no"}, "raise_it", None, {"report_misuse", "guardian_reviews"}),
    ({"about": "organisation", "raised": "not_sure"}, "raise_it", None, {"guardian_reviews"}),
    (
        {"teller": "colleague", "colleague": "work", "raised": "about_the_manager"},
        "blow_the_whistle",
        None,
        set(),
    ),
    ({"teller": "colleague", "colleague": "not_sure"}, "ask_a_senior", None, {"guardian_reviews"}),
    (
        {"teller": "colleague", "colleague": "own_life", "colleague_work": "not_sure"},
        "ask_a_senior",
        None,
        set(),
    ),
    ({"passing_on": "not_sure"}, "ask_a_senior", None, {"guardian_reviews"}),
    ({"passing_on": "some_of_it", "objection": "everything", "harm": "no"}, "respect_refusal", None, set()),
    (
        {"passing_on": "some_of_it", "objection": "everything", "harm": "law"},
        "ask_about_law",
        None,
        {"guardian_reviews"},
    ),
    (
        {"about": "harm", "whose_no": "person", "beyond_them": ["crime"], "crime_now": "by_them"},
        "ask_about_harm",
        None,
        {"guardian_reviews"},
    ),
    ({"channel": "secure_email"}, "tell_inside", "their_care", {"check_address"}),
    ({"channel": "paper"}, "tell_inside", "their_care", {"seal_paper"}),
    ({"channel": "another_way"}, "choose_safe_way", None, set()),
    ({"channel": "not_sure"}, "choose_safe_way", None, set()),
]
A_CONTACT: list[Case] = [
    *nobody_asked("contact", "contact_them", "consent"),
    *a_no("permission", {"left_out": "not_sure"}, "not_without_it"),
    *cannot_decide("permission", "contact_them"),
    ({"benefit": "not_sure"}, "ask_whom_it_helps", None, set()),
    ({"commitment": "not_sure"}, "ask_who_manages_it", None, set()),
    ({"permission": "not_sure"}, "ask_permission", None, set()),
    ({**WHOLE, "whole_record": "part"}, "tick_the_part", None, set()),
    ({**WHOLE, "whole_record": "needs_all"}, "copy_is_theirs", None, set()),
    ({"items": ONE_BY_ONE}, "contact_them", "consent", {"note_permission"}),
    ({"channel": "overheard"}, "contact_them", "consent", {"move_first"}),
    ({"channel": "paper"}, "contact_them", "consent", {"seal_paper"}),
]
DOORS: list[tuple[Ruleset, dict[str, Any], list[Case]]] = [
    (TEAM, SURGERY, [*FIRST, *NOTHING_SHARED, *IN_THE_TEAM]),
    (FAMILY, DAUGHTER, [*FIRST, *NOTHING_SHARED, *IN_THE_FAMILY]),
    (TOLD, SECRET, [*FIRST, *A_SECRET]),
    (BEHALF, BANK, [*FIRST, *NOTHING_SHARED, *A_CONTACT]),
]
ALL = [(ruleset, usual, case) for ruleset, usual, cases in DOORS for case in cases]


@pytest.mark.parametrize(("ruleset", "usual", "case"), ALL, ids=lambda one: getattr(one, "name", ""))
def test_each_answer_has_its_end(ruleset: Ruleset, usual: dict[str, Any], case: Case) -> None:
    changes, outcome, basis, duties = case
    found = taken(ruleset, usual, **changes)
    assert found.outcome
    assert (found.outcome.id, found.outcome.basis) == (outcome, basis)
    assert duties <= set(found.duties)
