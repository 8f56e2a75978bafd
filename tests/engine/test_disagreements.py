"""Every place that `docs/reference/where-the-booklet-disagrees.md` points to is there, and no line points nowhere."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from decisions.engine.graph import in_order
from decisions.rulesets import library

PAGE = Path(__file__).parents[2] / "docs" / "reference" / "where-the-booklet-disagrees.md"
ROWS = [
    [cell.strip() for cell in line.strip("|").split("|")]
    for line in PAGE.read_text().splitlines()
    if line.startswith("| ") and not line.startswith("| What")
]
SOURCES = library.current(library.START).sources


def named(cell: str) -> list[tuple[str, str]]:
    """Each `door/node` in a cell."""
    return [(door, node) for door, node in re.findall(r"`([a-z-]+)/([a-z0-9_]+)`", cell)]


def places(door: str) -> set[str]:
    """Every question and outcome that can be reached, and every duty that comes of one."""
    ruleset = library.current(door)
    nodes = in_order(ruleset)
    options = [
        option for one in nodes if one in ruleset.questions for option in ruleset.questions[one].options
    ]
    duties = {duty for option in options for duty in option.duties}
    duties |= {duty for one in nodes if one in ruleset.outcomes for duty in ruleset.outcomes[one].duties}
    return {*nodes, *duties}


@pytest.mark.parametrize("row", ROWS, ids=[row[0][:60] for row in ROWS])
def test_each_line_is_whole_and_points_to_what_is_there(row: list[str]) -> None:
    said, against, decided, where, source = row
    assert said
    assert against
    assert decided
    assert named(where)
    assert named(source)
    for door, node in named(where):
        assert node in places(door), f"{door}/{node}"
    for table, one in named(source):
        assert table == "sources"
        assert one in SOURCES, one


def test_what_was_superseded_is_named_with_what_replaced_it() -> None:
    cited = {one for row in ROWS for _, one in named(row[4])}
    old = {one.id for one in SOURCES.values() if one.status == "superseded"}
    assert old <= cited
    assert {SOURCES[one].replaced_by for one in old} <= cited


def test_what_is_not_in_force_is_named() -> None:
    cited = {one for row in ROWS for _, one in named(row[4])}
    assert {one.id for one in SOURCES.values() if one.status == "not_yet"} <= cited


def test_no_question_rests_on_what_was_superseded() -> None:
    for door in library.names():
        ruleset = library.current(door)
        cites = {one for question in ruleset.questions.values() for one in question.cites}
        cites |= {one for outcome in ruleset.outcomes.values() for one in outcome.cites}
        cites |= {one for basis in ruleset.bases.values() for one in basis.cites}
        assert not [one for one in cites if ruleset.sources[one].status == "superseded"], door
