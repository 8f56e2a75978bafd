"""The numbers of a chart in a table: they add up, the most comes first, and nothing is shaded that was not asked for."""

from __future__ import annotations

from uuid import uuid4

from hypothesis import given
from hypothesis import strategies as st

from audit import numbers
from audit.oversight.pictures import figures
from audit.oversight.pictures.figures import Grid
from audit.oversight.pictures.tables import table
from tests.audit.oversight.test_pictures_drawn import HOME, OAK, decision, flag


@given(st.lists(st.tuples(*[st.integers(0, 10**6)] * 3), min_size=1, max_size=5))
def test_tables_add_up_in_every_row_and_column(counts):
    grid = Grid(tuple(map(str, range(len(counts)))), ("a", "b", "c"), tuple(counts))
    rows = [
        [int(cell["text"].replace(",", "")) for cell in row[1:]]
        for row in table(grid, "Row", numbers.exact).rows
    ]
    for row in rows:
        assert row[-1] == sum(row[:-1])
    for column in zip(*rows, strict=True):
        assert column[-1] == sum(column[:-1])


def test_one_column_needs_no_total_beside_it():
    told = table(Grid(("a", "b"), ("Overruled",), ((3,), (1,))), "Home", numbers.exact)
    assert [cell if isinstance(cell, str) else cell["text"] for cell in told.head] == ["Home", "Overruled"]
    assert [[row[0], row[1]["text"]] for row in told.rows] == [["a", "3"], ["b", "1"], ["All", "4"]]


def test_two_columns_have_a_total_and_no_cell_a_shade_that_was_not_asked_for():
    two = table(Grid(("a", "b"), ("Shared", "Refused"), ((3, 0), (1, 2))), "Home", numbers.exact)
    assert two.head[-1]["text"] == "All"
    assert [row[-1]["text"] for row in two.rows] == ["3", "3", "6"]
    assert not any("classes" in cell for row in two.rows for cell in row[1:])


def test_a_shade_is_the_darker_the_more_and_nothing_has_none():
    told = table(Grid(("a",), tuple("abcde"), ((0, 1, 50, 51, 100),)), "Row", numbers.exact, shaded=True)
    assert [cell.get("classes") for cell in told.rows[0][1:]] == [
        None, "app-shade-1", "app-shade-2", "app-shade-3", "app-shade-4", None,
    ]  # fmt: skip


def test_rows_are_in_the_order_of_names_and_objections_overruled_the_most_first():
    names = {HOME: "B", OAK: "A"}
    cells = [decision(), decision(home=OAK), flag(3), flag(1, home=OAK)]
    assert figures.by_home(cells, names).rows == ("A", "B")
    assert figures.overruled(cells, names).counts == ((3,), (1,))
    homes = sorted((uuid4() for _ in range(9)), key=str)
    alike = figures.by_home(
        [decision(n, home=home) for n, home in enumerate(homes, 1)], dict.fromkeys(homes, "A")
    )
    assert alike.row_totals == tuple(range(1, 10)), "homes of one name keep their places"
    assert Grid((), ("a", "b"), ()).column_totals == (0, 0)
