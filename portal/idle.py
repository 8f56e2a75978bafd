"""Fifteen minutes without a request end a log-in.

The clock is a minute's number in the session, written at most once a minute so that reading a page seldom
costs a write. The session itself lives one minute longer (SESSION_COOKIE_AGE), so nobody is logged out early.
"""

from __future__ import annotations

import time
from collections.abc import Callable

from django.contrib.auth import SESSION_KEY
from django.http import HttpRequest, HttpResponse

MINUTES = 15
WARNING = 2
_SEEN = "seen"


def is_idle(request: HttpRequest) -> bool:
    """Say whether this log-in has seen no request for the time it may."""
    seen = request.session.get(_SEEN)
    return seen is not None and _now() - seen >= MINUTES - 1


def _now() -> int:
    """Return the number of this minute."""
    return int(time.time() // 60)


class IdleMiddleware:
    """Notes that the person is still here, after the view has seen how long ago the last note was."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        response = self.get_response(request)
        session = request.session
        # A view that did not ask who is there (a health check) says nothing about a person.
        if session.accessed and SESSION_KEY in session and session.get(_SEEN) != _now():
            session[_SEEN] = _now()
        return response
