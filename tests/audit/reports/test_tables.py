"""Tables out of counts: what is named comes first, what is not known last, and each row ends with its sum."""

from __future__ import annotations

from audit.reports.counting.adds import NOT_KNOWN
from audit.reports.counting.build import grid, name_of, ordered, rows
from audit.reports.counting.shape import Row
from tests.audit.reports.test_sentences import SHARED, section

NAMES = {"late": "Recorded late", "danger": "In danger"}


def test_a_code_reads_by_its_name_or_as_it_is_spelled():
    assert name_of("late", NAMES) == "Recorded late"
    assert name_of("no_name_yet", NAMES) == "No name yet"
    assert name_of(NOT_KNOWN, NAMES) == "Not known"
    assert name_of(NOT_KNOWN, {NOT_KNOWN: "No home"}) == "No home"


def test_rows_stand_as_their_names_are_listed_then_by_how_they_read_and_what_is_not_known_last():
    assert ordered(["b_word", NOT_KNOWN, "a_word", "danger", "late"], NAMES) == [
        "late",
        "danger",
        "a_word",
        "b_word",
        NOT_KNOWN,
    ]


def test_what_does_not_occur_has_no_row():
    assert rows({"danger": 2, "late": 0}, NAMES) == (Row("danger", "In danger", (2,)),)


def test_a_table_of_two_codes_says_nought_where_they_never_meet_and_ends_with_the_sum():
    counts = {"late shared": 2, "late kept": 3, "danger kept": 4, "danger shared": 0}
    columns, found = grid(counts, NAMES, {"kept": "Not shared", "shared": "Shared"})
    assert columns == ("Not shared", "Shared", "All")
    assert found == (
        Row("late", "Recorded late", (3, 2, 5)),
        Row("danger", "In danger", (4, 0, 4)),
    )


def cells(id_, counted, table):
    (found,) = [each for each in section(id_, counted).tables if each.id == table]
    return found.columns, [(row.code, row.counts) for row in found.rows]


def test_decisions_are_told_by_what_was_decided_and_by_subject():
    counted = [("decision", "family x share", 3), ("decision", "care-team y share_in_part", 2)]
    assert cells("decisions", counted, "decided")[1] == [("share", (3,)), ("share_in_part", (2,))]
    assert cells("decisions", counted, "doors") == (
        ("Shared", "All"),
        [("care-team", (2, 2)), ("family", (3, 3))],
    )
    assert cells("rules", counted, "outcomes")[1] == [("x", (3,)), ("y", (2,))]


def test_marks_of_care_and_words_in_the_registers_are_told_and_no_others():
    counted = [("mark", "late shared", 2), ("mark", "capacity kept", 4), SHARED]
    assert cells("care", counted, "careful")[1] == [("late", (2, 2))]
    counted = [("event", "consent.given", 3), ("event", "letter.given", 4)]
    assert cells("objections", counted, "said")[1] == [("consent.given", (3,))]


def test_overruled_objections_are_told_by_what_was_set_above_them():
    counted = [("overruled", "must yes", 2), ("overruled", "- not_yet", 1)]
    (_columns, rows) = cells("objections", counted, "overruled")
    assert [(code, counts[-1]) for code, counts in rows] == [("must", 2), ("-", 1)]


def test_advice_is_told_by_how_soon_how_urgent_and_who_was_asked():
    counted = [("advice", "guardian urgent hour", 2), ("advice", "senior calm waiting", 3)]
    columns, rows = cells("guardian", counted, "advice")
    assert columns == ("Urgent", "Not urgent", "All")
    assert rows == [("hour", (2, 0, 2)), ("waiting", (0, 3, 3))]
    assert cells("guardian", counted, "asked")[1] == [("guardian", (2,)), ("senior", (3,))]


def test_rules_and_principles_are_told_by_their_names_and_how_often_each_was_cited():
    counted = [("rule", "9Z shared", 2), ("principle", "2020 7", 3), ("principle", "2013 1", 1)]
    found = section("rules", counted)
    assert found.says == ()
    rows = {table.id: [(row.code, row.label, row.counts) for row in table.rows] for table in found.tables}
    assert rows["rules"] == [("9Z", "Rule 9, part Z", (2, 2))]
    ((number, label, counts),) = rows["principles_2020"]
    assert (number, label[:3], counts) == ("7", "7. ", (3,))
    assert [(number, counts) for number, _label, counts in rows["principles_2013"]] == [("1", (1,))]
