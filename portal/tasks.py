"""The ground floor's jobs."""

from __future__ import annotations

from django.core.management import call_command

from portal import outbox, throttle
from portal.jobs import app


@app.task(name="portal.tasks.send_messages")
def send_messages() -> int:
    """Send what waits in the outbox, and return how many went."""
    return outbox.send_waiting()


@app.task(name="portal.tasks.clear_sessions")
def clear_sessions() -> None:
    """Delete the sessions that have ended."""
    call_command("clearsessions")


@app.task(name="portal.tasks.forget_wrong_tries")
def forget_wrong_tries() -> int:
    """Delete the counts of wrong tries whose time is over, and return how many."""
    return throttle.forget_old()
