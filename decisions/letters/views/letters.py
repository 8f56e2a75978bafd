"""Making a letter, reading it, downloading it, and recording that it was given."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_GET, require_http_methods

from audit.posted import form_key, is_good, typed
from decisions.individuals.models import Individual
from decisions.individuals.views.own import membership_of, seen_individual
from decisions.letters import actions, decision_form, papers, queries
from decisions.letters.forms import GivenForm, MakeForm
from decisions.letters.models import Letter
from decisions.letters.patterns import PERSON, STATEMENT, Pattern, patterns
from decisions.letters.views.own import as_pdf, pattern_of, seen_decision, seen_letter
from decisions.wizard.models import Decision
from portal.days import london_day, moment_in_words
from portal.errors import NotAllowed
from portal.roles import may


@require_GET
@seen_individual
def of_person(request: HttpRequest, individual: Individual) -> HttpResponse:
    """Show the letters that can be made for a person, and those that were."""
    name = f"{individual.details.name} ({individual.details.reference})"
    back = reverse("individuals:page", args=[individual.pk])
    offered = _offered(request, "letters:to_person", individual.pk, to_a_person=True)
    return _choose(
        request, offered, queries.made_for(individual=individual), name=name, back=back, whom="for a person"
    )


@require_GET
@seen_decision
def of_decision(request: HttpRequest, decision: Decision) -> HttpResponse:
    """Show the letters that can be made after a decision, and those that were."""
    name = f"Decision {decision.reference}"
    silent = queries.tells_nobody(decision)
    person = decision.individual_id is not None and not silent
    offered = _offered(request, "letters:after_decision", decision.pk, to_a_person=person)
    made = queries.made_for(decision=decision)
    about = {"name": name, "back": _page_of(request, decision), "whom": "after a decision"}
    return _choose(request, offered, made, silent=silent, **about)


def _offered(request: HttpRequest, url: str, owner: UUID, *, to_a_person: bool) -> list[dict[str, str]]:
    """Return the letters this person may make, each with the address of its form."""
    found = queries.offered(membership_of(request), to_a_person=to_a_person)
    return [
        {"url": reverse(url, args=[owner, each.code]), "title": each.title, "use": each.use} for each in found
    ]


def _choose(
    request: HttpRequest, offered: list[dict[str, str]], made: list[Letter], **more: Any
) -> HttpResponse:
    """Show the page on which a letter is chosen."""
    membership = membership_of(request)
    context = {
        "offered": offered,
        "may_write": may(membership, "write"),
        "head": ["Letter", "Made", "Given"],
        "rows": [_row(each) for each in made],
        **more,
    }
    return render(request, "letters/choose.html", context)


def _row(letter: Letter) -> list[object]:
    """Return one letter that was made, cell by cell."""
    given = [queries.given_in_words(each) for each in letter.given.all()]
    link = {"text": _called(letter), "href": reverse("letters:letter", args=[letter.pk])}
    return [link, moment_in_words(letter.made_at), "\n".join(given) or "Not yet"]


def _called(letter: Letter) -> str:
    """Return what a letter is called in a list."""
    title = patterns()[letter.code].title
    return f"{title} (easy read)" if letter.easy else title


def _page_of(request: HttpRequest, decision: Decision) -> str:
    """Return the page of a decision that this person may open: their own, or the desk's."""
    own = decision.worker_id == request.user.pk
    return reverse("wizard:decision" if own else "oversight:decision", args=[decision.pk])


@require_http_methods(["GET", "POST"])
@seen_individual
def to_person(request: HttpRequest, individual: Individual, code: str) -> HttpResponse:
    """Make a letter for a person."""
    pattern = _may_make(request, code)
    form = MakeForm(typed(request), pattern=pattern)
    name = f"{individual.details.name} ({individual.details.reference})"
    back = reverse("letters:of_person", args=[individual.pk])
    return _make(request, form, {"individual": individual}, name=name, back=back, whom="for a person")


@require_http_methods(["GET", "POST"])
@seen_decision
def after_decision(request: HttpRequest, decision: Decision, code: str) -> HttpResponse:
    """Make a letter after a decision; what the decision says is filled in, to be looked at and changed."""
    pattern = _may_make(request, code)
    if pattern.to == PERSON and queries.tells_nobody(decision):
        raise NotAllowed(actions.NOT_NOW)
    given = typed(request)
    said = decision_form.starts(decision_form.opened(decision, request.user)) if given is None else {}  # type: ignore[arg-type]
    form = MakeForm(given, pattern=pattern, initial=said)
    back = reverse("letters:of_decision", args=[decision.pk])
    name = f"Decision {decision.reference}"
    return _make(request, form, {"decision": decision}, name=name, back=back, whom="after a decision")


def _may_make(request: HttpRequest, code: str) -> Pattern:
    """Return the letter of that code; one this person may not make is not there."""
    pattern = pattern_of(code)
    if not may(membership_of(request), pattern.permission):
        raise Http404
    return pattern


def _make(request: HttpRequest, form: MakeForm, about: dict[str, Any], **more: str) -> HttpResponse:
    """Make the letter, once however often the form is posted, or show the form."""
    if is_good(request, form):
        try:
            letter = actions.make_letter(
                pattern=form.pattern,
                easy=form.easy,
                words=form.words(),
                before=request.GET.get("before", ""),
                event_id=form_key(request),
                by=request.user,  # type: ignore[arg-type]
                **about,
            )
        except NotAllowed as refusal:
            form.add_error(None, refusal.sentence)
        else:
            return redirect("letters:letter", letter.pk)
    context = {"form": form, "pattern": form.pattern, "key": form_key(request), **more}
    return render(request, "letters/make.html", context)


@require_GET
@seen_letter
def letter(request: HttpRequest, letter: Letter) -> HttpResponse:
    """Show a letter. That it was opened is recorded first."""
    actions.open_letter(letter=letter, paper=False, by=request.user)  # type: ignore[arg-type]
    body, problem = queries.read(letter)
    context = {
        "letter": letter,
        "paper": papers.as_made(body["paper"]).plain() if body else {},
        "problem": problem,
        "given": queries.given(letter),
        "given_words": [queries.given_in_words(each) for each in queries.given(letter)],
        "next_part": _next_part(letter, body),
        "back": _back(request, letter),
    }
    return render(request, "letters/letter.html", context)


def _next_part(letter: Letter, body: dict[str, Any]) -> str:
    """Return where the next part of a statement is made, "" where it is whole."""
    older = body.get("older", "")
    if not older or letter.individual_id is None:
        return ""
    return f"{reverse('letters:to_person', args=[letter.individual_id, STATEMENT])}?before={older}"


def _back(request: HttpRequest, letter: Letter) -> str:
    """Return the page from which letters like this one are made."""
    if letter.decision_id is not None:
        found = queries.decision_of(membership_of(request), request.user, letter.decision_id)  # type: ignore[arg-type]
        if found is not None:
            return reverse("letters:of_decision", args=[letter.decision_id])
    return reverse("letters:of_person", args=[letter.individual_id])


@require_GET
@seen_letter
def download(request: HttpRequest, letter: Letter) -> HttpResponse:
    """Return a letter as PDF. That it was opened is recorded first."""
    actions.open_letter(letter=letter, paper=True, by=request.user)  # type: ignore[arg-type]
    body, problem = queries.read(letter)
    if problem:
        raise NotAllowed(problem)
    return as_pdf(papers.as_made(body["paper"]), f"letter-{letter.reference}")


@require_http_methods(["GET", "POST"])
@seen_letter
def given(request: HttpRequest, letter: Letter) -> HttpResponse:
    """Record that a letter was given."""
    pattern = patterns()[letter.code]
    form = GivenForm(typed(request), pattern=pattern, initial={"given_on": london_day()})
    if is_good(request, form):
        try:
            actions.give_letter(
                letter=letter,
                event_id=form_key(request),
                by=request.user,  # type: ignore[arg-type]
                **form.given(),
            )
        except NotAllowed as refusal:
            form.add_error(None, refusal.sentence)
        else:
            return redirect("letters:letter", letter.pk)
    context = {"form": form, "letter": letter, "title": _called(letter), "key": form_key(request)}
    return render(request, "letters/given.html", context)
