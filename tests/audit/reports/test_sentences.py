"""What each section of a report says of its sums, sentence by sentence: none, one, several, and on either side of a limit."""

from __future__ import annotations

import pytest

from audit.agreement import ENOUGH
from audit.reports.counting import names
from audit.reports.counting.figures import BOARD, INSPECTOR, PUBLIC, figures
from audit.reports.counting.sums import Sums

SHARED = ("decision", "family x share", 1)
WAITS = "The Caldicott Guardian has still to judge this."
WITHOUT = "Information was shared without the person’s agreement"
SAFE = "No refusal was marked as a risk to somebody’s safety."
NEVER = "Only the public interest could allow it: never."
AGAIN = "Fewer than 10 decisions were decided again. That is too few for a rate."


def section(id_, counted, reader=INSPECTOR):
    (found,) = [each for each in figures(Sums(counted), reader).sections if each.id == id_]
    return found


def said(id_, counted):
    found = section(id_, counted)
    return [*found.says, *(says for table in found.tables for says in table.says)]


@pytest.mark.parametrize(
    ("counted", "sentences"),
    [
        (
            [
                ("decision", "family x share_deidentified", 2),
                ("decision", "family x ask_guardian", 1),
                ("looked_at", "not_yet", 3),
            ],
            [
                "Staff checked 3 times before sharing information.",
                "Nothing that names a person was shared.",
                "It was shared without names 2 times.",
                "Nobody decided not to share.",
                "Staff chose to ask the Caldicott Guardian first once.",
                "The Caldicott Guardian has not given a view of these decisions.",
            ],
        ),
        (
            [
                ("decision", "family x share", 3),
                ("looked_at", "yes_with_advice", 1),
                ("looked_at", "asked", 1),
            ],
            [
                "Staff checked 3 times before sharing information.",
                "Information was shared 3 times.",
                "Nobody decided not to share.",
                "The Caldicott Guardian looked at 1 of these decisions.",
                "The Caldicott Guardian never disagreed.",
            ],
        ),
    ],
)
def test_a_report_leads_with_what_was_done_and_leaves_out_what_was_not(counted, sentences):
    assert list(figures(Sums(counted), BOARD).in_short) == [*sentences, "Nobody raised a concern."]


@pytest.mark.parametrize(
    ("counted", "sentences"),
    [
        ([("concern", "worry open", 1)], ["1 concern was raised.", "None was a breach."]),
        (
            [("concern", "breach open", 1), ("breach", "risk", 1)],
            ["1 concern was raised.", "There was 1 breach among them."],
        ),
        (
            [("concern", "breach open", 3), ("breach", "risk", 2)],
            ["3 concerns were raised.", "There were 2 breaches among them."],
        ),
        (
            [("concern", "worry open", 1), ("clock", "regulator late", 1), ("clock", "regulator in_time", 3)],
            [
                "1 concern was raised.",
                "None was a breach.",
                "The regulator was told after more than 72 hours of 1 breach.",
            ],
        ),
        (
            [("concern", "worry open", 2), ("clock", "acknowledge late", 2)],
            [
                "2 concerns were raised.",
                "None was a breach.",
                "2 complaints waited longer than 30 days for an answer.",
            ],
        ),
    ],
)
def test_concerns_are_counted_with_the_breaches_and_late_clocks_among_them(counted, sentences):
    assert said("concerns", counted) == sentences


def test_the_most_frequent_subject_is_told_where_there_are_several_and_the_first_of_those_alike():
    def most(*doors):
        counted = [("decision", f"{door} x {decided}", count) for door, decided, count in doors]
        return [each for each in said("decisions", counted) if "most frequent" in each]

    care, family = names.DOORS["care-team"], names.DOORS["family"]
    assert most(("family", "share", 2)) == []
    assert most(("family", "share", 2), ("family", "do_not_share", 2), ("care-team", "share", 3)) == [
        f"The most frequent: {family} (4)."
    ]
    first = care if list(names.DOORS).index("care-team") < list(names.DOORS).index("family") else family
    assert most(("family", "share", 2), ("care-team", "share", 2)) == [f"The most frequent: {first} (2)."]


@pytest.mark.parametrize(
    ("counted", "sentences"),
    [
        ([("took", "under_2 shared", 9)], []),
        ([("took", "under_2 shared", 9), ("took", "- shared", 5)], []),
        (
            [
                ("took", "under_2 shared", 2),
                ("took", "2_to_5 shared", 2),
                ("took", "5_to_15 shared", 1),
                ("took", "15_to_60 shared", 5),
                ("took", "- shared", 5),
            ],
            ["Of 10 decisions on sharing, 50% took less than 15 minutes."],
        ),
        (
            [("took", "longer kept", 10), ("took", "under_2 shared", 1)],
            ["Of 10 decisions on not sharing, 0% took less than 15 minutes."],
        ),
        ([SHARED], [SAFE]),
        (
            [SHARED, ("mark", "late shared", 1)],
            [SAFE, "A danger was recorded after more than 24 hours: once."],
        ),
        (
            [SHARED, ("mark", "refused_safety kept", 2)],
            ["Nothing was shared though somebody’s safety was at stake: 2 times."],
        ),
    ],
)
def test_refusals_and_delays_are_told_where_there_are_enough_to_compare(counted, sentences):
    assert said("care", counted)[1:] == sentences


@pytest.mark.parametrize(
    ("counted", "sentence"),
    [
        ([], "Nobody said no to sharing in a decision of this time."),
        (
            [("objection", "respected", 1), ("objection", "narrowed", 2), ("objection", "settled", 1)],
            "In 4 decisions the person had said no. Their no was respected 3 times. It was never overruled.",
        ),
        (
            [("objection", "overruled", 1), ("overruled", "must yes", 2)],
            "In 2 decisions the person had said no. It was overruled 2 times.",
        ),
        ([("objection", "overruled", 1)], "In 1 decision the person had said no. It was overruled once."),
    ],
)
def test_what_became_of_a_no_is_told_in_one_breath(counted, sentence):
    assert said("objections", counted) == [sentence]


@pytest.mark.parametrize(
    ("views", "sentences"),
    [
        ([], [f"{WITHOUT}: never."]),
        ([("not_yet", 1), ("asked", 1)], [f"{WITHOUT}: 2 times.", WAITS]),
        (
            [("yes", 1), ("no", 1), ("asked", 1), ("not_yet", 2)],
            [
                f"{WITHOUT}: 5 times.",
                "The Caldicott Guardian disagreed once.",
                "The Guardian has still to judge 3 of these.",
            ],
        ),
        (
            [("yes", 1)],
            [
                f"{WITHOUT}: once.",
                "The Caldicott Guardian never disagreed.",
                "The Guardian has judged each.",
            ],
        ),
    ],
)
def test_what_was_shared_without_consent_is_told_with_what_the_guardian_said(views, sentences):
    counted = [("without_consent", view, count) for view, count in views]
    assert [each for each in said("without_consent", counted) if each != NEVER] == sentences


@pytest.mark.parametrize(
    ("soon", "sentences"),
    [
        ([], ["Nobody asked for advice in the middle of a decision."]),
        ([("hour", 9)], ["Staff asked for advice 9 times in the middle of a decision."]),
        (
            [("hour", 5), ("day", 5), ("waiting", 2)],
            [
                "Staff asked for advice 12 times in the middle of a decision.",
                "Answered within an hour: 50%.",
                "Not answered yet: 2.",
            ],
        ),
        (
            [("hour", 9), ("waiting", 1)],
            ["Staff asked for advice 10 times in the middle of a decision.", "Not answered yet: 1."],
        ),
    ],
)
def test_advice_is_told_with_how_soon_it_came(soon, sentences):
    assert said("guardian", [("advice", f"guardian calm {code}", count) for code, count in soon]) == sentences


@pytest.mark.parametrize(
    ("lots", "sentences"),
    [
        ([], ["No decision of this time was decided again."]),
        (
            [("share do_not_share", 1)],
            ["1 decision of this time was decided again.", "The reader decided otherwise.", AGAIN],
        ),
        (
            [("share share", ENOUGH - 1)],
            [
                f"{ENOUGH - 1} decisions of this time were decided again.",
                f"The reader decided the same {ENOUGH - 1} times.",
                AGAIN,
            ],
        ),
    ],
)
def test_few_decisions_decided_again_give_no_rate(lots, sentences):
    assert said("random_check", [("lot", key, count) for key, count in lots]) == sentences


def test_enough_decisions_decided_again_give_a_rate_and_a_kappa_only_where_answers_differ():
    alike = said("random_check", [("lot", "share share", ENOUGH)])
    assert len(alike) == 2
    assert alike[1].startswith("The reader decided the same in 100% (95% interval: ")
    assert alike[1].endswith("% to 100%).")
    mixed = said("random_check", [("lot", "share share", ENOUGH), ("lot", "do_not_share do_not_share", 5)])
    assert mixed[2] == "Beyond chance that is a kappa of 1.00, where 1 is always and 0 is chance."


@pytest.mark.parametrize(
    ("id_", "events", "sentences"),
    [
        ("duties", [], ["Nobody was given a letter.", "Nobody confirmed reading a policy."]),
        (
            "duties",
            [("letter.given", 1), ("policy.acknowledged", 2)],
            [
                "People were given a letter once.",
                "Staff confirmed 2 times that they had read a policy.",
            ],
        ),
        ("changes", [], ["Nobody signed off new questions."]),
        ("changes", [("ruleset.signed_off", 2)], ["New questions were signed off 2 times."]),
        ("ledger", [], ["The ledger of this time holds no entry.", "Nobody looked at what is kept."]),
        (
            "ledger",
            [("decision.opened", 1), ("letter.given", 1)],
            ["The ledger of this time holds 2 entries.", "Somebody looked at what is kept once."],
        ),
        ("rules", [], ["No rule was cited."]),
    ],
)
def test_duties_changes_and_looks_are_told_by_how_often(id_, events, sentences):
    assert said(id_, [("event", event, count) for event, count in events]) == sentences


def test_the_public_reads_nought_as_few_or_none_and_decisions_by_what_was_done():
    counted = [("decision", "family shared", 15), ("decision", "care-team kept", 5)]
    sentences = figures(Sums(counted), PUBLIC).in_short
    assert sentences[4:] == (
        "The Caldicott Guardian disagreed a few times or never.",
        "Concerns raised: few or none.",
    )
    decided, doors = section("decisions", counted, PUBLIC).tables
    assert [(row.code, row.counts) for row in decided.rows] == [("shared", (15,)), ("kept", (5,))]
    assert {row.code for row in doors.rows} == {"family", "care-team"}


@pytest.mark.parametrize(("decisions", "seen"), [(1, "it"), (2, "1 of these decisions")])
def test_one_decision_that_was_looked_at_is_it(decisions, seen):
    counted = [("decision", "family x share", decisions), ("looked_at", "yes", 1)]
    assert f"The Caldicott Guardian looked at {seen}." in figures(Sums(counted), BOARD).in_short
