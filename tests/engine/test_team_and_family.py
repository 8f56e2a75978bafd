"""What Rule 1 and Rule 4 ask of the two doors used most, and what is said where nobody asked."""

from __future__ import annotations

import re
from typing import Any

import pytest

from decisions.engine.ruleset import Outcome, Ruleset
from tests.engine.doorway import after, end, taken
from tests.engine.test_confided import BEHALF, DAUGHTER, FAMILY, SURGERY, TEAM, TOLD


class TestTeamAndFamily:
    """What Rule 1 and Rule 4 ask of the two doors used most."""

    @pytest.mark.parametrize(("ruleset", "usual"), [(TEAM, SURGERY), (FAMILY, DAUGHTER)])
    def test_what_is_told_is_right_and_goes_no_further(self, ruleset: Ruleset, usual: dict[str, Any]) -> None:
        found = taken(ruleset, usual)
        assert {"right_and_current", "recipient_confidence"} <= set(found.duties)
        assert len(found.steps) == 8

    def test_a_part_does_not_give_away_the_rest(self) -> None:
        for left_out in ("safe", "some_risk"):
            no = {"agreement": "said_no", "objection": "some_items", "left_out": left_out}
            assert {"leave_out", "no_hints", "explain_consequences"} <= set(taken(TEAM, SURGERY, **no).duties)
        no = {"family_agreement": "said_no", "objection": "some_items", "rest_agreed": "yes"}
        assert {"leave_out", "no_hints", "explain_consequences"} <= set(taken(FAMILY, DAUGHTER, **no).duties)

    def test_every_shift_knows_what_keeps_a_person_safe(self) -> None:
        found = taken(TEAM, SURGERY, purpose="on_shift")
        assert found.outcome
        assert (found.outcome.id, "tell_every_shift" in found.duties) == ("share", True)

    def test_who_opted_out_of_a_shared_record_is_not_put_into_it(self) -> None:
        opted_out = {**SURGERY, "agreement": "opted_out"}
        assert end(TEAM, opted_out, likely_to_object="no").basis == "implied_consent"
        assert end(TEAM, opted_out, likely_to_object="not_sure").id == "ask_them_first"
        assert "respect_opt_out" in taken(TEAM, opted_out, likely_to_object="no").duties

    def test_a_child_who_understands_decides_what_family_is_told(self) -> None:
        child = {**DAUGHTER, "family_agreement": "child"}
        assert end(FAMILY, child, young="agreed").basis == "consent"
        assert end(FAMILY, child, young="said_no", objection="everything", harm="no").id == "respect_refusal"
        assert end(FAMILY, child, young="not_asked").id == "not_agreed_yet"
        assert end(FAMILY, child, young="parent").basis == "parent"
        assert end(FAMILY, child, young="not_parent").id == "ask_a_parent"
        assert end(FAMILY, child, young="not_sure").id == "ask_about_child"

    def test_a_carer_is_told_only_what_they_want_to_know(self) -> None:
        should = {**DAUGHTER, "wants": "should_know"}
        assert end(FAMILY, should, carer_consents="yes").kind == "share"
        for answer in ("no", "not_asked", "not_sure"):
            assert end(FAMILY, should, carer_consents=answer).kind == "do_not_share"

    @pytest.mark.parametrize(
        ("ruleset", "first"), [(TEAM, "reach"), (FAMILY, "reach"), (TOLD, "warning"), (BEHALF, "benefit")]
    )
    def test_where_nobody_asked_nobody_is_said_to_have_asked(self, ruleset: Ruleset, first: str) -> None:
        for node in after(ruleset, first):
            if isinstance(node, Outcome):
                assert not re.search(r"(?<!Nobody )asked (about you|for your)", node.say_person), node.id
