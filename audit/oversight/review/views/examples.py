"""A training example: written from a decision, and read for names by a second person."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_GET, require_http_methods

from audit.ledger.models import Entry
from audit.oversight.desk import filters
from audit.oversight.desk.models import State
from audit.oversight.review import nameless, queries, seen, shown
from audit.oversight.review.actions import check_example, open_decision, propose_example
from audit.oversight.review.evidence import evidence
from audit.oversight.review.forms import CheckForm, ExampleForm
from audit.oversight.review.models import Example
from audit.oversight.review.standing import standing
from audit.place import organisation_of
from audit.posted import form_key, is_good, kindly, typed
from portal.days import london_day, moment_in_words
from portal.errors import NotAllowed
from portal.login import behind_log_in

CHECKS = "advise"
"""The permission of whoever may read an example for names."""


@behind_log_in
@kindly
@require_http_methods(["GET", "POST"])
def propose(request: HttpRequest, entry: UUID) -> HttpResponse:
    """Offer the chosen answers of a decision as a beginning, and take the story written from them."""
    organisation = organisation_of(request)
    found = seen.decision(organisation, entry)
    if found is None:
        raise Http404
    form = ExampleForm(typed(request))
    kept = filters.written(filters.read(organisation, request.GET))
    if is_good(request, form) and _proposed(request, found, form):
        return redirect(reverse("oversight:list") + kept)
    open_decision(organisation=organisation, decision=found, by=request.user)  # type: ignore[arg-type]
    if not form.is_bound:
        body = evidence(found).body
        form.initial = {"story": nameless.told(body)}
    context = {
        "form": form,
        "entry": found,
        "key": form_key(request),
        "back": reverse("oversight:decision", args=[found.pk]) + kept,
        "list_url": reverse("oversight:list") + kept,
        "waits": standing(found).state != State.DONE,
    }
    return render(request, "oversight/review/propose.html", context)


def _proposed(request: HttpRequest, found: Entry, form: ExampleForm) -> bool:
    """Keep the story, or say on its form what stands in the way."""
    given: dict[str, Any] = form.cleaned_data
    try:
        propose_example(
            decision=found,
            title=given["title"],
            story=given["story"],
            why=given["why"],
            sure=bool(given["sure"]),
            event_id=form_key(request),
            by=request.user,  # type: ignore[arg-type]
        )
    except NotAllowed as refusal:
        form.add_error(None, refusal.sentence)
        return False
    return True


@behind_log_in
@require_GET
def waiting(request: HttpRequest) -> HttpResponse:
    """List the examples that nobody has read for names yet, without those that this reader wrote."""
    organisation = organisation_of(request, CHECKS)
    found = queries.with_words(queries.unchecked(organisation, viewer=request.user))  # type: ignore[arg-type]
    rows = [
        [
            {"text": body.get("title") or "Cannot be read", "href": reverse("review:check", args=[each.pk])},
            each.proposer.full_name,
            moment_in_words(each.made_at),
        ]
        for each, body in found
    ]
    context = {"rows": rows, "head": ["Title", "Written by", "When"]}
    return render(request, "oversight/review/examples.html", context)


@behind_log_in
@kindly
@require_http_methods(["GET", "POST"])
def check(request: HttpRequest, example_id: UUID) -> HttpResponse:
    """Show an example to whoever reads it for names, and take what came of it."""
    found = queries.example_of(organisation_of(request, CHECKS), example_id)
    if found is None:
        raise Http404
    form = CheckForm(typed(request))
    if is_good(request, form):
        given = form.cleaned_data
        joins = given["joins"] == "yes"
        note = given["note"]
        check_example(example=found, joins=joins, note=note, event_id=form_key(request), by=request.user)  # type: ignore[arg-type]
        return redirect("review:examples")
    context = {"form": form, "key": form_key(request), "own": found.proposer_id == request.user.pk}
    return render(request, "oversight/review/check.html", context | _read(found))


def _read(found: Example) -> dict[str, Any]:
    """Return the story, the words of it that may still name somebody, and what came of it."""
    ((_, body),) = queries.with_words([found])
    story = queries.story_of(found, body)
    names = nameless.names_of(queries.words_of([found.decision])[0])
    made = queries.check_of(found)
    return {
        "example": found,
        "story": story,
        "still_named": nameless.still_named(f"{story.title}\n{story.story}\n{story.why}", names),
        "made": made
        and {
            "joins": made.joins,
            "person": made.checker.full_name,
            "day": shown.day(london_day(made.made_at)),
        },
    }
