"""Our own questions: which version is in force, which one waits, what it would change, and who signs it off."""

from __future__ import annotations

from datetime import date
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.html import format_html_join
from django.utils.safestring import SafeString
from django.views.decorators.http import require_GET, require_http_methods

from audit.posted import form_key, is_good, kindly, typed
from decisions.engine import checks
from decisions.engine.ruleset import Ruleset
from decisions.law import actions, replay, rules
from decisions.law.forms import SignOffForm, TakeBackForm
from decisions.law.models import Capacity
from decisions.law.rules import Waiting
from decisions.law.views import membership_of, show
from decisions.rulesets import compare
from decisions.vocabulary import day_in_words
from portal.errors import NotAllowed
from portal.login import behind_log_in
from portal.models import Membership
from portal.roles import may

NO_PLACE = "Your log in is not linked to a place of work yet. Ask your manager to link you to your home."
NOT_YOURS = "Only the Caldicott Guardian and a manager can do this. Ask them."
HEAD = ["Questions", "In force", "Waiting"]
INSTALLED = "since it was installed"


def _membership(request: HttpRequest) -> Membership:
    """Return the membership the person works under now, or refuse."""
    membership = membership_of(request)
    if membership is None:
        raise NotAllowed(NO_PLACE)
    return membership


@require_GET
@behind_log_in
def listed(request: HttpRequest) -> HttpResponse:
    """List our sets of questions, each with the version in force and whatever waits."""
    organisation = _membership(request).organisation
    since = rules.in_force_from(organisation)
    waiting = rules.waiting_for(organisation)
    used = rules.rules_for(organisation)
    rows = [_row(each, since.get(each.digest), waiting) for each in used]
    new = [each for each in waiting if each.used is None]
    rows += [[each.ruleset.title, "Not in force yet", _links([each])] for each in new]
    return render(
        request, "law/rules.html", {"head": HEAD, "rows": rows, "edition": organisation.rules_edition}
    )


def _row(ruleset: Ruleset, since: date | None, waiting: list[Waiting]) -> list[str]:
    """Return one set of questions as the list shows it."""
    when = f"since {day_in_words(since)}" if since else INSTALLED
    newer = [each for each in waiting if each.ruleset.name == ruleset.name]
    return [ruleset.title, f"Version {ruleset.version}, {when}", _links(newer) if newer else "Nothing waits"]


def _links(waiting: list[Waiting]) -> SafeString:
    """Return links to the pages of the versions that wait."""
    links = [
        (reverse("law:version", args=[each.ruleset.key]), each.ruleset.version, each.ruleset.title)
        for each in waiting
    ]
    hidden = '<a href="{}">Version {}<span class="nhsuk-u-visually-hidden"> of {}</span></a>'
    return format_html_join(SafeString("<br>"), hidden, links)


def _waiting(membership: Membership, key: str) -> Waiting:
    """Return a version that waits; any other is not found."""
    found = [each for each in rules.waiting_for(membership.organisation) if each.ruleset.key == key]
    if not found:
        raise Http404
    return found[0]


@require_http_methods(["GET", "POST"])
@behind_log_in
@kindly
def version(request: HttpRequest, key: str) -> HttpResponse:
    """Show what a version that waits would change, and take a signature."""
    membership = _membership(request)
    waiting = _waiting(membership, key)
    capacity = rules.may_sign(waiting, membership)
    form = SignOffForm(typed(request), first=waiting.from_day is None)
    if request.method == "POST" and capacity is None:
        raise NotAllowed(NOT_YOURS)
    if is_good(request, form) and capacity:
        try:
            actions.sign_off(
                organisation=membership.organisation,
                ruleset=waiting.ruleset,
                capacity=capacity,
                from_day=form.cleaned_data.get("from_day"),
                event_id=form_key(request),
                by=request.user,  # type: ignore[arg-type]
            )
        except actions.BadDay as refusal:
            form.add_error("from_day", refusal.sentence)
        else:
            return redirect(_after(membership, key))
    return show(request, form, "law/version.html", **_context(membership, waiting, capacity))


def _after(membership: Membership, key: str) -> str:
    """Return where a signature leads: the page of the version, or the list where it is in force already."""
    waits = any(each.ruleset.key == key for each in rules.waiting_for(membership.organisation))
    return reverse("law:version", args=[key]) if waits else reverse("law:rules")


@require_http_methods(["GET", "POST"])
@behind_log_in
@kindly
def sign_back(request: HttpRequest, key: str) -> HttpResponse:
    """Ask why somebody takes their own signature back, or take it back."""
    membership = _membership(request)
    waiting = _waiting(membership, key)
    mine = rules.signature_of(waiting, membership)
    if mine is None or waiting.taken_back:
        raise Http404
    form = TakeBackForm(typed(request))
    if is_good(request, form):
        actions.take_signature_back(
            signature=mine,
            reason=form.cleaned_data["reason"],
            event_id=form_key(request),
            by=request.user,  # type: ignore[arg-type]
        )
        return redirect("law:version", key)
    return show(request, form, "law/sign_back.html", ruleset=waiting.ruleset)


def _context(membership: Membership, waiting: Waiting, capacity: Capacity | None) -> dict[str, Any]:
    """Return what the page of a version shows."""
    used, ruleset = waiting.used, waiting.ruleset
    faults = checks.faults(ruleset)
    # What has faults may lead nowhere, so nothing is tried on it.
    tried = used if not faults else None
    stories = replay.of_stories(tried, ruleset) if tried else None
    return {
        "waiting": waiting,
        "ruleset": ruleset,
        "faults": faults,
        "changes": compare.changes(used, ruleset) if used else [],
        "stories": stories,
        "grouped": compare.together(stories.different) if stories else {},
        "may_replay": tried is not None and may(membership, "sign_second"),
        "capacity": capacity,
        "mine": rules.signature_of(waiting, membership),
        "missing": [each.label for each in Capacity if each not in {s.capacity for s in waiting.signed}],
    }


@require_GET
@behind_log_in
@kindly
def decisions(request: HttpRequest, key: str) -> HttpResponse:
    """Show which decisions of last year would come out differently. That they were read is recorded first."""
    membership = _membership(request)
    if not may(membership, "sign_second"):
        raise NotAllowed(NOT_YOURS)
    waiting = _waiting(membership, key)
    if waiting.used is None or checks.faults(waiting.ruleset):
        raise Http404
    ruleset = waiting.ruleset
    replay.record_comparison(
        organisation=membership.organisation,
        old=waiting.used,
        new=ruleset,
        by=request.user,  # type: ignore[arg-type]
    )
    found = replay.of_decisions(membership.organisation, waiting.used, ruleset)
    context = {
        "ruleset": ruleset,
        "found": found,
        "head": ["Reference", "What it was", "What it would be"],
        "rows": [[each.reference, each.before, each.after] for each in found.different],
    }
    return render(request, "law/decisions.html", context)
