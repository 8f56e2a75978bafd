"""The pages of practice: choose a story, answer the questions, and see how it went."""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from typing import Any
from uuid import UUID

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.html import format_html
from django.views.decorators.http import require_GET, require_http_methods

from audit.posted import is_good
from decisions.law.queries import law_for
from decisions.practice import drafts, own, queries, stories
from decisions.practice.models import PracticeDraft
from decisions.rulesets import library
from decisions.rulesets.scenarios import Scenario
from decisions.wizard import body
from decisions.wizard.forms import QuestionForm, typed_form
from decisions.wizard.journey import Journey
from decisions.wizard.pages import Around, question_page
from portal.contacts import guardian_of
from portal.design.components import component
from portal.errors import NotAllowed
from portal.login import behind_log_in
from portal.models import Membership
from portal.roles import may

MARK = "Practice"
NO_PLACE = "Your log in is not linked to a place of work yet. Ask your manager to link you to your home."
View = Callable[..., HttpResponse]


def _member(request: HttpRequest) -> Membership:
    """Return where somebody works who may decide, and so may practise."""
    membership: Membership | None = request.membership or None  # type: ignore[attr-defined]
    if membership is None or not may(membership, "decide"):
        raise NotAllowed(NO_PLACE)
    return membership


def _own(view: View) -> View:
    """Give a view the worker's own practice, its story and the journey so far; any other is not found."""

    @behind_log_in
    @wraps(view)
    def found(request: HttpRequest, draft_id: UUID, **place: Any) -> HttpResponse:
        draft = drafts.read(request.user, draft_id)  # type: ignore[arg-type]
        told = own.find(draft.membership.organisation, draft.story) if draft else None
        if draft is None or told is None:
            raise Http404
        try:
            journey = drafts.journey_of(draft)
        except library.UnknownRuleset as missing:
            raise Http404 from missing
        return view(request, draft, told, journey, **place)

    return found


@require_GET
@behind_log_in
def index(request: HttpRequest) -> HttpResponse:
    """Offer a story, and all of them to choose from."""
    organisation = _member(request).organisation
    mine = own.own_stories(organisation)
    here = own.with_installed(mine)
    context = {
        "given": queries.next_story(request.user, here),  # type: ignore[arg-type]
        "doors": queries.by_door(request.user, here, mine),  # type: ignore[arg-type]
    }
    return render(request, "practice/index.html", context)


@require_GET
@behind_log_in
def yours(request: HttpRequest) -> HttpResponse:
    """Show a worker how their practice went."""
    here = own.with_installed(own.own_stories(_member(request).organisation))
    results = queries.results_of(request.user, here)  # type: ignore[arg-type]
    rows = [
        [
            {"text": each["story"], "href": reverse("practice:story", args=[each["url_id"]])}
            if each["url_id"]
            else each["story"],
            "Right" if each["right"] else "Not right",
            each["when"],
        ]
        for each in results
    ]
    context = {
        "head": ["Story", "How it went", "When"],
        "rows": rows,
        "right": sum(each["right"] for each in results),
    }
    return render(request, "practice/yours.html", context)


@require_http_methods(["GET", "POST"])
@behind_log_in
def story(request: HttpRequest, story_id: str) -> HttpResponse:
    """Tell a story, and on Start ask the first question."""
    membership = _member(request)
    told = own.find(membership.organisation, story_id)
    if told is None:
        return _to_read(request, membership, story_id)
    if request.method == "POST":
        draft = drafts.begin(story=told, membership=membership, by=request.user)  # type: ignore[arg-type]
        return redirect("practice:resume", draft.pk)
    return render(request, "practice/story.html", {"story": told})


def _to_read(request: HttpRequest, membership: Membership, story_id: str) -> HttpResponse:
    """Show one of the organisation's own stories that cannot be walked, with what is right."""
    found = own.own_story(membership.organisation, story_id)
    if found is None or request.method == "POST":
        raise Http404
    return render(request, "practice/read.html", {"story": found})


@require_GET
@_own
def resume(request: HttpRequest, draft: PracticeDraft, told: Scenario, journey: Journey) -> HttpResponse:
    """Lead to where the worker stands."""
    return redirect(_stand(draft, journey))


def _stand(draft: PracticeDraft, journey: Journey) -> str:
    """Return where the worker stands: the first question without an answer, or the end."""
    if draft.finished or journey.to_ask is None:
        return reverse("practice:end", args=[draft.pk])
    return reverse("practice:question", args=[draft.pk, journey.to_ask])


@require_http_methods(["GET", "POST"])
@_own
def question(
    request: HttpRequest, draft: PracticeDraft, told: Scenario, journey: Journey, question_id: str
) -> HttpResponse:
    """Ask one question of a story, or take its answer; the last answer ends it."""
    if draft.finished or not journey.may_show(question_id):
        return redirect(_stand(draft, journey))
    form = typed_form(request, journey, question_id)
    if form is not None and is_good(request, form):
        _answered(draft, told, journey, question_id, form)
        return redirect(_stand(draft, journey))
    return _page(request, draft, told, journey, form, question_id=question_id)


def _answered(
    draft: PracticeDraft, told: Scenario, journey: Journey, question_id: str, form: QuestionForm
) -> None:
    """Take an answer as it was given: a name is what was typed, and nobody is looked up."""
    answer = form.answer()
    if journey.ruleset.questions[question_id].kind == "individual":
        name = answer["text"]
        journey.state.people[name] = {"name": name, "reference": ""}
        answer = name
    journey.answer(question_id, answer, form.also())
    outcome = journey.outcome
    if outcome is None:
        drafts.keep(draft, journey)
    else:
        drafts.finish(draft, journey, told, outcome)


def _page(
    request: HttpRequest,
    draft: PracticeDraft,
    told: Scenario,
    journey: Journey,
    form: QuestionForm | None,
    *,
    question_id: str,
) -> HttpResponse:
    """Draw a question under the mark and the story."""
    before = journey.before(question_id)
    back = ("practice:question", [draft.pk, before]) if before else ("practice:story", [told.id])
    tag = component("tag", {"text": MARK, "colour": "purple"})
    return question_page(
        request,
        draft.membership,
        journey,
        form,
        question_id=question_id,
        back=reverse(back[0], args=back[1]),
        around=Around(
            mark=f"{MARK}: ",
            over=format_html("<p>{}</p><p>{}<br>{}</p>", tag, *told.story),
            leave="Stop practising",
            leave_url=reverse("practice:index"),
        ),
    )


@require_GET
@_own
def end(request: HttpRequest, draft: PracticeDraft, told: Scenario, journey: Journey) -> HttpResponse:
    """Show the advice, whether it was the story's, why, and what was answered differently."""
    if not draft.finished or journey.outcome is None:
        return redirect(_stand(draft, journey))
    right = stories.told(told, journey.state.versions)
    context = {
        "story": told,
        "right": stories.is_right(told, journey.ruleset, journey.outcome),
        "same": journey.outcome.id == told.outcome,
        "given": _advice(draft, journey),
        "told": _advice(draft, right),
        "differences": stories.differences(journey, right),
        "asked_of_us": stories.asked_of_us(told),
        "own_why": _own_why(draft, told),
    }
    return render(request, "practice/end.html", context)


def _own_why(draft: PracticeDraft, told: Scenario) -> str:
    """Return what the writer of an organisation's own story says is right, "" for any other."""
    found = None if told.id in stories.stories() else own.own_story(draft.membership.organisation, told.id)
    return found.why if found else ""


def _advice(draft: PracticeDraft, journey: Journey) -> dict[str, Any]:
    """Return the advice of a journey in words, {} where it has none."""
    organisation = draft.membership.organisation
    if journey.walk.outcome is None:
        return {}
    words = body.words_for(journey, guardian_of(organisation))
    law = law_for(organisation, journey.ruleset, journey.walk)
    return body.advice(journey, journey.walk.outcome, words, law)
