"""Something told in confidence, contacting others for a person, and the team and family: what is promised of them."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache
from typing import Any

import pytest

from decisions.engine.graph import reached_without
from decisions.engine.ruleset import SHARING, Outcome
from decisions.engine.walk import Walk, walk
from decisions.rulesets import library
from tests.engine.doorway import end, taken
from tests.engine.rulebook import answer_by

TOLD, BEHALF = library.current("told-in-confidence"), library.current("on-behalf")
TEAM, FAMILY = library.current("care-team"), library.current("family")
SECRET: dict[str, Any] = {
    "danger": "no",
    "who": "nobody",
    "tell": "told",
    "warning": "warned",
    "teller": "the_person",
    "whose": "Mrs A",
    "about": "illness",
    "passing_on": "happy",
    "what_to_pass_on": "She feels dizzy",
    "channel": "private",
}
BANK: dict[str, Any] = {
    "danger": "no",
    "who": "nobody",
    "tell": "contact",
    "benefit": "the_person",
    "commitment": "my_work",
    "reach": "own_list",
    "whose": "Mrs A",
    "permission": "agreed",
    "items": {"contacts": "so that they can call her"},
    "channel": "private",
}
SURGERY: dict[str, Any] = {
    "danger": "no",
    "who": "care_worker",
    "identity": "called_back",
    "whose": "Mrs A",
    "purpose": "look_after",
    "agreement": "would_expect",
    "items": {"medicines": "two are new"},
    "channel": "private",
}
DAUGHTER: dict[str, Any] = {
    "danger": "no",
    "who": "family",
    "identity": "known_in_person",
    "whose": "Mrs A",
    "wants": "asked",
    "family_agreement": "agreed",
    "items": {"recent_changes": "she asked"},
    "channel": "private",
}
WEIGHED = {
    "whose no": "safeguard",
    "whose someone_else": "safeguard",
    "whose not_sure": "safeguard",
    "none": "respect_their_choice",
    "not_sure": "talk_about_their_no",
    "life": "safeguard",
    "inside": "tell_the_lead",
    "no_name": "warn_without_the_person",
    "no": "safeguard",
    "over": "respect_their_choice",
}
"""Where a no leads when someone could be harmed."""
HEARD_IN_PART = ("respect_refusal", "ask_what_they_refused")
OWN_NO = ("senior_decides", "respect_their_choice", "tell_the_lead", *HEARD_IN_PART)
"""Ends at which nobody outside is told, as the person wants it so."""
MUST_SHARE = ("harm", "child", "on_shift", "illness", "well_being", "misuse", "organisation")
"""What a worker is required to pass on inside."""


@cache
def walks(door: str, first: str) -> tuple[tuple[dict[str, str], Walk], ...]:
    """Every way on from the door's own first question, one box at a time: the options chosen, and the walk."""
    ruleset, start = {"told": (TOLD, SECRET), "behalf": (BEHALF, BANK)}[door]
    before = {name: start[name] for name in ("danger", "who", "tell")}

    def onward(node: str, chosen: dict[str, str], answers: dict[str, object]) -> Iterator[Any]:
        question = ruleset.questions.get(node)
        if question is None:
            yield chosen, walk(ruleset, answers)
            return
        for option in question.options or (None,):
            target = option.goes_to if option else question.goes_to or ""
            said = option.id if option else ""
            given = {**answers, node: answer_by(question, option)}
            yield from onward(target, {**chosen, node: said}, given)

    return tuple(onward(first, {}, before))


def secrets() -> Iterator[tuple[dict[str, str], Outcome, tuple[str, ...]]]:
    """Every walk through what was told in confidence."""
    for chosen, found in walks("told", "warning"):
        assert found.outcome
        yield chosen, found.outcome, found.duties


def contacts() -> Iterator[tuple[dict[str, str], Outcome, tuple[str, ...]]]:
    """Every walk through contacting others for a person."""
    for chosen, found in walks("behalf", "benefit"):
        assert found.outcome
        yield chosen, found.outcome, found.duties


class TestToldInConfidence:
    """Nobody is promised secrecy, what the care needs is passed on inside, and the rest stays where it is."""

    def test_nobody_is_ever_told_that_a_secret_will_be_kept(self) -> None:
        for outcome in TOLD.outcomes.values():
            for said in (outcome.say_asker, outcome.say_person):
                for sentence in re.split(r"(?<=[.?!])\s", said):
                    if re.search(r"secret|promise|will not pass|to myself", sentence, re.IGNORECASE):
                        assert (
                            re.search(r"\bcannot\b|\bunless\b", sentence) or "If that has to change" in said
                        )

    def test_whoever_was_not_warned_first_hears_it_today(self) -> None:
        for chosen, outcome, duties in secrets():
            explained = {"explain_today", "take_back_promise"} & set(duties)
            assert bool(explained) == (chosen["warning"] in {"not_warned", "promised", "not_sure"})
            assert (outcome.id == "warn_first") == (chosen["warning"] == "not_told_yet")
        assert "Do you still want to tell me?" in TOLD.outcomes["warn_first"].say_asker

    def test_colleagues_are_warned_like_everyone(self) -> None:
        told_something = {one.id for one in TOLD.outcomes.values() if one.kind in SHARING}
        past = {one.id for one in reached_without(TOLD, "warning")}
        assert past & told_something == {"danger_share"}
        assert not past & {"raise_it", "blow_the_whistle", "keep_for_colleague", "keep_it"}

    @pytest.mark.parametrize("about", MUST_SHARE)
    def test_what_must_be_shared_inside_is_never_kept_back(self, about: str) -> None:
        ends = {outcome.id for chosen, outcome, _ in secrets() if chosen.get("about") == about}
        kept_back = {one for one in ends if TOLD.outcomes[one].kind == "do_not_share"}
        assert ends
        assert kept_back <= {"in_hand", "choose_safe_way", *OWN_NO}

    @pytest.mark.parametrize("end_id", OWN_NO)
    def test_what_a_person_keeps_to_themself_still_reaches_someone_here(self, end_id: str) -> None:
        """Their own no keeps it from others. Where it is no small part of it, a senior or the lead is told."""
        outcome = TOLD.outcomes[end_id]
        inside = any("senior" in step or "safeguarding lead" in step for step in outcome.do)
        assert inside or end_id in HEARD_IN_PART

    @pytest.mark.parametrize("about", ["illness", "well_being", "on_shift"])
    def test_tell_no_one_is_heard_and_never_means_to_carry_it_alone(self, about: str) -> None:
        no = {**SECRET, "about": about, "passing_on": "tell_no_one"}
        assert end(TOLD, no, if_nobody_knew="no").id == "senior_decides"
        assert end(TOLD, no, if_nobody_knew="on_shift").id == "tell_shift_now"
        assert "not why" in " ".join(TOLD.outcomes["tell_shift_now"].do)
        for harm in ("yes", "not_sure"):
            assert self.weighed({**no, "if_nobody_knew": harm}) == WEIGHED

    def weighed(self, so_far: dict[str, Any]) -> dict[str, str]:
        """Where the same facts about a no lead."""
        theirs = {**so_far, "whose_no": "person"}
        found = {
            f"whose {one}": end(TOLD, so_far, whose_no=one).id for one in ("no", "someone_else", "not_sure")
        }
        for known in ("none", "not_sure", "life"):
            found[known] = end(TOLD, theirs, beyond_them=[known]).id
        for way in ("inside", "no_name", "no"):
            found[way] = end(TOLD, theirs, beyond_them=["others"], less_intrusive=way).id
        found["over"] = end(TOLD, theirs, beyond_them=["crime"], crime_now="over").id
        return found

    def test_harm_to_oneself_is_weighed_as_in_every_door(self) -> None:
        assert self.weighed({**SECRET, "about": "harm"}) == WEIGHED
        assert "no_ones_secret" in taken(TOLD, SECRET, about="harm", whose_no="someone_else").duties

    def test_only_some_of_it_is_passed_on_where_they_say_so(self) -> None:
        some = {**SECRET, "passing_on": "some_of_it", "objection": "some_items"}
        found = end(TOLD, some, part_to_pass_on="yes")
        assert (found.id, found.kind, found.basis) == ("tell_inside", "share_in_part", "their_care_in_part")
        assert "leave_out" in taken(TOLD, some, part_to_pass_on="yes").duties
        for answer in ("no", "not_sure"):
            assert end(TOLD, some, part_to_pass_on=answer).id == "ask_what_they_refused"

    def test_what_everyone_on_shift_must_know_reaches_every_shift(self) -> None:
        assert "tell_every_shift" in taken(TOLD, SECRET, about="on_shift").duties
        assert "tell_every_shift" in TOLD.outcomes["tell_shift_now"].duties

    def test_what_matters_to_nobodys_care_stays_where_it_is(self) -> None:
        for chosen, outcome, _ in secrets():
            if chosen.get("about") == "private":
                assert outcome.id == "keep_it"
            if chosen.get("colleague_work") == "no":
                assert outcome.id == "keep_for_colleague"

    def test_harm_waits_for_no_more_questions_whatever_was_promised(self) -> None:
        for about, last in (("harm", "whose_no"), ("child", "about")):
            found = taken(TOLD, SECRET, warning="promised", about=about, whose_no="no")
            assert found.outcome
            assert (found.outcome.id, found.steps[-1].question) == ("safeguard", last)
        assert "tell_childrens_services" in taken(TOLD, SECRET, about="child").duties

    def test_nothing_goes_outside_by_this_door(self) -> None:
        """A crime, the law's own secrets and doubt are for the Guardian or a senior; safeguarding aside."""
        leaves = {outcome.id for _, outcome, _ in secrets() if outcome.kind in SHARING}
        assert leaves == {"tell_inside", "tell_just_one", "tell_shift_now"}

    def test_how_serious_a_crime_is_decides_who_hears_of_it(self) -> None:
        ends = {
            "small": "keep_old_crime",
            "done_to_them": "theirs_to_report",
            "goes_on": "safeguard",
            "serious": "ask_about_crime",
            "not_sure": "ask_about_crime",
        }
        assert {one: end(TOLD, SECRET, about="crime", what_crime=one).id for one in ends} == ends

    def test_what_the_law_protects_is_passed_on_only_with_their_own_yes(self) -> None:
        closely = {**SECRET, "about": "closely_protected"}
        found = end(TOLD, closely, closely_how="agreed", just_this="that alone, to the nurse")
        assert (found.id, found.kind, found.basis) == ("tell_just_one", "share", "agreed_to_this")
        agreed = taken(TOLD, closely, closely_how="agreed", just_this="that alone, to the nurse")
        assert {"keep_the_agreement", "recipient_confidence"} <= set(agreed.duties)
        for answer in ("neither", "not_sure"):
            assert end(TOLD, closely, closely_how=answer).binding
        assert "sexual" not in " ".join(one.hint for one in TOLD.questions["about"].options)

    def test_misuse_is_raised_and_raised_again_where_nobody_listens(self) -> None:
        for way in ({"about": "misuse"}, {"teller": "colleague", "colleague": "misuse"}):
            ends = {
                said: end(TOLD, SECRET, **way, raised=said).id
                for said in ("no", "nothing_done", "about_the_manager")
            }
            assert ends == {
                "no": "raise_it",
                "nothing_done": "blow_the_whistle",
                "about_the_manager": "blow_the_whistle",
            }
            assert "report_misuse" in taken(TOLD, SECRET, **way, raised="no").duties

    def test_the_commonest_way_is_ten_questions(self) -> None:
        found = taken(TOLD, SECRET)
        assert found.outcome
        assert (found.outcome.id, len(found.steps)) == ("tell_inside", 10)


class TestOnBehalf:
    """Nothing leaves for a person without their good, their permission, and the organisation's."""

    def test_nothing_leaves_without_their_permission_or_what_is_best_for_them(self) -> None:
        allowed = {"consent", "consent_in_part", "best_interests", "attorney"}
        for chosen, outcome, _ in contacts():
            if outcome.kind not in SHARING:
                continue
            assert outcome.basis in allowed
            assert chosen["permission"] in {"agreed", "said_no", "cannot_decide"}
            if chosen["permission"] == "said_no":
                assert (chosen["objection"], chosen["left_out"], outcome.kind) == (
                    "some_items",
                    "yes",
                    "share_in_part",
                )
            if chosen["permission"] == "cannot_decide":
                assert chosen["best_interests"] in {"attorney", "consulted", "asker_is_close"}

    def test_a_yes_in_general_or_from_the_family_is_not_enough(self) -> None:
        assert end(BEHALF, BANK, permission="agreed_in_general").id == "explain_first"
        assert end(BEHALF, BANK, permission="not_asked").id == "ask_permission"
        assert end(BEHALF, BANK, permission="not_sure").id == "ask_permission"

    def test_it_is_for_their_good_or_not_at_all(self) -> None:
        for chosen, outcome, _ in contacts():
            if chosen["benefit"] != "the_person":
                assert outcome.id in {"not_for_them", "ask_whom_it_helps"}

    def test_a_worker_never_commits_the_organisation(self) -> None:
        for chosen, outcome, duties in contacts():
            if outcome.kind in SHARING:
                assert chosen["commitment"] in {"my_work", "allowed"}
                assert {"speak_for_employer", "recipient_confidence", "right_and_current"} <= set(duties)
                assert ("note_who_allowed" in duties) == (chosen["commitment"] == "allowed")
        assert end(BEHALF, BANK, commitment="would_commit").id == "ask_who_manages_it"

    def test_what_they_agreed_to_is_written_down(self) -> None:
        found = taken(BEHALF, BANK)
        assert "note_permission" in found.duties
        assert len(found.steps) == 10

    def test_a_whole_record_is_asked_about_first(self) -> None:
        whole = {"items": {"whole_record": "they want all"}}
        assert end(BEHALF, BANK, **whole, whole_record="part").id == "tick_the_part"
        assert end(BEHALF, BANK, **whole, whole_record="needs_all").id == "copy_is_theirs"
        assert end(BEHALF, BANK, **whole, whole_record="not_sure").id == "ask_what_they_need"
