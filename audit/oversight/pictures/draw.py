"""From a figure to a picture: bars that lie on their side, as wide as a phone and as long as they need to be.

Only presentation attributes, so it stands where a page allows no inline style. Each colour has marks of its own,
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
INSET = 3
"""How far marks stay from the ends of their bar; one that is hardly longer has none."""
LEAST = 2
"""What is there at all is drawn at least this wide."""
INK = "#212b32"
FILLS = ("#005eb8", "#7c2855", "#006747", "#8a5a00", "#4c6272")
"""Each at least 4.5 to 1 on the page."""
MARKS: tuple[tuple[tuple[float, float, str], ...], ...] = (
    (),
    ((0.25, 0.5, '"5 5"'), (0.75, 0.5, '"5 5" stroke-dashoffset="5"')),
    (
        (0.3, 0.2, '"0 7" stroke-linecap="round"'),
        (0.7, 0.2, '"0 7" stroke-linecap="round" stroke-dashoffset="3"'),
    ),
    ((0.3, 0.1, '"none"'), (0.7, 0.1, '"none"')),
    ((0.5, 1, '"2 6"'),),
)
"""White lines on each colour: nothing, checks, dots, two lines, upright lines. Each line has its height in the bar,
how thick it is (both as parts of the bar's height) and its dashes. Lines are kept as lines where a page is printed."""

Number = Callable[[int], str]


def bars(name: str, title: str, says: Sequence[str], grid: Grid, *, whole: bool, number: Number) -> str:
    """Return a picture of a grid's rows; each is drawn as a `whole` of the same length, or as long as it counts."""
    wide = max(len(label) for label in grid.rows) > NARROW
    before = 0 if wide else LETTER * max(len(label) for label in grid.rows) + 6
    after = LETTER * max(len(number(total)) for total in grid.row_totals) + 6
    room, most = WIDTH - before - after, max(grid.row_totals)
    drawn, top = [*_key(grid.columns)], _key_height(grid.columns)
    for label, counts, total in zip(grid.rows, grid.counts, grid.row_totals, strict=True):
        if wide:
            lines = wrap(label, WIDTH // LETTER)
            drawn += [_text(0, top + LINE * (row + 1) - 6, line) for row, line in enumerate(lines)]
            top += LINE * len(lines)
        else:
            drawn.append(_text(0, top + BAR - 5, label))
        length = room if whole else round(room * total / most)
        drawn += _bar((before, top), _parts(counts, length))
        drawn.append(_text(WIDTH, top + BAR - 5, number(total), end=True))
        top += BAR + GAP
    return _picture(name, top, title, says, drawn)


def _parts(counts: Sequence[int], length: int) -> list[int]:
    """Return how long each part of a bar is; what is there can be seen, and together they are the whole bar."""
    total, there = sum(counts), sum(1 for count in counts if count)
    if not total:
        return [0] * len(counts)
    rest = max(length - LEAST * there, 0)
    parts = [LEAST + rest * count // total if count else 0 for count in counts]
    parts[parts.index(max(parts))] += rest + LEAST * there - sum(parts)
    return parts


def _bar(place: tuple[int, int], parts: Sequence[int]) -> Iterator[str]:
    """Draw the parts of one bar, a thin white line between them."""
    x, y = place
    for column, part in enumerate(parts):
        if part:
            drawn = part - 1 if part > LEAST else part
            yield _box(column, (x, y), (drawn, BAR))
        x += part


def _key(columns: Sequence[str]) -> Iterator[str]:
    """Draw what each colour with its marks stands for; one that is alone needs no key."""
    for row, label in enumerate(columns if len(columns) > 1 else ()):
        y = LINE * row
        yield _box(row, (0, y + 1), (24, 16))
        yield _text(32, y + LINE - 5, label)


def _box(column: int, place: tuple[int, int], size: tuple[int, int]) -> str:
    """Draw a box in the colour of a column, with its marks and an edge, since they may end on white."""
    (x, y), (width, height) = place, size
    lines = "".join(
        f'<path d="M{x + INSET} {y + at * height:g}h{width - 2 * INSET}" stroke="#fff"'
        f' stroke-width="{thick * height:g}" stroke-dasharray={dashes}/>'
        for at, thick, dashes in (MARKS[column] if width > 3 * INSET else ())
    )
    edge = f' fill="none" stroke="{FILLS[column]}"'
    box = f'<rect x="{x}" y="{y}" width="{width}" height="{height}"'
    return f'{box} fill="{FILLS[column]}"/>' + (f"{lines}{box}{edge}/>" if lines else "")


def _key_height(columns: Sequence[str]) -> int:
    return LINE * len(columns) + GAP if len(columns) > 1 else 0


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
