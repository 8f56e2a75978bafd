"""Small rulesets to try things on, ways to alter one, and a slow walk to compare the quick one with."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import replace
from typing import Any

from decisions.engine.graph import in_order
from decisions.engine.load import load
from decisions.engine.ruleset import Option, Question, Ruleset
from tests.engine import parts

SOURCES = """
[guide]
title = "A guide"
part = "Rule 1"
rule = "1"
date = "2013"
status = "in_force"
trust = "booklet"
"""

LAWFUL = """
[care]
title = "Care"
public = "Article 6(1)(e)"
contracted = "Article 6(1)(e)"
private = "Article 6(1)(f)"
article_9 = "Article 9(2)(h)"
cites = ["guide"]
"""

HEAD = """
name = "tea"
version = 1
title = "Shall we say who drinks tea?"
first = "asked"
sources = "sources"
lawful_bases = "lawful_bases"
include = ["ticks"]
before_sharing = ["asked", "what"]

[join]
for_sharing = "note"
"""

STRETCH = parts.question(
    "what",
    "What do they want to know?",
    parts.option("what", "milk", "With milk", "for_sharing", duties=["wash_up"]),
    parts.option("what", "sugar", "With sugar", "for_sharing"),
    parts.option("what", "secret", "The secret blend", "stop", precedence=1, denies=True),
    parts.option("what", "nothing", "Nothing", "stop", exclusive=True),
    parts.not_sure("what", exclusive=True),
    kind="checkboxes",
    hint="Tick what they need",
    why="We share little.",
) + ("\n" + parts.table("duty.wash_up", text="Wash the cups."))

FEW_WORDS = {"kind": "text", "hint": "A few words", "why": "So that we know."}
TEA = (
    HEAD
    + parts.question(
        "asked",
        "Did they agree?",
        parts.option("asked", "yes", "Yes", "what", basis="consent"),
        parts.option("asked", "no", "No", "stop", denies=True),
        parts.not_sure("asked"),
        hint="Ask them",
        why="It is theirs to say.",
    )
    + parts.question("note", "What did you say?", **FEW_WORDS, goes_to="remark")
    + parts.question("remark", "Anything else?", **FEW_WORDS, goes_to="tell", optional=True)
    + "\n"
    + parts.table("basis.consent", title="They agreed", lawful="care", why="They agreed.", cites=parts.GUIDE)
    + parts.outcome(
        "tell",
        kind="share",
        title="You can say it",
        do=["Say it."],
        say_asker="Here it is.",
        say_person="I said it.",
        next="Nothing more.",
        why="It is little.",
        cites=parts.GUIDE,
        duties=["wash_up"],
    )
    + parts.outcome(
        "stop",
        kind="do_not_share",
        title="Do not say it",
        do=["Say nothing."],
        say_asker="Ask them.",
        say_person="I said nothing.",
        next="Start again.",
        why="It is theirs.",
        cites=parts.GUIDE,
    )
)


NOTHING: tuple[object, ...] = (None, "", [], {}, ())


def texts(tea: str = TEA, ticks: str = STRETCH, sources: str = SOURCES) -> dict[str, str]:
    """The files of the tea ruleset."""
    return {"tea.1": tea, "stretches/ticks": ticks, "sources": sources, "lawful_bases": LAWFUL}


def tea() -> Ruleset:
    """A ruleset of four questions, fit to decide with."""
    return load("tea.1", texts())


def with_question(ruleset: Ruleset, question_id: str, **changes: Any) -> Ruleset:
    """The ruleset with one question altered."""
    question = replace(ruleset.questions[question_id], **changes)
    return replace(ruleset, questions={**ruleset.questions, question_id: question})


def with_option(ruleset: Ruleset, question_id: str, option_id: str, **changes: Any) -> Ruleset:
    """The ruleset with one option altered."""
    options = tuple(
        replace(option, **changes) if option.id == option_id else option
        for option in ruleset.questions[question_id].options
    )
    return with_question(ruleset, question_id, options=options)


def with_outcome(ruleset: Ruleset, outcome_id: str, **changes: Any) -> Ruleset:
    """The ruleset with one outcome altered."""
    outcome = replace(ruleset.outcomes[outcome_id], **changes)
    return replace(ruleset, outcomes={**ruleset.outcomes, outcome_id: outcome})


def with_basis(ruleset: Ruleset, basis_id: str, **changes: Any) -> Ruleset:
    """The ruleset with one basis altered."""
    basis = replace(ruleset.bases[basis_id], **changes)
    return replace(ruleset, bases={**ruleset.bases, basis_id: basis})


def answer_by(question: Question, option: Option | None) -> object:
    """The answer that takes this option, or something typed."""
    if option is None:
        return "something typed"
    return {"radios": option.id, "checkboxes": [option.id], "items": {option.id: "a reason"}}[question.kind]


def ways_in(ruleset: Ruleset) -> dict[str, dict[str, object]]:
    """For each node the answers of a shortest way to it."""
    ways: dict[str, dict[str, object]] = {ruleset.first: {}}
    waiting = [ruleset.first]
    for node in waiting:
        question = ruleset.questions.get(node)
        for option in (question.options or (None,)) if question else ():
            target = option.goes_to if option else question.goes_to or ""  # type: ignore[union-attr]
            if target not in ways:
                ways[target] = {**ways[node], node: answer_by(question, option)}  # type: ignore[arg-type]
                waiting.append(target)
    return ways


def ways_out(ruleset: Ruleset) -> dict[str, dict[str, object]]:
    """For each node the answers of a shortest way from it to an outcome."""
    ways: dict[str, dict[str, object]] = {outcome: {} for outcome in ruleset.outcomes}
    for node in reversed(in_order(ruleset)):
        if node in ruleset.questions:
            question = ruleset.questions[node]
            options = question.options or (None,)
            ends = [option.goes_to if option else question.goes_to or "" for option in options]
            shortest = min(range(len(ends)), key=lambda at: len(ways[ends[at]]))
            ways[node] = {node: answer_by(question, options[shortest]), **ways[ends[shortest]]}
    return ways


def every_edge(ruleset: Ruleset) -> Iterator[tuple[Question, Option | None, dict[str, object]]]:
    """Every answer of every question, with the answers of a short complete walk that gives it."""
    before, after = ways_in(ruleset), ways_out(ruleset)
    for question in ruleset.questions.values():
        for option in question.options or (None,):
            target = option.goes_to if option else question.goes_to or ""
            yield (
                question,
                option,
                {**before[question.id], question.id: answer_by(question, option), **after[target]},
            )


def slow_walk(ruleset: Ruleset, answers: Mapping[str, object]) -> dict[str, object]:
    """Follow the answers in the plainest way there is, remembering nothing."""
    told: dict[str, list[object]] = {"steps": [], "unanswered": [], "invalid": []}
    node = ruleset.first
    while node in ruleset.questions:
        question = ruleset.questions[node]
        given = answers.get(node)
        if not question.steers:
            _slow_note(question, given, told)
            node = question.goes_to or ""
            continue
        ticked = _slow_ticks(question, given)
        if not ticked:
            told["unanswered"].append(node)
            if given not in NOTHING:
                told["invalid"].append(node)
            return {"outcome": None, **{key: tuple(value) for key, value in told.items()}}
        told["steps"].append(
            (node, ticked[0].id if question.kind == "radios" else tuple(o.id for o in ticked))
        )
        node = min(ticked, key=lambda option: -option.precedence).goes_to
    return {"outcome": node, **{key: tuple(value) for key, value in told.items()}}


def _slow_note(question: Question, given: object, told: dict[str, list[object]]) -> None:
    typed = isinstance(given, str) and given.strip() != ""
    if typed or (question.optional and given in NOTHING):
        told["steps"].append((question.id, ""))
        return
    told["unanswered"].append(question.id)
    if given not in NOTHING and not isinstance(given, str):
        told["invalid"].append(question.id)


def _slow_ticks(question: Question, given: object) -> list[Option]:
    """The ticked options in page order; none when the answer cannot be used."""
    if question.kind == "radios":
        return [option for option in question.options if option.id == given]
    wanted: type[Any] = {"checkboxes": list, "items": dict}[question.kind]
    ids: list[Any] = list(given) if isinstance(given, wanted) else []
    ticked = [option for option in question.options if option.id in ids]
    alone = len(set(ids)) == 1 and ticked and ticked[0].exclusive
    if any(one not in [option.id for option in ticked] for one in ids):
        return []
    if not alone and any(option.exclusive for option in ticked):
        return []
    reasons = [] if alone or not isinstance(given, dict) else list(given.values())
    if not all(isinstance(reason, str) and reason.strip() for reason in reasons):
        return []
    return ticked
