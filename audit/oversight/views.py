"""The Guardian's list of decisions."""

from __future__ import annotations

from collections.abc import Mapping
from urllib.parse import urlencode
from uuid import UUID

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.html import format_html, format_html_join
from django.views.decorators.http import require_GET

from audit.ledger.models import Entry
from audit.oversight import queries, words
from audit.oversight.place import organisation_of, place_in
from portal.design.components import component
from portal.login import behind_log_in
from portal.models import Home


@behind_log_in
@require_GET
def decisions(request: HttpRequest) -> HttpResponse:
    """Show a page of decisions, the latest first. No individual is named."""
    organisation = organisation_of(request)
    homes = {str(home.pk): home for home in queries.homes(organisation)}
    home = _chosen(request, homes)
    page = queries.decisions(
        organisation, home=home, before=place_in(request, "before"), after=place_in(request, "after")
    )
    names = {place.pk: place.name for place in homes.values()}
    context = {
        "head": ["Reference", "Advice", "What it was about", "Why it is here", "Home", "Waiting"],
        "rows": [_listed(entry, names) for entry in page.entries],
        "homes": [
            {"name": each.name, "url": _list_url(home=each), "chosen": each == home}
            for each in homes.values()
        ],
        "home": home,
        "all_url": _list_url(),
        "older": _list_url(home=home, before=page.older) if page.older is not None else "",
        "newer": _list_url(home=home, after=page.newer) if page.newer is not None else "",
    }
    return render(request, "oversight/list.html", context)


def _listed(entry: Entry, homes: Mapping[UUID, str]) -> list[object]:
    """Return what the list shows of a decision, cell by cell: codes as words, and no name."""
    link = format_html('<a href="{}">{}</a>', reverse("oversight:decision", args=[entry.pk]), entry.reference)
    tags = [component("tag", {"text": text, "colour": colour}) for text, colour in words.flags(entry)]
    return [
        link,
        words.in_words(entry.outcome),
        words.in_words(entry.door),
        format_html_join(" ", "{}", ((tag,) for tag in tags)) if tags else "No flag",
        homes.get(entry.home_id, "") if entry.home_id else "",
        words.waiting(entry.recorded_at, timezone.now()),
    ]


def _chosen(request: HttpRequest, homes: Mapping[str, Home]) -> Home | None:
    """Return the home the list is filtered by; a home of somebody else's is not found."""
    asked = request.GET.get("home", "")
    if asked and asked not in homes:
        raise Http404
    return homes.get(asked)


def _list_url(*, home: Home | None = None, before: int | None = None, after: int | None = None) -> str:
    """Return the address of a page of the list, "" for one that is not there."""
    given = {"home": home.pk if home else None, "before": before, "after": after}
    query = urlencode({name: value for name, value in given.items() if value is not None})
    return reverse("oversight:list") + (f"?{query}" if query else "")
