"""Making a list for the national data opt-out check, and reading the one that came back."""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from typing import Any
from uuid import UUID

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from audit.posted import form_key, is_good, kindly, typed
from decisions.clean_lists import queries
from decisions.clean_lists.actions import make_list, read_back
from decisions.clean_lists.forms import BackForm, ListForm
from decisions.clean_lists.models import CleanList
from decisions.clean_lists.numbers import NotNumbers, file_of, read
from decisions.vocabulary import day_in_words
from portal.errors import NotAllowed
from portal.login import behind_log_in
from portal.models import Membership
from portal.roles import may

SHOWN = 200
View = Callable[..., HttpResponse]


def for_cleaners(view: View) -> View:
    """Show a view to the Guardian and managers; for anyone else it is not there."""

    @behind_log_in
    @wraps(view)
    def guarded(request: HttpRequest, **place: Any) -> HttpResponse:
        membership: Membership | None = request.membership or None  # type: ignore[attr-defined]
        if membership is None or not may(membership, "clean"):
            raise Http404
        return kindly(view)(request, membership, **place)

    return guarded


@require_GET
@for_cleaners
def listed(request: HttpRequest, membership: Membership) -> HttpResponse:
    """List what was sent and what came back: counts and days."""
    rows = [_row(each) for each in queries.latest(membership.organisation)]
    context = {"rows": rows, "head": ["File", "Made on", "Numbers", "Taken out", "Left out as wrong"]}
    return render(request, "clean_lists/list.html", context)


def _row(made: CleanList) -> list[object]:
    """Return one list, cell by cell."""
    link = {"text": made.words["file_name"], "href": reverse("clean_lists:page", args=[made.pk])}
    taken = f"{made.back.removed:,}" if hasattr(made, "back") else "Not back yet"
    return [link, day_in_words(made.made_on), f"{made.sent:,}", taken, f"{made.left_out:,}"]


@require_http_methods(["GET", "POST"])
@for_cleaners
def new(request: HttpRequest, membership: Membership) -> HttpResponse:
    """Read the numbers, and say which lines hold none before the file is made. Nothing is kept of this page."""
    form = ListForm(typed(request), request.FILES or None)
    if is_good(request, form):
        return _checked(request, form.cleaned_data)
    return render(request, "clean_lists/new.html", {"form": form})


def _checked(request: HttpRequest, given: dict[str, Any]) -> HttpResponse:
    """Show how many numbers there are, and what is wrong with the other lines."""
    numbers = given["list"]
    context = {
        "key": form_key(request),
        "mailbox": given["mailbox"],
        "numbers": numbers,
        "good": "\n".join(numbers.good),
        "head": ["Line", "What it holds", "What is wrong"],
        "rows": [[str(at), held, why] for at, held, why in numbers.left_out[:SHOWN]],
        "more": max(len(numbers.left_out) - SHOWN, 0),
    }
    return render(request, "clean_lists/check.html", context)


@require_POST
@for_cleaners
def make(request: HttpRequest, membership: Membership) -> HttpResponse:
    """Record the list and give the file; the numbers are in the file and nowhere else."""
    left_out = request.POST.get("left_out", "")
    try:
        numbers = read(request.POST.get("numbers", ""))
        made = make_list(
            organisation=membership.organisation,
            mailbox=request.POST.get("mailbox", ""),
            good=numbers.good,
            left_out=min(int(left_out), 1_000_000) if left_out.isascii() and left_out.isdigit() else 0,
            event_id=form_key(request),
            by=request.user,  # type: ignore[arg-type]
        )
    except (NotAllowed, NotNumbers) as refusal:
        form = ListForm(request.POST)
        form.full_clean()
        form.add_error(None, refusal.sentence)
        return render(request, "clean_lists/new.html", {"form": form})
    return HttpResponse(
        file_of(numbers.good),
        content_type="application/octet-stream",
        headers={"Content-Disposition": f'attachment; filename="{made.words["file_name"]}"'},
    )


def _of_ours(membership: Membership, list_id: UUID) -> CleanList:
    """Return a list of this organisation; a stranger's is not there."""
    made = queries.get(membership.organisation, list_id)
    if made is None:
        raise Http404
    return made


@require_http_methods(["GET", "POST"])
@for_cleaners
def page(request: HttpRequest, membership: Membership, list_id: UUID) -> HttpResponse:
    """Show one list; where it has not come back yet, take the file that did."""
    made = _of_ours(membership, list_id)
    form = BackForm(typed(request), request.FILES or None)
    if is_good(request, form):
        try:
            kept = len(form.cleaned_data["file"].good)
            read_back(clean_list=made, kept=kept, event_id=form_key(request), by=request.user)  # type: ignore[arg-type]
        except NotAllowed as refusal:
            form.add_error("file", refusal.sentence)
        else:
            return redirect("clean_lists:page", made.pk)
    context = {
        "made": made,
        "made_on": day_in_words(made.made_on),
        "back": getattr(made, "back", None),
        "form": form,
        "key": form_key(request),
    }
    return render(request, "clean_lists/page.html", context)
