"""How the yearly duties stand on a day: what the annual report tells beside what was counted."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from django.utils.module_loading import import_string

from portal.models import Organisation


@dataclass(frozen=True, slots=True)
class Standing:
    """One room's part: sentences, and if there is anything to list, a table. No member of staff is named in it.

    Each row is its label and one cell for each of `columns`, as it is shown. `public` is what the public reads instead
    of `says` where that counts members of staff: a small number of them can tell of one.
    """

    id: str
    title: str
    says: tuple[str, ...]
    columns: tuple[str, ...] = ()
    rows: tuple[tuple[str, ...], ...] = ()
    public: tuple[str, ...] | None = None


OF: tuple[str, ...] = (
    "audit.assurance.appointments.owed.standing",
    "audit.assurance.registers.owed.standing",
    "audit.assurance.training.owed.standing",
    "audit.assurance.access.owed.standing",
    "audit.assurance.policies.owed.standing",
    "audit.assurance.notices.owed.standing",
)
"""What each room says of itself: callables of (organisation, day), by name, since the rooms import this file."""


def standings(organisation: Organisation, day: date) -> tuple[Standing, ...]:
    """Return how everything stands on a day, room by room in the order of the report."""
    return tuple(import_string(room)(organisation, day) for room in OF)
