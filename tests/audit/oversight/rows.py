"""Rows of the desk as they lie in its tables, for what the lists make of them."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta

from audit.ledger.ids import new_id
from audit.oversight.desk.models import Mark, Matter, State
from audit.oversight.watching.models import Look

NOON = datetime(2026, 11, 2, 12, tzinfo=UTC)
MONTH = date(2026, 11, 1)


def matter(at, seq, /, *flags, **more):
    """Make a decision of the worker of a place, on the list of those that wait."""
    given = {
        "reference": f"K7M-{seq:04}", "recorded_at": NOON + timedelta(minutes=seq), "month": MONTH, "place": seq,
        "home_id": at.home.pk, "worker_id": at.amira.pk, "state": State.WAITING, "open": True,
    }  # fmt: skip
    row = Matter.objects.create(id=new_id(), organisation=at.organisation, seq=seq, **(given | more))
    for flag in flags:
        Mark.objects.create(organisation=at.organisation, flag=flag, seq=seq)
    return row


def opening(at, seq, /, *odd, **more):
    """Make an opening of a person's record by the worker of a place."""
    given = {
        "at": NOON + timedelta(minutes=seq),
        "worker_id": at.amira.pk,
        "individual_id": new_id(),
        "odd": [*odd],
    }
    return Look.objects.create(id=new_id(), organisation=at.organisation, seq=seq, **(given | more))
