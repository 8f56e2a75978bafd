"""Those we know, one of them, and what is recorded or ended about them."""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from typing import Any
from uuid import UUID

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_GET, require_http_methods

from decisions.days import london_day
from decisions.fact_pages import Owner, end_fact, kind_of, record_fact
from decisions.posted import form_key, is_good, kindly, typed
from decisions.recipients import history, queries
from decisions.recipients.actions import add_recipient, open_recipient, read_alert
from decisions.recipients.codes import ASSURANCES, TRUSTED_ENVIRONMENT
from decisions.recipients.forms import RecipientForm
from decisions.recipients.models import Recipient
from decisions.recipients.register import KINDS
from decisions.recipients.words import alert_sentence
from decisions.told import IN_FORCE
from decisions.vocabulary import KIND_WORDS, RecipientKind
from portal.errors import NotAllowed
from portal.login import behind_log_in
from portal.models import Membership
from portal.roles import may

View = Callable[..., HttpResponse]


def _membership(request: HttpRequest) -> Membership:
    """Return where this person works and may decide; for anyone else there is no such page."""
    membership: Membership | None = request.membership or None  # type: ignore[attr-defined]
    if membership is None or not may(membership, "decide"):
        raise Http404
    return membership


def _known_recipient(view: View) -> View:
    """Give a view a recipient of this organisation; a stranger's is not there."""

    @behind_log_in
    @wraps(view)
    def found(request: HttpRequest, recipient_id: UUID, **place: Any) -> HttpResponse:
        recipient = queries.get(_membership(request).organisation, recipient_id)
        if recipient is None:
            raise Http404
        return kindly(view)(request, recipient, **place)

    return found


@require_GET
@behind_log_in
def listed(request: HttpRequest) -> HttpResponse:
    """List the organisations we know, and warnings that stand. Private persons are not listed."""
    organisation = _membership(request).organisation
    alerts = queries.alerts_in_force(organisation, None, london_day())
    warned = {alert.recipient_id for alert in alerts}
    groups = [
        {"title": KIND_WORDS[kind][:1].upper() + KIND_WORDS[kind][1:], "rows": rows}
        for kind in RecipientKind
        if (rows := [_row(each, warned) for each in queries.known(organisation, kind)])
    ]
    context = {"groups": groups, "head": ["Name", "Number", "Warning"]}
    return render(request, "recipients/list.html", context)


def _row(recipient: Recipient, warned: set[UUID]) -> list[object]:
    """Return one recipient, cell by cell."""
    link = {"text": recipient.name, "href": reverse("recipients:page", args=[recipient.pk])}
    return [
        link,
        recipient.phone or "None recorded",
        "There is a warning" if recipient.pk in warned else "None",
    ]


@require_http_methods(["GET", "POST"])
@behind_log_in
def new(request: HttpRequest) -> HttpResponse:
    """Add someone we may share with, once however often the form is posted."""
    organisation = _membership(request).organisation
    form = RecipientForm(typed(request))
    if is_good(request, form):
        try:
            recipient = add_recipient(
                organisation=organisation,
                event_id=form_key(request),
                by=request.user,  # type: ignore[arg-type]
                **form.facts(),
            )
        except NotAllowed as refusal:
            form.add_error(None, refusal.sentence)
        else:
            return redirect("recipients:page", recipient.pk)
    context = {
        "form": form,
        "title": form.title_of,
        "key": form_key(request),
        "back": reverse("recipients:list"),
    }
    return render(request, "facts/form.html", context)


@require_GET
@_known_recipient
def page(request: HttpRequest, recipient: Recipient) -> HttpResponse:
    """Show what is known of a recipient. For a private one, that it was opened is recorded first."""
    if recipient.private:
        open_recipient(recipient=recipient, by=request.user)  # type: ignore[arg-type]
    today = london_day()
    told = history.story(recipient, today)
    lacks = history.trusted_environment(recipient, today)
    membership = _membership(request)
    context = {
        "owner": recipient,
        "namespace": "recipients",
        "kind": KIND_WORDS[RecipientKind(recipient.kind)],
        "now": [each for each in told if each.status == IN_FORCE],
        "before": [each for each in told if each.status != IN_FORCE],
        "kinds": [kind for kind in KINDS.values() if may(membership, kind.permission)],
        "lacks": [ASSURANCES[code] for code in lacks] if len(lacks) < len(TRUSTED_ENVIRONMENT) else [],
    }
    return render(request, "recipients/page.html", context)


def _owner(recipient: Recipient) -> Owner:
    """Return the recipient as the pages of facts know one."""
    return Owner(recipient, recipient.name, reverse("recipients:page", args=[recipient.pk]))


@require_http_methods(["GET", "POST"])
@_known_recipient
def record(request: HttpRequest, recipient: Recipient, kind: str) -> HttpResponse:
    """Record one fact about a recipient."""
    return record_fact(request, _owner(recipient), kind_of(request, KINDS, kind))


@require_http_methods(["GET", "POST"])
@_known_recipient
def end(request: HttpRequest, recipient: Recipient, kind: str, fact_id: UUID) -> HttpResponse:
    """Record that a fact about a recipient stands no more."""
    return end_fact(request, _owner(recipient), kind_of(request, KINDS, kind), fact_id)


@require_http_methods(["GET", "POST"])
@behind_log_in
def warning(request: HttpRequest, alert_id: UUID) -> HttpResponse:
    """Show a warning that stands; the worker says that they have read it."""
    alert = queries.alert_of(_membership(request).organisation, alert_id, london_day())
    if alert is None:
        raise Http404
    if request.method == "POST":
        read_alert(alert=alert, by=request.user)  # type: ignore[arg-type]
        return redirect("portal:home")
    context = {"says": alert_sentence(alert), "back": reverse("portal:home")}
    return render(request, "recipients/warning.html", context)
