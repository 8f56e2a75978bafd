"""Bringing people in: choose a list, see what it would do, confirm, and watch it being done."""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from typing import Any
from uuid import UUID

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_GET, require_http_methods

from decisions.intake import keeping, tasks
from decisions.intake.forms import UploadForm, WordsForm
from decisions.intake.lists import KINDS, ListKind
from decisions.intake.models import Intake
from decisions.intake.reading import Unreadable
from decisions.intake.rows import Tried
from portal.jobs import nudge
from portal.login import behind_log_in
from portal.models import Membership
from portal.roles import may

SHOWN = 100
STILL = 120
"""After so many seconds without a move the page stops turning by itself."""
View = Callable[..., HttpResponse]


def for_managers(view: View) -> View:
    """Show a view to those who may bring people in; for anyone else it is not there."""

    @behind_log_in
    @wraps(view)
    def guarded(request: HttpRequest, **place: Any) -> HttpResponse:
        membership: Membership | None = request.membership or None  # type: ignore[attr-defined]
        if membership is None or not may(membership, "bring_in"):
            raise Http404
        return view(request, membership, **place)

    return guarded


def _kind(slug: str) -> ListKind:
    if slug not in KINDS:
        raise Http404
    return KINDS[slug]


@require_GET
@for_managers
def index(request: HttpRequest, membership: Membership) -> HttpResponse:
    """Ask which kind of list it is."""
    return render(request, "intake/index.html", {"kinds": KINDS.values()})


@require_GET
@for_managers
def example(request: HttpRequest, membership: Membership, kind: str) -> HttpResponse:
    """Give a file to start from."""
    text = _kind(kind).example_file(membership.organisation)
    return HttpResponse(
        text,
        content_type="text/csv; charset=utf-8",
        headers={"Content-Disposition": f'attachment; filename="{kind}.csv"'},
    )


@require_http_methods(["GET", "POST"])
@for_managers
def upload(request: HttpRequest, membership: Membership, kind: str) -> HttpResponse:
    """Take a list and try it. With a bad row in it nothing of it is kept, and each is told."""
    of = _kind(kind)
    form = UploadForm(
        request.POST if request.method == "POST" else None,
        request.FILES or None,
        sent=int(request.META.get("CONTENT_LENGTH") or 0),
    )
    tried = None
    if request.method == "POST" and form.is_valid():
        tried = _tried(form, of, membership)
        if tried is not None and (tried.new or tried.questions) and not tried.bad:
            intake = keeping.keep(
                kind=kind,
                data=form.cleaned_data["file"],
                tried=tried,
                membership=membership,
                by=request.user,  # type: ignore[arg-type]
            )
            return redirect("intake:list", intake.pk)
    context = {"form": form, "kind": of, "tried": tried, "has_errors": bool(tried and tried.bad)}
    return render(request, "intake/upload.html", context | _troubles(tried))


def _tried(form: UploadForm, kind: ListKind, membership: Membership) -> Tried | None:
    """Return what the file would do, or None where the form now says why it cannot be read."""
    try:
        return kind.try_file(form.cleaned_data["file"], membership.organisation)
    except Unreadable as refusal:
        where = f"Row {refusal.row}: " if refusal.row else ""
        form.add_error("file", where + refusal.sentence.rstrip("."))
        return None


def _troubles(tried: Tried | None) -> dict[str, Any]:
    """Return the table of what is to be mended; of very many the first hundred."""
    if tried is None:
        return {}
    rows = [[str(each.row), each.column or "The whole row", each.why] for each in tried.bad[:SHOWN]]
    summary = [("#to-mend", "Mend the rows below, then choose the file again")] if rows else []
    more = max(len(tried.bad) - SHOWN, 0)
    return {"head": ["Row", "Column", "What to do"], "rows": rows, "more": more, "summary": summary}


@require_http_methods(["GET", "POST"])
@for_managers
def of_list(request: HttpRequest, membership: Membership, intake_id: UUID) -> HttpResponse:
    """Show how far a list is: to be confirmed, being brought in, done. Without a script the page turns by itself."""
    intake = keeping.get(membership, intake_id)
    if intake is None:
        raise Http404
    if intake.state == Intake.State.TRIED:
        return _tried_page(request, membership, intake)
    if request.method == "POST":
        return _begun(intake, request)
    still = (timezone.now() - intake.moved_at).total_seconds() > STILL
    turning = intake.state == Intake.State.WAITING and not still
    context = {
        "intake": intake,
        "kind": KINDS[intake.kind],
        "turning": turning,
        "back": reverse("intake:upload", args=[intake.kind]),
    }
    response = render(request, "intake/list.html", context)
    if turning:
        response.headers["Refresh"] = "2"
    return response


def _begun(intake: Intake, request: HttpRequest) -> HttpResponse:
    """Bring a list in; pressing twice brings it in once."""
    keeping.confirm(intake, by=request.user)  # type: ignore[arg-type]
    nudge(tasks.bring_in, intake.pk)
    return redirect("intake:list", intake.pk)


def _tried_page(request: HttpRequest, membership: Membership, intake: Intake) -> HttpResponse:
    """Ask what unknown words of a list mean; then show how all of it was understood, until it is confirmed."""
    kind, done = KINDS[intake.kind], request.POST.get("do", "")
    if done == "drop":
        keeping.drop(intake)
        return redirect("intake:upload", intake.kind)
    tried = keeping.tried_again(intake)
    if tried is None:
        return redirect("intake:list", intake.pk)
    if tried.bad:
        return _to_mend(request, intake, kind, tried)
    if tried.questions:
        return _questions(request, intake, kind, tried)
    if request.method == "POST":
        return _begun(intake, request)
    context = {
        "intake": intake,
        "kind": kind,
        "tried": tried,
        "back": reverse("intake:upload", args=[intake.kind]),
        "columns": [{"key": written, "value": ours} for written, ours in tried.headings],
        "understood": _understood(tried),
        "words_head": ["In your list", "Here", "Rows"],
    }
    return render(request, "intake/list.html", context)


def _understood(tried: Tried) -> list[list[str]]:
    """Return how each word of a list was understood, cell by cell."""
    return [[word, meaning, str(rows)] for (_, word), (meaning, rows) in sorted(tried.understood.items())]


def _questions(request: HttpRequest, intake: Intake, kind: ListKind, tried: Tried) -> HttpResponse:
    """Ask each question once, and read the list again with the answers."""
    asked = tried.questions.values()
    form = WordsForm(request.POST if "answered" in request.POST else None, kind=kind, questions=asked)
    if form.is_bound and form.is_valid():
        keeping.answer(intake, form.cleaned_data)
        return redirect("intake:list", intake.pk)
    context = {"form": form, "kind": kind, "intake": intake, "has_errors": bool(form.errors)}
    return render(
        request, "intake/words.html", context | {"back": reverse("intake:upload", args=[intake.kind])}
    )


def _to_mend(request: HttpRequest, intake: Intake, kind: ListKind, tried: Tried) -> HttpResponse:
    """Show what is to be mended now that the words of a list are known, and throw the list away."""
    keeping.drop(intake)
    context = {"form": UploadForm(), "kind": kind, "tried": tried, "has_errors": True}
    return render(request, "intake/upload.html", context | _troubles(tried))
