"""The list of who needs to know what: read by everyone who works here, kept by the Guardian."""

from __future__ import annotations

from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_GET, require_http_methods

from audit.posted import kindly
from decisions.fact_pages import Kind, Owner, record_fact
from decisions.need_to_know import queries
from decisions.need_to_know.actions import agree_matrix
from decisions.need_to_know.codes import ROWS
from decisions.need_to_know.forms import MatrixForm
from decisions.need_to_know.models import Matrix
from decisions.vocabulary import day_in_words, items_in_words
from portal.days import london_day
from portal.login import behind_log_in
from portal.models import Organisation
from portal.roles import may


def _offered(organisation: Organisation) -> dict[str, Any]:
    """Return the list that stands, to be changed."""
    standing = queries.newest(organisation)
    return {"initial": dict(standing.needs) if standing else {}}


AGREE = Kind(
    slug="agree",
    link="Agree a new version",
    of="organisation",
    form=MatrixForm,
    record=agree_matrix,
    permission="review",
    given=_offered,
)


def _organisation(request: HttpRequest, permission: str) -> Organisation:
    """Return the organisation this person works for; who may not do this finds no such page."""
    membership = request.membership or None  # type: ignore[attr-defined]
    if membership is None or not may(membership, permission):
        raise Http404
    organisation: Organisation = membership.organisation
    return organisation


@require_GET
@behind_log_in
def page(request: HttpRequest) -> HttpResponse:
    """Show the list that stands, and every version before it."""
    organisation = _organisation(request, "decide")
    versions = queries.versions(organisation)
    context = {
        "standing": _shown(versions[0]) if versions else None,
        "due": bool(versions) and versions[0].is_due(london_day()),
        "before": [_shown(each) for each in versions[1:]],
        "may_agree": may(request.membership, "review"),  # type: ignore[attr-defined]
        "head": ["Who", "What they need to know"],
    }
    return render(request, "need_to_know/page.html", context)


def _shown(matrix: Matrix) -> dict[str, Any]:
    """Return one version as the page shows it."""
    told = queries.told(matrix)
    rows = [[name, items_in_words(queries.needs_of(matrix, row)) or "Nothing"] for row, name in ROWS.items()]
    return {
        "version": matrix.version,
        "agreed": day_in_words(matrix.agreed_on),
        "review": day_in_words(matrix.review_on),
        "with": told["agreed_with"],
        "reason": told["reason"],
        "rows": rows,
    }


@require_http_methods(["GET", "POST"])
@behind_log_in
@kindly
def agree(request: HttpRequest) -> HttpResponse:
    """Agree a new version of the list."""
    organisation = _organisation(request, "review")
    return record_fact(request, Owner(organisation, organisation.name, reverse("need_to_know:page")), AGREE)
