"""Jobs of this room. Their only argument is the id of a row; the row is the truth, and a job only nudges it along."""

from __future__ import annotations

from uuid import UUID

from portal.jobs import app
from portal.making import files, leases, working


@app.task(name="portal.making.tasks.make", time_limit=leases.LONGEST + 300)
def make(job_id: str) -> bool:
    """Make what one job asks for; run twice, also at the same time, it does so once."""
    return working.work(UUID(job_id))


@app.task(name="portal.making.tasks.make_what_waits", time_limit=leases.LONGEST + 300)
def make_what_waits() -> int:
    """Make what nobody was nudged to make, or whose worker was killed; return how many jobs."""
    return sum(working.work(job_id) for job_id in leases.free())


@app.task(name="portal.making.tasks.delete_old_files")
def delete_old_files() -> int:
    """Delete the files that were kept long enough; run twice it does no harm."""
    return files.throw_away_old()
