"""The desk's jobs."""

from __future__ import annotations

from audit.oversight import reading
from portal.jobs import app


@app.task(name="audit.oversight.tasks.catch_up")
def catch_up() -> int:
    """Read what is new in the ledgers, so that no page of the desk has much to read; return how many are behind."""
    return reading.catch_up_all()
