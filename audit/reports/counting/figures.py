"""From sums to figures: what is told to each reader, sentences first. Pure: nothing is asked."""

from __future__ import annotations

from audit.kinds import GROUPS, group
from audit.reports.counting.shape import Figures, Row, Section, Table
from audit.reports.counting.sums import Sums


def figures(sums: Sums, reader: str) -> Figures:
    """Return all that is told of some sums."""
    groups = dict.fromkeys(GROUPS, 0)
    for decided, count in sums.by("decision", 2).items():
        groups[group(decided)] += count
    rows = tuple(Row(code, label, (groups[code],)) for code, label in GROUPS.items())
    table = Table("decided", "What was decided", ("Decisions",), rows)
    total = sums.total("decision")
    says = (
        f"Staff checked {total:,} times before sharing information." if total else "No decision was recorded."
    )
    return Figures((says,), (Section("decisions", "Decisions", (table,)),))
