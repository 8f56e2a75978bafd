"""What a page was sent, and what it says where the ledger cannot take it: nothing that was typed is lost."""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from typing import Any
from uuid import UUID

from django.http import HttpRequest, HttpResponse, QueryDict
from django.shortcuts import render

from audit.ledger.errors import ClockWentBack, IdTaken, LedgerBusy
from audit.ledger.ids import new_id
from portal import carry
from portal.design.forms import Form

View = Callable[..., HttpResponse]
USED = "This form was used on another page. Open the page again and type it once more."


def typed(request: HttpRequest) -> QueryDict | None:
    """Return what was typed on this page: just posted, or carried here through a log-in; None for neither."""
    return request.POST if request.method == "POST" else carry.take(request)


def is_good(request: HttpRequest, form: Form) -> bool:
    """Say whether a posted form can be acted on. What was carried is only shown again: nothing is judged yet."""
    if request.method == "POST":
        return form.is_valid()
    form.full_clean()
    form.errors.clear()
    return False


def form_key(request: HttpRequest) -> UUID:
    """Return the key of a form, made when it was first shown, so that it is kept once however often it is posted."""
    try:
        return UUID(request.POST.get("key", ""))
    except ValueError:
        return new_id()


def kindly(view: View) -> View:
    """Show a page that says to try again where the ledger is busy or its clock is wrong."""

    @wraps(view)
    def guarded(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        try:
            return view(request, *args, **kwargs)
        except (LedgerBusy, ClockWentBack) as refusal:
            return busy(request, refusal.sentence)
        except IdTaken:
            # Only a form whose key belongs to another page comes here.
            return busy(request, USED)

    return guarded


def busy(request: HttpRequest, sentence: str = LedgerBusy.SENTENCE) -> HttpResponse:
    """Say that nothing was lost and how to try again."""
    return render(
        request, "wizard/busy.html", {"sentence": sentence, "again": request.get_full_path()}, status=503
    )
