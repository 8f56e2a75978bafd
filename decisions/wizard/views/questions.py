"""Start, and one page for each question."""

from __future__ import annotations

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from audit.assurance.training.queries import gate
from audit.posted import is_good, kindly
from decisions.rulesets import library
from decisions.wizard import actions, body, drafts
from decisions.wizard.forms import QuestionForm, form_for, typed_form
from decisions.wizard.journey import DANGER, IN_DANGER, Journey
from decisions.wizard.models import Draft
from decisions.wizard.pages import BELOW_999, DECIDING, question_page
from decisions.wizard.registers import Registers, is_looked_up
from decisions.wizard.views import people
from decisions.wizard.views.asking import beside
from decisions.wizard.views.own import CHANGE, back_url, next_url, own_draft, question_url, stand_url
from portal.days import london_day
from portal.errors import NotAllowed
from portal.login import behind_log_in
from portal.models import Membership
from portal.nhs_number import NATIONAL_INSURANCE
from portal.roles import may

NO_PLACE = "Your log in is not linked to a place of work yet. Ask your manager to link you to your home."


@require_POST
@behind_log_in
@kindly
def start(request: HttpRequest) -> HttpResponse:
    """Begin a draft and ask the first question.

    Where the organisation chose it, whoever is late with their training does that first; but never where they say
    that somebody is, or may be, in danger: that is taken as the answer, and they go on at once.
    """
    membership: Membership | None = request.membership or None  # type: ignore[attr-defined]
    if membership is None or not may(membership, "decide"):
        raise NotAllowed(NO_PLACE)
    in_danger = request.POST.get(DANGER, "")
    stop = None if in_danger in IN_DANGER else gate(membership, london_day())
    if stop:
        return render(request, "assurance/training/stopped.html", {"late": stop.late}, status=403)
    draft = drafts.start(membership=membership, by=request.user)  # type: ignore[arg-type]
    if in_danger in IN_DANGER:
        return _danger(request, draft, in_danger)
    return redirect(question_url(draft, drafts.journey_of(draft).ruleset.first))


@require_GET
@own_draft
def resume(request: HttpRequest, draft: Draft) -> HttpResponse:
    """Lead to where the worker stands."""
    return redirect(stand_url(draft, drafts.journey_of(draft)))


@require_http_methods(["GET", "POST"])
@own_draft
def restarted(request: HttpRequest, draft: Draft) -> HttpResponse:
    """Say that the questions changed and what was kept; on Continue go on under the rules of today."""
    if not drafts.is_stranded(draft):
        return redirect("wizard:resume", draft.pk)
    journey = drafts.restarted(draft)
    if request.method == "POST":
        drafts.keep(draft, journey)
        return redirect(stand_url(draft, journey))
    answered = [row for row in body.rows(journey) if journey.is_answered(row["question"])]
    kept = [{"key": row["title"], "value": "\n".join(row["answer"])} for row in answered]
    return render(request, "wizard/restarted.html", {"kept": kept, "draft": draft})


@require_http_methods(["GET", "POST"])
@own_draft
def question(request: HttpRequest, draft: Draft, question_id: str) -> HttpResponse:
    """Ask one question, or take its answer. One that was not reached leads to where the worker stands."""
    journey = drafts.journey_of(draft)
    if not journey.may_show(question_id):
        if not library.asks(question_id):
            raise Http404
        return redirect(stand_url(draft, journey))
    if request.method == "POST":
        return _answered(request, draft, journey, question_id)
    return _ask(request, draft, journey, question_id)


def _ask(request: HttpRequest, draft: Draft, journey: Journey, question_id: str) -> HttpResponse:
    """Show a question as the draft has it, or as it was typed before the log-in was lost."""
    form = typed_form(request, journey, question_id)
    if form is not None:
        is_good(request, form)
    elif journey.ruleset.questions[question_id].kind == "individual":
        form = people.sought(journey, question_id)
    return _page(request, draft, journey, question_id, form)


def _page(
    request: HttpRequest, draft: Draft, journey: Journey, question_id: str, form: QuestionForm | None
) -> HttpResponse:
    """Draw a question with what the registers say about it."""
    found = Registers(journey, draft.membership).look(question_id)
    nothing = form is not None and form.is_bound and not set(form.data) - {"csrfmiddlewaretoken"}
    return question_page(
        request,
        draft.membership,
        journey,
        form,
        question_id=question_id,
        back=back_url(draft, journey, question_id, change=CHANGE in request.GET),
        says=found.statements if found else (),
        nothing_answered=nothing and bool(form and form.errors),
        around=BELOW_999 if journey.in_danger and question_id != DANGER else DECIDING,
        advice=beside(draft, journey, question_id),
    )


def _answered(request: HttpRequest, draft: Draft, journey: Journey, question_id: str) -> HttpResponse:
    """Keep an answer and lead on, or show what to mend with all that was typed."""
    form = form_for(journey.ruleset.digest, question_id)(request.POST)
    if not form.is_valid():
        return _page(request, draft, journey, question_id, form)
    change = CHANGE in request.GET
    asked = journey.ruleset.questions[question_id]
    if asked.kind == "individual":
        found = people.seek(request, draft, journey, question_id, form.answer())
        if found is None:
            form.add_error("answer", NATIONAL_INSURANCE)
        return found or _page(request, draft, journey, question_id, form)
    if question_id == DANGER and (form.answer() in IN_DANGER or journey.state.reminder):
        return _danger(request, draft, form.answer())
    journey.answer(question_id, form.answer(), form.also())
    if is_looked_up(journey, question_id):
        Registers(journey, draft.membership).refresh(question_id)
    drafts.keep(draft, journey)
    return redirect(next_url(draft, journey, question_id, change=change))


def _danger(request: HttpRequest, draft: Draft, answer: str) -> HttpResponse:
    """Advise to keep people safe first; to say that nobody is in danger after all takes a reason."""
    if answer not in IN_DANGER:
        return redirect("wizard:nobody", draft.pk)
    actions.advise_danger(draft=draft, answer=answer, by=request.user)  # type: ignore[arg-type]
    return redirect("wizard:safe", draft.pk)
