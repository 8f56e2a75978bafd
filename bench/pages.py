"""Pages over HTTP: the portal's question page and answer, beside a view that does nothing and a formtools wizard."""

from __future__ import annotations

import itertools

from bench.people import worker
from bench.server import Visitor, served
from bench.table import Row, in_turns

ROUNDS = 150
EMPTY = "/bench/empty/"
ANSWERS = ("care_worker", "family")


def rows() -> list[Row]:
    """Ask for each page in turns, over one connection, and compare the medians."""
    with served() as port:
        visitor = Visitor(worker().user, port)
        visitor.get("/")
        return [*_question(visitor), *_answer(visitor)]


def _question(visitor: Visitor) -> list[Row]:
    """Compare showing a question."""
    ours, theirs = _our_question(visitor), _their_question(visitor)
    works = [lambda page=page: visitor.get(page) for page in (EMPTY, ours, theirs)]
    in_turns(works, rounds=20)
    empty, page, formtools = in_turns(works, rounds=ROUNDS)
    return [_row("question page, GET", page, empty, formtools)]


def _answer(visitor: Visitor) -> list[Row]:
    """Compare saving an answer. Each answer differs from the one before, so that every one is work."""
    ours, theirs = _our_question(visitor), _their_question(visitor)
    answers, steps = itertools.cycle(ANSWERS), itertools.cycle("0123")
    step = theirs.rstrip("/").rpartition("/")[2]

    def formtools() -> str:
        return visitor.post(theirs, **{"wizard-current_step": step, f"{step}-answer": next(steps)})

    works = [lambda: visitor.get(EMPTY), lambda: visitor.post(ours, answer=next(answers)), formtools]
    in_turns(works, rounds=20)
    empty, answer, formtools_answer = in_turns(works, rounds=ROUNDS)
    return [_row("answer, POST", answer, empty, formtools_answer)]


def _our_question(visitor: Visitor) -> str:
    """Start a decision and return the address of its second question."""
    danger = visitor.post("/decide/start/")
    return visitor.post(danger, answer="no")


def _their_question(visitor: Visitor) -> str:
    """Start the formtools wizard and return the address of its second question."""
    visitor.get("/bench/formtools/q0/")
    return visitor.post("/bench/formtools/q0/", **{"wizard-current_step": "q0", "q0-answer": "1"})


def _row(work: str, ours: float, empty: float, formtools: float) -> Row:
    """Return a line of the table: milliseconds, and how many empty views they are."""
    return Row(
        work=work,
        ours=f"{ours * 1000:.1f} ms",
        peer=f"empty view {empty * 1000:.1f} ms; formtools {formtools * 1000:.1f} ms ({formtools / empty:.1f})",
        limit="at most 1.5 empty views",
        ratio=f"{ours / empty:.2f}",
        met=ours <= 1.5 * empty,
    )
