"""The truth table: exact for every walk, told in rows."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from decisions.engine import graph, truth
from decisions.engine.walk import walk
from decisions.rulesets import library
from tests.engine import rulebook, second
from tests.engine.test_denials import answers_for

NAMES = library.names()
ROWS = {name: truth.rows(library.current(name)) for name in NAMES}


@pytest.mark.parametrize("name", NAMES)
def test_the_rows_stand_for_every_complete_walk(name: str) -> None:
    ruleset = library.current(name)
    assert sum(row.walks for row in ROWS[name]) == graph.count(ruleset)
    assert {row.outcome.id for row in ROWS[name]} == set(ruleset.outcomes)


@pytest.mark.parametrize("name", [name for name in NAMES if name != library.START])
@settings(deadline=None, max_examples=15)
@given(data=st.data())
def test_every_walk_is_one_of_the_rows(name: str, data: st.DataObject) -> None:
    ruleset = library.current(name)
    taken = walk(ruleset, data.draw(answers_for(ruleset)))
    steering = [step for step in taken.steps if ruleset.questions[step.question].steers]
    last = steering[-1]
    rows = [
        row
        for row in ROWS[name]
        if (row.question, row.outcome) == (last.question, taken.outcome) and row.answer in last.answer
    ]
    assert rows
    assert any(set(row.duties) <= set(taken.duties) for row in rows)


def lines_of(page: str, head: str) -> list[list[str]]:
    """The cells of each line of a page's table that begins with this head."""
    table = page.partition(f"{head}\n")[2].partition("\n\n")[0].splitlines()[1:]
    return [[cell.strip() for cell in line.strip("|").split("|")] for line in table]


def each_of(cell: str) -> list[str]:
    """The words of a cell, one by one."""
    return cell.split(", ") if cell else []


@pytest.mark.parametrize("name", NAMES)
def test_the_page_says_all_that_the_rows_say(name: str) -> None:
    ruleset = library.current(name)
    page = truth.table(ruleset)
    brings = page.split("What an outcome always brings:\n\n")[1:]
    always = dict(line[2:].split(": ") for line in "".join(brings).splitlines())
    head = "| Question | Answer | What stood | Outcome | Kind | Ground | Duties | Walks |"
    read: dict[tuple[Any, ...], int] = {}
    for question, answers, stood, outcome, kind, ground, duties, walks in lines_of(page, head):
        due = {*each_of(duties), *each_of(always.get(outcome.removesuffix(" (binds)"), ""))}
        line = (question, frozenset(each_of(answers)), stood, outcome, kind, ground, frozenset(due))
        assert line not in read
        read[line] = int(walks.replace(",", ""))
    rows: dict[tuple[Any, ...], list[truth.Row]] = {}
    for row in ROWS[name]:
        stood = ", ".join(filter(None, (truth.STANDS[row.stop], "not safe to tell" if row.untold else "")))
        ends = row.outcome.id + (" (binds)" if row.outcome.binding else "")
        decided = (stood, ends, truth.KINDS[row.outcome.kind], row.outcome.basis or "", frozenset(row.duties))
        rows.setdefault((row.question, *decided), []).append(row)
    assert read == {
        (question, frozenset(row.answer for row in found), *same): sum(row.walks for row in found)
        for (question, *same), found in rows.items()
    }


@pytest.mark.parametrize("name", NAMES)
def test_the_page_says_what_each_answer_does(name: str) -> None:
    ruleset = library.current(name)
    lines = lines_of(truth.table(ruleset), "| Question | Answer | Does | Leads to |")
    done = {(one, answer): (does, to) for one, all_of, does, to in lines for answer in each_of(all_of)}
    assert len(done) == sum(len(each_of(line[1])) for line in lines)
    options = {(one.id, option.id): option for one in ruleset.questions.values() for option in one.options}
    for key, option in options.items():
        does, to = done.get(key, ("", option.goes_to))
        assert to == option.goes_to
        marks = each_of(does)
        assert [mark[6:] for mark in marks if mark.startswith("duty: ")] == list(option.duties)
        assert (f"ground: {option.basis}" in marks) is bool(option.basis)
        for mark in ("objects", "denies", "narrows", "exclusive", "stranger", "known"):
            assert (mark in marks) is bool(getattr(option, mark))
        assert ("not safe to tell" in marks) is bool(option.untold)


def test_a_small_table_reads_so() -> None:
    text = truth.table(rulebook.tea())
    assert "7 rows stand for 11 complete walks" in text
    assert "| what | milk, sugar |  | tell | share | consent |  | 3 |" in text
    assert "What an outcome always brings:\n\n- tell: wash_up\n" in text
    assert "| what | secret | stopped | stop | do not share |  |  | 4 |" in text
    assert "| asked | no | stopped | stop | do not share |  |  | 1 |" in text
    assert "| what | nothing, not_sure |  | stop | do not share |  |  | 2 |" in text
    assert "| what | milk | duty: wash_up | note |" in text
    assert "| what | nothing, not_sure | exclusive | stop |" in text
    assert "| what | secret | denies, rank 1 | stop |" in text
    assert "- wash_up: Wash the cups." in text


def test_a_small_table_says_where_it_is_not_safe_to_tell() -> None:
    text = truth.table(second.tea_2())
    rows = [row for row in truth.rows(second.tea_2()) if row.untold]
    assert {(row.outcome.id, row.outcome.say_person) for row in rows} == {("tell", ""), ("stop", "")}
    assert all(row.duties == ("why_not_told",) or "wash_up" in row.duties for row in rows)
    assert "| kept | well | not safe to tell | tell | share | consent | why_not_told | 6 |" in text
    assert "| kept | badly | stopped, not safe to tell | stop |" in text
    assert "| kept | well |  | tell | share | consent | tell_them | 6 |" in text
    assert "- tell: wash_up\n" in text
    assert "| told | not_safe | duty: tell_them, duty: why_not_told, not safe to tell | kept |" in text
    assert "| whom | caller | stranger | caller_is |" in text
    assert "| caller_is | a_friend | known | asked |" in text


def test_a_box_that_makes_it_unsafe_is_counted_with_the_one_that_leads() -> None:
    boxes = rulebook.with_option(rulebook.tea(), "what", "sugar", untold="Hush.")
    secret = [(row.untold, row.walks) for row in truth.rows(boxes) if row.answer == "secret"]
    milk = [(row.untold, row.walks) for row in truth.rows(boxes) if row.answer == "milk"]
    assert sorted(secret) == [(False, 2), (True, 2)]
    assert sorted(milk) == [(False, 1), (True, 1)]
    assert sum(row.walks for row in truth.rows(boxes)) == graph.count(boxes)


def test_a_duty_that_waits_until_something_is_shared_is_due_where_it_is() -> None:
    tea = rulebook.tea()
    waits = replace(tea, duties={"wash_up": replace(tea.duties["wash_up"], when_shared=True)})
    waits = rulebook.with_option(waits, "what", "secret", duties=("wash_up",))
    due = {(row.answer, row.outcome.id): row.duties for row in truth.rows(waits)}
    assert due["milk", "tell"] == due["sugar", "tell"] == ("wash_up",)
    assert due["secret", "stop"] == ()
