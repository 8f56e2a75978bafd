"""The tallies that a picture is drawn from: exact for the desk, rounded for others."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from uuid import UUID

from audit.oversight.desk.models import Tally
from audit.oversight.pictures.figures import DECISION, FLAG, OVERRULED, WAIT, Cell
from audit.oversight.pictures.period import Period
from audit.oversight.pictures.rounding import BASE, rounded
from portal.keyring import blind_index
from portal.models import Home, Organisation

Tallied = tuple[str, date, UUID | None, str, int]


def cells(organisation: Organisation, period: Period, home: Home | None) -> list[Cell]:
    """Return what was counted in a period, at one home or at all, as it is."""
    found = Tally.objects.filter(
        organisation=organisation,
        what__in=[DECISION, FLAG, WAIT],
        month__gte=period.first,
        month__lt=period.end,
    )
    if home:
        found = found.filter(home_id=home.pk)
    rows = found.values_list("what", "month", "home_id", "key", "count")
    return [cell for cell in map(_cell, rows) if cell]


def rounded_cells(organisation: Organisation, period: Period, home: Home | None) -> list[Cell]:
    """Return the same with small numbers hidden, by quarters: see `rounding`."""
    return rounded(cells(organisation, period, home), lots(organisation))


def lots(organisation: Organisation) -> Callable[[str], int]:
    """Return what draws the lot of a cell from its name: secret, and the same wherever the cell is told."""

    def lot(name: str) -> int:
        digest = blind_index(organisation_id=organisation.pk, field="pictures.rounding", value=name)
        return int.from_bytes(digest[:8]) % BASE

    return lot


def _cell(tallied: Tallied) -> Cell | None:
    """Return a tally as a cell of a picture, None for a flag that no picture shows."""
    what, month, home, key, count = tallied
    if what == WAIT:
        return Cell(what, month, home, "", key, count)
    if what == DECISION:
        door, _outcome, decided = key.split(" ")
        return Cell(what, month, home, door, decided, count)
    flag, door = key.split(" ")
    return Cell(what, month, home, door, "", count) if flag == OVERRULED else None


def earliest(organisation: Organisation, home: Home | None) -> date | None:
    """Return the first month of which anything was counted, at one home or at all."""
    counted = Tally.objects.filter(organisation=organisation, what=DECISION)
    if home:
        counted = counted.filter(home_id=home.pk)
    return counted.order_by("month").values_list("month", flat=True).first()
