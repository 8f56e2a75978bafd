"""A door that closes for a while after too many wrong tries from one address, as the log-in does."""

from __future__ import annotations

from allauth.core.internal import ratelimit
from django.db import connection
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

RATES = {"wrong_link": "20/5m/ip", "concern": "10/10m/ip", "verify": "30/10m/ip"}
"""How many tries, in how long, counted by what."""


def is_closed(request: HttpRequest, action: str) -> bool:
    """Say whether this address has tried too often; counts nothing."""
    return not _consumed(request, action, dry_run=True)


def count(request: HttpRequest, action: str) -> None:
    """Count one wrong try."""
    _consumed(request, action, dry_run=False)


def wait(request: HttpRequest) -> HttpResponse:
    """Return the page that says to wait a few minutes."""
    return render(request, "429.html", status=429)


def forget_old() -> int:
    """Delete the counts whose time is over, and return how many; the cache itself looks only when it is full."""
    with connection.cursor() as cursor:
        cursor.execute("DELETE FROM portal_cache WHERE expires < now()")
        return cursor.rowcount


def _consumed(request: HttpRequest, action: str, *, dry_run: bool) -> bool:
    usage = ratelimit.consume(
        request, app="portal", action=action, config=RATES, limit_get=True, dry_run=dry_run
    )
    return usage is not None
