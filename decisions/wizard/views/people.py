"""Whose information it is: one found, several to choose from, or someone new."""

from __future__ import annotations

import uuid
from collections.abc import Mapping
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods

from audit.posted import is_good, typed
from decisions.individuals import queries as individuals
from decisions.individuals.actions import add_individual
from decisions.individuals.models import Individual
from decisions.wizard import actions, drafts, wording
from decisions.wizard.forms import KNOWN, QuestionForm, form_for
from decisions.wizard.journey import Journey
from decisions.wizard.models import Draft
from decisions.wizard.side_forms import NOBODY_LISTED, ChooseForm, NewIndividualForm
from decisions.wizard.views.own import CHANGE, next_url, own_draft, question_url, stand_url
from portal.errors import NotAllowed
from portal.models import Home
from portal.nhs_number import looks_like_insurance


def sought(journey: Journey, question_id: str) -> QuestionForm | None:
    """Return the question with what was last typed to find the person; None where nothing was."""
    wanted = journey.state.sought.get(question_id)
    if wanted is None:
        return None
    shown = {"answer": wanted["text"], "nhs_number": wanted["nhs_number"]}
    known = {"knows": KNOWN} if wanted["nhs_number"] else {}
    return form_for(journey.ruleset.digest, question_id)(initial=shown | known)


def seek(
    request: HttpRequest, draft: Draft, journey: Journey, question_id: str, wanted: dict[str, str]
) -> HttpResponse | None:
    """Look for the person: take the one match, or lead to the choice, or to adding someone new.

    None where nobody has what was typed and it looks like a National Insurance number.
    """
    found = individuals.find(membership=draft.membership, **wanted)
    if not found and looks_like_insurance(wanted["text"]):
        return None
    journey.state.sought[question_id] = wanted
    drafts.keep(draft, journey)
    if len(found) == 1:
        return _take(request, draft, question_id, found[0])
    page = "wizard:choose" if found else "wizard:new"
    return _side(request, page, draft, question_id)


def _take(request: HttpRequest, draft: Draft, question_id: str, individual: Individual) -> HttpResponse:
    """Take a person as the answer and lead on."""
    actions.choose_individual(
        draft=draft,
        question_id=question_id,
        individual=individual,
        by=request.user,  # type: ignore[arg-type]
    )
    journey = drafts.journey_of(draft)
    return redirect(next_url(draft, journey, question_id, change=CHANGE in request.GET))


def _side(request: HttpRequest, page: str, draft: Draft, question_id: str) -> HttpResponse:
    """Lead to a page beside the question, which remembers where it came from."""
    response = redirect(page, draft.pk, question_id)
    if CHANGE in request.GET:
        response["Location"] += f"?{CHANGE}=1"
    return response


def _typed(journey: Journey, question_id: str) -> dict[str, str] | None:
    """Return what was typed to find the person, or None where the question was not reached or not yet answered."""
    return journey.state.sought.get(question_id) if journey.may_show(question_id) else None


@require_http_methods(["GET", "POST"])
@own_draft
def choose(request: HttpRequest, draft: Draft, question_id: str) -> HttpResponse:
    """Ask which of several people it is; references and first letters only."""
    journey = drafts.journey_of(draft)
    wanted = _typed(journey, question_id)
    if wanted is None:
        return redirect(stand_url(draft, journey))
    found = {str(each.pk): each for each in individuals.find(membership=draft.membership, **wanted)}
    form = ChooseForm(typed(request), people=[_listed(each) for each in found.values()])
    if is_good(request, form):
        if form.cleaned_data["person"] == NOBODY_LISTED:
            return _side(request, "wizard:new", draft, question_id)
        return _take(request, draft, question_id, found[form.cleaned_data["person"]])
    back = question_url(draft, question_id, change=CHANGE in request.GET)
    return render(request, "wizard/choose.html", {"form": form, "back": back})


def _listed(individual: Individual) -> dict[str, str]:
    """Return a person as the choice shows them."""
    details = individual.details
    return {
        "id": str(individual.pk),
        "reference": details.reference,
        "initials": wording.initials(details.name),
    }


@require_http_methods(["GET", "POST"])
@own_draft
def new(request: HttpRequest, draft: Draft, question_id: str) -> HttpResponse:
    """Say that nobody was found, and offer to go on with someone new."""
    journey = drafts.journey_of(draft)
    wanted = _typed(journey, question_id)
    if wanted is None:
        return redirect(stand_url(draft, journey))
    homes = _homes(draft)
    named = {str(home.pk): home.name for home in homes} if len(homes) > 1 else {}
    initial = {"name": wanted["text"], "nhs_number": wanted["nhs_number"]}
    form = NewIndividualForm(typed(request), homes=named, initial=initial)
    if is_good(request, form):
        try:
            individual = _added(request, draft, question_id, form.cleaned_data, homes)
        except NotAllowed as refusal:
            form.add_error("reference", refusal.sentence)
        else:
            return _take(request, draft, question_id, individual)
    back = question_url(draft, question_id, change=CHANGE in request.GET)
    return render(request, "wizard/new.html", {"form": form, "back": back, "typed": wanted["text"]})


def _homes(draft: Draft) -> list[Home]:
    """Return the homes the new person may live in: the worker's own, or each of the organisation's."""
    membership = draft.membership
    return [membership.home] if membership.home else list(membership.organisation.homes.order_by("name"))


def _added(
    request: HttpRequest, draft: Draft, question_id: str, given: Mapping[str, Any], homes: list[Home]
) -> Individual:
    """Add the person once, however often the form is posted."""
    chosen = given.get("home") or str(homes[0].pk)
    return add_individual(
        organisation=draft.membership.organisation,
        home=next(home for home in homes if str(home.pk) == chosen),
        name=given["name"],
        reference=given["reference"],
        nhs_number=given["nhs_number"],
        reason=given["reason"],
        event_id=uuid.uuid5(draft.pk, f"{question_id} {given['reference']}"),
        by=request.user,  # type: ignore[arg-type]
    )
