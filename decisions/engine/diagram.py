"""A ruleset as a picture and in words, one the twin of the other, with a worker's own walk marked on request.

The picture is as wide as a phone and as long as it needs to be: a card for each question, a row for each answer.
A row says where it leads: to a numbered question, or to an outcome by its title. It uses class names and presentation
attributes only, so it also stands where a page allows no inline style.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from html import escape
from textwrap import wrap
from typing import Final

from decisions.engine.graph import count, in_order
from decisions.engine.ruleset import SHARING, Question, Ruleset
from decisions.engine.walk import Walk
from decisions.engine.wording import fill

WIDTH: Final = 360
MARGIN: Final = 8
LANE: Final = 7
LINE: Final = 19
PAD: Final = 10
GAP: Final = 26
LETTER: Final = 7.4
"""Width of a letter of 14 px, in px: wide enough for the sans-serif fonts at hand."""
INK: Final = "#212b32"
GREY: Final = "#4c6272"
BLUE: Final = "#005eb8"
GREEN: Final = "#006747"
LIGHT: Final = "#f0f4f5"
YOURS: Final = "#fff4c2"


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
    name = f"flow-{ruleset.name}"
    return "\n".join(
        [
            f'<svg xmlns="http://www.w3.org/2000/svg" class="flow" role="img" viewBox="0 0 {WIDTH} {y}" '
            f'aria-labelledby="{name}-title {name}-desc" font-family="Arial, sans-serif" font-size="14">',
            f'<title id="{name}-title">{escape(_heading(ruleset))}</title>',
            f'<desc id="{name}-desc">{escape(_about(ruleset))}{_told(walk)} The same is told in words.</desc>',
            *arrows,
            *body,
            "</svg>\n",
        ]
    )


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
    end = f" It ended in: {escape(fill(walk.outcome.title))}." if walk.outcome else ""
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
    letters = int((width - 2 * PAD) / LETTER)
    shapes: list[str] = []
    y = top + PAD
    for line in wrap(f"{card.number}. {card.title}", letters - 2):
        y += LINE
        shapes.append(_text(left + PAD, y - 5, line, "flow-title", INK, bold=True))
    for row in card.rows:
        y, drawn = _row(row, left, y + 5, width, letters)
        shapes += drawn
    height = y + PAD - top
    name, stroke, thick = ("flow-card flow-card--walked", BLUE, 4) if card.passed else ("flow-card", GREY, 1)
    frame = (
        f'<rect class="{name}" x="{left}" y="{top}" width="{width}" height="{height}" rx="4" '
        f'fill="#ffffff" stroke="{stroke}" stroke-width="{thick}"/>'
    )
    return [frame, *shapes], height


def _row(row: Row, left: int, top: int, width: int, letters: int) -> tuple[int, list[str]]:
    """The row's shapes, and where it ends."""
    label = wrap(f"{'✓ ' if row.chosen else ''}{row.label}", letters - 2)
    target = wrap(
        f"→ {row.leads_to}" if row.number is None else f"→ {row.number}. {row.leads_to}", letters - 2
    )
    colour = GREY if row.number else GREEN if row.kind in SHARING else BLUE
    bottom = top + LINE * (len(label) + len(target)) + 4
    name, fill_colour = ("flow-row flow-row--walked", YOURS) if row.chosen else ("flow-row", LIGHT)
    shapes = [
        f'<rect class="{name}" x="{left + 6}" y="{top}" width="{width - 12}" height="{bottom - top}" '
        f'fill="{fill_colour}"/>'
    ]
    y = top
    for line in label:
        y += LINE
        shapes.append(_text(left + PAD, y - 5, line, "flow-answer", INK, bold=row.chosen))
    for line in target:
        y += LINE
        shapes.append(_text(left + PAD, y - 5, line, "flow-target", colour, bold=row.number is None))
    return bottom, shapes


def _text(x: int, y: int, words: str, name: str, colour: str, *, bold: bool) -> str:
    weight = ' font-weight="bold"' if bold else ""
    return f'<text class="{name}" x="{x}" y="{y}" fill="{colour}"{weight}>{escape(words)}</text>'
