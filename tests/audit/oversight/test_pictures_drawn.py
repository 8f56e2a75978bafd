"""A picture reads well whatever there is to show, and says in words and numbers what it draws."""

from __future__ import annotations

from datetime import date
from itertools import pairwise
from uuid import UUID, uuid4
from xml.etree import ElementTree

import pytest
from hypothesis import given
from hypothesis import strategies as st

from audit import numbers
from audit.kinds import GROUPS
from audit.oversight.pictures import draw, figures, period
from audit.oversight.pictures.figures import DECISION, FLAG, WAIT, Cell, Grid
from audit.oversight.pictures.period import MONTH, QUARTER
from audit.oversight.pictures.sheet import SAME_LENGTH, drawn, plans

TODAY = date(2026, 11, 22)
HOME, OAK = UUID(int=1), UUID(int=2)
HOMES = {HOME: "Willow House", OAK: "Oak & <Elm>"}
SVG = "{http://www.w3.org/2000/svg}"


def decision(count=1, kind="share", *, month=date(2026, 3, 1), home=HOME, door="family"):
    return Cell(DECISION, month, home, door, kind, count)


def flag(count=1, *, home=HOME, door="family"):
    return Cell(FLAG, date(2026, 3, 1), home, door, "", count)


def wait(bucket, count=1, month=date(2026, 3, 1)):
    return Cell(WAIT, month, HOME, "", bucket, count)


def shown(*cells, code="2026", step=MONTH, number=numbers.exact):
    pictures = [drawn(plan, number) for plan in plans(cells, HOMES, period.read(code, TODAY, step), step)]
    return {picture.name: picture for picture in pictures}


def said(*cells, **given):
    return {
        name: " ".join(picture.says).removesuffix(f" {SAME_LENGTH}")
        for name, picture in shown(*cells, **given).items()
    }


# In words


def test_an_empty_year_says_so_and_draws_nothing():
    pictures = shown()
    assert [" ".join(picture.says) for picture in pictures.values()] == [
        "No decision was made in this time.",
        "No decision was looked at in this time.",
        "No objection was overruled in this time.",
        "No decision was made in this time.",
        "No decision was made in this time.",
    ]
    assert all(picture.table is None and not picture.svg for picture in pictures.values())


def test_one_decision_reads_as_one():
    told = said(decision(), flag(), wait("0-7"))
    assert told == {
        "time": "1 decision was made, in Mar 2026: shared.",
        "waits": "1 decision was looked at. 0 to 7 days: 100%. Longer than 30 days: 0%.",
        "overruled": "An objection was overruled once. Willow House: family.",
        "homes": "All decisions were made at one place: Willow House (1).",
        "doors": "Most decisions were about: family (1). What was decided there most: share (1).",
    }


def test_a_million_reads_as_a_million():
    told = said(decision(1_000_000), decision(1, "do_not_share", month=date(2026, 11, 1)))
    assert told["time"] == (
        "1,000,001 decisions were made. The most frequent: shared (more than 99%)."
        " There were most in Mar 2026 (1,000,000). In Jan 2026 there were 0, and in Nov 2026 1."
    )


def test_the_words_name_the_most_and_the_change():
    cells = [
        decision(4, month=date(2026, 1, 1)),
        decision(9, "ask_guardian", month=date(2026, 5, 1), home=OAK),
        decision(4, "do_not_share", month=date(2026, 11, 1)),
        *(wait(bucket, count) for bucket, count in (("0-7", 1), ("15-30", 1), ("31+", 2))),
        flag(3, home=OAK),
        flag(1, door=""),
    ]
    told = said(*cells)
    assert told["time"].endswith(
        "There were most in May 2026 (9). In Nov 2026 there were as many as in Jan 2026 (4)."
    )
    assert told["waits"] == "4 decisions were looked at. 0 to 7 days: 25%. Longer than 30 days: 50%."
    assert told["overruled"] == "Objections were overruled 4 times. Most often: Oak & <Elm>: family (3)."
    assert told["homes"] == "Oak & <Elm> made most decisions (9). There are too few elsewhere to compare."


@pytest.mark.parametrize(
    ("ours", "words"),
    [
        (5, "Oak & <Elm> shared least often (50%), Willow House most often (100%)."),
        (10, "They shared as often as each other: 100%."),
    ],
)
def test_homes_are_compared_by_what_they_shared(ours, words):
    told = said(decision(20), decision(ours, home=OAK), decision(10 - ours, "do_not_share", home=OAK))
    assert told["homes"] == f"Willow House made most decisions (20). {words}"


def test_one_home_with_enough_decisions_is_compared_with_nothing():
    told = said(decision(20), decision(3, home=OAK))
    assert told["homes"] == "Willow House made most decisions (20). There are too few elsewhere to compare."


def test_a_single_quarter_of_rounded_numbers_speaks_of_no_change():
    told = said(decision(15, month=date(2026, 1, 1)), code="2026-q1", step=QUARTER, number=numbers.about)
    assert told["time"] == "About 15 decisions were made. The most frequent: shared (100%)."
    assert numbers.about(0) == "few or none"


@given(st.integers(1, 10**6), st.integers(1, 10**6))
def test_a_share_is_never_nothing_or_all_where_it_is_not(part, rest):
    told = numbers.share(part, part + rest)
    assert told not in {"0%", "100%"}
    assert numbers.share(rest, rest) == "100%"
    assert numbers.share(0, rest) == "0%"


# Names


def test_what_no_rule_knows_is_something_else_and_an_unknown_home_is_named_as_such():
    cells = [decision(kind="new_kind"), decision(home=None), decision(home=uuid4(), door="")]
    grid = figures.by_home(cells, HOMES)
    assert grid.rows == ("A home that is gone", "No home", "Willow House")
    assert grid.columns[-1] == "Something else"
    doors = figures.by_door(cells)
    assert doors.rows == ("Family", "Not known")
    assert doors.columns == ("Share", "New kind")


# In a picture


def rectangles(svg, column):
    name = draw.FILLS[column]
    root = ElementTree.fromstring(svg)
    return [each for each in root.iter(f"{SVG}rect") if each.get("fill") == name]


def bars(grid, **given):
    return draw.bars(
        "x", "A title & more", ["It <says>."], grid, **{"whole": False, "number": numbers.exact} | given
    )


@given(
    st.lists(st.lists(st.sampled_from([0, 0, 1, 7, 10**6]), min_size=5, max_size=5), min_size=1, max_size=4),
    st.booleans(),
    st.sampled_from(["Nov 2026", "The Old Rectory at Long Sutton with the Annexe"]),
)
def test_a_bar_shows_all_that_is_there_within_the_picture(counts, whole, label):
    grid = Grid(tuple(f"{label}" for _ in counts), tuple("abcde"), tuple(map(tuple, counts)))
    if not grid.total:
        return
    svg = bars(grid, whole=whole)
    root = ElementTree.fromstring(svg)
    for column in range(5):
        there = sum(1 for row in counts if row[column])
        # One more stands in the key.
        assert len(rectangles(svg, column)) == there + 1
    boxes = list(root.iter(f"{SVG}rect"))
    assert all(int(each.get("width")) >= 1 for each in boxes)
    assert all(int(each.get("x")) + int(each.get("width")) <= draw.WIDTH for each in boxes)
    texts = [(float(each.get("y")), each.text) for each in root.iter(f"{SVG}text")]
    assert all(0 < y <= float(root.get("viewBox").split()[3]) for y, _ in texts)
    assert {f"{total:,}" for total in grid.row_totals} <= {text for _, text in texts}


def test_each_picture_is_drawn_in_its_own_way():
    """Rows whose lengths mean nothing say so, and subjects are a shaded table without a picture."""
    pictures = shown(decision(4), decision(2, home=OAK), flag(), wait("0-7"))
    assert {name for name, each in pictures.items() if SAME_LENGTH in each.says} == {"waits", "homes"}
    assert {name for name, each in pictures.items() if not each.svg} == {"doors"}
    shaded = {
        name
        for name, each in pictures.items()
        if any("classes" in cell for row in each.table.rows for cell in row[1:])
    }
    assert shaded == {"doors"}
    lengths = {bar.get("width") for bar in rectangles(pictures["homes"].svg, 0)}
    assert len(lengths) == 2, "one of both homes' bars, as shares are compared, and that of the legend"


@pytest.mark.parametrize(
    ("step", "title", "head"),
    [(MONTH, "Decisions by month", "Month"), (QUARTER, "Decisions by quarter", "Quarter")],
)
def test_time_is_counted_by_months_or_by_quarters(step, title, head):
    picture = shown(decision(month=date(2026, 1, 1)), step=step)["time"]
    assert (picture.title, picture.table.head[0]) == (title, head)


def test_a_bar_is_as_long_as_it_counts():
    svg = bars(Grid(("a", "b", "c"), ("one",), ((100,), (50,), (25,))))
    widths = [int(each.get("width")) + 1 for each in rectangles(svg, 0)]
    assert all(abs(more - 2 * less) <= 2 for more, less in pairwise(widths))


def test_a_picture_needs_no_script_and_no_style_and_is_told():
    svg = bars(Grid(("<b>",), ("one & two", "three"), ((1, 2),)))
    root = ElementTree.fromstring(svg)
    assert root.get("role") == "img"
    assert root.find(f"{SVG}title").text == "A title & more"
    assert root.find(f"{SVG}desc").text == "It <says>."
    for each in root.iter():
        assert not {"style", "onclick", "href"} & set(each.keys())
        assert each.tag.removeprefix(SVG) in {
            "svg",
            "title",
            "desc",
            "rect",
            "path",
            "text",
        }


def test_more_rows_than_a_picture_holds_are_in_the_table():
    flags = [flag(number + 1, door=f"door-{number}") for number in range(20)]
    picture = shown(*flags)["overruled"]
    assert picture.svg.count("<text") == 2 * draw.MOST_ROWS
    assert len(picture.table.rows) == 21
    assert picture.says[-1] == "The picture shows the first 12, the table all 20."


def luminance(colour):
    parts = [int(colour[at : at + 2], 16) / 255 for at in (1, 3, 5)]
    red, green, blue = (
        each / 12.92 if each <= 0.04045 else ((each + 0.055) / 1.055) ** 2.4 for each in parts
    )
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


@pytest.mark.parametrize("colour", draw.FILLS)
def test_every_colour_stands_out_from_the_page(colour):
    page = luminance("#f0f4f5")
    assert (page + 0.05) / (luminance(colour) + 0.05) >= 4.5


def test_no_two_columns_are_told_apart_by_colour_alone():
    assert len(draw.MARKS) == len(draw.FILLS) == len(set(draw.MARKS)) >= len(GROUPS)


# Time


@pytest.mark.parametrize(
    ("written", "step", "first", "end"),
    [
        ("", MONTH, date(2025, 12, 1), date(2026, 12, 1)),
        ("12-months", QUARTER, date(2025, 10, 1), date(2026, 10, 1)),
        ("2026", MONTH, date(2026, 1, 1), date(2026, 12, 1)),
        ("2026", QUARTER, date(2026, 1, 1), date(2026, 10, 1)),
        ("2025", MONTH, date(2025, 1, 1), date(2026, 1, 1)),
        ("2026-q4", MONTH, date(2026, 10, 1), date(2026, 12, 1)),
        ("2024-q1", QUARTER, date(2024, 1, 1), date(2024, 4, 1)),
    ],
)
def test_a_period_is_whole_months_up_to_now_or_quarters_that_have_ended(written, step, first, end):
    found = period.read(written, TODAY, step)
    assert (found.first, found.end) == (first, end)


@pytest.mark.parametrize("written", ["2027", "2026-q5", "2026-Q1", "x", "1999", "2026-q1 "])
def test_what_is_no_period_is_none(written):
    assert period.read(written, TODAY, MONTH) is None


def test_a_quarter_that_has_not_ended_is_not_offered_where_only_whole_ones_count():
    this_year = period.read("2026", TODAY, QUARTER)
    assert [each.code for each in period.quarters(this_year, TODAY, QUARTER)] == [
        "2026-q1",
        "2026-q2",
        "2026-q3",
    ]
    assert period.read("2026-q4", TODAY, QUARTER) is None
    assert period.quarters(period.last_year(TODAY, MONTH), TODAY, MONTH) == []
    assert [each.code for each in period.offered(date(2024, 7, 1), TODAY, MONTH)] == [
        "12-months", "2026", "2025", "2024",
    ]  # fmt: skip
