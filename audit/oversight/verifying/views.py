"""What the nightly checks found, for those who answer for the record."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_GET

from audit.oversight.verifying import queries
from audit.oversight.verifying.models import Verification
from audit.place import organisation_of
from portal.days import moment_in_words
from portal.login import behind_log_in


@behind_log_in
@require_GET
def index(request: HttpRequest) -> HttpResponse:
    """Show the last checks, and what to do where one found a fault."""
    organisation = organisation_of(request)
    checks = queries.latest(organisation)
    context: dict[str, Any] = {
        "sound": queries.is_sound(organisation),
        "last": queries.last(organisation),
        "head": ["When", "What", "How many", "Found"],
        "rows": [_row(each) for each in checks],
        "faults": [line for each in checks for line in _faults(each)],
    }
    return render(request, "oversight/verifying/index.html", context)


def _row(made: Verification) -> list[object]:
    """Return one check, cell by cell."""
    found = f"{len(made.faults):,} to look into" if made.faults else "Nothing changed"
    return [moment_in_words(made.made_at), made.get_what_display(), queries.entries(made.size), found]


def _faults(made: Verification) -> list[str]:
    """Return what a check found, for whoever is to mend it."""
    when = moment_in_words(made.made_at)
    return [
        f"{when}: {'the whole log' if seq is None else f'entry {seq}'}: {what}" for seq, what in made.faults
    ]
