"""Mutants of the portal's own code that do nothing otherwise, each with its reason."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

TAKEN_APART: Final = (
    "The counts are the same however often they are taken apart; the limit is only for memory."
)
FIRST_OF_MONTH: Final = "What is made of the day is its month, or only its year is read."
NOT_READ: Final = "It is remembered with a decision, and nothing reads it."
ORDER: Final = "The order in which letters are written is nobody's business: each is its own."
MORE_READ: Final = "More is read than is asked about; what is asked about is looked up in it."
LAST_YEAR: Final = "A year that ended before the record begins is left out on the next line."

ALIKE: Final[Mapping[str, Mapping[str, str]]] = {
    "audit.reports.counting.count": {
        "Count.read: len(self._alike) > MOST_ALIKE → not len(self._alike) > MOST_ALIKE": TAKEN_APART,
        "Count.read: len(self._alike) > MOST_ALIKE → len(self._alike) >= MOST_ALIKE": TAKEN_APART,
        "Count.made: leaf.door or NOT_KNOWN → leaf.door and NOT_KNOWN": NOT_READ,
    },
    "audit.reports.counting.period": {
        "_years: 1 → 2": FIRST_OF_MONTH,
        "_years: 2 → 3": LAST_YEAR,
        "whole_quarters: 1 → 2 (2)": FIRST_OF_MONTH,
    },
    "audit.assurance.tasks.reminders": {
        "write_all: Organisation.objects.order_by('pk') → Organisation.objects.order_by('-pk')": ORDER,
        "_write: Message.objects.filter(once__in=letters) → Message.objects.all()": MORE_READ,
        "_managers: User.objects.filter(pk__in=here.values('user'), is_active=True).order_by('pk') → "
        "User.objects.filter(pk__in=here.values('user'), is_active=True).order_by('-pk')": ORDER,
    },
}
"""By module, the names of its mutants, and why nobody could tell."""
