"""The sums that the public may be told: whole quarters, every smallest cell rounded once (see ADR 13 and ADR 16)."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date
from uuid import UUID

from audit.oversight.pictures.figures import DECISION, FLAG, Cell
from audit.oversight.pictures.queries import lots
from audit.oversight.pictures.rounding import rounded
from audit.reports.counting import public
from audit.reports.counting.sums import Sums
from audit.reports.models import Sum
from portal.models import Organisation

VIEWS = {"yes": public.AGREED, "yes_with_advice": public.AGREED, "no": public.DISAGREED}
WHATS = ("decision", "overruled_about", "view", "judged_breach", "event")
RAISED = "concern.raised"
TOLD = {DECISION: public.DECISION, FLAG: public.OVERRULED}
"""What the cells of decisions and of overruled objections are called in a report."""

Counted = tuple[str, date, UUID | None, str, int]


def sums(organisation: Organisation, first: date, end: date, homes: Sequence[UUID] | None) -> Sums:
    """Return the rounded sums of whole quarters, at some homes or at all and at none.

    A cell of decisions has the same name and so the same lot as in the pictures: it is one number wherever it is told.
    """
    found = Sum.objects.filter(organisation=organisation, month__gte=first, month__lt=end, what__in=WHATS)
    if homes is not None:
        found = found.filter(home_id__in=list(homes))
    counted = found.values_list("what", "month", "home_id", "key", "count")
    cells = rounded((cell for each in counted for cell in _cells(each)), lots(organisation))
    return Sums((TOLD.get(cell.what, cell.what), _key(cell), cell.count) for cell in cells)


def _cells(counted: Counted) -> Iterator[Cell]:
    """Yield the cell in which something is counted; nothing for what the public is not told."""
    what, month, home, key, count = counted
    codes = key.split(" ")
    if what == "decision":
        door, _, decided = codes
        yield Cell(DECISION, month, home, _known(door), _known(decided), count)
    elif what == "overruled_about":
        yield Cell(FLAG, month, home, _known(key), "", count)
    elif what == "view" and codes[0] in VIEWS:
        yield Cell(public.VIEW, month, home, "", VIEWS[codes[0]], count)
    elif what == "judged_breach":
        yield Cell(public.CONCERN, month, home, "", public.BREACH, count)
    elif key == RAISED:
        yield Cell(public.CONCERN, month, home, "", public.RAISED, count)


def _known(code: str) -> str:
    """Return a code as the desk keeps it, which writes what is not known as nothing."""
    return "" if code == "-" else code


def _key(cell: Cell) -> str:
    """Return the codes under which a cell is summed."""
    return " ".join(code or "-" for code in (cell.door, cell.kind) if code or cell.what == DECISION) or "-"
