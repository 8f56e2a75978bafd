"""Asking a recipient to acknowledge what we ask: the worker's page, and the public one behind the link."""

from __future__ import annotations

from functools import wraps
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_GET, require_http_methods

from audit.posted import form_key, is_good, kindly, typed
from decisions.recipients import actions, links, standing
from decisions.recipients.forms import AcknowledgeForm, LinkForm
from decisions.recipients.models import Recipient
from decisions.recipients.models_links import AcknowledgementLink
from decisions.recipients.obligations import obligations
from decisions.recipients.views.own import View, known_recipient
from portal import throttle
from portal.days import london_day, moment_in_words
from portal.errors import NotAllowed

WRONG = "wrong_link"


@require_http_methods(["GET", "POST"])
@known_recipient
def ask(request: HttpRequest, recipient: Recipient) -> HttpResponse:
    """Make a link for a recipient, and show it once. It is copied or read out; we send it nowhere."""
    form = LinkForm(typed(request), agreements=standing.agreements_in_force(recipient, london_day()))
    back = reverse("recipients:page", args=[recipient.pk])
    if is_good(request, form):
        try:
            link = actions.make_link(
                recipient=recipient,
                event_id=form_key(request),
                by=request.user,  # type: ignore[arg-type]
                **form.facts(),
            )
        except NotAllowed as refusal:
            form.add_error(None, refusal.sentence)
        else:
            return _shown_once(request, link, back)
    context = {
        "form": form,
        "owner": recipient,
        "title": form.title_of,
        "button": "Make the link",
        "key": form_key(request),
        "back": back,
        "says": "We make a link for them. It works once, for 7 days. It tells them only what we ask of them.",
    }
    return render(request, "facts/form.html", context)


def _shown_once(request: HttpRequest, link: AcknowledgementLink, back: str) -> HttpResponse:
    """Show a link that was made just now; one made earlier cannot be shown again."""
    address = reverse("recipients:acknowledge", args=[link.token]) if link.token else ""
    context = {
        "address": request.build_absolute_uri(address) if address else "",
        "until": moment_in_words(link.expires_at),
        "back": back,
    }
    return render(request, "recipients/link.html", context)


def _private(view: View) -> View:
    """Let the address of a page behind a link go nowhere: into no other site's log, and not into ours."""

    @wraps(view)
    def guarded(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        response = view(request, *args, **kwargs)
        response.headers["Referrer-Policy"] = "no-referrer"
        # Django writes the address of every refusal in its log; this one bears the token.
        response._has_been_logged = True  # type: ignore[attr-defined]  # noqa: SLF001
        return response

    return guarded


# A browser that tells no referrer tells no origin either, so the usual token would refuse it. It is not needed:
# nothing here rests on a log-in, and whoever does not know the link can post nothing.
@csrf_exempt
@require_http_methods(["GET", "POST"])
@_private
@kindly
def acknowledge(request: HttpRequest, token: str) -> HttpResponse:
    """Show what we ask, and keep that it was understood. A link that cannot be used tells nothing about itself."""
    if throttle.is_closed(request, WRONG):
        return throttle.wait(request)
    link = links.link_of(token)
    if link is not None and request.method == "POST" and links.was_given(link, form_key(request)):
        return redirect("recipients:acknowledged")
    if link is None or not links.is_open(link, timezone.now()):
        return _no_such_link(request)
    form = AcknowledgeForm(request.POST if request.method == "POST" else None)
    if request.method == "POST" and form.is_valid():
        try:
            actions.acknowledge(
                link=link, name=form.cleaned_data["name"], event_id=form_key(request), by=link.made_by
            )
        except NotAllowed:
            return _no_such_link(request)
        return redirect("recipients:acknowledged")
    organisation = link.recipient.organisation
    context = {
        "form": form,
        "organisation": organisation.name,
        "asked": obligations(organisation, link.agreement),
        "key": form_key(request),
    }
    return render(request, "recipients/acknowledge.html", context)


def _no_such_link(request: HttpRequest) -> HttpResponse:
    """Say, in the same words whatever the reason, that this link cannot be used."""
    throttle.count(request, WRONG)
    return render(request, "recipients/no_link.html", status=404)


@require_GET
def acknowledged(request: HttpRequest) -> HttpResponse:
    """Thank them. The address is the same for everyone and says nothing."""
    return render(request, "recipients/acknowledged.html")
