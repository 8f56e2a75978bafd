"""One walk as a picture and in words: the questions passed, what was answered, and where it led.

The picture is one column that is read on a phone without turning it. Its twin in words says the same.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Final

from decisions.engine import shapes
from decisions.engine.ruleset import Option, Ruleset
from decisions.engine.shapes import BLUE, GREEN, GREEN_KINDS, GREY, INK, LINE, PAD, WHITE, YOURS
from decisions.engine.walk import Walk
from decisions.engine.wording import PLACEHOLDERS, fill, listed

WIDTH: Final = 340
MARGIN: Final = 4
GAP: Final = 24
WROTE: Final = "Written down"
LEFT_OPEN: Final = "Not answered yet"
NOTES: Final = {
    "denies": "This stops sharing",
    "objects": "This is the person's no",
    "narrows": "From here only a part may be shared",
}
"""What to say beside an answer with such a mark."""


@dataclass(frozen=True, slots=True)
class Stop:
    """A question on one's way: what was answered, and what that meant for sharing, or ""."""

    title: str
    answers: tuple[str, ...]
    note: str = ""


def stops(ruleset: Ruleset, walk: Walk) -> list[Stop]:
    """The questions of a walk in the order they were met, unanswered ones last."""
    passed = [_stop(ruleset, step.question, step.answer) for step in walk.steps]
    return [*passed, *(Stop(ruleset.questions[one].title, (LEFT_OPEN,)) for one in walk.unanswered)]


def own_way(ruleset: Ruleset, walk: Walk, words: Mapping[str, str] = PLACEHOLDERS) -> str:
    """The way taken as an SVG picture: only the questions passed, with the answers given, and the end.

    It is 340 px wide with letters of 14 px, has a title and a description, and needs no style of the page.
    `words` fill in the outcome's placeholders; {items} are those ticked, unless it says otherwise.
    """
    drawn: list[str] = []
    y = MARGIN
    for number, stop in enumerate(stops(ruleset, walk), start=1):
        card, height = _card(number, stop, y)
        y += height
        drawn += [*card, _arrow(y)]
        y += GAP
    end, height = _end(ruleset, walk, words, y)
    title = f"The way taken: {ruleset.title}"
    size = (WIDTH, y + height + MARGIN)
    told = f"{len(walk.steps)} questions, and where they led: {ended(ruleset, walk, words)}."
    return shapes.picture(
        f"way-{ruleset.name}", size, title, f"{told} The same is told in words.", [*drawn, *end]
    )


def own_words(ruleset: Ruleset, walk: Walk, words: Mapping[str, str] = PLACEHOLDERS) -> str:
    """The picture's twin in words, as Markdown: a numbered list, and the end."""
    lines = [
        f"{number}. {stop.title} {'; '.join(stop.answers)}.{f' {stop.note}.' if stop.note else ''}"
        for number, stop in enumerate(stops(ruleset, walk), start=1)
    ]
    return "\n".join([*lines, "", f"{ended(ruleset, walk, words)}.", ""])


def ended(ruleset: Ruleset, walk: Walk, words: Mapping[str, str] = PLACEHOLDERS) -> str:
    """Where the walk led, as one sentence without a full stop."""
    if walk.outcome is None:
        return "Not finished"
    ticked = [
        listed(ruleset.questions[step.question], step.answer)
        for step in walk.steps
        if ruleset.questions[step.question].kind == "items"
    ]
    return fill(walk.outcome.title, {**({"items": ticked[0]} if ticked else {}), **_said(words)})


def _said(words: Mapping[str, str]) -> dict[str, str]:
    """The words given, without the general ones."""
    return {name: word for name, word in words.items() if word and word != PLACEHOLDERS.get(name)}


def _stop(ruleset: Ruleset, question_id: str, answer: str | tuple[str, ...]) -> Stop:
    question = ruleset.questions[question_id]
    given = (answer,) if isinstance(answer, str) else answer
    options = [option for option in question.options if option.id in given]
    note = next(_notes(ruleset, options), "")
    title = f"{question.title}. {question.label}" if question.label else question.title
    return Stop(title, tuple(option.label for option in options) or (WROTE,), note)


def _notes(ruleset: Ruleset, options: list[Option]) -> Iterator[str]:
    """What the answers meant for sharing, the gravest first."""
    for mark, note in NOTES.items():
        if any(getattr(option, mark) for option in options):
            yield note
    for option in options:
        if option.basis:
            yield f"The ground: {ruleset.bases[option.basis].title.lower()}"


def _card(number: int, stop: Stop, top: int) -> tuple[list[str], int]:
    """A question with its answers: the shapes and the height in px."""
    width, x = WIDTH - 2 * MARGIN, MARGIN + PAD
    title = shapes.fitted(f"{number}. {stop.title}", width)
    given = [line for answer in stop.answers for line in shapes.fitted(f"✓ {answer}", width)]
    if stop.answers == (LEFT_OPEN,):
        given = [LEFT_OPEN]
    note = shapes.fitted(stop.note, width) if stop.note else []
    row = top + PAD + LINE * len(title) + 4
    under = row + LINE * len(given) + 6
    height = under + LINE * len(note) + PAD - top
    return [
        shapes.box((MARGIN, top), (width, height), "flow-card", WHITE, edge=(GREY, 1)),
        *shapes.lines(x, top + PAD - 2, title, "flow-title", INK, bold=True),
        shapes.box((MARGIN + 5, row), (width - 10, LINE * len(given) + 4), "flow-row", YOURS),
        *shapes.lines(x, row + 1, given, "flow-answer", INK, bold=False),
        *shapes.lines(x, under, note, "flow-target", GREY, bold=False),
    ], height


def _end(ruleset: Ruleset, walk: Walk, words: Mapping[str, str], top: int) -> tuple[list[str], int]:
    """The card of the outcome, in the colour of its kind."""
    shared = walk.outcome is not None and walk.outcome.kind in GREEN_KINDS
    colour = GREEN if shared else BLUE
    width = WIDTH - 2 * MARGIN
    told = shapes.fitted(ended(ruleset, walk, words), width)
    basis = walk.outcome.basis if walk.outcome else None
    ground = shapes.fitted(f"The ground: {ruleset.bases[basis].title.lower()}", width) if basis else []
    height = 2 * PAD + LINE * (len(told) + len(ground))
    return [
        shapes.box((MARGIN + 1, top), (width - 2, height), "flow-end", colour),
        *shapes.lines(MARGIN + PAD, top + PAD, told, "flow-title", WHITE, bold=True),
        *shapes.lines(MARGIN + PAD, top + PAD + LINE * len(told), ground, "flow-answer", WHITE, bold=False),
    ], height


def _arrow(top: int) -> str:
    """From the foot of one card to the head of the next."""
    x = WIDTH // 2
    return (
        f'<path class="flow-edge" d="M{x} {top}V{top + GAP - 2}m-5 -6l5 6l5 -6" fill="none" '
        f'stroke="{BLUE}" stroke-width="2"/>'
    )
