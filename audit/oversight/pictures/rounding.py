"""How small numbers are hidden from those who do not sit at the desk.

Every smallest cell (what, quarter, home, door, group of decisions) is rounded to a multiple of five, up or down by a
lot that only the server knows, so that on average nothing is added or lost. All that is shown is summed from these
cells alone. So no number, total, filter or period tells more than the rounded cells do, however they are subtracted
from each other: a cell shown as 5 was any number from 1 to 9, and one shown as 0 any from 0 to 4. Only quarters that
have ended are counted, so that a number cannot be watched as it grows.

Rounding each number shown for itself would not do: from a total and its parts, each rounded to the nearest five, a
part can sometimes be worked out (four parts shown as 5 with a total shown as 10 are four times three).
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable
from datetime import date
from uuid import UUID

from audit.kinds import group
from audit.oversight.pictures.figures import DECISION, Cell
from audit.oversight.pictures.period import QUARTER, start_of

BASE = 5

Where = tuple[str, date, UUID | None, str, str]


def rounded(cells: Iterable[Cell], lot: Callable[[str], int]) -> list[Cell]:
    """Return the cells of whole quarters, each rounded once; `lot` gives 0 to 4 for the name of a cell."""
    sums: Counter[Where] = Counter()
    for each in cells:
        kind = group(each.kind) if each.what == DECISION else each.kind
        sums[each.what, start_of(each.slot, QUARTER), each.home, each.door, kind] += each.count
    found = (Cell(*where, rounded_once(count, lot(_name(where)))) for where, count in sums.items())
    return [each for each in found if each.count]


def rounded_once(count: int, lot: int) -> int:
    """Return the multiple of five below or above; above as often as the count is nearer to it."""
    rest = count % BASE
    return count - rest + (BASE if lot < rest else 0)


def _name(where: Where) -> str:
    return " ".join(map(str, where))
