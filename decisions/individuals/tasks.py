"""Jobs of the register of people. They have no argument, and a job that is lost is asked for again by the clock."""

from __future__ import annotations

import time

from decisions.individuals.remaking import remake_some
from portal.jobs import REMAKES_FOR, app


@app.task(name="decisions.individuals.tasks.remake_digests")
def remake_digests() -> int:
    """Make digests of names again that an earlier way of folding made; return of how many people."""
    until, done = time.monotonic() + REMAKES_FOR, 0
    while (some := remake_some()) and time.monotonic() < until:
        done += some
    return done + some
