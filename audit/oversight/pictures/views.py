"""The page of pictures: exact for whoever reviews, with small numbers hidden for whoever manages."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from urllib.parse import urlencode
from uuid import UUID

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_GET

from audit.numbers import about, exact
from audit.oversight import queries as oversight
from audit.oversight import reading
from audit.oversight.pictures import period as periods
from audit.oversight.pictures import queries
from audit.oversight.pictures.period import MONTH, QUARTER, Period
from audit.oversight.pictures.sheet import drawn, plans
from audit.place import organisation_of
from portal.days import london_day
from portal.login import behind_log_in
from portal.models import Home
from portal.roles import may
from portal.standing import only_home


@dataclass(frozen=True, slots=True)
class Way:
    """A link to the same pictures of another time or home."""

    words: str
    url: str
    chosen: bool


@behind_log_in
@require_GET
def pictures(request: HttpRequest) -> HttpResponse:
    """Show what was decided in a time, at one home or at all. Nobody is named; nothing personal is read.

    A manager of one home sees that home alone.
    """
    at_desk = may(request.membership or None, "review")  # type: ignore[attr-defined]
    organisation = organisation_of(request, "review" if at_desk else "manage")
    reading.catch_up(organisation)
    step, today = (MONTH if at_desk else QUARTER), london_day()
    own = only_home(request.membership)  # type: ignore[attr-defined]
    homes = [each for each in oversight.homes(organisation) if own in {None, each.pk}]
    home = _home(request, homes) or (homes[0] if own else None)
    period = periods.read(request.GET.get("period", ""), today, step)
    if period is None:
        raise Http404
    counted = (queries.cells if at_desk else queries.rounded_cells)(organisation, period, home)
    names: dict[UUID | None, str] = {each.pk: each.name for each in homes}
    number = exact if at_desk else about
    earliest = queries.earliest(organisation, home) or today
    context = {
        "period": period,
        "home": home,
        "rounded": not at_desk,
        "pictures": [drawn(plan, number) for plan in plans(counted, names, period, step)],
        "periods": list(_periods(periods.offered(earliest, today, step), period, home)),
        "quarters": list(_periods(periods.quarters(period, today, step), period, home)),
        "homes": list(_homes(homes, period, home)),
    }
    return render(request, "oversight/pictures/pictures.html", context)


def _home(request: HttpRequest, homes: list[Home]) -> Home | None:
    """Return the home asked for; one of somebody else's is not found."""
    asked = request.GET.get("home", "")
    found = next((home for home in homes if str(home.pk) == asked), None)
    if asked and found is None:
        raise Http404
    return found


def _url(period: Period, home: Home | None) -> str:
    query = {"period": period.code} | ({"home": str(home.pk)} if home else {})
    return f"{reverse('pictures:index')}?{urlencode(query)}"


def _periods(found: Iterator[Period] | list[Period], period: Period, home: Home | None) -> Iterator[Way]:
    for each in found:
        yield Way(each.words, _url(each, home), each.code == period.code)


def _homes(homes: list[Home], period: Period, home: Home | None) -> Iterator[Way]:
    if len(homes) > 1:
        yield Way("All homes", _url(period, None), home is None)
        for each in homes:
            yield Way(each.name, _url(period, each), each == home)
