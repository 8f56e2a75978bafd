"""Policies as a manager or the Guardian keeps them: adopting, looking at them again, ending, and the yearly look."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any
from uuid import UUID

from django.http import Http404, HttpRequest, HttpResponse
from django.urls import reverse
from django.views.decorators.http import require_http_methods

from audit.assurance import plain_text
from audit.assurance.policies import actions, queries
from audit.assurance.policies.differences import differences
from audit.assurance.policies.forms import AgainForm, ComplianceForm, EndForm, VersionForm
from audit.assurance.policies.queries import Policy
from audit.assurance.policies.views import policy_of
from audit.assurance.previewed import previewed
from audit.assurance.written import written
from audit.place import organisation_of
from audit.posted import kindly, typed
from portal.days import a_year_after, day_in_words, london_day
from portal.design.forms import Form
from portal.login import behind_log_in
from portal.paper.blocks import Paper

BOTH = ["GET", "POST"]
BESIDE = {
    actions.NO_NAME: "name",
    actions.TAKEN: "name",
    actions.NO_TEXT: "words",
    actions.TOO_MANY_LINES: "words",
    actions.NOTHING_NEW: "words",
    actions.NO_CHANGE_SAID: "changed",
    actions.TOO_EARLY: "adopted_on",
    "The date must be today or in the past": "adopted_on",
    actions.NO_REVIEW: "review_by",
    actions.TOO_LATE: "review_by",
    actions.NO_LOOK: "looked_at",
    actions.NO_REASON: "reason",
}
"""The field beside which a refusal stands."""


@require_http_methods(BOTH)
@behind_log_in
@kindly
def adopt(request: HttpRequest, policy_id: UUID | None = None) -> HttpResponse:
    """Write a new policy, or the next version of one, see it as others will, and adopt it."""
    organisation = organisation_of(request, "assure")
    before = _in_use(request, policy_id) if policy_id else None
    initial = {"name": before.name, "words": before.text_of(before.latest.number)} if before else {}
    form = VersionForm(
        typed(request),
        is_first=before is None,
        initial={**initial, "review_by": a_year_after(london_day())},
    )

    def act(key: UUID) -> object:
        given = {"kind": "", "changed": ""} | form.cleaned_data
        return actions.adopt(
            organisation=organisation,
            policy_id=policy_id,
            event_id=key,
            by=request.user,  # type: ignore[arg-type]
            **given,
        )

    title = "Change a policy" if before else "Add a policy"
    back = reverse("policies:page", args=[before.id]) if before else reverse("policies:list")
    return previewed(
        request,
        form,
        act,
        then=back,
        shown={"title": title, "caption": before.name if before else "", "back": back, "label": "Continue"},
        template="assurance/training/form.html",
        preview=lambda: ("assurance/policies/preview.html", _preview(form, before)),
        beside=BESIDE,
    )


def _preview(form: VersionForm, before: Policy | None) -> Mapping[str, Any]:
    """Return how a version will look, and what it changes."""
    given = form.cleaned_data
    old = before.text_of(before.latest.number) if before else ""
    return {
        "paper": Paper(given["name"], plain_text.blocks(given["words"])).plain(),
        "lines": differences(old, given["words"]) if before else [],
        "review_by": day_in_words(given["review_by"]),
    }


@require_http_methods(BOTH)
@behind_log_in
@kindly
def again(request: HttpRequest, policy_id: UUID) -> HttpResponse:
    """Say that a policy was looked at again and nothing is to change."""
    organisation = organisation_of(request, "assure")
    found = _in_use(request, policy_id)
    form = AgainForm(typed(request), initial={"review_by": a_year_after(london_day())})

    def act(key: UUID) -> object:
        return actions.look_again(
            organisation=organisation,
            policy_id=policy_id,
            event_id=key,
            by=request.user,  # type: ignore[arg-type]
            **form.cleaned_data,
        )

    return _written(
        request,
        form,
        act,
        title="Nothing to change",
        caption=found.name,
        says="If something must change, go back and change it.",
        back=reverse("policies:page", args=[found.id]),
    )


@require_http_methods(BOTH)
@behind_log_in
@kindly
def end(request: HttpRequest, policy_id: UUID) -> HttpResponse:
    """Take a policy out of use."""
    organisation = organisation_of(request, "assure")
    found = _in_use(request, policy_id)
    form = EndForm(typed(request))

    def act(key: UUID) -> object:
        return actions.retire(
            organisation=organisation,
            policy_id=policy_id,
            event_id=key,
            by=request.user,  # type: ignore[arg-type]
            **form.cleaned_data,
        )

    says = "Nobody is asked to read it any more. Its versions, and who read them, stay on record."
    return _written(
        request,
        form,
        act,
        title="Take a policy out of use",
        caption=found.name,
        says=says,
        back=reverse("policies:page", args=[found.id]),
    )


@require_http_methods(BOTH)
@behind_log_in
@kindly
def compliance(request: HttpRequest) -> HttpResponse:
    """Go through every policy and register once a year, and say how each stands."""
    organisation = organisation_of(request, "assure")
    listed, last = queries.to_go_through(organisation), queries.last_compliance(organisation)
    form = ComplianceForm(typed(request), listed=listed)

    def act(key: UUID) -> object:
        return actions.review_compliance(
            organisation=organisation,
            findings=form.findings(listed),
            event_id=key,
            by=request.user,  # type: ignore[arg-type]
        )

    context = {
        "title": "The yearly look at how we keep to our policies",
        "says": "Look at each policy and register in turn. Then say here how it stands.",
        "back": reverse("policies:list"),
        "label": "Confirm and save",
        "last": day_in_words(last.reviewed_on) if last else "",
        "found": [
            (each["title"], actions.FINDINGS[each["stands"]], each["looked_at"])
            for each in (queries.found_in(last) if last else ())
        ],
    }
    return written(
        request,
        form,
        act,
        then="policies:list",
        shown=context,
        template="assurance/policies/compliance.html",
        beside=BESIDE,
    )


def _in_use(request: HttpRequest, policy_id: UUID) -> Policy:
    """Return a policy that is in use; any other cannot be changed."""
    found = policy_of(request, policy_id)
    if found.ended_on:
        raise Http404
    return found


def _written(request: HttpRequest, form: Form, act: Callable[[UUID], object], **words: str) -> HttpResponse:
    """Do what a form about one policy asks, and lead back to its page."""
    shown = {**words, "label": "Confirm and save"}
    return written(request, form, act, then=words["back"], shown=shown, beside=BESIDE)
