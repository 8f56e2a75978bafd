"""Policies as everyone reads them: the list, one policy, its versions, and confirming that you have read it."""

from __future__ import annotations

from uuid import UUID

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_GET, require_http_methods

from audit.assurance.policies import actions, queries, shown
from audit.assurance.policies.differences import differences
from audit.assurance.policies.forms import ReadForm
from audit.assurance.policies.queries import Policy
from audit.assurance.written import written
from audit.place import organisation_of
from audit.posted import kindly, typed
from portal.days import day_in_words, london_day
from portal.login import behind_log_in
from portal.paper.pdf import pdf
from portal.roles import may
from portal.standing import only_home

BOTH = ["GET", "POST"]


@behind_log_in
@require_GET
def listed(request: HttpRequest) -> HttpResponse:
    """Show the policies in force, which of them this person has still to read, and those no longer in use."""
    organisation = organisation_of(request, "acknowledge")
    unread = queries.unread(organisation, request.user)  # type: ignore[arg-type]
    last = queries.last_compliance(organisation)
    context = {
        "organisation": organisation,
        "head": shown.HEAD,
        "rows": shown.rows(queries.policies(organisation), unread, london_day()),
        "ended": [shown.link(each) for each in queries.policies(organisation, ended=True)],
        "may_adopt": may(request.membership, "assure"),  # type: ignore[attr-defined]
        "last": day_in_words(last.reviewed_on) if last else "",
    }
    return render(request, "assurance/policies/list.html", context)


@behind_log_in
@require_GET
def page(request: HttpRequest, policy_id: UUID) -> HttpResponse:
    """Show a policy: the version in force, the others, and what was done with it."""
    found = policy_of(request, policy_id)
    unread = queries.unread(found.latest.organisation, request.user)  # type: ignore[arg-type]
    context = {
        "policy": found,
        "paper": shown.paper(found, found.latest.number).plain(),
        "to_read": found.latest.pk in {each.pk for each in unread},
        "versions": shown.versions(found),
        "may_adopt": may(request.membership, "assure"),  # type: ignore[attr-defined]
        "history": queries.history(found),
    }
    return render(request, "assurance/policies/page.html", context)


@behind_log_in
@require_GET
def version(request: HttpRequest, policy_id: UUID, number: int) -> HttpResponse:
    """Show one version, and line by line what is different from the one before."""
    found = policy_of(request, policy_id)
    _there(found, number)
    context = {
        "policy": found,
        "number": number,
        "paper": shown.paper(found, number).plain(),
        "changed": found.bodies[number - 1].get("changed", ""),
        "lines": differences(found.text_of(number - 1), found.text_of(number)) if number > 1 else [],
    }
    return render(request, "assurance/policies/version.html", context)


@behind_log_in
@require_GET
def as_pdf(request: HttpRequest, policy_id: UUID, number: int) -> HttpResponse:
    """Return a version as a tagged PDF."""
    found = policy_of(request, policy_id)
    _there(found, number)
    named = {"Content-Disposition": 'inline; filename="policy.pdf"'}
    return HttpResponse(pdf(shown.paper(found, number)), content_type="application/pdf", headers=named)


@require_http_methods(BOTH)
@behind_log_in
@kindly
def read(request: HttpRequest, policy_id: UUID) -> HttpResponse:
    """Show a policy to read, and take that it was read."""
    found = policy_of(request, policy_id)
    if found.ended_on:
        raise Http404
    form = ReadForm(typed(request))
    seen = request.POST.get("version", str(found.latest.pk))

    def act(key: UUID) -> object:
        return actions.acknowledge(
            organisation=found.latest.organisation,
            version_id=UUID(seen) if _is_id(seen) else found.latest.pk,
            confirmed=bool(form.cleaned_data["confirmed"]),
            event_id=key,
            by=request.user,  # type: ignore[arg-type]
        )

    # Whoever is shown the page again is shown the version that is in force by now.
    return written(
        request,
        form,
        act,
        then="policies:list",
        shown={
            "paper": shown.paper(found, found.latest.number).plain(),
            "version": found.latest.pk,
            "changed": found.bodies[-1].get("changed", ""),
            "label": "Confirm",
        },
        template="assurance/policies/read.html",
    )


@behind_log_in
@require_GET
def readers(request: HttpRequest, policy_id: UUID) -> HttpResponse:
    """Show who has read the version in force of a policy, and who has not."""
    organisation_of(request, "assure")
    found = policy_of(request, policy_id)
    have, have_not = queries.readers(found.latest, only_home(request.membership))  # type: ignore[attr-defined]
    context = {
        "policy": found,
        "head": ("Name", "What they are", "Where"),
        "total": len(have) + len(have_not),
        "have": shown.people_rows(have),
        "have_not": shown.people_rows(have_not),
        "back": reverse("policies:page", args=[found.id]),
    }
    return render(request, "assurance/policies/readers.html", context)


def policy_of(request: HttpRequest, policy_id: UUID) -> Policy:
    """Return a policy of the organisation where this person works; any other is not there."""
    found = queries.policy(organisation_of(request, "acknowledge"), policy_id)
    if found is None:
        raise Http404
    return found


def _there(found: Policy, number: int) -> None:
    """Let a version that was never adopted not be there."""
    if not 1 <= number <= len(found.versions):
        raise Http404


def _is_id(typed_id: str) -> bool:
    """Say whether something is an id."""
    try:
        UUID(typed_id)
    except ValueError:
        return False
    return True
