"""What anyone may read of an organisation without a log-in. Nobody is asked who they are, and no reading is kept."""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_GET

from audit.assurance.notices import queries, shown
from audit.ledger import queries as ledger
from audit.ledger.events import Event
from portal.contacts import guardian_of
from portal.days import day_in_words, london_day
from portal.models import Organisation


def named(view: Callable[..., HttpResponse]) -> Callable[..., HttpResponse]:
    """Give a view the organisation that its address names; of an unknown one there is no page."""

    @require_GET
    @wraps(view)
    def found(request: HttpRequest, organisation: str, **given: Any) -> HttpResponse:
        named_so = queries.organisation_named(organisation)
        if named_so is None:
            raise Http404
        return view(request, named_so, **given)

    return found


@named
def index(request: HttpRequest, organisation: Organisation) -> HttpResponse:
    """Show who the organisation is and whom to call."""
    return render(request, "about/index.html", _context(organisation))


@named
def information(request: HttpRequest, organisation: Organisation, easy: bool = False) -> HttpResponse:
    """Show the notice in force, as usual or in easy read."""
    notice = queries.in_force(organisation)
    readable = notice is not None and notice.is_readable
    context = {
        "title": shown.EASY_TITLE if easy else shown.TITLE,
        "easy": easy,
        "paper": shown.paper(notice, easy=easy).plain() if notice is not None and readable else None,
        "is_published": notice is not None,
        "older": [
            (each.number, day_in_words(each.published_on)) for each in queries.versions(organisation)[1:]
        ],
    }
    return render(request, "about/information.html", _context(organisation) | context)


@named
def as_pdf(request: HttpRequest, organisation: Organisation, easy: bool = False) -> HttpResponse:
    """Return the notice in force as a tagged PDF."""
    notice = queries.in_force(organisation)
    if notice is None or not notice.is_readable:
        raise Http404
    name = {"Content-Disposition": 'inline; filename="notice.pdf"'}
    return HttpResponse(shown.printed(notice, easy=easy), content_type="application/pdf", headers=name)


@named
def version(request: HttpRequest, organisation: Organisation, number: int) -> HttpResponse:
    """Show one version of the notice, in force or not."""
    notice = queries.of_number(organisation, number)
    if notice is None or not notice.is_readable:
        raise Http404
    latest = queries.versions(organisation)[0].number
    context = {
        "title": f"{shown.TITLE}: version {number}",
        "paper": shown.paper(notice, in_force=number == latest).plain(),
    }
    return render(request, "about/version.html", _context(organisation) | context)


@named
def records(request: HttpRequest, organisation: Organisation) -> HttpResponse:
    """Say what the organisation's records prove, and what they do not."""
    first = ledger.page(organisation, event=Event.LOG_OPENED, size=1).entries
    began = day_in_words(london_day(first[0].recorded_at)) if first else ""
    return render(request, "about/records.html", _context(organisation) | {"began": began})


def _context(organisation: Organisation) -> dict[str, object]:
    """Return what every public page shows: whose it is, and whom to call."""
    return {"organisation": organisation, "guardian": guardian_of(organisation)}
