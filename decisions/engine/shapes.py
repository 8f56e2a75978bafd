"""What our pictures are made of: lines of text that fit, and boxes. Class names and presentation attributes only, so
that a picture also stands where a page allows no inline style."""

from __future__ import annotations

from collections.abc import Iterable
from html import escape
from textwrap import wrap
from typing import Final

from decisions.engine.ruleset import SHARING

LINE: Final = 19
"""Height of a line of text, in px."""
PAD: Final = 10
LETTER: Final = 7.4
"""Width of a letter of 14 px, in px: wide enough for the sans-serif fonts at hand."""
INK: Final = "#212b32"
GREY: Final = "#4c6272"
BLUE: Final = "#005eb8"
GREEN: Final = "#006747"
GREEN_KINDS: Final = SHARING | {"share_anonymised"}
"""Kinds of outcome that are drawn in green: something is told."""
LIGHT: Final = "#f0f4f5"
WHITE: Final = "#ffffff"
YOURS: Final = "#fff4c2"


def fitted(words: str, width: int) -> list[str]:
    """The words in lines that fit a box of this width, in px."""
    return wrap(words, int((width - 2 * PAD) / LETTER) - 2, break_on_hyphens=False)


def text(x: int, y: int, words: str, name: str, colour: str, *, bold: bool) -> str:
    """One line of text."""
    weight = ' font-weight="bold"' if bold else ""
    return f'<text class="{name}" x="{x}" y="{y}" fill="{colour}"{weight}>{escape(words)}</text>'


def lines(x: int, top: int, words: Iterable[str], name: str, colour: str, *, bold: bool) -> list[str]:
    """Lines of text one under the other, the first at this height."""
    return [
        text(x, top + LINE * row - 5, one, name, colour, bold=bold) for row, one in enumerate(words, start=1)
    ]


def box(
    place: tuple[int, int],
    size: tuple[int, int],
    name: str,
    fill: str,
    *,
    edge: tuple[str, int] | None = None,
) -> str:
    """A box at (x, y), of (width, height), with round corners and an edge of that colour and width if it has one."""
    (x, y), (width, height) = place, size
    line = f' rx="4" stroke="{edge[0]}" stroke-width="{edge[1]}"' if edge else ""
    return f'<rect class="{name}" x="{x}" y="{y}" width="{width}" height="{height}" fill="{fill}"{line}/>'


def picture(name: str, size: tuple[int, int], title: str, description: str, shapes: Iterable[str]) -> str:
    """A whole picture of this (width, height) with its title and description, which are no markup."""
    return "\n".join(
        [
            f'<svg xmlns="http://www.w3.org/2000/svg" class="flow" role="img" viewBox="0 0 {size[0]} {size[1]}" '
            f'aria-labelledby="{name}-title {name}-desc" font-family="Arial, sans-serif" font-size="14">',
            f'<title id="{name}-title">{escape(title)}</title>',
            f'<desc id="{name}-desc">{escape(description)}</desc>',
            *shapes,
            "</svg>\n",
        ]
    )
