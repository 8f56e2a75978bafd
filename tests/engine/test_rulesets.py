"""What the published rulesets say: the cases the guide is about, and the words they are told in."""

from __future__ import annotations

from dataclasses import fields
from typing import Any

import pytest

from decisions.engine.ruleset import SHARING, Option, Outcome, Question, Ruleset
from decisions.engine.walk import walk
from decisions.engine.wording import fill, listed
from decisions.rulesets import library
from tests.engine import rulebook

NAMES = library.names()
DOORS = [door.name for door in library.doors()]
CARE: dict[str, Any] = {
    "danger": "no",
    "who": "care_worker",
    "identity": "called_back",
    "whose": "Mrs A",
    "purpose": "look_after",
    "agreement": "would_expect",
    "items": {"medicines": "two are new", "allergies": "to be safe"},
    "channel": "private",
}
FAMILY: dict[str, Any] = {
    "danger": "no",
    "who": "family",
    "identity": "known_in_person",
    "whose": "Mrs A",
    "wants": "asked",
    "family_agreement": "agreed",
    "items": {"recent_changes": "she asked"},
    "channel": "private",
}
USUAL = {"care-team": CARE, "family": FAMILY}
WHOLE: dict[str, Any] = {"items": {"whole_record": "all"}}
HELD: dict[str, Any] = WHOLE | {"whole_record": "needs_all", "inside_record": "yes"}
"""A whole record that holds what must stay out."""
RESTRICTED: dict[str, Any] = {"items": {"restricted": "they asked", "medicines": "new"}}


def end(door: str, **changes: object) -> Outcome:
    """Where the usual answers of a door lead, with these changed."""
    taken = walk(library.current(door), {**USUAL[door], **changes})
    assert taken.outcome, taken.unanswered
    return taken.outcome


class TestCareTeam:
    """A health or care worker asks."""

    def test_the_surgery_call_ends_in_sharing_medicines_and_allergies(self) -> None:
        care = library.current("care-team")
        taken = walk(care, CARE)
        assert taken.outcome
        items = listed(care.questions["items"], CARE["items"])
        assert fill(taken.outcome.title, {"items": items}) == "You can share their medicines and allergies"
        assert (taken.outcome.kind, taken.outcome.basis) == ("share", "implied_consent")
        assert {"rule2a", "rule2b", "s251b"} <= set(taken.outcome.cites)
        assert taken.duties == ("tell_person", "right_and_current", "recipient_confidence")
        assert (taken.unanswered, taken.invalid) == ((), ())

    @pytest.mark.parametrize(
        ("changes", "outcome", "basis"),
        [
            ({"agreement": "agreed"}, "share", "consent"),
            ({"agreement": "not_asked", "likely_to_object": "no"}, "share", "implied_consent"),
            ({"agreement": "not_asked", "likely_to_object": "yes"}, "ask_them_first", None),
            ({"agreement": "not_sure", "likely_to_object": "not_sure"}, "ask_them_first", None),
            ({"purpose": "look_after_unknown", "relationship": "caring_now"}, "share", "implied_consent"),
            ({"purpose": "look_after_unknown", "relationship": "not_caring"}, "no_relationship", None),
            *(
                ({"purpose": "keep_safe", "no_to_safety": said}, "safeguard", "safeguarding")
                for said in ("no", "not_sure")
            ),
            (
                {"purpose": "keep_safe", "no_to_safety": "yes", "beyond_them": ["none"]},
                "respect_their_choice",
                None,
            ),
            (
                {"purpose": "keep_safe", "no_to_safety": "yes", "beyond_them": ["life"]},
                "safeguard",
                "safeguarding",
            ),
            ({"purpose": "general"}, "not_confidential", None),
            ({"purpose": "something_else", "other_use": "count"}, "begin_with_plans", None),
            ({"purpose": "something_else", "other_use": "complaint"}, "begin_with_others", None),
            ({"purpose": "something_else", "other_use": "authority"}, "begin_with_the_law", None),
            ({"purpose": "something_else", "other_use": "interest"}, "no_relationship", None),
            ({"purpose": "something_else", "other_use": "none"}, "ask_about_other_use", None),
            ({"purpose": "something_else", "other_use": "not_sure"}, "ask_the_purpose", None),
            ({"purpose": "not_sure"}, "ask_the_purpose", None),
            ({"identity": "not_yet", "identity_done": "checked"}, "share", "implied_consent"),
            ({"identity": "not_yet", "identity_done": "failed"}, "identity_failed", None),
            ({"identity": "not_sure", "identity_done": "cannot_check"}, "identity_unchecked", None),
            ({"identity": "alert"}, "recipient_alert", None),
            ({"channel": "another_way"}, "choose_safe_way", None),
            (RESTRICTED | {"restricted_how": "neither"}, "restricted_stop", None),
            (RESTRICTED | {"restricted_how": "not_sure"}, "restricted_stop", None),
            (RESTRICTED | {"restricted_how": "ordered"}, "share", "implied_consent"),
            (RESTRICTED | {"restricted_how": "agreed", "agreement": "agreed"}, "share", "consent"),
            ({"items": {"nothing": ""}}, "nothing_needed", None),
            ({"items": {"not_sure": ""}}, "ask_what_they_need", None),
            (WHOLE | {"whole_record": "cannot_split", "inside_record": "no"}, "share", "implied_consent"),
            (WHOLE | {"whole_record": "needs_all", "inside_record": "no"}, "share", "implied_consent"),
            (HELD | {"take_it_out": "yes"}, "share", "implied_consent"),
            (HELD | {"take_it_out": "no"}, "ask_about_record", None),
            (HELD | {"take_it_out": "not_sure"}, "ask_about_record", None),
            (
                WHOLE | {"whole_record": "cannot_split", "inside_record": "not_sure"},
                "look_inside_first",
                None,
            ),
            (WHOLE | {"whole_record": "part"}, "tick_the_part", None),
            (WHOLE | {"whole_record": "not_sure"}, "ask_what_they_need", None),
        ],
    )
    def test_each_case_has_its_end(self, changes: dict[str, Any], outcome: str, basis: str | None) -> None:
        found = end("care-team", **changes)
        assert (found.id, found.basis) == (outcome, basis)

    def test_what_a_person_did_not_refuse_is_shared_in_part(self) -> None:
        no = {"agreement": "said_no", "objection": "some_items"}
        for left_out in ("safe", "some_risk"):
            found = end("care-team", **no, left_out=left_out)
            assert (found.kind, found.basis) == ("share_in_part", "consent_in_part")

    @pytest.mark.parametrize("left_out", ["not_safe", "not_sure"])
    def test_who_may_go_without_the_care_is_told_and_chooses(self, left_out: str) -> None:
        no = {"agreement": "said_no", "objection": "some_items", "left_out": left_out}
        ends = {
            "chose": "their_choice_of_care",
            "not_explained": "explain_the_care",
            "not_sure": "refusal_of_care",
        }
        assert {one: end("care-team", **no, care_without_it=one).id for one in ends} == ends
        harm = {**no, "care_without_it": "harm"}
        assert end("care-team", **harm, beyond_them=["none"]).id == "respect_their_choice"
        others = {**harm, "beyond_them": ["others"], "less_intrusive": "no"}
        assert end("care-team", **others).id == "safeguard"

    def test_a_person_who_cannot_decide_is_told_about_only_for_their_good(self) -> None:
        cannot = {"agreement": "cannot_decide", "capacity": "assessed"}
        assert end("care-team", **cannot, best_interests="consulted").basis == "best_interests"
        assert end("care-team", **cannot, best_interests="attorney").basis == "attorney"
        assert end("care-team", **cannot, best_interests="not_consulted").basis == "best_interests"
        assert end("care-team", **cannot, best_interests="no").kind == "do_not_share"
        assert end("care-team", agreement="cannot_decide", capacity="assumed").id == "check_capacity"


@pytest.mark.parametrize("door", DOORS)
class TestEveryDoor:
    """What holds whoever asks."""

    @pytest.mark.parametrize("danger", ["yes", "not_sure"])
    def test_danger_is_decided_by_who_will_be_told(self, door: str, danger: str) -> None:
        ruleset = library.current(door)
        for recipient in ("emergency", "police", "safeguarding", "clinician", "not_sure"):
            taken = walk(ruleset, {"danger": danger, "danger_to": recipient})
            assert taken.outcome
            assert (taken.outcome.id, taken.outcome.basis) == ("danger_share", "serious_harm")
            assert taken.unanswered == ("danger_whose", "danger_what", "danger_told")
            assert "complete_later" in taken.duties
            assert ("start_with_999" in taken.duties) == (recipient == "not_sure")

    @pytest.mark.parametrize("known", ["may_be_danger", "unchecked", "not_sure"])
    def test_a_caller_who_speaks_of_danger_and_was_not_checked_learns_nothing(
        self, door: str, known: str
    ) -> None:
        ruleset = library.current(door)
        taken = walk(ruleset, {"danger": "yes", "danger_to": "caller", "danger_caller": known})
        assert taken.outcome
        assert (taken.outcome.id, taken.unanswered) == ("danger_not_the_caller", ("danger_asked_about",))

    def test_the_same_first_answers_lead_from_any_door_to_any_other(self, door: str) -> None:
        """Whoever took the wrong door is led to the right one, and whoever took the right one goes on in it."""
        start, ruleset = library.current(library.START), library.current(door)
        for question, option, answers in rulebook.every_edge(start):
            there, here = walk(start, answers).outcome, walk(ruleset, answers)
            assert there, (question, option)
            if there.door != door:
                assert here.outcome == there
            else:
                assert here.outcome is None

    def test_whoever_is_told_hears_to_keep_it_safe(self, door: str) -> None:
        """Protection and the law's own bodies aside; research is bound by what it signed, and one's own is one's own."""
        ruleset = library.current(door)
        excused = {"share_own", "share_by_law", "share_list", "share_coded_list"}
        for outcome in ruleset.outcomes.values():
            protects = outcome.basis is not None and ruleset.bases[outcome.basis].protects
            if outcome.kind in SHARING and not protects and outcome.id not in excused:
                assert "recipient_confidence" in outcome.duties

    def test_the_start_leads_to_it_also_when_nobody_asked(self, door: str) -> None:
        ways = [one.id for one in library.current(library.START).outcomes.values() if one.door == door]
        assert ways
        assert all(one.startswith(("asked_", "tell_")) for one in ways)

    def test_every_door_asks_the_start_word_for_word(self, door: str) -> None:
        start, ruleset = library.current(library.START), library.current(door)
        for question in start.questions.values():
            here = ruleset.questions[question.id]
            assert said(here) == said(question)


def said(question: Question) -> list[object]:
    """What a question says, wherever its answers lead."""
    plain = [getattr(question, field.name) for field in fields(question) if field.name != "options"]
    return [*plain, *((option.id, option.label, option.duties) for option in question.options)]


@pytest.mark.parametrize("name", NAMES)
def test_nothing_that_is_written_down_goes_unused(name: str) -> None:
    """A duty or a basis that no answer leads to is an oversight. Those of a shared stretch are used by some door."""
    ruleset = library.current(name)
    others = [library.current(one) for one in NAMES if one != name]
    duties, bases = in_use(ruleset)
    for other in others:
        used = in_use(other)
        duties |= {one for one in used[0] if other.duties[one] == ruleset.duties.get(one)}
        bases |= {one for one in used[1] if other.bases[one] == ruleset.bases.get(one)}
    assert set(ruleset.duties) <= duties
    assert set(ruleset.bases) <= bases


def in_use(ruleset: Ruleset) -> tuple[set[str], set[str]]:
    """The duties and the bases that some answer or outcome names."""
    options = [option for question in ruleset.questions.values() for option in question.options]
    nodes: list[Outcome | Option] = [*ruleset.outcomes.values(), *options]
    return {duty for node in nodes for duty in node.duties}, {node.basis for node in nodes if node.basis}
