"""The entry says openly what a Guardian must see: what was decided, and each thing that asks for a look."""

from __future__ import annotations

import re
from datetime import timedelta
from functools import cache

import pytest
import time_machine
from django.utils import timezone
from hypothesis import given, settings
from hypothesis import strategies as st

from audit.ledger import facets
from audit.oversight.words import FLAGS, NO_TAG
from decisions.engine.ruleset import OUTCOME_KINDS, UNSURE, Ruleset
from decisions.recipients.actions import raise_alert
from decisions.rulesets import library, scenarios
from decisions.rulesets.scenarios import Scenario
from decisions.wizard.flags import (
    ABOUT,
    ALSO_CANNOT_DECIDE,
    CANNOT_DECIDE,
    DECIDED,
    MARKS,
    NAMED,
    OBJECTION,
    OF_RISK,
    TOOK,
    WARNING,
    flags,
)
from decisions.wizard.journey import RECIPIENT, Journey, State
from decisions.wizard.models import Decision
from tests.decisions.wizard.call import FAMILY, SURGERY, Call, items, surgery
from tests.decisions.wizard.test_replay import begin, finish

ALL = scenarios.everything()
NAMES = library.names()
AGREED = {"consent", "implied_consent", "recorded_wish", "explicit_consent", "explicit", "agreed", "own"}
"""Grounds that are somebody's own word, or what they would expect."""


def of(story: Scenario) -> set[str]:
    """The marks of a story's decision, as it comes out when the advice is followed."""
    return marked(library.current(story.door), story.facts)


def marked(ruleset: Ruleset, facts: dict[str, object], **also: object) -> set[str]:
    """The marks of a decision on these answers, with whatever else the draft holds."""
    journey = Journey(ruleset, State(answers=dict(facts), **also))  # type: ignore[arg-type]
    assert journey.outcome is not None
    return set(flags(journey, journey.outcome))


def entry_flags() -> set[str]:
    """The marks on the entry of the one decision there is."""
    return {each for each in Decision.objects.get().entry.flags if not each.startswith((TOOK, OBJECTION))}


class TestEachStory:
    """Whoever follows the advice of a story leaves the marks that its telling makes one expect."""

    def test_says_what_was_decided_once(self) -> None:
        for one in ALL:
            assert [each for each in of(one) if each.startswith(DECIDED)] == [DECIDED + one.kind], one.id

    def test_that_protects_somebody_was_shared_without_consent(self) -> None:
        protecting = [one for one in ALL if one.right == "protect" and one.kind in NAMED]
        assert len(protecting) > 10
        assert [one.id for one in protecting if "without_consent" not in of(one)] == []

    def test_that_rests_on_agreement_was_not(self) -> None:
        agreed = [one for one in ALL if one.basis in AGREED]
        assert len(agreed) > 10
        assert [one.id for one in agreed if {"without_consent", "overruled"} & of(one)] == []

    def test_that_tells_nobody_overrules_nobody(self) -> None:
        silent = [one for one in ALL if one.kind not in NAMED]
        assert [one.id for one in silent if {"without_consent", "overruled"} & of(one)] == []

    def test_with_a_no_that_a_law_or_a_risk_stands_above_says_so(self) -> None:
        above = [one for one in ALL if one.kind in NAMED and {"overruled_must", "overruled_may"} & of(one)]
        assert len(above) > 8
        assert [one.id for one in above if "overruled" not in of(one)] == []

    def test_in_which_only_the_rest_is_shared_overrules_nobody(self) -> None:
        # The Guardian who weighs both sides may set a no aside, and shares the least that will do.
        parts = [one for one in ALL if one.kind == "share_in_part" and one.door != "weigh"]
        assert len(parts) > 5
        assert [one.id for one in parts if "overruled" in of(one)] == []

    def test_with_a_no_says_what_became_of_it(self) -> None:
        became = {
            flag.removeprefix(OBJECTION) for one in ALL for flag in of(one) if flag.startswith(OBJECTION)
        }
        assert {"overruled", "respected", "narrowed"} <= became
        kept = [one.id for one in ALL if one.kind == "do_not_share" and {"objection.overruled"} & of(one)]
        assert kept == []

    def test_that_goes_to_the_public_interest_says_so(self) -> None:
        for one in ALL:
            outcome = library.current(one.door).outcomes[one.outcome]
            assert ("public_interest" in of(one)) == outcome.public_interest, one.id

    def test_of_a_person_at_risk_about_whom_nobody_is_told_is_a_refusal_to_look_at(self) -> None:
        refused = {one.id for one in ALL if "refused_safety" in of(one)}
        assert refused == {one.id for one in ALL if one.door in OF_RISK and one.kind == "do_not_share"}

    def test_with_somebody_who_cannot_decide_says_so(self) -> None:
        best = [one for one in ALL if one.basis in {"best_interests", "attorney", "best_for_them"}]
        assert len(best) > 5
        assert [one.id for one in best if "capacity" not in of(one)] == []

    def test_marks_fit_the_ledger(self) -> None:
        for one in ALL:
            facets.columns({"flags": sorted(of(one))})


@settings(deadline=None, max_examples=150)
@given(st.data())
def test_whatever_is_answered_the_marks_are_codes_that_agree_with_one_another(data):
    journey = begin()
    finish(journey, data)
    outcome = journey.outcome
    assert outcome is not None
    departs = data.draw(st.sampled_from(["", "share", "do_not_share"]), label="departs")
    journey.state.departure = {"decision": departs, "reason": "I know her"} if departs else None
    found = flags(journey, outcome, late=data.draw(st.booleans(), label="late"))
    facets.columns({"flags": found})
    assert found == sorted(set(found))
    (decided,) = [each.removeprefix(DECIDED) for each in found if each.startswith(DECIDED)]
    assert decided == (departs or outcome.kind)
    assert decided in OUTCOME_KINDS
    assert ("departed" in found) == bool(departs)
    assert "overruled" not in found or "without_consent" in found
    became = [each.removeprefix(OBJECTION) for each in found if each.startswith(OBJECTION)]
    assert (became == ["overruled"]) == ("overruled" in found)
    assert len(became) <= 1
    assert set(became) <= {"overruled", "narrowed", "settled"} or decided not in NAMED
    assert "without_consent" not in found or decided in NAMED
    assert "refused_safety" not in found or decided == "do_not_share"
    assert "late" not in found or "danger" in found
    doubts = {each.removeprefix(ABOUT) for each in found if each.startswith(ABOUT)}
    assert doubts <= set(journey.path)
    assert ("not_sure" in found) == bool(doubts)


class TestEachRuleset:
    """What the marks take from the rulesets holds in all of them."""

    @pytest.mark.parametrize("name", NAMES)
    def test_the_longest_way_leaves_no_more_marks_than_an_entry_holds(self, name: str) -> None:
        ruleset = library.current(name)

        @cache
        def most(node: str) -> int:
            if node not in ruleset.questions:
                return 0
            question = ruleset.questions[node]
            return (question.option(UNSURE) is not None) + max(map(most, question.leads_to()))

        of_duties = {duty.flag for duty in ruleset.duties.values()} - {""}
        assert len(MARKS) + len(of_duties) + 1 + most(ruleset.first) <= facets.MAX_LIST

    @pytest.mark.parametrize("name", NAMES)
    def test_doubt_has_one_name(self, name: str) -> None:
        for question in library.current(name).questions.values():
            for option in question.options:
                doubts = re.match(r"(I'm|I am) not sure|I do not know", option.label) is not None
                assert doubts == (option.id == UNSURE), f"{question.id}.{option.id}"

    @pytest.mark.parametrize("name", NAMES)
    def test_who_cannot_decide_is_known_by_the_answer(self, name: str) -> None:
        for question in library.current(name).questions.values():
            for option in question.options:
                known = option.id == CANNOT_DECIDE or (question.id, option.id) in ALSO_CANNOT_DECIDE
                says = re.search(r"^(They|Some) (cannot|may not be able to) decide", option.label)
                assert known or not says, f"{question.id}.{option.id}"

    def test_each_answer_of_another_name_is_still_asked(self) -> None:
        offered = {
            (question.id, option.id)
            for name in NAMES
            for question in library.current(name).questions.values()
            for option in question.options
        }
        assert offered >= ALSO_CANNOT_DECIDE

    @pytest.mark.parametrize("name", NAMES)
    def test_whoever_asks_about_a_recipient_can_say_that_there_is_a_warning(self, name: str) -> None:
        asking = [one for one in library.current(name).questions.values() if one.register == RECIPIENT]
        # In danger a caller is either known or may be the danger; nobody looks for a warning first.
        warns = {WARNING, "may_be_danger"}
        assert [one.id for one in asking if warns.isdisjoint(o.id for o in one.options)] == []

    def test_each_mark_reads_as_a_tag(self) -> None:
        of_duties = {duty.flag for name in NAMES for duty in library.current(name).duties.values()} - {""}
        assert {*MARKS, *of_duties} - FLAGS.keys() == set()
        assert [each for each in FLAGS if NO_TAG in each] == []
        assert NO_TAG in DECIDED
        assert NO_TAG in ABOUT


class TestADeparture:
    """A worker's own decision is what counts, and it leaves no ground to stand on."""

    def test_to_share_against_a_no_overrules_it(self) -> None:
        story = next(one for one in ALL if one.id == "kind-neighbour-at-the-gate")
        found = marked(
            library.current("family"), story.facts, departure={"decision": "share", "reason": "She must know"}
        )
        assert {"decided.share", "departed", "without_consent", "overruled"} <= found

    def test_to_share_what_nobody_was_asked_about_overrules_nobody(self, willow, ada) -> None:
        call = Call(willow.amira).say(*FAMILY, "WH-101", "asked", "not_asked")
        call.post({"decision": "depart", "reason": "Her son must know today"}, "depart")
        call.confirm()
        assert {"decided.share", "departed", "without_consent"} <= entry_flags()
        assert "overruled" not in entry_flags()

    def test_not_to_protect_is_a_refusal_in_which_safety_is_in_play(self, willow, ada) -> None:
        call = Call(willow.amira).say("yes")
        call.go_on()
        call.say("WH-101", "I told nobody", "999")
        call.post({"decision": "depart", "reason": "It was a false alarm"}, "depart")
        call.confirm()
        assert {"decided.do_not_share", "danger", "refused_safety", "departed"} <= entry_flags()
        assert "without_consent" not in entry_flags()

    def test_not_to_share_for_care_is_none(self, willow, ada) -> None:
        call = surgery(willow.amira)
        call.post({"decision": "depart", "reason": "It can wait"}, "depart")
        call.confirm()
        assert entry_flags() == {"decided.do_not_share", "departed"}


class TestADanger:
    """A danger is marked, and so is a record of it that comes after its 24 hours."""

    def recorded(self, willow, answer: str, later: timedelta) -> set[str]:
        call = Call(willow.amira).say(answer)
        with time_machine.travel(timezone.now() + later, tick=True):
            call.browser.force_login(willow.amira, backend="django.contrib.auth.backends.ModelBackend")
            call.go_on()
            call.say("WH-101", "I told the ambulance about her insulin", "999").confirm()
        return entry_flags()

    def test_in_time(self, willow, ada) -> None:
        found = self.recorded(willow, "yes", timedelta(hours=23))
        assert {"danger", "urgent", "without_consent", "decided.share"} <= found
        assert not {"late", "not_sure", "overruled"} & found

    def test_late_and_not_sure(self, willow, ada) -> None:
        found = self.recorded(willow, "not_sure", timedelta(hours=24, minutes=1))
        assert {"danger", "late", "not_sure", "unsure.danger"} <= found

    def test_that_was_none_leaves_no_mark(self, willow, ada) -> None:
        call = Call(willow.amira).say("yes")
        call.post("no", "danger")
        call.say({"reason": "She was asleep"}, *SURGERY[1:], "WH-101", "look_after", "would_expect")
        call.say(items("medicines"), "private").confirm()
        assert entry_flags() == {"decided.share"}


class TestAWarning:
    """Who shares in spite of a warning about whoever asks is looked at, and nobody else is."""

    @pytest.fixture
    def warned(self, willow, ada):
        raise_alert(recipient=willow.surgery(), reason="Somebody rings in their name", by=willow.priya)
        call = Call(willow.amira).say("no", "care_worker")
        return call.say({"answer": "called_back", "also": "Elm Road Surgery"})

    def test_that_the_worker_says_is_over_is_ignored(self, warned) -> None:
        warned.say({"stands": "worker", "reason": "I know the doctor's voice"})
        warned.say("WH-101", "look_after", "would_expect", items("medicines"), "private").confirm()
        assert {"alert_ignored", "register_contradicted", "decided.share"} <= entry_flags()

    def test_that_stops_the_worker_is_not(self, warned) -> None:
        warned.say({"stands": "register"}).confirm()
        assert "alert_ignored" not in entry_flags()
        assert "decided.ask_guardian" in entry_flags()

    def test_that_the_worker_knows_of_and_departs_from_is_ignored(self, willow, ada) -> None:
        call = Call(willow.amira).say("no", "care_worker", "alert")
        call.post({"decision": "depart", "reason": "It is an old story"}, "depart")
        call.confirm()
        assert {"alert_ignored", "departed", "decided.share"} <= entry_flags()


def test_nothing_stands_out_where_all_is_as_it_should_be(willow, ada):
    surgery(willow.amira).confirm()
    assert entry_flags() == {"decided.share"}
