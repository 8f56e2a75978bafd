"""A ruleset as a picture and in words, one the twin of the other, with a worker's own walk marked on request.

The picture is as wide as a phone and as long as it needs to be: a card for each question, a row for each answer.
A row says where it leads: to a numbered question, or to an outcome by its title. It uses class names and presentation
attributes only, so it also stands where a page allows no inline style.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

from decisions.engine import shapes
from decisions.engine.graph import count, in_order
from decisions.engine.ruleset import Question, Ruleset
from decisions.engine.shapes import BLUE, GREEN, GREEN_KINDS, GREY, INK, LIGHT, LINE, PAD, WHITE, YOURS
from decisions.engine.walk import Walk
from decisions.engine.way import own_way, own_words
from decisions.engine.wording import fill

__all__ = ["Card", "Row", "cards", "diagram", "outline", "own_way", "own_words"]

WIDTH: Final = 360
MARGIN: Final = 8
LANE: Final = 7
GAP: Final = 26


@dataclass(frozen=True, slots=True)
class Row:
    """One answer: where it leads in words, the number of that question or None, and whether it was given."""

    label: str
    leads_to: str
    number: int | None
    kind: str
    chosen: bool


@dataclass(frozen=True, slots=True)
class Card:
    """One question with its answers, and whether the walk passed it."""

    number: int
    title: str
    why: str
    rows: tuple[Row, ...]
    passed: bool


def cards(ruleset: Ruleset, walk: Walk | None = None) -> list[Card]:
    """The questions in the order they may be asked, numbered from 1."""
    questions = [ruleset.questions[node] for node in in_order(ruleset) if node in ruleset.questions]
    numbers = {question.id: number for number, question in enumerate(questions, start=1)}
    answers = {step.question: step.answer for step in walk.steps} if walk else {}
    return [
        Card(
            numbers[question.id],
            question.title,
            question.why,
            tuple(_rows(ruleset, question, numbers, answers.get(question.id))),
            question.id in answers,
        )
        for question in questions
    ]


def outline(ruleset: Ruleset, walk: Walk | None = None) -> str:
    """The flow in words (Markdown): each question, where each answer leads, and each outcome with its rules."""
    lines = [
        f"# {_heading(ruleset)}",
        "",
        f"{_about(ruleset)} Ruleset {ruleset.key}, SHA-256 {ruleset.digest}.",
    ]
    for card in cards(ruleset, walk):
        lines += ["", f"## {card.number}. {card.title}{' (asked)' if card.passed else ''}", "", card.why, ""]
        for row in card.rows:
            yours = " (your answer)" if row.chosen else ""
            target = row.leads_to if row.number is None else f"{row.number}. {row.leads_to}"
            lines.append(f"- {row.label}{yours} → {target}")
    lines += ["", "## How it can end"]
    for outcome in ruleset.outcomes.values():
        cited = "; ".join(_cited(ruleset, one) for one in outcome.cites)
        lines += ["", f"### {fill(outcome.title)}", "", fill(outcome.why), "", f"From: {cited}."]
    return "\n".join(lines) + "\n"


def diagram(ruleset: Ruleset, walk: Walk | None = None) -> str:
    """The flow as an SVG picture with a title and a description."""
    drawn = cards(ruleset, walk)
    edges = _edges(drawn)
    lanes = _lanes(edges)
    left = MARGIN + LANE * (1 + max(lanes.values(), default=-1)) + 8
    body, tops, y = [], {}, MARGIN
    for card in drawn:
        picture, height = _card(card, left, y)
        tops[card.number] = (y, y + height)
        body += picture
        y += height + GAP
    asked = [card.number for card in drawn if card.passed]
    walked = {
        (row_from, to) for row_from, to in edges if row_from in asked and _walked(drawn[row_from - 1], to)
    }
    arrows = [
        _arrow(edge, tops, lanes.get(edge[1]), left, edge in walked) for edge in _lit_last(edges, walked)
    ]
    told = f"{_about(ruleset)}{_told(walk)} The same is told in words."
    return shapes.picture(f"flow-{ruleset.name}", (WIDTH, y), _heading(ruleset), told, [*arrows, *body])


def _heading(ruleset: Ruleset) -> str:
    return f"How we decide: {ruleset.title}"


def _about(ruleset: Ruleset) -> str:
    return (
        f"A flow of {len(ruleset.questions)} questions and {len(ruleset.outcomes)} outcomes, "
        f"with {count(ruleset):,} different complete walks."
    )


def _told(walk: Walk | None) -> str:
    if walk is None:
        return ""
    end = f" It ended in: {fill(walk.outcome.title)}." if walk.outcome else ""
    return f" Your answers are marked.{end}"


def _cited(ruleset: Ruleset, source_id: str) -> str:
    source = ruleset.sources[source_id]
    unsure = ", not checked" if source.trust == "unsure" else ""
    return f"{source.title}, {source.part} ({source.date}{unsure})"


def _rows(
    ruleset: Ruleset, question: Question, numbers: dict[str, int], answer: str | tuple[str, ...] | None
) -> Iterator[Row]:
    given = (answer,) if isinstance(answer, str) else answer or ()
    ways = [(option.id, option.label, option.goes_to) for option in question.options]
    for option_id, label, target in ways or [("", "Whatever is written", question.goes_to or "")]:
        number = numbers.get(target)
        outcome = ruleset.outcomes.get(target)
        words = fill(outcome.title) if outcome else ruleset.questions[target].title
        yield Row(label, words, number, outcome.kind if outcome else "", option_id in given)


def _edges(drawn: list[Card]) -> list[tuple[int, int]]:
    """Question to question, each pair once."""
    return list(dict.fromkeys((card.number, row.number) for card in drawn for row in card.rows if row.number))


def _lanes(edges: list[tuple[int, int]]) -> dict[int, int]:
    """A lane beside the cards for each question that others than the one above lead to; no two overlap in a lane."""
    spans: dict[int, int] = {}
    for source, target in edges:
        if source != target - 1:
            spans[target] = min(source, spans.get(target, source))
    lanes: dict[int, int] = {}
    for target, top in sorted(spans.items(), key=lambda span: (span[0] - span[1], span[0])):
        taken = {lane for other, lane in lanes.items() if spans[other] <= target and top <= other}
        lanes[target] = next(lane for lane in range(len(spans)) if lane not in taken)
    return lanes


def _walked(card: Card, target: int) -> bool:
    return any(row.chosen and row.number == target for row in card.rows)


def _lit_last(edges: list[tuple[int, int]], walked: set[tuple[int, int]]) -> list[tuple[int, int]]:
    return sorted(edges, key=lambda edge: edge in walked)


def _arrow(
    edge: tuple[int, int], tops: dict[int, tuple[int, int]], lane: int | None, left: int, lit: bool
) -> str:
    """From the foot of one card to the head of the next, or round the outside by the lane of the target."""
    source, target = edge
    foot, head = tops[source][1], tops[target][0]
    if source == target - 1:
        x = left + 30
        path = f"M{x} {foot}V{head - 2}m-4 -5l4 5l4 -5"
    else:
        x = left - 8 - LANE * (lane or 0)
        path = f"M{left} {foot - 14}H{x}V{head + 14}H{left - 2}m-5 -4l5 4l-5 4"
    colour, width = (BLUE, 4) if lit else (GREY, 1)
    name = "flow-edge flow-edge--walked" if lit else "flow-edge"
    return f'<path class="{name}" d="{path}" fill="none" stroke="{colour}" stroke-width="{width}"/>'


def _card(card: Card, left: int, top: int) -> tuple[list[str], int]:
    """The card's shapes, and its height in px."""
    width = WIDTH - MARGIN - left
    title = shapes.fitted(f"{card.number}. {card.title}", width)
    drawn = shapes.lines(left + PAD, top + PAD, title, "flow-title", INK, bold=True)
    y = top + PAD + LINE * len(title)
    for row in card.rows:
        y, shaped = _row(row, left, y + 5, width)
        drawn += shaped
    height = y + PAD - top
    name, edge = ("flow-card flow-card--walked", (BLUE, 4)) if card.passed else ("flow-card", (GREY, 1))
    return [shapes.box((left, top), (width, height), name, WHITE, edge=edge), *drawn], height


def _row(row: Row, left: int, top: int, width: int) -> tuple[int, list[str]]:
    """The row's shapes, and where it ends."""
    label = shapes.fitted(f"{'✓ ' if row.chosen else ''}{row.label}", width)
    number = f"{row.number}. " if row.number else ""
    target = shapes.fitted(f"→ {number}{row.leads_to}", width)
    colour = GREY if row.number else GREEN if row.kind in GREEN_KINDS else BLUE
    height = LINE * (len(label) + len(target)) + 4
    name, fill_colour = ("flow-row flow-row--walked", YOURS) if row.chosen else ("flow-row", LIGHT)
    under = top + LINE * len(label)
    return top + height, [
        shapes.box((left + 6, top), (width - 12, height), name, fill_colour),
        *shapes.lines(left + PAD, top, label, "flow-answer", INK, bold=row.chosen),
        *shapes.lines(left + PAD, under, target, "flow-target", colour, bold=row.number is None),
    ]
