"""What each ground of the team, the family, a secret and a contact is, and what is marked for the Guardian."""

from __future__ import annotations

import pytest

from decisions.rulesets import library
from tests.engine.test_confided import BEHALF, FAMILY, TEAM, TOLD

GROUNDS = {
    "care-team": {"consent": "care", "implied_consent": "care", "consent_in_part": "care"},
    "family": dict.fromkeys(("consent", "recorded_wish", "consent_in_part", "parent"), "family"),
    "told-in-confidence": {
        "their_care": "care",
        "their_care_in_part": "care",
        "best_for_them": "care",
        "agreed_to_this": "explicit",
    },
    "on-behalf": {"consent": "explicit", "consent_in_part": "explicit"},
}
"""Each door's own grounds in the law of confidence, with its basis in data-protection law."""
SHARED = {
    "serious_harm": "vital",
    "safeguarding": "safeguarding",
    "best_interests": "care",
    "attorney": "care",
}


@pytest.mark.parametrize("door", sorted(GROUNDS))
def test_each_ground_has_its_law(door: str) -> None:
    ruleset = library.current(door)
    found = {basis.id: basis.lawful for basis in ruleset.bases.values()}
    assert found == GROUNDS[door] | {one: law for one, law in SHARED.items() if one in found}
    in_part = {basis.id for basis in ruleset.bases.values() if basis.kind}
    assert in_part == {one for one in found if one.endswith("_in_part")}
    assert {basis.id for basis in ruleset.bases.values() if basis.protects} == {
        "serious_harm",
        "safeguarding",
    }
    assert not [basis.id for basis in ruleset.bases.values() if basis.must]


def test_what_the_guardian_looks_at_is_marked() -> None:
    """Some duties are marked in the ledger, so that a Guardian finds them again."""
    flags = {
        duty.id: duty.flag
        for each in (TEAM, FAMILY, TOLD, BEHALF)
        for duty in each.duties.values()
        if duty.flag
    }
    assert flags == {
        "complete_later": "urgent",
        "guardian_reviews": "review",
        "leave_out": "partial",
        "explain_may": "overruled_may",
        "say_a_part_is_out": "partial",
        "weigh_partial": "partial",
        "note_not_split": "whole_record",
        "note_whole": "whole_record",
        "take_back_promise": "promised",
        "report_misuse": "misuse",
    }
