"""The pages of weighing: begin, one question after the other, and check both sides before it is kept."""

from __future__ import annotations

from functools import wraps
from itertools import groupby
from typing import Any, Final
from uuid import UUID

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.safestring import SafeString
from django.views.decorators.http import require_GET, require_http_methods

from audit.oversight.weighing import queries
from audit.oversight.weighing.queries import Asking
from audit.place import organisation_of
from audit.posted import View, is_good, kindly, typed
from decisions.law.queries import law_for
from decisions.weighing import conclusion, drafts
from decisions.weighing.forms import WordsForm
from decisions.weighing.models import WeighingDraft
from decisions.wizard import body
from decisions.wizard.forms import QuestionForm, typed_form
from decisions.wizard.journey import Journey
from decisions.wizard.pages import Around, notice, question_page
from decisions.wizard.views.own import CHANGE, own
from portal.login import behind_log_in
from portal.models import User
from portal.roles import may

LEAVE: Final = "Save and come back later"
MARK: Final = "Weigh: "
"""Begins the title of each question, so that no page of the wizard bears the same."""


def _asking(request: HttpRequest, decision_id: UUID) -> Asking:
    """Return what is put to the Guardian; for anyone else, and for what does not ask, there is no such page."""
    found = queries.asking(organisation_of(request, "weigh"), decision_id)
    if found is None:
        raise Http404
    return found


def _recorded(request: HttpRequest, draft_id: UUID) -> HttpResponse:
    """Lead to where a weighing can be read."""
    made = drafts.recorded(request.user, draft_id)  # type: ignore[arg-type]
    if made is None:
        raise Http404
    asked = queries.asking(made.organisation, made.decision)
    return redirect(_desk(asked) if asked else reverse("oversight:decision", args=[made.decision]))


def _read(user: User, draft_id: UUID) -> WeighingDraft | None:
    """Return a person's own draft; where they may not weigh any more, there is no such page."""
    draft = drafts.read(user, draft_id)
    if draft is not None and not may(draft.membership, "weigh"):
        raise Http404
    return draft


_own_draft = own(
    read=_read, recorded=_recorded, again=lambda draft: redirect("weighing:begin", draft.decision)
)


def _own(view: View) -> View:
    """Give a view the person's own draft; one that was recorded leads to the desk, any other is not found."""

    @_own_draft
    @wraps(view)
    def found(request: HttpRequest, draft: WeighingDraft, **place: Any) -> HttpResponse:
        return view(request, draft, drafts.journey_of(draft), **place)

    return found


def _desk(asked: Asking) -> str:
    """Return where the desk shows what was asked."""
    if asked.thread is not None:
        return reverse("advice:thread", args=[asked.thread.pk])
    return reverse("oversight:decision", args=[asked.decision])


@require_http_methods(["GET", "POST"])
@behind_log_in
@kindly
def begin(request: HttpRequest, decision_id: UUID) -> HttpResponse:
    """Say what comes; on Start ask the first question, or the one where this person stopped."""
    asked = _asking(request, decision_id)
    membership = request.membership  # type: ignore[attr-defined]
    if request.method == "POST":
        draft = drafts.begin(asked=asked, membership=membership, by=request.user)  # type: ignore[arg-type]
        return redirect("weighing:resume", draft.pk)
    own = not queries.may_weigh(membership, asked.worker)
    context = {
        "asked": asked,
        "desk": _desk(asked),
        "own": own,
        "others": queries.instead_of(asked.organisation, request.user) if own else "",  # type: ignore[arg-type]
        "weighed": queries.turns(asked.decision),
    }
    return render(request, "weighing/begin.html", context)


@require_GET
@_own
def resume(request: HttpRequest, draft: WeighingDraft, journey: Journey) -> HttpResponse:
    """Lead to where the person stands."""
    return redirect(_stand(draft, journey))


def _question(draft: WeighingDraft, question_id: str, *, change: bool = False) -> str:
    url = reverse("weighing:question", args=[draft.pk, question_id])
    return f"{url}?{CHANGE}=1" if change else url


def _stand(draft: WeighingDraft, journey: Journey, *, change: bool = False) -> str:
    """Return where the person stands: the first question without an answer, or the check."""
    if journey.to_ask:
        return _question(draft, journey.to_ask, change=change)
    return reverse("weighing:check", args=[draft.pk])


@require_http_methods(["GET", "POST"])
@_own
def question(request: HttpRequest, draft: WeighingDraft, journey: Journey, question_id: str) -> HttpResponse:
    """Ask one question, or take its answer. One that was not reached leads to where the person stands."""
    if not journey.may_show(question_id):
        if question_id not in journey.ruleset.questions:
            raise Http404
        return redirect(_stand(draft, journey))
    form = typed_form(request, journey, question_id)
    if form is not None and is_good(request, form):
        return _answered(request, draft, journey, question_id, form)
    return _page(request, draft, journey, form, question_id=question_id)


def _answered(
    request: HttpRequest, draft: WeighingDraft, journey: Journey, question_id: str, form: QuestionForm
) -> HttpResponse:
    """Keep an answer and lead on: to the next question, or from a change back to the check."""
    change = CHANGE in request.GET
    journey.answer(question_id, form.answer(), form.also())
    drafts.keep(draft, journey)
    following = journey.after(question_id)
    if change or following is None:
        return redirect(_stand(draft, journey, change=change))
    return redirect(_question(draft, following))


def _page(
    request: HttpRequest,
    draft: WeighingDraft,
    journey: Journey,
    form: QuestionForm | None,
    *,
    question_id: str,
) -> HttpResponse:
    """Draw a question as the wizard does. The Guardian is told to call nobody: it is they whom others call."""
    before = journey.before(question_id)
    back = _question(draft, before) if before else reverse("weighing:begin", args=[draft.decision])
    if CHANGE in request.GET and journey.to_ask is None:
        back = reverse("weighing:check", args=[draft.pk])
    return question_page(
        request,
        draft.membership,
        journey,
        form,
        question_id=question_id,
        back=back,
        around=Around(mark=MARK, leave=LEAVE, leave_url=reverse("oversight:list"), call=SafeString("")),
    )


@require_http_methods(["GET", "POST"])
@_own
def check(request: HttpRequest, draft: WeighingDraft, journey: Journey) -> HttpResponse:
    """Show every answer, both sides and the end; on Confirm keep it, once."""
    outcome = journey.outcome
    if outcome is None:
        return redirect(_stand(draft, journey))
    form = WordsForm(typed(request))
    if is_good(request, form):
        words = form.cleaned_data["words"]
        made = drafts.finish(draft=draft, words=words, by=request.user)  # type: ignore[arg-type]
        return _recorded(request, made.pk)
    organisation = draft.membership.organisation
    law = law_for(organisation, journey.ruleset, journey.walk)
    context = {
        "groups": _groups(draft, journey),
        "advice": conclusion.advice(journey, outcome, organisation, law),
        "settled": outcome.id not in conclusion.UNSETTLED,
        "notice": notice(journey),
        "back": _question(draft, journey.path[-1]),
        "form": form,
        "leave": LEAVE,
    }
    return render(request, "weighing/check.html", context)


def _groups(draft: WeighingDraft, journey: Journey) -> list[dict[str, Any]]:
    """Return the answers as summary lists under the captions of their questions."""
    return [
        {"title": caption, "rows": [line for row in rows for line in _lines(draft, journey, row)]}
        for caption, rows in groupby(body.rows(journey), key=lambda row: row["caption"])
    ]


def _lines(draft: WeighingDraft, journey: Journey, row: dict[str, Any]) -> list[dict[str, str]]:
    """Return the lines of one question: its answer, and what was added."""
    change = _question(draft, row["question"], change=True)
    lines = [{"key": row["title"], "value": "\n".join(row["answer"]), "change_url": change}]
    also = journey.ruleset.questions[row["question"]].also
    if also:
        lines.append({"key": also.removesuffix(" (optional)"), "value": row["also"], "change_url": change})
    return lines
