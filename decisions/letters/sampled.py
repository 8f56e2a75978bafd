"""The form of a decision for an inspector's pack."""

from __future__ import annotations

from uuid import UUID

from django.db import transaction

from decisions.letters import decision_form
from decisions.wizard.models import Decision
from portal.models import Organisation, User
from portal.paper.blocks import Paper, Paragraph
from portal.paper.pdf import pdf


@transaction.atomic
def form(*, organisation: Organisation, decision: UUID, by: User) -> bytes:
    """Return a decision's form as PDF, or a page that says why it cannot be read; the opening leaves its entry."""
    found = Decision.objects.select_related("organisation", "entry").get(
        pk=decision, organisation=organisation
    )
    body, problem = decision_form.read(found, by)
    paper = decision_form.paper(found, body)
    if problem:
        paper = Paper(title=paper.title, blocks=[Paragraph(problem)], foot=paper.foot)
    return pdf(paper, found.made_at)
