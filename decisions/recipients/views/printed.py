"""An agreement, as a page to read and as a PDF to print and sign."""

from __future__ import annotations

from uuid import UUID

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_GET

from decisions.recipients import printed, queries
from decisions.recipients.actions import open_recipient
from decisions.recipients.models import Recipient
from decisions.recipients.views.own import known_recipient
from portal.days import london_day
from portal.paper.blocks import Paper
from portal.paper.pdf import pdf


def _paper(request: HttpRequest, recipient: Recipient, fact_id: UUID) -> Paper:
    """Return a recipient's agreement as a paper. For a private one, that it was opened is recorded first."""
    agreement = queries.agreement_of(recipient, fact_id)
    if agreement is None:
        raise Http404
    if recipient.private:
        open_recipient(recipient=recipient, by=request.user)  # type: ignore[arg-type]
    return printed.paper(agreement, london_day())


@require_GET
@known_recipient
def page(request: HttpRequest, recipient: Recipient, fact_id: UUID) -> HttpResponse:
    """Show an agreement, with every element it has and lacks."""
    context = {
        "paper": _paper(request, recipient, fact_id).plain(),
        "back": reverse("recipients:page", args=[recipient.pk]),
        "pdf": reverse("recipients:agreement_pdf", args=[recipient.pk, fact_id]),
    }
    return render(request, "recipients/agreement.html", context)


@require_GET
@known_recipient
def as_pdf(request: HttpRequest, recipient: Recipient, fact_id: UUID) -> HttpResponse:
    """Return the same as a tagged PDF."""
    made = pdf(_paper(request, recipient, fact_id))
    named = {"Content-Disposition": 'inline; filename="agreement.pdf"'}
    return HttpResponse(made, content_type="application/pdf", headers=named)
