"""Those we know, one of them, and what is recorded or ended about them."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_GET, require_http_methods

from audit.posted import form_key, is_good, typed
from decisions.fact_pages import Owner, end_fact, kind_of, record_fact
from decisions.recipients import against, history, queries, standing
from decisions.recipients.actions import add_recipient, open_recipient
from decisions.recipients.codes import AGREEMENTS, ASSURANCES, TRUSTED_ENVIRONMENT
from decisions.recipients.expiring import RunsOut, running_out
from decisions.recipients.forms import FindForm, RecipientForm
from decisions.recipients.models import Recipient
from decisions.recipients.register import KINDS
from decisions.recipients.views.own import known_recipient, membership_of
from decisions.told import IN_FORCE
from decisions.vocabulary import KIND_WORDS, RecipientKind, day_in_words
from portal import telephone
from portal.days import london_day
from portal.errors import NotAllowed
from portal.login import behind_log_in
from portal.roles import may


@require_http_methods(["GET", "POST"])
@behind_log_in
def listed(request: HttpRequest) -> HttpResponse:
    """List the organisations we know, and find anyone by name. What was typed stands in no address.

    Private persons are not listed; they are found by their name.
    """
    membership = membership_of(request)
    organisation, today = membership.organisation, london_day()
    alerts = queries.alerts_in_force(organisation, None, today)
    warned = {alert.recipient_id for alert in alerts}
    form = FindForm(typed(request))
    context: dict[str, Any] = {"form": form, "head": ["Name", "Number", "Warning"]}
    if is_good(request, form):
        found = queries.find(organisation, form.cleaned_data["text"])
        context |= {"sought": True, "found": [_row(each, warned) for each in found]}
    else:
        context["groups"] = [
            {"title": _titled(kind), "rows": rows}
            for kind in RecipientKind
            if (rows := [_row(each, warned) for each in queries.known(organisation, kind)])
        ]
    if may(membership, "warn"):
        soon = running_out(organisation, today)
        context |= {
            "to_assess": against.to_assess(alerts),
            "soon_head": ["Who", "What", "Last day", "How long"],
            "soon": [_soon(each) for each in soon],
        }
    return render(request, "recipients/list.html", context)


def _titled(kind: RecipientKind) -> str:
    return KIND_WORDS[kind][:1].upper() + KIND_WORDS[kind][1:]


def _soon(each: RunsOut) -> list[object]:
    """Return one thing that runs out soon, cell by cell; a private person is not named in a list."""
    name = "A private person" if each.recipient.private else each.recipient.name
    link = {"text": name, "href": reverse("recipients:page", args=[each.recipient.pk])}
    return [link, each.what, day_in_words(each.last), f"{each.within} days or less"]


def _row(recipient: Recipient, warned: set[UUID]) -> list[object]:
    """Return one recipient, cell by cell."""
    link = {"text": recipient.name, "href": reverse("recipients:page", args=[recipient.pk])}
    return [
        link,
        telephone.link(recipient.phone) or "None recorded",
        "There is a warning" if recipient.pk in warned else "No warning",
    ]


@require_http_methods(["GET", "POST"])
@behind_log_in
def new(request: HttpRequest) -> HttpResponse:
    """Add someone we may share with, once however often the form is posted."""
    organisation = membership_of(request).organisation
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
@known_recipient
def page(request: HttpRequest, recipient: Recipient) -> HttpResponse:
    """Show what is known of a recipient. For a private one, that it was opened is recorded first."""
    if recipient.private:
        open_recipient(recipient=recipient, by=request.user)  # type: ignore[arg-type]
    today = london_day()
    told = history.story(recipient, today)
    lacks = standing.trusted_environment(recipient, today)
    membership = membership_of(request)
    context = {
        "owner": recipient,
        "namespace": "recipients",
        "kind": KIND_WORDS[RecipientKind(recipient.kind)],
        "now": [each for each in told if each.status == IN_FORCE],
        "before": [each for each in told if each.status != IN_FORCE],
        "kinds": [kind for kind in KINDS.values() if may(membership, kind.permission)],
        "not_as_good": standing.NOT_AS_GOOD if standing.lacks_standards(recipient, today) else "",
        "agreements": [
            (each.pk, f"{AGREEMENTS[each.kind]}, from {day_in_words(each.starts_on)}")
            for each in queries.agreements(recipient)
        ],
        "warnings": queries.alerts_in_force(membership.organisation, recipient, today),
        "may_warn": may(membership, "warn"),
        "lacks": [ASSURANCES[code] for code in lacks] if len(lacks) < len(TRUSTED_ENVIRONMENT) else [],
    }
    return render(request, "recipients/page.html", context)


def _owner(recipient: Recipient) -> Owner:
    """Return the recipient as the pages of facts know one."""
    return Owner(recipient, recipient.name, reverse("recipients:page", args=[recipient.pk]))


@require_http_methods(["GET", "POST"])
@known_recipient
def record(request: HttpRequest, recipient: Recipient, kind: str) -> HttpResponse:
    """Record one fact about a recipient."""
    # Whoever corrects one of the two must not lose the other.
    known = {"name": recipient.name, "phone": recipient.phone} if kind == "correction" else None
    return record_fact(request, _owner(recipient), kind_of(request, KINDS, kind), initial=known)


@require_http_methods(["GET", "POST"])
@known_recipient
def end(request: HttpRequest, recipient: Recipient, kind: str, fact_id: UUID) -> HttpResponse:
    """Record that a fact about a recipient stands no more."""
    return end_fact(request, _owner(recipient), kind_of(request, KINDS, kind), fact_id)
