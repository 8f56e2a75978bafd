"""Research, checking care, planning, public health and training: the rungs of Rule 3, proved on the whole graph.

`ends` walks the graph together with the answers that matter to a proof, so each proof holds for every walk there is.
"""

from __future__ import annotations

from itertools import combinations
from typing import ClassVar

import pytest

from decisions.engine.graph import in_order, reached_without
from decisions.engine.ruleset import SHARING
from tests.engine.rungs import (
    DOCUMENTS,
    DOOR,
    FIGURES,
    IDENTIFIERS,
    LIST,
    NAMES,
    end,
    ends,
    shows_people,
    taken,
)


class TestTheRungs:
    """Figures first, then a list with no names, then names."""

    LOWER = ("figures_enough.yes", "own_audit.yes", "coded_enough.yes")

    def test_names_are_never_shared_where_a_lower_rung_serves(self) -> None:
        served = [outcome for outcome, given in ends(*self.LOWER) if given]
        assert {one.kind for one in served} >= {"share_anonymised", "share_deidentified"}
        assert not [one for one in served if shows_people(one)]

    def test_a_list_is_never_shared_where_figures_serve(self) -> None:
        served = [outcome for outcome, given in ends(*self.LOWER[:2]) if given]
        assert not [one for one in served if one.kind in SHARING]

    def test_no_rung_is_passed_by(self) -> None:
        past_figures = set(reached_without(DOOR, "figures_enough", "own_audit"))
        assert not {one.id for one in past_figures if one.kind in SHARING} - {"danger_share"}
        own_team = set(reached_without(DOOR, "coded_enough", "own_audit"))
        assert not {one.id for one in own_team if one.kind in SHARING} - {"danger_share"}

    def test_the_commonest_way_is_eight_pages(self) -> None:
        whole = taken(FIGURES)
        assert (len(whole.steps), whole.outcome.id) == (8, "share_figures")  # type: ignore[union-attr]

    def test_nobody_needs_to_ask_first(self) -> None:
        for base, outcome in ((FIGURES, "share_figures"), (LIST, "share_list"), (NAMES, "share_with_names")):
            assert end(base, who="nobody", tell="research", reach="own_list").id == outcome


class TestFigures:
    """What shows no one is shared, whatever anyone has said no to."""

    @staticmethod
    def on_the_way() -> set[str]:
        """Every question that can be met before figures are shared."""
        before = {one for one, outcome in DOOR.outcomes.items() if outcome.kind == "share_anonymised"}
        before -= {"invite_own_people", "warn_without_the_person"}
        for node in reversed(in_order(DOOR)):
            if node in DOOR.questions and before & set(DOOR.questions[node].leads_to()):
                before.add(node)
        return before & set(DOOR.questions)

    def test_no_objection_is_asked_about_on_the_way(self) -> None:
        for node in self.on_the_way():
            question = DOOR.questions[node]
            assert question.register not in {"objection", "consent"}
            assert not [one.id for one in question.options if one.objects or one.narrows]

    def test_every_use_can_end_in_figures(self) -> None:
        for use in ("research", "audit", "planning", "public_health", "training"):
            assert end(FIGURES, use=use, study_needs="facts").kind == "share_anonymised"
        assert end(FIGURES, use="own_team", own_audit="yes").kind == "share_anonymised"

    @pytest.mark.parametrize("found", ["few", "rare", "place_and_date", "one_story", "picture", "code"])
    def test_what_could_show_someone_is_changed_or_not_shared(self, found: str) -> None:
        ticked = {"could_show_who": [found]}
        assert end(FIGURES, **ticked, can_change="changed").id == "share_figures"
        assert end(FIGURES, **ticked, can_change="not_useful").kind == "do_not_share"
        assert end(FIGURES, **ticked, can_change="not_sure").kind == "ask_guardian"

    def test_a_stranger_who_tries_hard_is_thought_of_every_time(self) -> None:
        past = {one.id for one in reached_without(DOOR, "intruder", "own_audit")}
        assert not past & {"share_figures", "publish_figures"}
        assert end(FIGURES, intruder="yes").kind == "do_not_share"
        assert end(FIGURES, intruder="not_tried").kind == "do_not_share"

    def test_only_a_manager_or_the_guardian_publishes(self) -> None:
        publishing = {
            given
            for outcome, given in ends("may_publish.manager", "may_publish.guardian")
            if outcome.id == "publish_figures"
        }
        assert publishing == {frozenset({"may_publish.manager"}), frozenset({"may_publish.guardian"})}
        for who in ("nobody", "not_sure"):
            assert end(FIGURES, seen_by="anyone", may_publish=who).id == "ask_to_publish"


class TestOurOwnPeople:
    """Those who look after people may ask them, and may look at their own care; nothing with a name leaves."""

    STUDY: ClassVar = {
        "danger": "no",
        "who": "nobody",
        "tell": "research",
        "reach": "own_list",
        "use": "research",
    }

    def test_a_team_may_ask_its_own_people_to_join_a_study(self) -> None:
        asked = {**self.STUDY, "study_needs": "invite"}
        for answer in ("nobody", "left_out"):
            assert end(asked, no_to_studies=answer).id == "invite_own_people"
        for answer in ("still_in", "not_sure"):
            assert end(asked, no_to_studies=answer).id == "take_them_out"
        words = DOOR.outcomes["invite_own_people"]
        assert "No is fine" in words.say_person
        assert any("no names" in line for line in words.do)

    @pytest.mark.parametrize("needs", ["names_first", "facts"])
    def test_what_leaves_here_goes_by_the_rungs(self, needs: str) -> None:
        assert DOOR.questions["study_needs"].option(needs).goes_to == "figures_enough"  # type: ignore[union-attr]

    def test_who_does_not_know_what_the_study_needs_asks(self) -> None:
        assert end({**self.STUDY, "study_needs": "not_sure"}).id == "ask_the_use"

    def test_a_team_checks_its_own_care_inside(self) -> None:
        audit = {**self.STUDY, "use": "own_team", "own_audit": "no"}
        assert (end(audit, no_to_us="nobody").id, end(audit, no_to_us="nobody").kind) == (
            "audit_in_team",
            "share",
        )
        assert end(audit, no_to_us="left_out").kind == "share_in_part"
        assert end(audit, no_to_us="still_in").id == "take_them_out"


class TestAListWithNoNames:
    """Low risk asks for an agreement; high risk for three documents."""

    @pytest.mark.parametrize("many", range(1, len(IDENTIFIERS) + 1))
    def test_any_identifier_makes_the_risk_high(self, many: int) -> None:
        for ticked in combinations(IDENTIFIERS, many):
            wanted = "take_names_out" if "name" in ticked else "share_coded_list"
            assert end(LIST, identifiers=list(ticked)).id == wanted

    def test_low_risk_needs_an_agreement_in_date(self) -> None:
        for option in DOOR.questions["low_agreement"].options:
            outcome = end(LIST, low_agreement=option.id)
            assert outcome.id == ("share_list" if option.id == "in_date" else "get_agreement")

    @pytest.mark.parametrize("missing", DOCUMENTS)
    def test_high_risk_needs_all_three_documents_in_date(self, missing: str) -> None:
        assert "share_coded_list" not in {one.id for one in reached_without(DOOR, missing)}
        for option in DOOR.questions[missing].options:
            outcome = end(LIST, identifiers=["postcode"], **{missing: option.id})
            assert outcome.id == ("share_coded_list" if option.id == "in_date" else "not_trusted_yet")

    def test_who_is_not_sure_what_is_in_it_is_asked_for_all_three(self) -> None:
        assert end(LIST, identifiers=["not_sure"]).id == "share_coded_list"


class TestWhatLeadsThere:
    """The answers that each way of sharing without names rests on: never another, and never one fewer."""

    @pytest.mark.parametrize(
        ("outcome", "answers"),
        [
            ("share_figures", {"figures_enough.yes", "intruder.no"}),
            ("publish_figures", {"figures_enough.yes", "intruder.no"}),
            ("use_without_names", {"own_audit.yes"}),
            ("share_list", {"coded_enough.yes", "identifiers.none", "low_agreement.in_date"}),
            ("share_coded_list", {"coded_enough.yes", *(f"{one}.in_date" for one in DOCUMENTS)}),
        ],
    )
    def test_each_rests_on_its_answers(self, outcome: str, answers: set[str]) -> None:
        found = [given for end_, given in ends(*answers) if end_.id == outcome]
        assert found
        assert all(given == answers for given in found)

    def test_a_list_goes_only_by_a_safe_way(self) -> None:
        safe = {"send_list.work_here", "send_list.secure_email", "send_list.safe_transfer"}
        for outcome in ("share_list", "share_coded_list"):
            assert {tuple(given) for end_, given in ends(*safe) if end_.id == outcome} == {
                (one,) for one in safe
            }
