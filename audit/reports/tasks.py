"""The jobs of the reports."""

from __future__ import annotations

from audit.reports import fold
from portal.jobs import app


@app.task(name="audit.reports.tasks.count")
def count() -> int:
    """Count what is new in the ledgers, so that no page has much to count; return how many are behind."""
    return fold.catch_up_all()
