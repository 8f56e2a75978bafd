"""Where anyone compares a copy of a report with what was sealed, without a log-in. Nothing sent here is kept."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_http_methods

from audit.ledger.errors import BodyAltered, KeyDestroyed
from audit.reports.annual import queries, told, verifying
from audit.reports.annual.forms import VerifyForm
from portal import throttle
from portal.days import moment_in_words
from portal.errors import NotAllowed

ASKED = "verify"
UNREADABLE = "We cannot read the report of this code any more, so we cannot say if your copy is right"


@require_http_methods(["GET", "POST"])
def verify(request: HttpRequest) -> HttpResponse:
    """Say which report a code is of, and whether a file is that report as it was sealed."""
    if throttle.is_closed(request, ASKED):
        return throttle.wait(request)
    form = VerifyForm(request.POST or None, request.FILES or None)
    context: dict[str, Any] = {"form": form}
    if request.method == "POST" and form.is_valid():
        throttle.count(request, ASKED)
        try:
            context |= _verdict(form)
        except NotAllowed as refusal:
            form.add_error("code", refusal.sentence)
        except (BodyAltered, KeyDestroyed):
            form.add_error("code", UNREADABLE)
    return render(request, "reports/annual/verify.html", context)


def _verdict(form: VerifyForm) -> dict[str, Any]:
    """Return what is known of a code, and of a file where one was sent."""
    report, file = verifying.sealed_with(form.cleaned_data["code"]), form.cleaned_data["file"]
    document = queries.document(report)
    return {
        "verdict": "code" if file is None else "same" if verifying.is_copy(report, file.read()) else "other",
        "title": told.title(document),
        "subtitle": told.subtitle(document),
        "sealed": moment_in_words(report.made_at),
    }
