"""Someone outside the person's care and family asks, or may need a warning: what a user would recognise as promised."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest

from decisions.engine.graph import reached_without
from decisions.engine.ruleset import NEEDS_BASIS, SHARING, Outcome, Question
from decisions.rulesets import library
from tests.engine.doorway import after, end, taken

OTHERS = library.current("someone-else")

SOLICITOR: dict[str, Any] = {
    "danger": "no",
    "who": "someone_else",
    "identity": "called_back",
    "whose": "Mrs A",
    "who_else": "solicitor",
    "solicitor": "person",
    "agreement": "in_writing",
    "items": {"recent_changes": "the dates of her falls"},
    "accurate": "yes",
    "channel": "secure_email",
}
WARNING: dict[str, Any] = {
    "danger": "no",
    "who": "nobody",
    "tell": "warn",
    "reach": "own_list",
    "whose": "Mr B",
    "who_else": "illness",
    "no_names": "no",
    "warn_agreed": "agreed",
    "items": {"diagnosis": "so that she can be tested"},
    "accurate": "yes",
    "channel": "private",
    "how_serious": "serious",
    "good_of_telling": "she could be treated",
    "harm_of_telling": "he would not trust us",
}


def told_something(nodes: Iterator[Question | Outcome]) -> set[str]:
    """The outcomes among these in which confidential information leaves."""
    return {one.id for one in nodes if isinstance(one, Outcome) and one.kind in NEEDS_BASIS}


class TestSomeoneElse:
    """A solicitor, an employer, a landlord, a neighbour, a reporter asks; or someone may need a warning."""

    def test_a_solicitor_with_the_persons_agreement_is_told_what_it_names(self) -> None:
        found = taken(OTHERS, SOLICITOR)
        assert found.outcome
        assert (found.outcome.id, found.outcome.basis) == ("share_with_other", "explicit")
        assert {"recipient_confidence", "goes_no_further", "no_clues"} <= set(found.duties)
        assert len(found.steps) <= 10

    def test_the_news_gets_nothing_on_any_walk(self) -> None:
        option = OTHERS.questions["who_else"].option("media")
        assert option
        assert told_something(after(OTHERS, option.goes_to)) == set()
        outcome = OTHERS.outcomes[option.goes_to]
        assert outcome.binding
        assert "not even if the person lives here" in outcome.title

    def test_the_news_gets_nothing_when_everything_else_was_answered_with_yes(self) -> None:
        assert end(OTHERS, {**WARNING, **SOLICITOR}, who_else="media").kind == "do_not_share"

    @pytest.mark.parametrize(
        ("claim", "outcome"),
        [
            ({"solicitor": "other"}, "solicitor_for_another"),
            ({"solicitor": "court"}, "read_court_papers"),
            ({"solicitor": "not_sure"}, "ask_the_solicitor"),
            ({"who_else": "official", "official": "law"}, "named_law"),
            ({"who_else": "official", "official": "something_else"}, "ask_about_other_use"),
            ({"who_else": "colleague", "colleague": "interest"}, "no_need_to_know"),
            ({"who_else": "colleague", "colleague": "training"}, "tell_it_without_the_person"),
            ({"who_else": "colleague", "colleague": "work"}, "start_as_care_worker"),
            ({"who_else": "employer", "medical_report": "report"}, "doctors_report"),
            ({"who_else": "councillor", "complaint": "not_sure"}, "ask_who_sent_them"),
            ({"who_else": "neighbour", "visitor_wants": "tell_us"}, "hear_them"),
            ({"who_else": "not_sure"}, "find_out_who"),
        ],
    )
    def test_a_claim_to_know_opens_nothing(self, claim: dict[str, str], outcome: str) -> None:
        found = end(OTHERS, SOLICITOR, **claim)
        assert found.id == outcome
        assert found.kind not in SHARING

    @pytest.mark.parametrize(
        "way", [{"who_else": "organisation"}, {"who_else": "landlord"}, {"who_else": "school"}]
    )
    def test_who_cannot_show_that_they_keep_it_safe_is_not_told(self, way: dict[str, str]) -> None:
        for doubt in ("expired", "not_sure"):
            assert end(OTHERS, SOLICITOR, **way, assurance=doubt).id == "ask_about_trust"
        often = taken(OTHERS, SOLICITOR, **way, assurance="often")
        assert {"sharing_agreement", "guardian_reviews"} <= set(often.duties)

    def test_nobody_is_asked_to_agree_to_what_helps_only_others(self) -> None:
        assert end(OTHERS, SOLICITOR, agreement="not_asked", good_for_them="no").id == "no_good_to_them"
        assert end(OTHERS, SOLICITOR, agreement="not_asked", good_for_them="yes").id == "ask_person_first"
        assert (
            end(OTHERS, SOLICITOR, agreement="not_asked", good_for_them="not_sure").id
            == "ask_your_supervisor"
        )

    def test_an_agreement_to_something_else_is_no_agreement(self) -> None:
        assert end(OTHERS, SOLICITOR, agreement="old").id == "ask_person_first"

    def test_what_was_agreed_in_part_is_told_in_part(self) -> None:
        part = {"agreement": "said_no", "objection": "some_items"}
        found = end(OTHERS, SOLICITOR, **part, rest_agreed="yes")
        assert (found.kind, found.basis) == ("share_in_part", "consent_in_part")
        assert end(OTHERS, SOLICITOR, **part, rest_agreed="not_sure").id == "ask_person_first"

    def test_a_report_waits_until_the_person_has_seen_it(self) -> None:
        insurer = {"who_else": "employer", "medical_report": "our_report"}
        assert end(OTHERS, SOLICITOR, **insurer, report_agreed="seen").basis == "report"
        for wait in ("wants_to_see", "wants_change", "not_in_writing", "not_sure", "said_no"):
            assert end(OTHERS, SOLICITOR, **insurer, report_agreed=wait).kind == "do_not_share"

    def test_the_booklets_wrong_name_for_the_act_is_said_openly(self) -> None:
        act = OTHERS.sources["amra"]
        assert "Reports" in act.title
        assert "Records" in act.note

    def test_a_warning_that_names_nobody_needs_nobodys_agreement(self) -> None:
        found = end(OTHERS, WARNING, no_names="yes")
        assert (found.kind, found.basis) == ("share_anonymised", None)

    def test_a_relative_at_risk_is_told_if_the_person_agrees_and_else_the_guardian_weighs_it(self) -> None:
        assert end(OTHERS, WARNING).basis == "explicit"
        assert end(OTHERS, WARNING, warn_agreed="tells_them").id == "let_them_tell"
        assert end(OTHERS, WARNING, warn_agreed="not_asked").id == "ask_to_warn"
        for no in ("said_no", "cannot_decide"):
            found = taken(OTHERS, WARNING, warn_agreed=no)
            assert found.outcome
            assert found.outcome.public_interest
            assert {"guardian_reviews", "explain_the_weighing"} <= set(found.duties)
        assert end(OTHERS, WARNING, warn_agreed="said_no", how_serious="not_serious").kind == "do_not_share"

    def test_both_ways_in_lead_to_the_same_questions(self) -> None:
        told = {**SOLICITOR, "who": "nobody", "tell": "warn", "reach": "own_list"}
        assert end(OTHERS, told).id == end(OTHERS, SOLICITOR).id

    def test_nobody_outside_is_told_more_than_was_ticked_and_checked(self) -> None:
        for needed in ("items", "accurate", "channel", "who_else"):
            for outcome in reached_without(OTHERS, needed):
                assert outcome.kind not in SHARING or outcome.id == "danger_share", (needed, outcome.id)
