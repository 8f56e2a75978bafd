"""An organisation's own words for its letters: changed by the Guardian or a manager, tried with made-up words first."""

from __future__ import annotations

from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from audit.posted import form_key, is_good, typed
from decisions.letters import actions, papers, queries
from decisions.letters.forms import EASY, PLAIN, WordingForm
from decisions.letters.patterns import Pattern, patterns
from decisions.letters.placeholders import EVERY
from decisions.letters.views.own import as_pdf, pattern_of, writes_letters
from portal.days import moment_in_words
from portal.errors import NotAllowed
from portal.models import Membership

KINDS = {PLAIN: False, EASY: True}


@require_GET
@writes_letters
def listed(request: HttpRequest, membership: Membership) -> HttpResponse:
    """List every letter, and whose words stand for it."""
    own = queries.worded(membership.organisation)
    rows = [[each.title, _link(each, PLAIN, own), _link(each, EASY, own)] for each in patterns().values()]
    context = {"head": ["Letter", "Plain words", "Easy read"], "rows": rows}
    return render(request, "letters/wordings.html", context)


def _link(pattern: Pattern, kind: str, own: set[tuple[str, bool]]) -> SafeString:
    """Return the link to a wording; it says whose words they are."""
    whose = "Your words" if (pattern.code, KINDS[kind]) in own else "First words"
    which = f"{pattern.title}, {'easy read' if KINDS[kind] else 'plain words'}"
    hidden = '<a href="{}">{}<span class="nhsuk-u-visually-hidden">: {}</span></a>'
    return format_html(hidden, reverse("letters:wording", args=[pattern.code, kind]), whose, which)


@require_http_methods(["GET", "POST"])
@writes_letters
def wording(request: HttpRequest, membership: Membership, code: str, kind: str) -> HttpResponse:
    """Show the words of a letter, try changed ones with made-up names, and keep them."""
    pattern, easy = pattern_of(code), _easy(kind)
    standing = queries.standing(membership.organisation, pattern, easy=easy)
    initial = {"title": standing.words.title, "text": standing.words.text}
    form = WordingForm(typed(request), pattern=pattern, initial=initial)
    shown = standing.words
    if is_good(request, form):
        shown = form.typed()
        if "try" not in request.POST and _kept(request, membership, form, easy=easy):
            return redirect("letters:wording", code, kind)
    versions = queries.versions(membership.organisation, pattern, easy=easy)[:10]
    context = {
        "form": form,
        "pattern": pattern,
        "kind": kind,
        "is_easy_read": easy,
        "standing": standing,
        "holds": [(name, EVERY[name].means) for name in pattern.may_hold],
        "keeps": pattern.keeps,
        "paper": papers.example(shown, code, easy=easy).plain() if not form.errors else {},
        "tried": "try" in request.POST,
        "versions": [(moment_in_words(each.made_at), _whose(each.ours)) for each in versions],
        "key": form_key(request),
    }
    return render(request, "letters/wording.html", context)


def _easy(kind: str) -> bool:
    """Return whether a kind of words is easy read; any other kind is not found."""
    if kind not in KINDS:
        raise Http404
    return KINDS[kind]


def _whose(ours: bool) -> str:
    """Return whose words a version holds."""
    return "Back to the first words" if ours else "Your words"


def _kept(request: HttpRequest, membership: Membership, form: WordingForm, *, easy: bool) -> bool:
    """Keep the words; where they are refused, the form says why."""
    said = form.typed()
    given: dict[str, Any] = {"title": said.title, "words": said.text}
    try:
        actions.word_letter(
            organisation=membership.organisation,
            pattern=form.pattern,
            easy=easy,
            event_id=form_key(request),
            by=request.user,  # type: ignore[arg-type]
            **given,
        )
    except NotAllowed as refusal:
        form.add_error(None, refusal.sentence)
        return False
    return True


@require_GET
@writes_letters
def example(request: HttpRequest, membership: Membership, code: str, kind: str) -> HttpResponse:
    """Return a letter with made-up words as PDF."""
    pattern, easy = pattern_of(code), _easy(kind)
    words = queries.standing(membership.organisation, pattern, easy=easy).words
    return as_pdf(papers.example(words, code, easy=easy), f"example-{code}-{kind}")


@require_POST
@writes_letters
def ours(request: HttpRequest, membership: Membership, code: str, kind: str) -> HttpResponse:
    """Go back to the words that came with the portal."""
    actions.take_our_words(
        organisation=membership.organisation,
        pattern=pattern_of(code),
        easy=_easy(kind),
        event_id=form_key(request),
        by=request.user,  # type: ignore[arg-type]
    )
    return redirect("letters:wording", code, kind)
