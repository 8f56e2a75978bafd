"""Jobs of the register of those we may share with. A job that is lost is asked for again by the clock."""

from __future__ import annotations

from decisions.recipients.index import remake_some
from portal.jobs import app, step_by_step


@app.task(name="decisions.recipients.tasks.remake_digests")
def remake_digests() -> int:
    """Make digests of names again that an earlier way of folding made; return of how many recipients."""
    return step_by_step(remake_some)
