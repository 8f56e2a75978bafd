"""The page on which a copy of a file is asked for, and the copy."""

from __future__ import annotations

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_http_methods

from audit.posted import form_key, is_good, typed
from decisions.individuals.models import Individual
from decisions.individuals.views.own import seen_individual
from decisions.whole_file.actions import take_out
from decisions.whole_file.collecting import zipped
from decisions.whole_file.forms import TakeOutForm
from portal.errors import NotAllowed
from portal.roles import may


@require_http_methods(["GET", "POST"])
@seen_individual
def take(request: HttpRequest, individual: Individual) -> HttpResponse:
    """Ask why, record it, and give the file; its name says nothing about anybody."""
    if not may(request.membership, "take_out"):  # type: ignore[attr-defined]
        raise Http404
    form = TakeOutForm(typed(request))
    if is_good(request, form):
        try:
            entry = take_out(
                individual=individual,
                event_id=form_key(request),
                by=request.user,  # type: ignore[arg-type]
                **form.facts(),
            )
        except NotAllowed as refusal:
            form.add_error(None, refusal.sentence)
        else:
            return HttpResponse(
                zipped(individual),
                content_type="application/zip",
                headers={
                    "Content-Disposition": f'attachment; filename="file-{entry.reference}.zip"',
                    "Cache-Control": "no-store",
                },
            )
    context = {
        "form": form,
        "individual": individual,
        "key": form_key(request),
        "back": reverse("individuals:page", args=[individual.pk]),
    }
    return render(request, "whole_file/take.html", context)
