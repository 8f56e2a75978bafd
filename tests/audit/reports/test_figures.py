"""What is told of a year reads well, whether nothing happened in it, one thing, or a million."""

from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from audit.reports.counting import names
from audit.reports.counting.figures import BOARD, INSPECTOR, PUBLIC, READERS, figures
from audit.reports.counting.sums import Sums

MILLION = 1_000_000


def year(number, *, view="yes"):
    """Return the sums of a year in which everything happened so many times."""
    return Sums(
        [
            ("decision", "family share_family share", number),
            ("decision", "care-team keep do_not_share", number),
            ("basis", "consent shared", number),
            ("took", "under_2 shared", number),
            ("took", "longer kept", number),
            ("mark", "refused_safety kept", number),
            ("mark", "late shared", number),
            ("rule", "2A shared", number),
            ("principle", "2020 7", number),
            ("unsure", "agreement", number),
            ("objection", "respected", number),
            ("objection", "overruled", number),
            ("overruled", f"must {view}", number),
            ("without_consent", view, number),
            ("public_interest", view, number),
            ("looked_at", view, number),
            ("looked_at", "not_yet", number),
            ("view", f"{view} shared", number),
            ("wait", "0-7", number),
            ("lot", "share share", number),
            ("lot", "share do_not_share", number),
            ("advice", "guardian urgent hour", number),
            ("advice", "senior calm waiting", number),
            ("concern", "breach open", number),
            ("breach", "risk", number),
            ("clock", "regulator late", number),
            ("clock", "acknowledge late", number),
            *(
                ("event", event, number)
                for event in ("letter.given", "ruleset.signed_off", "decision.opened")
            ),
        ]
    )


def told(sums, reader=INSPECTOR):
    """Return every sentence that is told."""
    found = figures(sums, reader)
    return [
        *found.in_short,
        *(says for section in found.sections for says in section.says),
        *(
            says
            for section in found.sections
            for table in section.tables
            for says in (*table.says, table.note)
            if says
        ),
    ]


def rounded(number):
    """Return what the public would be told of a year, in sums of rounded cells."""
    return Sums(
        [
            ("decision", "family shared", number),
            ("decision", "care-team kept", number),
            ("overruled", "family", number),
            ("view", "disagreed", number),
            ("view", "agreed", number),
            ("concern", "raised", number),
            ("concern", "breach", number),
        ]
    )


EXACT = [Sums(), year(1), year(2), year(MILLION), year(1, view="no"), year(3, view="not_yet")]
TOLD = [
    *((sums, reader) for sums in EXACT for reader in (BOARD, INSPECTOR)),
    *((rounded(number), PUBLIC) for number in (0, 5, MILLION)),
]


@pytest.mark.parametrize("what", ["without_consent", "public_interest"])
@pytest.mark.parametrize(
    ("views", "left"),
    [
        ({"yes": 2}, "The Guardian has judged each."),
        ({"yes": 2, "not_yet": 1}, "The Guardian has still to judge 1 of these."),
        ({"yes": 2, "asked": 1}, "The Guardian has still to judge 1 of these."),
        ({"no": 1, "not_yet": 2, "asked": 1}, "The Guardian has still to judge 3 of these."),
        ({"not_yet": 1}, "The Caldicott Guardian has still to judge this."),
        ({"asked": 1}, "The Caldicott Guardian has still to judge this."),
    ],
)
def test_the_guardian_has_judged_each_only_where_none_waits(what, views, left):
    found = figures(Sums([(what, view, number) for view, number in views.items()]), INSPECTOR)
    (table,) = [each for section in found.sections for each in section.tables if each.id == what]
    assert table.says[-1] == left


@pytest.mark.parametrize(("sums", "reader"), TOLD)
def test_every_sentence_is_one(sums, reader):
    for says in told(sums, reader):
        assert re.match(r"[A-Z0-9]", says), says
        assert says.endswith("."), says
        for wrong in (
            " 1 times",
            " 0 times",
            " 1 decisions",
            "None.",
            "  ",
            "..",
            "1000000",
            "-1",
            "no concern were",
        ):
            assert wrong not in says.replace("None was a breach.", ""), says
        assert len(says.split()) <= 25, says


def test_a_year_leads_with_what_staff_did():
    sums = Sums(
        [
            ("decision", "family a share", 355),
            ("decision", "family b do_not_share", 57),
            ("looked_at", "no", 4),
            ("looked_at", "yes", 96),
        ]
    )
    assert figures(sums, BOARD).in_short == (
        "Staff checked 412 times before sharing information.",
        "Information was shared 355 times.",
        "It was not shared 57 times.",
        "The Caldicott Guardian looked at 100 of these decisions.",
        "The Caldicott Guardian disagreed 4 times.",
        "Nobody raised a concern.",
    )


def test_an_empty_year_says_so_and_shows_no_table():
    for reader in READERS:
        found = figures(Sums(), reader)
        assert [table for section in found.sections for table in section.tables] == []
    assert figures(Sums(), BOARD).in_short == (
        "Nobody recorded a decision in this time.",
        "Nobody raised a concern.",
    )


def test_a_year_with_one_decision_reads_as_one():
    sums = Sums([("decision", "family x share", 1), ("looked_at", "yes", 1)])
    assert figures(sums, BOARD).in_short == (
        "Staff checked once before sharing information.",
        "Information was shared once.",
        "Nobody decided not to share.",
        "The Caldicott Guardian looked at it.",
        "The Caldicott Guardian never disagreed.",
        "Nobody raised a concern.",
    )


def test_a_year_with_a_million_has_thousands_set_apart():
    said = " ".join(told(year(MILLION)))
    assert "Staff checked 2,000,000 times" in said
    assert "1,000,000 times" in said


def test_of_few_decisions_no_share_in_hundredths_is_told():
    assert not any("%" in says for says in told(year(4)))
    assert any("%" in says for says in told(year(40)))


def test_the_random_check_tells_how_far_readers_agree():
    said = told(Sums([("lot", "share share", 4), ("lot", "share do_not_share", 1)]))
    assert "The reader decided the same 4 times." in said
    said = told(
        Sums(
            [
                ("lot", "share share", 45),
                ("lot", "do_not_share do_not_share", 45),
                ("lot", "share safeguard", 10),
            ]
        )
    )
    assert any("kappa of 0.8" in says for says in said)
    assert any("in 90%" in says for says in said)


def test_refusals_are_measured_as_sharing_is():
    (care,) = [section for section in figures(year(40), BOARD).sections if section.id == "care"]
    assert "Of 40 decisions on sharing, 100% took less than 15 minutes." in care.tables[0].says
    assert "Of 40 decisions on not sharing, 0% took less than 15 minutes." in care.tables[0].says


def test_a_board_reads_no_rules_and_the_public_no_exact_number():
    assert {"rules", "method"} <= {section.id for section in figures(year(2), INSPECTOR).sections}
    assert "rules" not in {section.id for section in figures(year(2), BOARD).sections}
    sums = Sums([("decision", "family shared", 15), ("view", "disagreed", 0), ("concern", "raised", 5)])
    assert figures(sums, PUBLIC).in_short == (
        "Staff checked about 15 times before sharing information.",
        "Information was shared about 15 times.",
        "It was not shared a few times or never.",
        "A no was overruled a few times or never.",
        "The Caldicott Guardian disagreed a few times or never.",
        "Concerns raised: about 5.",
    )


@given(st.dictionaries(st.sampled_from(list(names.DECIDED)), st.integers(1, 30), max_size=6))
def test_rows_add_up_to_what_the_first_sentence_says(counts):
    found = figures(Sums(("decision", f"family x {kind}", count) for kind, count in counts.items()), BOARD)
    tables = {table.id: table for section in found.sections for table in section.tables}
    total = sum(counts.values())
    if total > 1:
        assert found.in_short[0] == f"Staff checked {total:,} times before sharing information."
    for id_ in ("decided", "doors") if total else ():
        assert sum(row.counts[-1] for row in tables[id_].rows) == total
        assert all(sum(row.counts[:-1]) in {0, row.counts[-1]} for row in tables[id_].rows)


def test_a_decision_without_a_ground_is_not_said_to_have_one_that_nobody_knows():
    found = figures(Sums([("decision", "family x do_not_share", 2), ("basis", "- kept", 2)]), BOARD)
    grounds = next(table for section in found.sections for table in section.tables if table.id == "basis")
    assert [row.label for row in grounds.rows] == ["No ground was named"]
