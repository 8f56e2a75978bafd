"""Tables out of counts: what is named comes first, what is not known last, and each row ends with its sum."""

from __future__ import annotations

from audit.reports.counting.adds import NOT_KNOWN
from audit.reports.counting.build import grid, name_of, ordered, rows
from audit.reports.counting.shape import Row

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
