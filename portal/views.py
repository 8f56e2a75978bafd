"""The pages that belong to no floor above: home, words about the portal, health, and the end of a log-in."""

from __future__ import annotations

import logging
from collections.abc import Callable, Mapping

from django.conf import settings
from django.contrib.auth import logout
from django.db import connection
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import redirect, render
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils.http import url_has_allowed_host_and_scheme
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from portal import carry, idle
from portal.failures import bad_request, csrf_failure, forbidden, not_found, server_error
from portal.login import behind_log_in, log_in_again
from portal.roles import may

__all__ = [
    "bad_request",
    "carry_on",
    "csrf_failure",
    "forbidden",
    "health",
    "home",
    "log_in_again",
    "logged_out",
    "not_found",
    "server_error",
    "stay",
    "words",
]

# Every cookie the portal may set; a test compares this with what it does set.
COOKIES = {
    "cookie_head": ["Name", "What it is for", "When it ends"],
    "cookie_rows": [
        [
            settings.SESSION_COOKIE_NAME,
            "Keeps you logged in",
            "When you log out, close your browser, or do nothing for 15 minutes",
        ],
        [settings.CSRF_COOKIE_NAME, "Makes sure that what is sent comes from you", "After 1 year"],
    ],
}

_log = logging.getLogger(__name__)


@behind_log_in
@require_GET
def home(request: HttpRequest) -> HttpResponse:
    """Show where to start, what is not finished, and whom to call."""
    membership = getattr(request, "membership", None) or None
    permissions = ("decide", "review", "manage", "write", "bring_in", "clean")
    context = {permission: may(membership, permission) for permission in permissions}
    return render(request, "portal/home.html", context)


def words(
    template: str, context: Mapping[str, object] | None = None
) -> Callable[[HttpRequest], HttpResponse]:
    """Return a view of a page that anyone may read."""

    def view(request: HttpRequest) -> HttpResponse:
        return render(request, template, dict(context or {}))

    return require_GET(view)


@require_GET
def health(request: HttpRequest) -> HttpResponse:
    """Answer 200 only where the database answers and a whole page can be made; else 503."""
    try:
        with connection.cursor() as cursor:
            cursor.execute("SELECT count(*) FROM portal_organisation")
        render_to_string("portal/logged_out.html", request=request)
    except Exception:  # noqa: BLE001  # whatever is wrong, the answer is the same
        _log.exception("Not healthy")
        return HttpResponse("Not ready\n", status=503, content_type="text/plain; charset=utf-8")
    return HttpResponse("Ready\n", content_type="text/plain; charset=utf-8")


def _way_back(request: HttpRequest) -> str:
    """Return the page of ours that a person came from, or home."""
    path = request.GET.get("next", "")
    safe = url_has_allowed_host_and_scheme(path, allowed_hosts=None) and path.startswith("/")
    return path if safe else reverse("portal:home")


@require_http_methods(["GET", "POST"])
def logged_out(request: HttpRequest) -> HttpResponse:
    """End a log-in whose time is over.

    The page's own clock posts what was typed here, so that it comes along to the next log-in. Without a script
    the browser only asks for this page; then the log-in ends if nothing was done in another tab either.
    """
    back = _way_back(request)
    if request.method == "POST":
        path = back.partition("?")[0]
        carried = carry.carry(request, path)
        logout(request)
        return log_in_again(request, path, carried)
    if request.user.is_authenticated:
        if not idle.is_idle(request):
            return HttpResponseRedirect(back)
        logout(request)
    return render(request, "portal/logged_out.html", {"back": back, "minutes": idle.MINUTES})


@require_POST
def stay(request: HttpRequest) -> HttpResponse:
    """Say that the person is still here: 204, or 403 where their log-in has already ended."""
    return HttpResponse(status=204 if request.user.is_authenticated else 403)


@require_http_methods(["GET", "POST"])
def carry_on(request: HttpRequest) -> HttpResponse:
    """Lead back to the page on which the carried words were typed."""
    return redirect(carry.keep(request, request.POST.get("carry", "")) or "portal:home")
