"""Bringing people in: a list of 5,000, tried and then brought in, as the job does it."""

from __future__ import annotations

import time
from typing import Final

from bench.table import Row

PEOPLE: Final = 5_000
LIMIT: Final = 60.0
"""Seconds in which a list of 5,000 is to be brought in."""


def rows() -> list[Row]:
    """Measure the trial of a list of new people, bringing it in, and the trial of the same list once more."""
    from bench.people import worker_of
    from decisions.intake import keeping
    from decisions.intake.lists import KINDS
    from decisions.intake.models import Intake
    from portal.models import Membership
    from portal.roles import Role

    worker, _ = worker_of(0)
    manager, _made = Membership.objects.get_or_create(
        user=worker.user, organisation=worker.organisation, home=None, role=Role.MANAGER
    )
    kind = KINDS["people"]
    head = ",".join(column.title for column in kind.columns)
    mark = f"{time.time_ns():x}"
    lines = [f"Person {mark} {n},{mark}-{n},,,{worker.home.name}" for n in range(PEOPLE)]  # type: ignore[union-attr]
    data = "\n".join([head, *lines]).encode()
    began = time.monotonic()
    tried = kind.try_file(data, worker.organisation)
    new = time.monotonic() - began
    intake = keeping.keep(kind=kind.slug, data=data, tried=tried, membership=manager, by=worker.user)
    keeping.confirm(intake, by=worker.user)
    began = time.monotonic()
    done = keeping.bring_in(intake.pk)
    took = time.monotonic() - began
    if not done or Intake.objects.get(pk=intake.pk).done != PEOPLE:
        raise RuntimeError("the list was not brought in")
    began = time.monotonic()
    kind.try_file(data, worker.organisation)
    known = time.monotonic() - began
    return [
        _row(f"bring in {PEOPLE:,} people, each with an entry", took),
        _row(f"try a list of {PEOPLE:,} new people", new),
        _row(f"try a list of {PEOPLE:,} known people", known),
    ]


def _row(work: str, took: float) -> Row:
    """Return a line of the table."""
    return Row(
        work=work,
        ours=f"{took:.1f} s",
        peer="",
        limit=f"under {LIMIT:.0f} s",
        ratio=f"{took / LIMIT:.2f}",
        met=took < LIMIT,
    )
