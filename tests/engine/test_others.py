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
    "who_else": "own_solicitor",
    "they_want": "about_person",
    "agreement": "in_writing",
    "assurance": "bound",
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
CLAIMS = {**SOLICITOR, "who_else": "solicitor"}
WAYS = [{"who_else": "organisation"}, {"who_else": "landlord"}, {"who_else": "school"}]


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

    @pytest.mark.parametrize(
        ("older", "newer"),
        [
            ({"who_else": "solicitor", "solicitor": "person"}, "own_solicitor"),
            ({"who_else": "organisation", "they_want": "about_person"}, "about_person"),
        ],
    )
    def test_older_answers_lead_where_the_shorter_way_leads(self, older: dict[str, str], newer: str) -> None:
        rest = {
            "objection": "everything",
            "harm": "no",
            "capacity": "assessed",
            "best_interests": "consulted",
        }
        usual = {**SOLICITOR, **rest, "good_for_them": "yes"}
        question = OTHERS.questions["agreement"]
        for word in (option.id for option in question.options):
            long = taken(OTHERS, {**usual, **older}, agreement=word)
            short = taken(OTHERS, usual, who_else=newer, agreement=word)
            assert (long.outcome, long.duties) == (short.outcome, short.duties)
            assert len(long.steps) == len(short.steps) + 1

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
            ({"solicitor": "other", "client_power": "no"}, "solicitor_for_another"),
            ({"solicitor": "other", "client_power": "not_sent"}, "ask_for_paper"),
            ({"solicitor": "other", "client_power": "not_sure"}, "ask_the_solicitor"),
            ({"solicitor": "court"}, "read_court_papers"),
            ({"solicitor": "not_sure"}, "ask_the_solicitor"),
            ({"who_else": "official", "official": "law"}, "named_law"),
            (
                {"who_else": "official", "official": "something_else", "official_other": "another_use"},
                "ask_about_other_use",
            ),
            (
                {"who_else": "official", "official": "something_else", "official_other": "many"},
                "start_as_planning",
            ),
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
        found = end(OTHERS, CLAIMS, **claim)
        assert found.id == outcome
        assert found.kind not in SHARING

    @pytest.mark.parametrize("way", WAYS)
    def test_how_it_is_kept_is_asked_once_something_would_be_sent(self, way: dict[str, str]) -> None:
        assert end(OTHERS, SOLICITOR, **way, assurance="expired").id == "ask_about_trust"
        unsure = taken(OTHERS, SOLICITOR, **way, assurance="not_sure")
        assert unsure.outcome
        assert unsure.outcome.kind == "share"
        assert "ask_how_kept" in unsure.duties
        often = taken(OTHERS, SOLICITOR, **way, assurance="often")
        assert {"sharing_agreement", "guardian_reviews"} <= set(often.duties)

    @pytest.mark.parametrize("way", WAYS)
    def test_a_no_or_a_person_not_asked_ends_it_before_that(self, way: dict[str, str]) -> None:
        """What went wrong: where nobody knew how it is kept, the Guardian was asked though the person had said no."""
        refused = taken(OTHERS, SOLICITOR, **way, agreement="said_no", objection="everything", harm="no")
        unasked = taken(OTHERS, SOLICITOR, **way, agreement="not_asked", good_for_them="yes")
        for found, outcome in ((refused, "respect_refusal"), (unasked, "ask_person_first")):
            assert found.outcome
            assert (found.outcome.id, found.outcome.kind) == (outcome, "do_not_share")
            assert "assurance" not in {step.question for step in found.steps}

    def test_nobody_is_asked_to_agree_to_what_helps_only_others(self) -> None:
        ends = {"no": "no_good_to_them", "yes": "ask_person_first", "not_sure": "ask_your_supervisor"}
        for good, outcome in ends.items():
            assert end(OTHERS, SOLICITOR, agreement="not_asked", good_for_them=good).id == outcome

    def test_an_agreement_to_something_else_is_no_agreement(self) -> None:
        assert end(OTHERS, SOLICITOR, agreement="old").id == "ask_person_first"

    def test_what_was_agreed_in_part_is_told_in_part(self) -> None:
        part = {"agreement": "said_no", "objection": "some_items"}
        found = end(OTHERS, SOLICITOR, **part, rest_agreed="yes")
        assert (found.kind, found.basis) == ("share_in_part", "consent_in_part")
        assert end(OTHERS, SOLICITOR, **part, rest_agreed="not_sure").id == "ask_person_first"

    def test_the_booklets_wrong_name_for_the_act_is_said_openly(self) -> None:
        act = OTHERS.sources["amra"]
        assert "Reports" in act.title
        assert "Records" in act.note

    def test_both_ways_in_lead_to_the_same_questions(self) -> None:
        answers = {**SOLICITOR, "who": "nobody", "tell": "warn", "reach": "own_list"}
        assert end(OTHERS, answers).id == end(OTHERS, SOLICITOR).id

    def test_nobody_outside_is_told_more_than_was_ticked_and_checked(self) -> None:
        for needed in (("items", "money_facts"), ("accurate",), ("channel",), ("who_else",)):
            for outcome in reached_without(OTHERS, *needed):
                assert outcome.kind not in SHARING or outcome.id == "danger_share", (needed, outcome.id)


class TestReports:
    """A medical report for a job or for insurance, and the record that nobody may ask for in its place."""

    INSURER: dict[str, Any] = {**SOLICITOR, "who_else": "employer", "medical_report": "our_report"}

    def test_a_report_waits_until_the_person_has_seen_it(self) -> None:
        for goes in ("seen", "days_over"):
            assert end(OTHERS, self.INSURER, report_agreed=goes).basis == "report"
        for wait in ("wants_to_see", "not_in_writing", "not_sure", "said_no"):
            assert end(OTHERS, self.INSURER, report_agreed=wait).kind == "do_not_share"

    def test_where_the_doctor_changes_nothing_it_goes_with_the_persons_own_words_or_not_at_all(self) -> None:
        change = {"report_agreed": "wants_change"}
        declined = taken(OTHERS, self.INSURER, **change, change_made="declined")
        assert declined.outcome
        assert declined.outcome.basis == "report"
        assert "add_their_words" in declined.duties
        assert end(OTHERS, self.INSURER, **change, change_made="changed").basis == "report"
        for wait in ("not_yet", "not_sure"):
            assert end(OTHERS, self.INSURER, **change, change_made=wait).id == "let_them_see_it"
        assert end(OTHERS, self.INSURER, **change, change_made="said_no").id == "respect_refusal"

    @pytest.mark.parametrize(
        ("agreed", "outcome"),
        [
            ("yes", "hand_on_for_them"),
            ("for_a_job", "no_record_for_a_job"),
            ("no", "tick_the_part"),
            ("cannot_split", "ask_about_whole_record"),
            ("not_sure", "ask_person_first"),
        ],
    )
    def test_all_of_it_goes_only_through_those_who_answer_such_requests(
        self, agreed: str, outcome: str
    ) -> None:
        whole = {"items": {"whole_record": "they want it"}, "whole_record": "needs_all"}
        assert end(OTHERS, SOLICITOR, **whole, all_agreed=agreed).id == outcome


class TestOurPaper:
    """Whether a letter is ours can be said; that we know the person cannot."""

    @pytest.mark.parametrize(
        "way",
        [
            {"who_else": "our_letter"},
            {"who_else": "organisation", "they_want": "letter"},
            {"who_else": "employer", "medical_report": "our_letter"},
        ],
    )
    def test_it_is_said_if_it_is_ours_and_nothing_more(self, way: dict[str, str]) -> None:
        for answer, outcome in (("not_ours", "say_not_ours"), ("ours", "say_it_is_ours")):
            found = end(OTHERS, SOLICITOR, **way, our_letter=answer)
            assert (found.id, found.kind) == (outcome, "not_confidential")
            assert "lives here" in " ".join(found.do)
        assert end(OTHERS, SOLICITOR, **way, our_letter="not_sure").id == "look_at_the_letter"

    def test_what_it_means_is_the_persons_to_tell(self) -> None:
        more = {"who_else": "our_letter", "our_letter": "ours_and_more"}
        assert end(OTHERS, SOLICITOR, **more).basis == "explicit"
        assert end(OTHERS, SOLICITOR, **more, agreement="not_sure").id == "ask_person_first"


class TestComplaints:
    """An MP or councillor with the person's word, and a complaint for one who cannot complain."""

    MP: dict[str, Any] = {**SOLICITOR, "who_else": "councillor", "complaint": "person"}
    NEIGHBOUR: dict[str, Any] = {**SOLICITOR, "who_else": "councillor", "complaint": "other"}

    def test_the_persons_word_in_an_mps_letter_is_enough_unless_in_doubt(self) -> None:
        found = taken(OTHERS, self.MP, elected_word="yes")
        assert found.outcome
        assert (found.outcome.kind, found.outcome.basis) == ("share", "elected")
        assert {"only_the_reply", "keep_their_letter"} <= set(found.duties)
        assert end(OTHERS, self.MP, elected_word="doubt").id == "ask_person_first"
        for asks in ("no", "not_sure"):
            assert end(OTHERS, self.MP, elected_word=asks).basis == "explicit"
        refused = {"elected_word": "said_no", "objection": "everything", "harm": "no"}
        assert end(OTHERS, self.MP, **refused).id == "respect_refusal"

    def test_a_complaint_is_heard_from_anyone(self) -> None:
        for one in ("can", "cannot", "power", "harm", "not_checked", "not_sure"):
            facts = {"complained_for": one, "suitable": "yes", "authority": "next_of_kin"}
            assert "hear_complaint" in taken(OTHERS, self.NEIGHBOUR, **facts).duties

    def test_who_means_well_by_one_who_cannot_complain_hears_the_answer(self) -> None:
        cannot = {"complained_for": "cannot"}
        found = taken(OTHERS, self.NEIGHBOUR, **cannot, suitable="yes")
        assert found.outcome
        assert (found.outcome.kind, found.outcome.basis) == ("share", "complaint")
        assert "only_the_answer" in found.duties
        refused = end(OTHERS, self.NEIGHBOUR, **cannot, suitable="no")
        assert refused.id == "not_the_one_to_speak"
        assert any("in writing" in line for line in refused.do)
        assert end(OTHERS, self.NEIGHBOUR, **cannot, suitable="not_sure").id == "manager_hears"
        assert end(OTHERS, self.NEIGHBOUR, complained_for="not_sure").id == "manager_hears"
        assert end(OTHERS, self.NEIGHBOUR, complained_for="not_checked").id == "check_capacity"
        assert end(OTHERS, self.NEIGHBOUR, complained_for="harm").kind == "safeguard"


class TestWarnings:
    """Someone may catch an illness, or have the same one."""

    def test_a_warning_that_names_nobody_needs_nobodys_agreement(self) -> None:
        found = end(OTHERS, WARNING, no_names="yes")
        assert (found.kind, found.basis) == ("share_anonymised", None)
        assert end(OTHERS, WARNING, no_names="clinic").id == "let_the_clinic_warn"

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
