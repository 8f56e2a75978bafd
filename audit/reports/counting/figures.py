"""From sums to figures: what is told to each reader, sentences first. Pure: nothing is asked and nothing drawn."""

from __future__ import annotations

from audit.reports.counting import public, told_concerns, told_decisions, told_guardian, told_year
from audit.reports.counting.shape import Figures
from audit.reports.counting.sums import Sums

BOARD, PUBLIC, INSPECTOR = "board", "public", "inspector"
READERS = (BOARD, PUBLIC, INSPECTOR)


def figures(sums: Sums, reader: str) -> Figures:
    """Return all that is told of some sums to one of READERS; what the public is told must be rounded before."""
    if reader == PUBLIC:
        return public.figures(sums)
    sections = [
        told_decisions.decisions(sums),
        told_decisions.care(sums),
        told_decisions.objections(sums),
        told_guardian.without_consent(sums),
        told_guardian.views(sums),
        told_guardian.random_check(sums),
        told_concerns.concerns(sums),
        told_year.duties(sums),
        told_year.changes(sums),
        told_year.ledger(sums),
    ]
    if reader == INSPECTOR:
        sections += [told_year.rules(sums), told_year.method()]
    parts = (told_decisions, told_guardian, told_concerns)
    return Figures(tuple(says for part in parts for says in part.in_short(sums)), tuple(sections))
