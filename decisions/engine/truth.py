"""The truth table of a ruleset: a row for each way to decide it with the last answer, exact for every walk.

Ways that end by the same last answer, in the same state, are one row; it says how many walks it stands for, and the
duties that all of them owe. On the page, answers to one question that decide the same are one line, and the duties
that an outcome always brings are written once, by outcome.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

from decisions.engine.graph import in_order
from decisions.engine.ruleset import TELLS, Option, Outcome, Question, Ruleset
from decisions.engine.states import State, after, ended
from decisions.engine.walk import is_due

STANDS: Final = {"": "", "narrowed": "part only", "objected": "a no stands", "denied": "stopped"}
"""How a state of stopping is told."""
UNTOLD: Final = "not safe to tell"
"""What it says where an answer made it unsafe to tell the person."""
KINDS: Final = {
    "share": "share",
    "share_in_part": "share in part",
    "share_deidentified": "share without names",
    "share_anonymised": "share what names nobody",
    "safeguard": "safeguard",
    "do_not_share": "do not share",
    "ask_guardian": "ask the Guardian",
    "not_confidential": "not confidential",
    "another_door": "another door",
}
Last = tuple[str, str]
"""The last question that led the way, and its answer."""


@dataclass(frozen=True, slots=True)
class Row:
    """The last answer, what stood then, where it led, the duties always owed, and how many walks it stands for."""

    question: str
    answer: str
    stop: str
    outcome: Outcome
    duties: tuple[str, ...]
    walks: int
    untold: bool = False


@dataclass(frozen=True, slots=True)
class _Arrived:
    """How many walks came here, and the duties met on all of them."""

    walks: int
    duties: frozenset[str]

    def and_(self, other: _Arrived | None) -> _Arrived:
        """Both together."""
        return _Arrived(self.walks + other.walks, self.duties & other.duties) if other else self


def rows(ruleset: Ruleset) -> list[Row]:
    """Every row, in the order of the pages."""
    came: dict[str, dict[State, dict[Last, _Arrived]]] = defaultdict(lambda: defaultdict(dict))
    came[ruleset.first][State(ruleset.first, None, "")] = {("", ""): _Arrived(1, frozenset())}
    order = in_order(ruleset)
    for node in order:
        if node in ruleset.questions:
            for state, arrivals in came[node].items():
                _pass_on(ruleset.questions[node], state, arrivals, came)
    return sorted(
        (row for node in order if node in ruleset.outcomes for row in _rows(ruleset, came[node])),
        key=lambda row: order.index(row.question),
    )


def _pass_on(
    question: Question,
    state: State,
    arrivals: dict[Last, _Arrived],
    came: dict[str, dict[State, dict[Last, _Arrived]]],
) -> None:
    """Take all who came to a question on to what follows."""
    for option, following, ways in after(question, state):
        there = came[following.node][following]
        for last, arrived in arrivals.items():
            at, gone = last, arrived
            if option:
                at = (question.id, option.id)
                met = arrived.duties | frozenset(option.duties)
                gone = _Arrived(arrived.walks * ways, met)
            there[at] = gone.and_(there.get(at))


def _rows(ruleset: Ruleset, came: dict[State, dict[Last, _Arrived]]) -> Iterator[Row]:
    for state, arrivals in came.items():
        outcome = ended(ruleset, state)
        shared, untold = outcome.kind in TELLS, bool(state.untold)
        for (question, answer), arrived in arrivals.items():
            met = [one for one in ruleset.duties if one in arrived.duties or one in outcome.duties]
            due = tuple(one for one in met if is_due(ruleset.duties[one], shared=shared, untold=untold))
            yield Row(question, answer, state.stop, outcome, due, arrived.walks, untold=untold)


def _always(every: list[Row]) -> dict[str, tuple[str, ...]]:
    """The duties of each outcome that are in every one of its rows."""
    always: dict[str, tuple[str, ...]] = {}
    for row in every:
        before = always.get(row.outcome.id, row.outcome.duties)
        always[row.outcome.id] = tuple(one for one in before if one in row.duties)
    return always


def _lines(every: list[Row]) -> Iterator[tuple[str, ...]]:
    """The cells of each line: answers to one question that decide the same are one, with the walks of all of them."""
    always = _always(every)
    alike: dict[tuple[str, ...], list[Row]] = defaultdict(list)
    for row in every:
        decided = (
            ", ".join(filter(None, (STANDS[row.stop], UNTOLD * row.untold))),
            row.outcome.id + (" (binds)" if row.outcome.binding else ""),
            KINDS[row.outcome.kind],
            row.outcome.basis or "",
            ", ".join(one for one in row.duties if one not in always[row.outcome.id]),
        )
        alike[row.question, *decided].append(row)
    for (question, *same), found in alike.items():
        answers = dict.fromkeys(row.answer for row in found)
        yield question, ", ".join(answers), *same, f"{sum(row.walks for row in found):,}"


def table(ruleset: Ruleset) -> str:
    """The truth table as a page of Markdown, with the marks of each answer that has one and what each duty says."""
    every = rows(ruleset)
    lines = [
        f"# What each last answer decides: {ruleset.title}",
        "",
        f"{len(every)} rows stand for {sum(row.walks for row in every):,} complete walks of ruleset {ruleset.key}. "
        "A row is the answer that decided, with what stood when it was given. "
        "Answers to one question that decide the same are written in one line, and their walks are added up. "
        "The duties are those that every walk of the row owes; "
        "those that an outcome always brings are listed once, under Duties, and not again in its rows. "
        f"What the names stand for is told in {ruleset.name}.md, in the same order.",
        "",
        "| Question | Answer | What stood | Outcome | Kind | Ground | Duties | Walks |",
        "|---|---|---|---|---|---|---|---:|",
    ]
    lines += [f"| {' | '.join(cells)} |" for cells in _lines(every)]
    lines += ["", "## What answers do", "", "| Question | Answer | Does | Leads to |", "|---|---|---|---|"]
    lines += [f"| {' | '.join(cells)} |" for cells in _marks(ruleset)]
    lines += ["", "## Duties", ""]
    lines += [f"- {duty.id}: {duty.text}" for duty in ruleset.duties.values()]
    brings = [f"- {outcome}: {', '.join(duties)}" for outcome, duties in _always(every).items() if duties]
    lines += ["", "What an outcome always brings:", "", *brings] if brings else []
    return "\n".join(lines) + "\n"


def _marks(ruleset: Ruleset) -> Iterator[tuple[str, str, str, str]]:
    """The answers that object, deny, narrow, name a ground or add a duty; those that do the same are one line."""
    for question in ruleset.questions.values():
        alike: dict[tuple[str, str], list[str]] = defaultdict(list)
        for option in question.options:
            if does := _does(option):
                alike[does, option.goes_to].append(option.id)
        for (does, following), answers in alike.items():
            yield question.id, ", ".join(answers), does, following


def _does(option: Option) -> str:
    """What an answer does, or "" where it only leads on."""
    marks = ("objects", "denies", "narrows", "exclusive", "stranger", "known")
    does = [mark for mark in marks if getattr(option, mark)]
    does += [f"ground: {option.basis}"] if option.basis else []
    does += [f"duty: {duty}" for duty in option.duties]
    does += [UNTOLD] if option.untold else []
    does += [f"rank {option.precedence}"] if option.precedence else []
    return ", ".join(does)
