"""What a paper is made of. Every text is plain: nothing typed by anyone is ever read as a command."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import asdict, dataclass
from typing import Any


@dataclass(frozen=True, slots=True)
class Heading:
    """A heading; `level` 2 or 3, under the paper's title."""

    text: str
    level: int = 2


@dataclass(frozen=True, slots=True)
class Paragraph:
    """Some sentences; line breaks stay."""

    text: str


@dataclass(frozen=True, slots=True)
class Bullets:
    """A list without order."""

    points: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Facts:
    """Names and values, such as "Reference: K7M-2QX9"."""

    rows: tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True)
class Table:
    """A table; the first row of cells is its head, the first cell of each row names the row.

    `numeric` sets all cells but the first as numbers. `bars` is how long the bar under each row's name is, 0 to 100:
    a picture for the eye alone, since the number it draws stands in the same row.
    """

    caption: str
    head: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]
    numeric: bool = False
    bars: tuple[int, ...] = ()


@dataclass(frozen=True, slots=True)
class Signature:
    """A line on which somebody signs and writes the day."""

    who: str


Block = Heading | Paragraph | Bullets | Facts | Table | Signature


@dataclass(frozen=True, slots=True)
class Paper:
    """A whole paper. `large` sets it in large print; `foot` stands under every page of the PDF."""

    title: str
    blocks: Sequence[Block]
    foot: str = ""
    large: bool = False

    def plain(self) -> dict[str, Any]:
        """Return the paper as plain values, each block with its kind."""
        return {
            "title": self.title,
            "foot": self.foot,
            "large": self.large,
            "blocks": [{"kind": type(block).__name__.lower(), **asdict(block)} for block in self.blocks],
        }
