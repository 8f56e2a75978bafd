"""What people see when something goes wrong: what happened, what became of their answers, whom to call."""

from __future__ import annotations

import logging
import sys
from typing import Any

from django.core.exceptions import DisallowedHost
from django.db import InterfaceError, OperationalError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.functional import empty
from django.utils.html import format_html
from django.utils.safestring import SafeString

from portal import carry, telephone
from portal.contacts import NOBODY, Contact, last_known
from portal.design.context import head
from portal.login import LoginForm
from portal.models import Membership

LATER = SafeString("<p>Try again later.</p>\n<p>Your saved answers are safe.</p>\n")
NOT_HERE = "This address does not lead to the service"
NOT_SET_UP = SafeString(
    "<p>The service runs, but it is not set up for the address in your browser. "
    "Use the address that your manager gave you.</p>"
    "<p>If you look after the service: add this address to PORTAL_HOSTS and start it again.</p>"
)
_log = logging.getLogger(__name__)


def bad_request(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    """Say that what was sent could not be read, or that the portal is not set up for the address it was sent to."""
    if isinstance(exception, DisallowedHost):
        # The address is what the browser asked for, not a person's data; who sets the portal up needs to read it.
        _log.error("Asked for as %.100r, which is not in PORTAL_HOSTS", request.META.get("HTTP_HOST", ""))
        return HttpResponse(
            format_html(PAGE, head=_head(), title=NOT_HERE, call=NOT_SET_UP, home="/"), status=400
        )
    return render(request, "400.html", status=400)


def forbidden(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    """Say that this person may not do this."""
    return render(request, "403.html", status=403)


def not_found(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    """Say that there is no such page, or none for this person."""
    return render(request, "404.html", status=404)


def csrf_failure(request: HttpRequest, reason: str = "") -> HttpResponse:
    """Give a person whose page has grown old a new one, with what they typed; nothing is saved."""
    if request.path == reverse("account_login"):
        form = LoginForm(request=request, initial={"login": request.POST.get("login", "")})
        context: dict[str, Any] = {
            "form": form,
            "redirect_field_value": request.POST.get("next", ""),
            "carry": request.POST.get("carry", ""),
            "stale": True,
        }
        return render(request, "account/login.html", context, status=403)
    if request.path == reverse("account_logout"):
        return render(request, "account/logout.html", status=403)
    back = request.GET.get("next", "") if request.path == reverse("portal:logged_out") else ""
    path = back if back.startswith("/") and not back.startswith("//") else request.path
    return render(request, "portal/carry_on.html", {"carry": carry.carry(request, path)}, status=403)


def server_error(request: HttpRequest) -> HttpResponse:
    """Say that the fault is ours. This page needs neither the database nor a template."""
    unreachable = isinstance(sys.exc_info()[1], OperationalError | InterfaceError)
    title = (
        "Sorry, the service is unavailable" if unreachable else "Sorry, there is a problem with the service"
    )
    words = format_html("{}{}", LATER, _call(_contact(request)))
    html = format_html(PAGE, head=_head(), title=title, call=words, home="/")
    return HttpResponse(html, status=503 if unreachable else 500)


PAGE = """<!doctype html>
<html lang="en-GB" class="nhsuk-template">
<head>
<meta charset="utf-8">
<title>{title} – Check before you share</title>
{head}
</head>
<body class="nhsuk-template__body">
<header class="app-header"><div class="nhsuk-width-container app-header__row">
<a class="app-header__name" href="{home}">Check before you share</a></div></header>
<div class="nhsuk-width-container">
<main class="nhsuk-main-wrapper" id="main-content"><div class="nhsuk-grid-row">
<div class="nhsuk-grid-column-two-thirds">
<h1 class="nhsuk-heading-l">{title}</h1>
{call}
<p class="app-danger">If someone is in danger <a href="tel:999">call 999</a>.</p>
</div></div></main></div>
<footer class="app-footer"><div class="nhsuk-width-container">
<p class="app-footer__line">This is not an NHS service.</p></div></footer>
</body>
</html>
"""


def _head() -> SafeString:
    """Return links to the styles, or nothing where even these cannot be found."""
    try:
        return head()
    except Exception:  # noqa: BLE001  # this page is the last one: it must not fail
        return SafeString('<meta name="viewport" content="width=device-width, initial-scale=1">')


def _contact(request: HttpRequest) -> Contact:
    """Return the Guardian to call, if this process has shown them before and this request knows its person."""
    lazy = request.__dict__.get("membership")
    membership = getattr(lazy, "_wrapped", empty)
    return last_known(membership.organisation_id) if isinstance(membership, Membership) else NOBODY


def _call(contact: Contact) -> SafeString:
    """Return the sentence about whom to call."""
    if contact and contact.phone:
        return format_html(
            "<p>If you need to decide now, call {} on {}.</p>{}",
            contact.name,
            telephone.link(contact.phone),
            format_html("\n<p>{}.</p>", contact.at_night) if contact.at_night else "",
        )
    return SafeString("<p>If you need to decide now, call your Caldicott Guardian.</p>")
