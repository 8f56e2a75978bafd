"""Names for research, planning and public health: what allows them, what comes before them, and what stops them."""

from __future__ import annotations

from typing import ClassVar

import pytest

from decisions.engine.graph import reached_without
from tests.engine.rungs import DOCUMENTS, DOOR, LIST, NAMES, SUPPORT, end, ends, shows_people, taken


class TestNames:
    """Only where a law, their agreement or an approval allows it, and three more things are right."""

    @pytest.mark.parametrize("needed", ["informed", "items", "least", "legal_limits", "accurate", "channel"])
    def test_all_three_and_care_come_before_every_share(self, needed: str) -> None:
        assert not [one.id for one in reached_without(DOOR, needed) if one.id == "share_with_names"]

    @pytest.mark.parametrize(
        ("question", "lets_on"),
        [
            ("informed", {"told", "published", "not_safe"}),
            ("least", {"yes"}),
            ("legal_limits", {"no"}),
            ("what_they_agreed", {"this_use"}),
            ("support", {"covers"}),
        ],
    )
    def test_what_is_not_right_stops(self, question: str, lets_on: set[str]) -> None:
        for option in DOOR.questions[question].options:
            assert option.denies == (option.id not in lets_on)
            assert not option.denies or option.goes_to in DOOR.outcomes

    def test_every_ground_has_been_asked_about(self) -> None:
        grounds = {outcome.basis for outcome, _ in ends() if outcome.id == "share_with_names"}
        without_names = {"serious_harm", "safeguarding", "controls", "trusted"}
        assert grounds == set(DOOR.bases) - without_names - {"own_audit", "own_audit_in_part"}

    def test_each_ground_comes_only_from_its_own_answer(self) -> None:
        watched = {
            "law_says.yes": {"legal_duty"},
            "law_says.outbreak": {"outbreak"},
            "law_says.nhs_england": {"collection", "collection_in_part"},
            "what_they_agreed.this_use": {"explicit_consent", "consent_of_some"},
            "support.covers": {"section_251", "section_251_in_part"},
            "own_audit.no": {"own_audit", "own_audit_in_part"},
        }
        for outcome, given in ends(*watched):
            if outcome.id in {"share_with_names", "audit_in_team"}:
                (answer,) = given
                assert outcome.basis in watched[answer]

    def test_a_law_asks_who_said_no(self) -> None:
        passed = {f"no_to_law.{one.id}" for one in DOOR.questions["no_to_law"].options}
        by_law = [given for end_, given in ends(*passed) if end_.basis in {"legal_duty", "outbreak"}]
        assert {one for given in by_law for one in given} == passed
        assert all(len(given) == 1 for given in by_law)

    def test_one_person_is_asked_for_and_many_are_not(self) -> None:
        assert taken(NAMES, how_many="one").unanswered == ("about_whom",)
        for how_many in ("more", "not_sure"):
            assert taken(NAMES, how_many=how_many).unanswered == ()

    def test_opt_outs_are_looked_up_that_day_and_deny(self) -> None:
        watched = [f"opt_outs.{one.id}" for one in DOOR.questions["opt_outs"].options]
        found = {
            (outcome.basis, answer)
            for outcome, given in ends(*watched)
            for answer in given or {""}
            if outcome.id == "share_with_names" and (outcome.basis or "").startswith("section_251")
        }
        assert found == {
            ("section_251", "opt_outs.nobody"),
            ("section_251", "opt_outs.children"),
            ("section_251_in_part", "opt_outs.left_out"),
        }

    def test_the_guardian_looks_at_every_one(self) -> None:
        for outcome in DOOR.outcomes.values():
            if shows_people(outcome):
                assert "guardian_reviews" in outcome.duties

    def test_a_no_stands_but_before_a_law(self) -> None:
        for said_no in ("yes", "not_safe"):
            whole = taken(NAMES, law_says="yes", no_to_law=said_no)
            assert whole.outcome.basis == "legal_duty"  # type: ignore[union-attr]
            assert {"say_why_we_must", "hold_back_why"} & set(whole.duties)
        for outcome, _ in ends("people_agreed.said_no"):
            if "people_agreed.said_no" in _ and shows_people(outcome):
                assert (outcome.kind, outcome.basis) == ("share_in_part", "consent_of_some")

    def test_consent_to_a_part_stays_a_part(self) -> None:
        assert end(NAMES, people_agreed="some").kind == "share_in_part"
        rest = {"people_agreed": "said_no", "objection": "some_items", "rest_agreed": "yes"}
        assert end(NAMES, **rest).kind == "share_in_part"


class TestWhatStops:
    """Nothing that speaks against it makes sharing easier."""

    MUST_STOP = frozenset(
        {
            "identity.alert", "send_list.another_way", "identifiers.name", "low_agreement.expired",
            "low_agreement.none", "low_agreement.no_liability", "law_says.not_seen", "no_to_us.still_in", "no_to_studies.still_in",
            "no_to_collection.still_in", "opt_outs.still_in", "opt_outs.not_today", "support.expired",
            "support.terms_not_met", "support.not_seen", "what_they_agreed.ended", "what_they_agreed.no_end",
            "what_they_agreed.another_use", "what_they_agreed.taken_back", "informed.no", "informed.in_part",
            "least.beyond", "legal_limits.yes", "law_allows.no", "people_agreed.can_ask",
            *(f"{document}.{state}" for document in DOCUMENTS for state in ("expired", "none", "not_sure")),
        }
    )  # fmt: skip

    def test_they_are_marked_and_nothing_is_shared_after_them(self) -> None:
        for answer in self.MUST_STOP:
            question, option = answer.split(".")
            assert DOOR.questions[question].option(option).denies, answer  # type: ignore[union-attr]
        after = [outcome for outcome, given in ends(*self.MUST_STOP) if given]
        assert {one.kind for one in after} <= {"do_not_share", "ask_guardian"}

    STOPS: ClassVar = {
        "no_to_us": {"take_them_out": "still_in not_sure"},
        "no_to_collection": {"ask_about_collection": "still_in not_sure"},
        "law_says": {"ask_which_law": "not_seen not_sure"},
        "no_to_studies": {"take_them_out": "still_in not_sure"},
        "people_agreed": {"ask_each_person": "can_ask not_sure", "ask_about_capacity": "cannot_decide"},
        "rest_agreed": {"ask_each_person": "no not_sure"},
        "what_they_agreed": {
            "ask_again": "ended no_end another_use not_sure",
            "respect_refusal": "taken_back",
        },
        "law_allows": {"no_ground": "no", "ask_what_allows_it": "not_sure"},
        "support": {"no_support": "expired terms_not_met not_seen not_sure"},
        "opt_outs": {"take_them_out": "still_in", "look_them_up": "not_today not_sure"},
        "informed": {"tell_them_first": "in_part no not_sure"},
        "least": {"make_it_less": "could_be_less beyond not_sure"},
        "legal_limits": {"restricted_stop": "yes not_sure"},
        "whole_record": {"tick_the_part": "part", "ask_about_whole_record": "needs_all not_sure"},
        "intruder": {
            "could_show_someone": "yes",
            "try_it_first": "not_tried",
            "ask_who_could_be_known": "not_sure",
        },
        "may_publish": {"ask_to_publish": "nobody not_sure"},
        "send_list": {"choose_safe_way": "another_way not_sure"},
    }

    @pytest.mark.parametrize("question", STOPS)
    def test_each_stop_says_what_to_do_about_it(self, question: str) -> None:
        """Whoever is stopped is stopped by the words for that, and every answer that stops is listed here."""
        wanted = {one: end_ for end_, ones in self.STOPS[question].items() for one in ones.split()}
        options = DOOR.questions[question].options
        assert {
            one.id: one.goes_to for one in options if one.goes_to in DOOR.outcomes and one.id in wanted
        } == wanted
        assert {one.id for one in options if one.denies} <= set(wanted)

    def test_a_no_narrows_or_ends_it(self) -> None:
        in_part = (
            "no_to_us.left_out",
            "no_to_collection.left_out",
            "opt_outs.left_out",
            "people_agreed.some",
        )
        for outcome, given in ends(*in_part):
            if given and shows_people(outcome):
                assert outcome.kind == "share_in_part"

    def test_the_public_interest_is_never_for_what_is_regular(self) -> None:
        regular = ("scale.regular", "list_often.regular", "how_serious.regular")
        for outcome, given in ends(*regular):
            assert not (given and outcome.public_interest)
        assert (
            end(NAMES, people_agreed="cannot_ask", law_allows="public_interest", how_serious="regular").kind
            == "do_not_share"
        )

    def test_the_public_interest_ends_with_the_guardian(self) -> None:
        for outcome, given in ends("law_allows.public_interest"):
            assert not given or outcome.kind in {"ask_guardian", "do_not_share"}


class TestWhereTellingIsNotSafe:
    """Where to tell people could put someone at risk, no end has words to them."""

    @pytest.mark.parametrize(
        "changes",
        [{"informed": "not_safe"}, {"law_says": "yes", "no_to_law": "not_safe"}],
        ids=["not told", "law"],
    )
    def test_nothing_is_said_to_them(self, changes: dict[str, str]) -> None:
        whole = taken(NAMES, **changes)
        assert whole.outcome
        assert (whole.outcome.id, whole.outcome.say_person) == ("share_with_names", "")
        assert "{review_day}" in whole.untold
        assert not {one for one in whole.duties if DOOR.duties[one].tells_person}

    def test_too_many_to_ask_is_no_danger(self) -> None:
        assert taken(NAMES, **SUPPORT, opt_outs="nobody").untold == ""


class TestWhatMustBeDone:
    """Duties that come of an answer."""

    @pytest.mark.parametrize(
        ("scale", "duties"),
        [
            (["many"], {"agreement_first", "impact_first"}),
            (["private"], {"agreement_first", "impact_first"}),
            (["matched"], {"impact_first"}),
            (["regular"], {"flow_register", "agreement_first"}),
            (["many", "regular"], {"flow_register", "agreement_first", "impact_first"}),
            (["not_sure"], {"flow_register", "agreement_first", "impact_first"}),
        ],
    )
    def test_much_or_private_or_regular_needs_papers(self, scale: list[str], duties: set[str]) -> None:
        assert duties <= set(taken(NAMES, scale=scale).duties)

    def test_a_list_sent_often_is_in_the_register(self) -> None:
        assert "flow_register" in taken(LIST, list_often="regular").duties
        assert "flow_register" not in taken(LIST).duties

    def test_who_is_left_out_hears_what_that_means(self) -> None:
        assert "tell_what_no_means" in taken(NAMES, **SUPPORT, opt_outs="left_out").duties

    def test_who_is_not_told_has_a_reason_written_down(self) -> None:
        assert "why_they_are_not_told" in taken(NAMES, informed="not_safe").duties
