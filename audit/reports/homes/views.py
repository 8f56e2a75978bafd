"""The overview of the homes, and two to four of them side by side. Nobody is named."""

from __future__ import annotations

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_GET

from audit.place import organisation_of
from audit.reports.counting.period import Period
from audit.reports.homes import queries, shown
from audit.reports.homes.forms import SideForm
from audit.reports.queries import period_of, periods
from portal.days import london_day
from portal.login import behind_log_in
from portal.models import Membership
from portal.roles import may


def _membership(request: HttpRequest) -> Membership:
    organisation_of(request, "report")
    return request.membership  # type: ignore[attr-defined]


def _period(request: HttpRequest, membership: Membership) -> tuple[Period, list[Period]]:
    """Return the period asked for, else the toolkit year that runs, and those to choose from."""
    offered = periods(membership.organisation, london_day())
    asked = request.GET.get("period", "")
    found = period_of(asked, london_day()) if asked else offered[0]
    if found is None:
        raise Http404
    return found, offered


@behind_log_in
@require_GET
def index(request: HttpRequest) -> HttpResponse:
    """Show a row for each home this person may see, and what to compare."""
    membership = _membership(request)
    period, offered = _period(request, membership)
    lines = queries.overview(membership, period)
    sees_concerns = may(membership, "concerns")
    homes = queries.homes_of(membership)
    form = SideForm(homes=homes) if len(homes) > 1 else None
    return render(
        request,
        "reports/homes/list.html",
        {
            "period": period,
            "ways": shown.ways(offered, period),
            "head": shown.head(concerns=sees_concerns),
            "rows": [shown.row(each, concerns=sees_concerns) for each in lines],
            "form": form,
        },
    )


@behind_log_in
@require_GET
def side_by_side(request: HttpRequest) -> HttpResponse:
    """Show two to four homes beside one another; whoever chose too few or too many reads why and chooses again."""
    membership = _membership(request)
    period, _ = _period(request, membership)
    homes = queries.homes_of(membership)
    if len(homes) < 2:
        raise Http404
    form = SideForm(request.GET, homes=homes)
    context = {"form": form, "period": period}
    if form.is_valid():
        chosen = set(form.cleaned_data["homes"])
        lines = [each for each in queries.overview(membership, period) if str(each.home_id) in chosen]
        context |= {"pictures": shown.pictures(lines)}
    return render(request, "reports/homes/side_by_side.html", context)
