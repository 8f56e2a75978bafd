"""Where each answer of the door of one's own record leads, beyond its stories."""

from __future__ import annotations

from typing import Any

import pytest

from decisions.rulesets import library
from tests.engine.test_others_ends import ALL, cases, ends_so
from tests.engine.test_own_record import ATTORNEY, READS_HIS_PLAN

OWN_SHARED = ("share_own", "own")
OWN = {
    **ATTORNEY,
    "child_no": "see",
    "objection": "some_items",
    "rest_agreed": "yes",
    "young_understands": "yes",
}
COPY = {**READS_HIS_PLAN, "own_want": "copy"}
PRESSED = {**READS_HIS_PLAN, "own_asker": "pressed"}
AGREED_PART = ("share_own", "consent_in_part")
ELSEWHERE = {
    "crime_now",
    "identity",
    "identity_done",
    "whose",
    "items",
    "restricted_how",
    "rest_agreed",
    "best_interests",
}
"""Shared questions that lead each door to what it asks next."""
ASK_PAPER: tuple[str, str | None] = ("ask_for_paper", None)

ONES_OWN: list[tuple[dict[str, Any], str, dict[str, tuple[str, str | None]]]] = [
    (READS_HIS_PLAN, "own_want", {"everyday": OWN_SHARED, "not_sure": ("ask_what_they_would_like", None)}),
    (
        COPY,
        "copy_for",
        {"themself": ("hand_on_request", None), "no_papers": ASK_PAPER, "not_sure": ASK_PAPER},
    ),
    (OWN, "own_asker", {"young": OWN_SHARED, "not_sure": ("find_out_who", None)}),
    (PRESSED, "pressed", {"not_sure": ("speak_alone", None)}),
    (
        OWN,
        "attorney_paper",
        {
            "health": ("share_own", "health_attorney"),
            "money": ("share_own", "money_attorney"),
            "worry": ("safeguard", "safeguarding"),
            "not_seen": ASK_PAPER,
            "not_sure": ASK_PAPER,
        },
    ),
    (
        OWN,
        "decides",
        {
            "said_no": AGREED_PART,
            "cannot": ("share_own", "health_attorney"),
            "not_sure": ("check_they_can_decide", None),
        },
    ),
    (
        {**OWN, "attorney_paper": "money"},
        "money_use",
        {
            "agreed": ("share_own", "money_attorney"),
            "said_no": AGREED_PART,
            "not_asked": ("ask_person_first", None),
            "not_sure": ("check_they_can_decide", None),
        },
    ),
    (
        {**OWN, "authority": "agreement"},
        "signed",
        {"told": ("share_own", "agreed"), "said_no": AGREED_PART, "not_sure": ASK_PAPER},
    ),
    ({**OWN, "authority": "parent"}, "parental", {"not_sure": ASK_PAPER}),
    (
        {**OWN, "authority": "parent"},
        "child_says",
        {
            "agreed": ("share_own", "agreed"),
            "said_no": AGREED_PART,
            "not_asked": ("ask_person_first", None),
            "too_young": ("share_own", "parent"),
            "not_sure": ("ask_about_child", None),
        },
    ),
    ({**OWN, "authority": "advocate"}, "advocate_letter", {"said_no": AGREED_PART, "not_sure": ASK_PAPER}),
    (
        {**OWN, **ALL},
        "all_of_it",
        {
            "part": ("tick_the_part", None),
            "all": ("hand_on_for_them", None),
            "not_sure": ("tick_the_part", None),
        },
    ),
    (READS_HIS_PLAN, "in_it", {"not_sure": ("look_first", None)}),
    (
        {**READS_HIS_PLAN, "in_it": "others"},
        "about_others",
        {
            "staff": OWN_SHARED,
            "agreed": OWN_SHARED,
            "leave_out": OWN_SHARED,
            "not_sure": ("ask_about_others", None),
        },
    ),
]


@pytest.mark.parametrize(("facts", "question", "outcome", "basis"), cases(ONES_OWN))
def test_each_answer_about_ones_own_record_has_its_end(
    facts: dict[str, Any], question: str, outcome: str, basis: str | None
) -> None:
    ends_so("own-record", facts, question, (outcome, basis))


def test_who_acts_for_a_person_meets_the_same_questions_in_both_doors() -> None:
    """A power is worth the same at the desk and in a solicitor's letter; only what is about money goes on elsewhere."""
    own, others = library.current("own-record").questions, library.current("someone-else").questions
    acting = set(own) & set(others) - {"all_of_it", "whole_record", "in_it", "channel"}
    assert {"authority", "money_needs", "benefit_fact", "child_no", "acting_how"} <= acting
    for name in acting - set(library.current("start").questions) - ELSEWHERE:
        here = [(one.id, one.goes_to, one.basis, one.duties) for one in own[name].options]
        there = [(one.id, one.goes_to, one.basis, one.duties) for one in others[name].options]
        money = [
            (one, "in_it" if to == "accurate" else to, basis, duties) for one, to, basis, duties in there
        ]
        assert here == money, name
