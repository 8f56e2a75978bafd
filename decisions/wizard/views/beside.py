"""The pages beside the questions: keep them safe first, nobody was in danger, a register that says otherwise."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_GET, require_http_methods

from audit.posted import is_good, typed
from decisions.wizard import actions, drafts
from decisions.wizard.journey import DANGER, Journey, in_words
from decisions.wizard.models import Draft
from decisions.wizard.parties import DANGER_TO
from decisions.wizard.registers import Registers, said
from decisions.wizard.side_forms import REGISTER, NobodyForm, RegisterForm
from decisions.wizard.views.own import CHANGE, next_url, own_draft, question_url, stand_url

DEALT_WITH = "I have dealt with it – continue"


@require_GET
@own_draft
def safe(request: HttpRequest, draft: Draft) -> HttpResponse:
    """Interrupt: keep them safe first. The reminder to record it is saved already."""
    journey = drafts.journey_of(draft)
    if not journey.in_danger:
        return redirect(stand_url(draft, journey))
    following = journey.after(DANGER)
    context = {
        "back": question_url(draft, DANGER),
        "onward_label": "Continue" if following == DANGER_TO else DEALT_WITH,
        "onward": question_url(draft, following) if following else stand_url(draft, journey),
        "draft": draft,
    }
    return render(request, "wizard/safe.html", context)


@require_http_methods(["GET", "POST"])
@own_draft
def nobody(request: HttpRequest, draft: Draft) -> HttpResponse:
    """Ask how the worker knows that nobody was in danger after all, and end the reminder."""
    journey = drafts.journey_of(draft)
    if not journey.state.reminder:
        return redirect(stand_url(draft, journey))
    form = NobodyForm(typed(request))
    if is_good(request, form):
        actions.end_danger(draft=draft, reason=form.cleaned_data["reason"], by=request.user)  # type: ignore[arg-type]
        journey = drafts.journey_of(draft)
        return redirect(stand_url(draft, journey))
    return render(request, "wizard/nobody.html", {"form": form, "back": question_url(draft, DANGER)})


@require_http_methods(["GET", "POST"])
@own_draft
def register(request: HttpRequest, draft: Draft, question_id: str) -> HttpResponse:
    """Say that the register says otherwise: it stands unless the worker says why it no longer does."""
    journey = drafts.journey_of(draft)
    if not journey.may_show(question_id) or not journey.is_answered(question_id):
        return redirect(stand_url(draft, journey))
    found = Registers(journey, draft.membership).look(question_id)
    given = journey.state.answers[question_id]
    change = CHANGE in request.GET
    if found is None or not found.contradicted_by(given):
        return redirect(next_url(draft, journey, question_id, change=change))
    question = journey.ruleset.questions[question_id]
    form = RegisterForm(typed(request), initial=_kept(journey, question_id))
    if is_good(request, form):
        _heard(draft, journey, question_id, form, found.instead_of(given))
        return redirect(next_url(draft, journey, question_id, change=change))
    context = {
        "form": form,
        "back": question_url(draft, question_id, change=change),
        "says": found.statements,
        "asked": question.title,
        "given": in_words(question, given, journey.state.people),
        "instead": in_words(question, found.instead_of(given), journey.state.people),
        "person": journey.state.people.get(journey.individual),
    }
    return render(request, "wizard/register.html", context)


def _kept(journey: Journey, question_id: str) -> dict[str, str]:
    """Return the reason given before, to show it again."""
    kept = journey.state.kept.get(question_id)
    return {"stands": "worker", "reason": kept["reason"]} if kept else {}


def _heard(draft: Draft, journey: Journey, question_id: str, form: RegisterForm, answer: object) -> None:
    """Keep what the worker said of the register, or take the register's own answer."""
    registers = Registers(journey, draft.membership)
    if form.cleaned_data["stands"] == REGISTER:
        journey.answer(question_id, answer)
        registers.refresh(question_id)
    else:
        registers.refresh(question_id)
        reason = form.cleaned_data["reason"]
        journey.state.kept[question_id] = {"says": said(journey, question_id), "reason": reason}
    drafts.keep(draft, journey)
