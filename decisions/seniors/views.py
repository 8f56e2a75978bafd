"""A senior's list of noes that may make care impossible, looks in other homes, and how like objections were treated."""

from __future__ import annotations

from uuid import UUID

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.views.decorators.http import require_GET, require_http_methods

from audit.posted import kindly
from decisions.fact_pages import Kind, Owner, record_fact
from decisions.individuals import actions, queries_asked
from decisions.individuals.forms.asked import ReviewForm
from decisions.seniors import queries
from decisions.vocabulary import day_in_words
from portal.days import london_day
from portal.login import behind_log_in
from portal.models import Membership
from portal.roles import may

REVIEW = Kind(
    slug="review",
    link="Record that you looked at it",
    of="no",
    form=ReviewForm,
    record=actions.review_refusal,
    permission="warn",
)


def _membership(request: HttpRequest, permission: str) -> Membership:
    """Return where this person is a senior; for anyone else there is no such page."""
    membership: Membership | None = request.membership or None  # type: ignore[attr-defined]
    if membership is None or not may(membership, permission):
        raise Http404
    return membership


@require_GET
@behind_log_in
def noes(request: HttpRequest) -> HttpResponse:
    """List each no that may make care impossible; references only, those nobody looked at first."""
    found = queries_asked.to_review(_membership(request, "warn").organisation)
    rows = [[_link(each), day_in_words(each.on), _looked_at(each)] for each in found]
    return render(request, "seniors/noes.html", {"head": ["Whose", "When", "Looked at"], "rows": rows})


def _link(each: queries_asked.ToReview) -> SafeString:
    """Return the person's reference: a link to their page, or, where nobody looked yet, to say that one did."""
    url = (
        reverse("individuals:page", args=[each.individual.pk])
        if each.review
        else reverse("seniors:review", args=[each.no.pk])
    )
    return format_html('<a href="{}">{}</a>', url, each.individual.details.reference)


def _looked_at(each: queries_asked.ToReview) -> str:
    return day_in_words(each.review.reviewed_on) if each.review else "Not yet"


@require_http_methods(["GET", "POST"])
@behind_log_in
@kindly
def review(request: HttpRequest, no_id: UUID) -> HttpResponse:
    """Record that a senior looked at a no, whom they talked to and what came of it."""
    found = queries_asked.to_review(_membership(request, "warn").organisation)
    each = next((each for each in found if each.no.pk == no_id), None)
    if each is None:
        raise Http404
    details = each.individual.details
    owner = Owner(each.no, f"{details.name} ({details.reference})", reverse("seniors:noes"))
    return record_fact(request, owner, REVIEW)


@require_GET
@behind_log_in
def looks(request: HttpRequest) -> HttpResponse:
    """Show the Guardian who looked in other homes, for whom and why."""
    organisation = _membership(request, "review").organisation
    asked = request.GET.get("before", "")
    before = int(asked) if asked.isascii() and asked.isdigit() and len(asked) < 19 else None
    found, older = queries.looks(organisation, before=before)
    context = {
        "head": ["When", "Who", "For whom", "Why"],
        "rows": [[each.at, each.person, each.looked_for, each.reason] for each in found],
        "older": f"{reverse('seniors:looks')}?before={older}" if older is not None else "",
    }
    return render(request, "seniors/looks.html", context)


@require_GET
@behind_log_in
def alike(request: HttpRequest) -> HttpResponse:
    """Show the Guardian how like objections were treated: counts and references, no names."""
    organisation = _membership(request, "review").organisation
    return render(request, "seniors/alike.html", {"groups": queries.alike(organisation, london_day())})
