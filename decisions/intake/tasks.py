"""Jobs of the intake. Their only argument is the id of a row; the row is the truth, and a job only nudges it along."""

from __future__ import annotations

from uuid import UUID

from django.utils import timezone

from decisions.intake import keeping
from portal.jobs import app


@app.task(name="decisions.intake.tasks.bring_in")
def bring_in(intake_id: str) -> bool:
    """Bring one list in; run twice, also at the same time, it does so once."""
    return keeping.bring_in(UUID(intake_id))


@app.task(name="decisions.intake.tasks.bring_in_waiting")
def bring_in_waiting() -> int:
    """Bring in what waits because its own job was lost or its worker killed; return how many lists."""
    return sum(keeping.bring_in(intake_id) for intake_id in keeping.waiting())


@app.task(name="decisions.intake.tasks.delete_old_lists")
def delete_old_lists() -> int:
    """Throw away lists that nobody confirmed; run twice it does no harm."""
    return keeping.delete_old(timezone.now())
