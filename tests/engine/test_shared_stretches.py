"""What is the same in every door: who is told where someone is in danger, and what is known of a person's no."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest

from decisions.engine.ruleset import Ruleset
from decisions.engine.walk import walk
from decisions.rulesets import library

ALL = [library.current(name) for name in library.names()]
DANGER = [ruleset.name for ruleset in ALL if "danger_to" in ruleset.questions]
NO = [ruleset.name for ruleset in ALL if "crime_now" in ruleset.questions]
WROTE = {"danger_whose": "Mrs A", "danger_what": "that she fell", "danger_told": "999"}
TO_TELL = ("danger_whose", "danger_what", "danger_told")
BOXES: list[tuple[list[str], str]] = [
    (["life"], "for_protecting"),
    (["life", "others"], "for_protecting"),
    (["life", "crime"], "for_protecting"),
    (["others", "crime"], "less_intrusive"),
    (["pressure", "crime"], "less_intrusive"),
    (["trusted", "crime"], "less_intrusive"),
    (["capacity", "crime"], "less_intrusive"),
    (["others", "pressure"], "less_intrusive"),
    (["life", "trusted", "capacity"], "for_protecting"),
    (["crime"], "crime_now"),
    (["none"], "respect_their_choice"),
    (["not_sure"], "talk_about_their_no"),
]
"""Boxes that are ticked together, and where they lead."""
KINDS = {
    "respect_their_choice": "do_not_share",
    "talk_about_their_no": "ask_guardian",
    "tell_the_lead": "do_not_share",
    "warn_without_the_person": "share_anonymised",
    "respect_refusal": "do_not_share",
    "ask_what_they_refused": "do_not_share",
    "ask_about_law": "ask_guardian",
    "ask_about_harm": "ask_guardian",
}


def passed(ruleset: Ruleset, answers: dict[str, Any]) -> tuple[str, ...]:
    """The questions passed, and the end where there is one."""
    taken = walk(ruleset, answers)
    end = (taken.outcome.id,) if taken.outcome else taken.unanswered[:1]
    return (*(step.question for step in taken.steps), *end)


@pytest.mark.parametrize("name", DANGER)
class TestDanger:
    """The whole way is walked: who it is about and what was said are written down, and only a known one is told."""

    @pytest.mark.parametrize("told", ["emergency", "police", "safeguarding", "clinician", "not_sure"])
    def test_those_who_protect_are_told(self, name: str, told: str) -> None:
        way = passed(library.current(name), {"danger": "yes", "danger_to": told, **WROTE})
        assert way == ("danger", "danger_to", *TO_TELL, "danger_share")

    @pytest.mark.parametrize(
        ("question", "to", "known", "unknown"),
        [
            (
                "danger_caller",
                "caller",
                ("professional", "with_them"),
                ("may_be_danger", "unchecked", "not_sure"),
            ),
            ("danger_else", "someone_else", ("on_shift", "may_be_hurt"), ("no", "not_sure")),
        ],
    )
    def test_who_calls_or_asks_is_told_only_when_known_to_help(
        self, name: str, question: str, to: str, known: tuple[str, ...], unknown: tuple[str, ...]
    ) -> None:
        ruleset = library.current(name)
        start: dict[str, Any] = {
            "danger": "not_sure",
            "danger_to": to,
            "danger_asked_about": "Mrs A",
            **WROTE,
        }
        for answer in known:
            way = passed(ruleset, {**start, question: answer})
            assert way == ("danger", "danger_to", question, *TO_TELL, "danger_share")
        for answer in unknown:
            way = passed(ruleset, {**start, question: answer})
            assert way == ("danger", "danger_to", question, "danger_asked_about", "danger_not_the_caller")


@pytest.mark.parametrize("name", NO)
class TestTheirNo:
    """Whatever is ticked together, the gravest leads, and less is told where less will do."""

    def test_the_gravest_box_leads(self, name: str) -> None:
        ruleset = library.current(name)
        protecting = ruleset.questions["beyond_them"].option("life")
        assert protecting
        here = replace(ruleset, first="beyond_them")
        for ticked, wanted in BOXES:
            node = protecting.goes_to if wanted == "for_protecting" else wanted
            assert passed(here, {"beyond_them": ticked}) == ("beyond_them", node), ticked

    def test_a_crime_is_asked_about(self, name: str) -> None:
        ruleset = library.current(name)
        leads = {option.id: option.goes_to for option in ruleset.questions["crime_now"].options}
        assert leads["over"] == "respect_their_choice"
        assert leads["again"] == leads["weapon"] == "less_intrusive"
        assert leads["not_sure"] == "talk_about_their_no"

    def test_less_is_told_where_less_will_do(self, name: str) -> None:
        ruleset = library.current(name)
        protecting = ruleset.questions["beyond_them"].option("life")
        assert protecting
        leads = {option.id: option.goes_to for option in ruleset.questions["less_intrusive"].options}
        assert leads == {
            "inside": "tell_the_lead",
            "no_name": "warn_without_the_person",
            "no": protecting.goes_to,
            "not_sure": protecting.goes_to,
        }

    def test_each_end_is_of_its_kind(self, name: str) -> None:
        ruleset = library.current(name)
        for outcome, kind in KINDS.items():
            if outcome in ruleset.outcomes:
                assert ruleset.outcomes[outcome].kind == kind


SAME_WAY = {
    "restricted_how": ("agreed", "ordered"),
    "protect_closely": ("agreed", "ordered"),
    "best_interests": ("attorney", "consulted", "asker_is_close"),
    "capacity": ("assessed", "asked_now", "unable_now"),
    "protect_way": ("private", "overheard", "form", "secure_email", "another_way", "not_sure"),
}
"""Answers of shared questions that lead the same way on."""
GOES_ON = {"restricted_how": ("items", "medicines"), "protect_closely": ("protect_items", "seen_or_heard")}
"""What the law protects closely goes on, once the law lets it through, as any other item does."""


@pytest.mark.parametrize("ruleset", ALL, ids=lambda one: one.name)
def test_shared_answers_that_let_through_lead_the_same_way(ruleset: Ruleset) -> None:
    for key, answers in SAME_WAY.items():
        question = ruleset.questions.get(key)
        if question is None:
            continue
        ways = {option.goes_to for option in question.options if option.id in answers}
        if key in GOES_ON:
            asked, item = GOES_ON[key]
            other = ruleset.questions[asked].option(item)
            assert other
            ways.add(other.goes_to)
        assert len(ways) == 1, key
