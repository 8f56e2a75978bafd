"""A decision as the form that the data sharing code suggests: a page and a PDF."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_GET

from audit.ledger.events import Event
from decisions.letters import decision_form
from decisions.letters.views.own import as_pdf, seen_decision
from decisions.wizard.models import Decision
from portal.errors import NotAllowed


@require_GET
@seen_decision
def page(request: HttpRequest, decision: Decision) -> HttpResponse:
    """Show the form. That the decision was opened is recorded first."""
    body, problem = decision_form.read(decision, request.user)  # type: ignore[arg-type]
    own = decision.worker_id == request.user.pk
    context = {
        "decision": decision,
        "problem": problem,
        "paper": decision_form.paper(decision, body).plain() if body else {},
        "back": reverse("wizard:decision" if own else "oversight:decision", args=[decision.pk]),
    }
    return render(request, "letters/decision_form.html", context)


@require_GET
@seen_decision
def download(request: HttpRequest, decision: Decision) -> HttpResponse:
    """Return the form as PDF. That the decision was printed is recorded first."""
    body, problem = decision_form.read(decision, request.user, event=Event.DECISION_PRINTED)  # type: ignore[arg-type]
    if problem:
        raise NotAllowed(problem)
    return as_pdf(decision_form.paper(decision, body), f"decision-form-{decision.reference}")
