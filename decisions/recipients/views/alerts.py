"""Warnings: read by every worker, and for the Guardian and the manager who has read one and what was decided."""

from __future__ import annotations

from uuid import UUID

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_GET, require_http_methods

from audit.posted import kindly
from decisions.fact_pages import Kind, Owner, record_fact
from decisions.recipients import against, queries
from decisions.recipients.actions import assess_risk, read_alert
from decisions.recipients.forms import RiskForm
from decisions.recipients.models import Alert
from decisions.recipients.views.own import membership_of
from decisions.recipients.words import alert_sentence, risk_sentence
from portal.days import london_day, moment_in_words
from portal.login import behind_log_in
from portal.roles import may

RISK = Kind(
    slug="risk", link="Weigh the risk", of="alert", form=RiskForm, record=assess_risk, permission="warn"
)


def _standing(request: HttpRequest, alert_id: UUID, permission: str) -> Alert:
    """Return a warning that stands and that this person may see in this way."""
    alert = queries.alert_of(membership_of(request, permission).organisation, alert_id, london_day())
    if alert is None:
        raise Http404
    return alert


@require_http_methods(["GET", "POST"])
@behind_log_in
@kindly
def warning(request: HttpRequest, alert_id: UUID) -> HttpResponse:
    """Show a warning that stands; the worker says that they have read it."""
    alert = _standing(request, alert_id, "decide")
    if request.method == "POST":
        read_alert(alert=alert, by=request.user)  # type: ignore[arg-type]
        return redirect("portal:home")
    weighed = against.assessments(alert)[:1]
    context = {
        "says": alert_sentence(alert),
        "risk": [risk_sentence(each) for each in weighed],
        "back": reverse("portal:home"),
    }
    return render(request, "recipients/warning.html", context)


@require_GET
@behind_log_in
def readers(request: HttpRequest, alert_id: UUID) -> HttpResponse:
    """Show the Guardian or a manager who has read a warning, who has not, and what was decided against it."""
    alert = _standing(request, alert_id, "warn")
    read, unread = queries.readers(alert)
    may_review = may(request.membership, "review")  # type: ignore[attr-defined]
    context = {
        "says": alert_sentence(alert),
        "back": reverse("recipients:page", args=[alert.recipient_id]),
        "alert": alert,
        "head": ["Who", "When"],
        "read": [[each.worker.full_name, moment_in_words(each.entry.recorded_at)] for each in read],
        "unread": unread,
        "everyone": len(read) + len(unread),
        "risks": [risk_sentence(each) for each in against.assessments(alert)],
        "against": [
            (each.reference, reverse("oversight:decision", args=[each.pk]) if may_review else "")
            for each in against.decided_against(alert)
        ],
    }
    return render(request, "recipients/readers.html", context)


@require_http_methods(["GET", "POST"])
@behind_log_in
@kindly
def risk(request: HttpRequest, alert_id: UUID) -> HttpResponse:
    """Write down what could go wrong in spite of a warning, and what is decided."""
    alert = _standing(request, alert_id, "warn")
    owner = Owner(alert, alert.recipient.name, reverse("recipients:readers", args=[alert.pk]))
    return record_fact(request, owner, RISK)
