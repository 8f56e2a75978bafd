"""From a figure to a picture: bars that lie on their side, as wide as a phone and as long as they need to be.

Only presentation attributes, so it stands where a page allows no inline style. Each colour has a pattern of its own,
so that colour alone says nothing; every number stands beside its bar and in the table below.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from html import escape
from textwrap import wrap

from audit.oversight.pictures.figures import Grid

WIDTH, SIZE, LETTER = 360, 15, 8
"""Width of the picture, of a letter's height and of a wide letter, in its own units."""
LINE, BAR, GAP = 20, 20, 10
NARROW = 12
"""Labels of at most so many letters stand before their bar, longer ones above it."""
MOST_ROWS = 12
"""Of a list without end, such as homes and subjects, the picture shows the first of so many; the table has them all."""
LEAST = 2
"""What is there at all is drawn at least this wide."""
INK = "#212b32"
FILLS = ("#005eb8", "#7c2855", "#006747", "#8a5a00", "#4c6272")
"""Each at least 4.5 to 1 on white."""
MARKS = (
    "",
    '<path d="M0 0L8 8M-2 6L2 10M6 -2L10 2" stroke="#fff" stroke-width="2"/>',
    '<circle cx="4" cy="4" r="1.8" fill="#fff"/>',
    '<path d="M0 4H8" stroke="#fff" stroke-width="2"/>',
    '<path d="M4 0V8" stroke="#fff" stroke-width="2"/>',
)
"""What is drawn on each colour, in a square of 8: nothing, slanted lines, dots, lines across, upright lines."""

Number = Callable[[int], str]


def bars(name: str, title: str, says: Sequence[str], grid: Grid, *, whole: bool, number: Number) -> str:
    """Return a picture of a grid's rows; each is drawn as a `whole` of the same length, or as long as it counts."""
    wide = max(len(label) for label in grid.rows) > NARROW
    before = 0 if wide else LETTER * max(len(label) for label in grid.rows) + 6
    after = LETTER * max(len(number(total)) for total in grid.row_totals) + 6
    room, most = WIDTH - before - after, max(grid.row_totals)
    drawn, top = [*_key(name, grid.columns)], _key_height(grid.columns)
    for label, counts, total in zip(grid.rows, grid.counts, grid.row_totals, strict=True):
        if wide:
            lines = wrap(label, WIDTH // LETTER)
            drawn += [_text(0, top + LINE * (row + 1) - 6, line) for row, line in enumerate(lines)]
            top += LINE * len(lines)
        else:
            drawn.append(_text(0, top + BAR - 5, label))
        length = room if whole else round(room * total / most)
        drawn += _bar(name, (before, top), _parts(counts, length))
        drawn.append(_text(WIDTH, top + BAR - 5, number(total), end=True))
        top += BAR + GAP
    return _picture(name, top, title, says, [_patterns(name, len(grid.columns)), *drawn])


def _parts(counts: Sequence[int], length: int) -> list[int]:
    """Return how long each part of a bar is; what is there can be seen, and together they are the whole bar."""
    total, there = sum(counts), sum(1 for count in counts if count)
    if not total:
        return [0] * len(counts)
    rest = max(length - LEAST * there, 0)
    parts = [LEAST + rest * count // total if count else 0 for count in counts]
    parts[parts.index(max(parts))] += rest + LEAST * there - sum(parts)
    return parts


def _bar(name: str, place: tuple[int, int], parts: Sequence[int]) -> Iterator[str]:
    """Draw the parts of one bar, a thin white line between them."""
    x, y = place
    for column, part in enumerate(parts):
        if part:
            drawn = part - 1 if part > LEAST else part
            yield _box(name, column, (x, y), (drawn, BAR))
        x += part


def _key(name: str, columns: Sequence[str]) -> Iterator[str]:
    """Draw what each pattern stands for; one that is alone needs no key."""
    for row, label in enumerate(columns if len(columns) > 1 else ()):
        y = LINE * row
        yield _box(name, row, (0, y + 2), (24, 15))
        yield _text(32, y + LINE - 5, label)


def _box(name: str, column: int, place: tuple[int, int], size: tuple[int, int]) -> str:
    """Draw a box in the pattern of a column, with an edge, since a pattern may end on white."""
    (x, y), (width, height) = place, size
    edge = f' stroke="{FILLS[column]}"' if width > LEAST else ""
    fill = f"url(#{name}-{column})" if MARKS[column] else FILLS[column]
    return f'<rect x="{x}" y="{y}" width="{width}" height="{height}" fill="{fill}"{edge}/>'


def _key_height(columns: Sequence[str]) -> int:
    return LINE * len(columns) + GAP if len(columns) > 1 else 0


def _patterns(name: str, number: int) -> str:
    tiles = (
        f'<pattern id="{name}-{each}" width="8" height="8" patternUnits="userSpaceOnUse">'
        f'<rect width="8" height="8" fill="{FILLS[each]}"/>{MARKS[each]}</pattern>'
        for each in range(1, number)
    )
    return f"<defs>{''.join(tiles)}</defs>"


def _text(x: int, y: int, words: str, *, end: bool = False) -> str:
    anchor = ' text-anchor="end"' if end else ""
    return f'<text x="{x}" y="{y}" fill="{INK}"{anchor}>{escape(words)}</text>'


def _picture(name: str, height: int, title: str, says: Sequence[str], shapes: Sequence[str]) -> str:
    """Return the whole picture with its title and description."""
    return "\n".join(
        [
            f'<svg xmlns="http://www.w3.org/2000/svg" class="app-picture" role="img" viewBox="0 0 {WIDTH} {height}" '
            f'aria-labelledby="{name}-title {name}-desc" font-family="Arial, sans-serif" font-size="{SIZE}">',
            f'<title id="{name}-title">{escape(title)}</title>',
            f'<desc id="{name}-desc">{escape(" ".join(says))}</desc>',
            *shapes,
            "</svg>",
        ]
    )
