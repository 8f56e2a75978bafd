"""To ask a senior or the Guardian from any page of the journey, and what was asked and advised beside it."""

from __future__ import annotations

from collections.abc import Sequence

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils.safestring import SafeString
from django.views.decorators.http import require_http_methods

from audit.oversight.advice.queries import Line
from audit.posted import form_key, is_good, typed
from decisions.rulesets import library
from decisions.wizard import advice, drafts
from decisions.wizard.advice import CHECK
from decisions.wizard.journey import Journey
from decisions.wizard.models import Draft
from decisions.wizard.side_forms import AskForm
from decisions.wizard.views.own import own_draft, question_url, stand_url
from portal.contacts import guardian_of
from portal.days import moment_in_words
from portal.errors import NotAllowed


@require_http_methods(["GET", "POST"])
@own_draft
def ask(request: HttpRequest, draft: Draft, question_id: str) -> HttpResponse:
    """Take a question for a senior or the Guardian, then lead back to the page it was asked from."""
    journey = drafts.journey_of(draft)
    if question_id != CHECK and not library.asks(question_id):
        raise Http404
    if not advice.may_ask_from(journey, question_id):
        return redirect(stand_url(draft, journey))
    form = AskForm(typed(request), guardian=guardian_of(draft.membership.organisation).name)
    if is_good(request, form):
        try:
            advice.ask(
                draft=draft,
                page=question_id,
                text=form.cleaned_data["text"],
                whom=form.cleaned_data["whom"],
                urgent=bool(form.cleaned_data["urgent"]),
                event_id=form_key(request),
                by=request.user,  # type: ignore[arg-type]
            )
            return redirect(_page_url(draft, question_id))
        except NotAllowed as refusal:
            form.add_error(None, refusal.sentence)
    context = {
        "form": form,
        "key": form_key(request),
        "about": advice.title_of(journey, question_id),
        "back": _page_url(draft, question_id),
        "thread": shown(advice.lines(draft, journey)),
    }
    return render(request, "wizard/ask.html", context)


def _page_url(draft: Draft, page: str) -> str:
    """Return the page that somebody asks from."""
    return reverse("wizard:check", args=[draft.pk]) if page == CHECK else question_url(draft, page)


def shown(lines: Sequence[Line]) -> list[dict[str, object]]:
    """Return what was said as pages show it."""
    return [
        {
            "at": moment_in_words(line.at),
            "by": line.person,
            "role": line.role,
            "text": line.text,
            "is_advice": line.is_advice,
            "title": line.title,
            "problem": line.problem,
        }
        for line in lines
    ]


def beside(draft: Draft, journey: Journey, page: str) -> tuple[SafeString, SafeString]:
    """Return what stands by the answers of a page, and what below them: the thread, and the link to ask.

    The thread is met before the answers where it was asked from that question and where all are checked; below them
    at every other question.
    """
    lines = advice.lines(draft, journey)
    here = page == CHECK or any(line.title == advice.title_of(journey, page) for line in lines)
    thread = thread_box(lines) if lines else SafeString("")
    link = ask_link(draft, page, again=bool(lines))
    return (thread, link) if here else (SafeString(""), SafeString(thread + link))


def thread_box(lines: Sequence[Line]) -> SafeString:
    """Return what was asked and advised."""
    return render_to_string("wizard/_advice.html", {"thread": shown(lines)})


def ask_link(draft: Draft, page: str, *, again: bool) -> SafeString:
    """Return the link that leads to the question for a senior or the Guardian."""
    url = reverse("wizard:ask", args=[draft.pk, page])
    return render_to_string("wizard/_ask.html", {"url": url, "again": again})
