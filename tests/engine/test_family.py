"""A relative, friend or unpaid carer asks; and what holds for the family as for the team, when the person says no."""

from __future__ import annotations

import re
from typing import Any

import pytest

from decisions.engine.graph import reached_without
from decisions.engine.walk import walk
from decisions.rulesets import library
from tests.engine.test_rulesets import FAMILY, USUAL, WHOLE, end

BEYOND: list[tuple[dict[str, Any], str]] = [
    ({"beyond_them": ["none"]}, "respect_their_choice"),
    ({"beyond_them": ["not_sure"]}, "talk_about_their_no"),
    ({"beyond_them": ["life"]}, "safeguard"),
    ({"beyond_them": ["life", "others", "crime"]}, "safeguard"),
    *(
        ({"beyond_them": [risk], "less_intrusive": way}, ending)
        for risk in ("others", "pressure", "trusted", "capacity")
        for way, ending in (
            ("inside", "tell_the_lead"),
            ("no_name", "warn_without_the_person"),
            ("no", "safeguard"),
            ("not_sure", "safeguard"),
        )
    ),
    ({"beyond_them": ["crime"], "crime_now": "over"}, "respect_their_choice"),
    ({"beyond_them": ["crime"], "crime_now": "again", "less_intrusive": "no"}, "safeguard"),
    ({"beyond_them": ["crime"], "crime_now": "weapon", "less_intrusive": "no"}, "safeguard"),
    ({"beyond_them": ["crime"], "crime_now": "by_them"}, "ask_about_harm"),
    ({"beyond_them": ["crime"], "crime_now": "not_sure"}, "talk_about_their_no"),
]
"""What is known of a no, and where it leads: alike for the team and the family."""


class TestFamily:
    """A family member, friend or carer asks."""

    def test_the_daughter_without_consent_is_not_told_and_hears_kind_words(self) -> None:
        found = end("family", family_agreement="not_asked")
        assert (found.kind, found.id) == ("do_not_share", "not_agreed_yet")
        assert "call you back" in found.say_asker

    def test_the_daughter_with_a_recorded_wish_is_told_within_it(self) -> None:
        taken = walk(library.current("family"), {**FAMILY, "family_agreement": "recorded"})
        assert taken.outcome
        assert (taken.outcome.kind, taken.outcome.basis) == ("share", "recorded_wish")
        assert "within_wish" in taken.duties

    @pytest.mark.parametrize(
        ("changes", "outcome", "basis"),
        [
            ({}, "share_with_family", "consent"),
            ({"wants": "should_know", "carer_consents": "yes"}, "share_with_family", "consent"),
            ({"wants": "should_know", "carer_consents": "no"}, "carer_said_no", None),
            ({"wants": "should_know", "carer_consents": "not_sure"}, "ask_the_carer", None),
            ({"wants": "tell_us"}, "listen", None),
            ({"wants": "keep_safe"}, "safeguard", "safeguarding"),
            ({"wants": "general"}, "not_confidential", None),
            ({"wants": "not_sure"}, "ask_what_they_want", None),
            (WHOLE | {"whole_record": "needs_all"}, "copy_is_theirs", None),
            ({"wants": "something_else", "other_matter": "for_the_person"}, "share_with_family", "consent"),
            ({"wants": "something_else", "other_matter": "acts_for_them"}, "begin_with_the_paper", None),
            ({"wants": "something_else", "other_matter": "claim"}, "begin_with_the_claim", None),
            ({"wants": "something_else", "other_matter": "none"}, "ask_about_other_use", None),
            ({"wants": "something_else", "other_matter": "not_sure"}, "ask_what_they_want", None),
        ],
    )
    def test_each_case_has_its_end(self, changes: dict[str, Any], outcome: str, basis: str | None) -> None:
        found = end("family", **changes)
        assert (found.id, found.basis) == (outcome, basis)

    def test_what_a_person_did_not_refuse_is_shared_in_part(self) -> None:
        no = {"family_agreement": "said_no", "objection": "some_items"}
        found = end("family", **no, rest_agreed="yes")
        assert (found.kind, found.basis) == ("share_in_part", "consent_in_part")
        assert end("family", **no, rest_agreed="not_sure").id == "not_agreed_yet"

    def test_a_person_who_cannot_decide_is_told_about_only_after_asking(self) -> None:
        cannot = {"family_agreement": "cannot_decide", "capacity": "asked_now"}
        assert end("family", **cannot, best_interests="consulted").basis == "best_interests"
        assert end("family", **cannot, best_interests="attorney").basis == "attorney"
        assert end("family", **cannot, best_interests="asker_is_close").basis == "best_interests"
        assert end("family", **cannot, best_interests="not_sure").id == "ask_what_is_best"
        unasked = {**cannot, "best_interests": "not_consulted"}
        ends = {
            "asker": "share_with_family",
            "others": "ask_who_knows_them",
            "against": "not_best",
            "nobody": "ask_who_knows_them",
            "not_sure": "ask_who_knows_them",
        }
        assert {one: end("family", **unasked, who_knows_them=one).id for one in ends} == ends

    def test_a_relative_who_may_be_anyone_does_not_hear_that_the_person_is_here(self) -> None:
        """Until the person agreed, or it is best for them, what is said to the asker fits a house where they never lived."""
        family = library.current("family")
        past_the_word = {one.id for one in reached_without(family, "family_agreement")}
        for outcome in family.outcomes.values():
            if outcome.id in past_the_word | {"not_agreed_yet", "not_best", "respect_refusal"}:
                assert not re.search(
                    r"\b(she|he) is|your (mother|father|relative)|\bhere with us\b|\bthey are (well|here|fine)\b|I will ask\b",
                    outcome.say_asker,
                ), outcome.id
        assert "cannot say who is here" in family.outcomes["not_agreed_yet"].say_asker


class TestBoth:
    """What holds for the care team as for the family."""

    @pytest.mark.parametrize("door", sorted(USUAL))
    @pytest.mark.parametrize("harm", ["yes", "not_sure"])
    def test_a_no_leads_on_only_to_safety_or_the_law(self, door: str, harm: str) -> None:
        no = {"agreement": "said_no", "family_agreement": "said_no", "objection": "everything"}
        assert end(door, **no, harm="no").id == "respect_refusal"
        assert end(door, **no, harm="law").id == "ask_about_law"
        for known, ending in BEYOND:
            assert end(door, **no, harm=harm, **known).id == ending, known

    @pytest.mark.parametrize("door", sorted(USUAL))
    def test_the_commonest_way_is_at_most_nine_pages(self, door: str) -> None:
        assert len(walk(library.current(door), USUAL[door]).steps) <= 9

    @pytest.mark.parametrize("door", sorted(USUAL))
    def test_answers_go_with_the_worker_from_the_start_to_the_door(self, door: str) -> None:
        start = library.current(library.START)
        first = walk(start, USUAL[door])
        assert first.outcome
        assert (first.outcome.kind, first.outcome.door) == ("another_door", door)
