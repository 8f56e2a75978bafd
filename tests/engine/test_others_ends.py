"""Where each answer of the door of other people leads, and what its grounds and noes are, beyond its stories."""

from __future__ import annotations

from typing import Any

import pytest

from decisions.rulesets import library
from tests.engine.doorway import taken
from tests.engine.test_others import SOLICITOR, WARNING
from tests.engine.test_own_record import ATTORNEY

SHARED = ("share_with_other", "explicit")
FACTS: dict[str, Any] = {
    "they_want": "about_person",
    "solicitor": "person",
    "assurance": "in_writing",
    "elected_word": "no",
    "complained_for": "can",
    "official": "claim",
    "colleague": "work",
    "medical_report": "facts",
    "report_agreed": "seen",
    "complaint": "person",
    "visitor_wants": "news",
    "good_for_them": "yes",
    "our_letter": "ours",
    "capacity": "assessed",
    "best_interests": "consulted",
    "objection": "some_items",
    "rest_agreed": "yes",
}
OTHERS = {**WARNING, **SOLICITOR, **FACTS}
WARNED = {**OTHERS, **WARNING}
SAID_NO = {**OTHERS, "agreement": "said_no", "objection": "everything"}
REPORT = {**OTHERS, "who_else": "employer", "medical_report": "our_report"}
CANNOT = {**OTHERS, "agreement": "cannot_decide"}
CLIENT = {
    **OTHERS,
    **ATTORNEY,
    **SOLICITOR,
    "who_else": "solicitor",
    "solicitor": "other",
    "client_power": "yes",
}
ALL = {"items": {"whole_record": "they want it"}}

OTHER_PEOPLE: list[tuple[dict[str, Any], str, dict[str, tuple[str, str | None]]]] = [
    (
        OTHERS,
        "who_else",
        {
            "about_person": SHARED,
            "organisation": SHARED,
            "official": SHARED,
            "colleague": ("start_as_care_worker", None),
            "employer": SHARED,
            "landlord": SHARED,
            "councillor": SHARED,
            "neighbour": SHARED,
            "media": ("nothing_to_media", None),
            "our_letter": ("say_it_is_ours", None),
            "school": SHARED,
            "own_solicitor": SHARED,
            "solicitor": SHARED,
            "worried": ("safeguard", "safeguarding"),
            "not_sure": ("find_out_who", None),
        },
    ),
    (
        {**OTHERS, "who_else": "landlord"},
        "assurance",
        {
            "one_thing": SHARED,
            "in_writing": SHARED,
            "signed": SHARED,
            "often": SHARED,
            "bound": SHARED,
            "expired": ("ask_about_trust", None),
            "not_sure": SHARED,
        },
    ),
    ({**OTHERS, "who_else": "official"}, "official", {"not_sure": ("ask_what_they_need", None)}),
    ({**OTHERS, "who_else": "colleague"}, "colleague", {"not_sure": ("no_need_to_know", None)}),
    ({**OTHERS, "who_else": "employer"}, "medical_report", {"not_sure": ("ask_what_they_need", None)}),
    (
        REPORT,
        "report_agreed",
        {
            "seen": ("share_with_other", "report"),
            "days_over": ("share_with_other", "report"),
            "said_no": ("respect_refusal", None),
            "not_sure": ("ask_for_writing", None),
        },
    ),
    (
        {**OTHERS, "who_else": "councillor"},
        "complaint",
        {"other": SHARED, "general": ("not_confidential", None), "not_sure": ("ask_who_sent_them", None)},
    ),
    ({**OTHERS, "who_else": "neighbour"}, "visitor_wants", {"not_sure": ("ask_what_they_need", None)}),
    (
        OTHERS,
        "agreement",
        {
            "in_writing": SHARED,
            "agreed": SHARED,
            "said_no": ("share_with_other", "consent_in_part"),
            "cannot_decide": ("share_with_other", "best_interests"),
            "not_sure": ("ask_person_first", None),
        },
    ),
    (
        CANNOT,
        "capacity",
        {
            "asked_now": ("share_with_other", "best_interests"),
            "assumed": ("check_capacity", None),
            "not_sure": ("check_capacity", None),
        },
    ),
    (CANNOT, "best_interests", {"attorney": ("share_with_other", "attorney")}),
    ({**SAID_NO, "objection": "some_items"}, "rest_agreed", {"no": ("ask_person_first", None)}),
    (SAID_NO, "objection", {"not_sure": ("ask_what_they_refused", None)}),
    (
        {**OTHERS, **ALL, "all_agreed": "yes"},
        "whole_record",
        {
            "part": ("tick_the_part", None),
            "needs_all": ("hand_on_for_them", None),
            "not_sure": ("hand_on_for_them", None),
        },
    ),
    (
        OTHERS,
        "accurate",
        {"in_part": SHARED, "no": ("put_it_right", None), "not_sure": ("put_it_right", None)},
    ),
    (WARNED, "no_names", {"yes": ("warn_without_names", None), "no": SHARED, "not_sure": SHARED}),
    (
        {**OTHERS, "who_else": "landlord"},
        "they_want",
        {
            "letter": ("say_it_is_ours", None),
            "general": ("not_confidential", None),
            "not_sure": ("ask_what_they_need", None),
        },
    ),
    (
        {**OTHERS, "who_else": "official", "official": "something_else"},
        "official_other",
        {"one": SHARED, "not_sure": ("ask_what_they_need", None)},
    ),
    (
        CLIENT,
        "acting_how",
        {
            "see": ("share_with_other", "health_attorney"),
            "copy": ("hand_on_for_them", None),
            "not_sure": ("ask_what_they_need", None),
        },
    ),
    (
        {**CLIENT, "attorney_paper": "money"},
        "money_use",
        {"cannot": ("share_with_other", "money_attorney")},
    ),
    ({**OTHERS, "who_else": "councillor", "complaint": "other"}, "complained_for", {"can": SHARED}),
    (WARNED, "warn_agreed", {"not_sure": ("ask_to_warn", None)}),
]

ACTING_NOES = {
    "advocate_letter.said_no",
    "benefit_fact.said_no",
    "child_says.said_no",
    "decides.said_no",
    "money_use.said_no",
    "signed.said_no",
}
NOES = {
    "someone-else": {
        "agreement.said_no",
        "change_made.said_no",
        "elected_word.said_no",
        "report_agreed.said_no",
        "warn_agreed.said_no",
        *ACTING_NOES,
    },
    "own-record": ACTING_NOES,
}
ACTING = {
    "agreed": "explicit",
    "health_attorney": "care",
    "money_attorney": "own_request",
    "appointee": "care",
    "parent": "own_request",
    "advocate": "care",
}
LAWFUL = {
    "someone-else": {
        "explicit": "explicit",
        "report": "explicit",
        "elected": "elected",
        "complaint": "care",
        "consent_in_part": "explicit",
        **ACTING,
    },
    "own-record": {"own": "own_request", "consent_in_part": "explicit", **ACTING},
}
"""Each ground in the law of confidence, with the basis in data-protection law beside it."""


def cases(table: list[tuple[dict[str, Any], str, dict[str, tuple[str, str | None]]]]) -> list[Any]:
    """One case for each answer of a table."""
    return [
        pytest.param({**facts, question: answer}, question, *end, id=f"{question}.{answer}")
        for facts, question, ends in table
        for answer, end in ends.items()
    ]


def ends_so(door: str, facts: dict[str, Any], question: str, end: tuple[str, str | None]) -> None:
    """The facts come by the question to the end, which rests on its ground."""
    found = taken(library.current(door), facts)
    assert found.outcome
    assert question in {step.question for step in found.steps}
    assert (found.outcome.id, found.outcome.basis) == end


@pytest.mark.parametrize(("facts", "question", "outcome", "basis"), cases(OTHER_PEOPLE))
def test_each_answer_about_other_people_has_its_end(
    facts: dict[str, Any], question: str, outcome: str, basis: str | None
) -> None:
    ends_so("someone-else", facts, question, (outcome, basis))


@pytest.mark.parametrize("door", sorted(NOES))
def test_a_no_is_the_persons_own(door: str) -> None:
    ruleset, start = library.current(door), library.current("start")
    shared = {"identity", "reach", "objection", "harm", "capacity", "best_interests", "items", "channel"}
    own = [one for one in ruleset.questions.values() if one.id not in {*start.questions, *shared}]
    noes = {f"{one.id}.{option.id}" for one in own for option in one.options if option.objects}
    assert noes == NOES[door]


@pytest.mark.parametrize("door", sorted(LAWFUL))
def test_each_ground_names_the_law_that_goes_with_it(door: str) -> None:
    bases = library.current(door).bases
    assert {one: bases[one].lawful for one in LAWFUL[door]} == LAWFUL[door]
    assert not [one for one in LAWFUL[door] if bases[one].must or bases[one].protects]
