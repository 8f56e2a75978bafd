"""The list that stands, its versions, and what it says beside the choice of what to tell."""

from __future__ import annotations

import re
from collections import defaultdict
from datetime import date
from typing import TYPE_CHECKING, Any

from audit.ledger import queries as ledger
from decisions.need_to_know.codes import CATEGORIES, EVERYONE, ROWS, TELLING
from decisions.need_to_know.models import Matrix
from decisions.vocabulary import day_in_words, items_in_words, listed

if TYPE_CHECKING:
    from portal.models import Organisation


def versions(organisation: Organisation) -> list[Matrix]:
    """Return every version of the list, the newest first."""
    return list(Matrix.objects.filter(organisation=organisation).order_by("-version"))


def newest(organisation: Organisation) -> Matrix | None:
    """Return the version that stands."""
    return Matrix.objects.filter(organisation=organisation).order_by("-version").first()


def needs_of(matrix: Matrix, row: str) -> list[str]:
    """Return what a role needs, in the order of the list."""
    return [code for code in CATEGORIES if code in matrix.needs.get(row, ())]


def sentences(organisation: Organisation, typed: str, on: date) -> list[str]:
    """Say what whoever asks needs to know by the list that stands; where nothing tells who, what each role does."""
    matrix = newest(organisation)
    if matrix is None:
        return []
    rows = [EVERYONE, *(_meant(typed) or [row for row in ROWS if row != EVERYONE])]
    alike: dict[tuple[str, ...], list[str]] = defaultdict(list)
    for row in rows:
        alike[tuple(needs_of(matrix, row))].append(ROWS[row])
    says = [f"{listed(names)}: {items_in_words(needs)}" for needs, names in alike.items() if needs]
    due = f" It was to be looked at again by {day_in_words(matrix.review_on)}." if matrix.is_due(on) else ""
    if not says:
        return []
    return [f"Our list of who needs to know what (version {matrix.version}) says: {'; '.join(says)}.{due}"]


def _meant(typed: str) -> list[str]:
    """Return the roles that words typed about somebody tell of."""
    words = set(re.findall(r"\w+", typed.casefold()))
    return [row for row, telling in TELLING.items() if words & set(telling.split())]


def told(matrix: Matrix) -> dict[str, Any]:
    """Return what was written down when a version was agreed."""
    return dict(ledger.body_of(matrix.entry)["words"])
