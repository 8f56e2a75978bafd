"""The task list of the year: what is ready before the toolkit's deadline, and what is not."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_GET

from audit.assurance.tasks import shown
from audit.place import organisation_of
from portal.days import london_day
from portal.login import behind_log_in


@behind_log_in
@require_GET
def listed(request: HttpRequest) -> HttpResponse:
    """Show everything that the year asks for, group by group, and how much of it is ready."""
    context = shown.page(organisation_of(request, "assure"), london_day())
    return render(request, "assurance/tasks/list.html", context)
