"""What the reader of the desk watches over: odd looks, what workers doubt, and whether like cases end alike."""

from __future__ import annotations

from datetime import date
from uuid import UUID

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_GET, require_http_methods

from audit.oversight import queries as desk
from audit.oversight.reading import catch_up
from audit.oversight.watching import actions, alike, drawing, odd, queries, shown, unsure
from audit.oversight.watching.forms import LookForm
from audit.oversight.watching.models import CameOf, Look
from audit.place import organisation_of, place_in
from audit.posted import form_key, is_good, kindly, typed
from portal.days import london_day
from portal.errors import NotAllowed
from portal.login import behind_log_in
from portal.models import Organisation

MONTHS = 6
"""How many months are looked at together: the present one and those before it."""
MOST_ROWS = 30
COLUMNS = ("What they do", "They", "All others", "Could it be chance?")


def homes_of(organisation: Organisation) -> dict[UUID, str]:
    """Return the homes' names."""
    return {home.pk: home.name for home in desk.homes(organisation)}


@require_GET
@behind_log_in
def looks(request: HttpRequest) -> HttpResponse:
    """List the looks that seem odd, the oldest first. Nobody is named."""
    organisation = organisation_of(request)
    catch_up(organisation)
    page = queries.page(
        organisation,
        viewer=request.user,  # type: ignore[arg-type]
        after=place_in(request, "after"),
        before=place_in(request, "before"),
    )
    homes, here = homes_of(organisation), reverse("watching:index")
    context = {
        "head": ["When", "Why it seems unusual", "Home", "People in that hour"],
        "rows": [shown.look_row(each, homes) for each in page.looks],
        "next": f"{here}?after={page.after}" if page.after is not None else "",
        "previous": f"{here}?before={page.before}" if page.before is not None else "",
        "reasons": odd.reasons(),
    }
    return render(request, "oversight/watching/looks.html", context)


@require_http_methods(["GET", "POST"])
@behind_log_in
@kindly
def look(request: HttpRequest, look_id: UUID) -> HttpResponse:
    """Show who looked at whom, and take what came of it. That it was opened is recorded first."""
    organisation = organisation_of(request)
    catch_up(organisation)
    found = queries.look(organisation, look_id)
    if found is None:
        raise Http404
    form = LookForm(typed(request))
    if is_good(request, form):
        return _judged(request, found, form)
    return _look_shown(request, found, form)


def _judged(request: HttpRequest, found: Look, form: LookForm) -> HttpResponse:
    """Keep what came of a look; where that is refused, say why beside what was typed."""
    said = form.cleaned_data
    judge = actions.explain_look if said["finding"] == CameOf.EXPLAINED else actions.raise_from_look
    try:
        judge(look=found, words=said["words"], event_id=form_key(request), by=request.user)  # type: ignore[arg-type]
    except NotAllowed as refusal:
        form.add_error(None, refusal.sentence)
        return _look_shown(request, found, form)
    return redirect("watching:index")


def _look_shown(request: HttpRequest, found: Look, form: LookForm) -> HttpResponse:
    """Show a look and what went with it; that it was opened leaves its entry first."""
    actions.open_look(organisation=found.organisation, look=found, by=request.user)  # type: ignore[arg-type]
    around, judged = queries.around(found), queries.came_of(found)
    context = {
        "look": found,
        "because": shown.because(found),
        "home": homes_of(found.organisation).get(found.home_id, "") if found.home_id else "",
        "seen_head": ["When", "What"],
        "seen": [shown.seen_row(each, found) for each in around.looks],
        "more": around.more,
        "worker": queries.worker_of(found),
        "decisions_head": ["Reference", "When", "About"],
        "decisions": [shown.decision_row(each, found) for each in around.decisions],
        "came_of": shown.came_of(judged) if judged else [],
        "form": form,
        "typed": form.data.get("words", ""),
        "key": form_key(request),
    }
    return render(request, "oversight/watching/look.html", context)


@require_GET
@behind_log_in
def doubts(request: HttpRequest) -> HttpResponse:
    """Show what workers were most unsure about in one month, and in the month before."""
    organisation = organisation_of(request)
    catch_up(organisation)
    month = month_in(request)
    found = unsure.most(organisation, month)
    before = {
        (each.question, each.door): each
        for each in unsure.most(organisation, drawing.month_before(month), size=100)
    }
    titles = unsure.titles(organisation, found)
    context = {
        "month": month,
        "questions": [
            {"title": titles[each.question], "now": each, "before": before.get((each.question, each.door))}
            for each in found
        ],
        "months": [
            {"month": each, "chosen": each == month} for each in drawing.months_to(london_day(), MONTHS)
        ],
    }
    return render(request, "oversight/watching/unsure.html", context)


def month_in(request: HttpRequest) -> date:
    """Return the month that the address names as 2026-11, or this one; what is no month is not found."""
    asked = request.GET.get("month", "")
    if not asked:
        return london_day().replace(day=1)
    try:
        return date.fromisoformat(f"{asked}-01")
    except ValueError as strange:
        raise Http404 from strange


@require_GET
@behind_log_in
def side_by_side(request: HttpRequest) -> HttpResponse:
    """Show where homes or workers decide like cases otherwise than all the others."""
    organisation = organisation_of(request)
    catch_up(organisation)
    months = drawing.months_to(london_day(), MONTHS)
    homes = alike.homes(organisation, months[-1])
    workers = alike.workers(organisation, months[-1])
    names = homes_of(organisation) | queries.names(each.who for each in workers if each.who)
    groups = [
        {
            "title": title,
            "caption": f"{title} side by side, those that differ most first",
            "head": [who, *COLUMNS],
            "number": len(found),
            "out": [shown.compared(each, shown.name_of(each, names)) for each in found if each.stands_out],
            "rows": [shown.compared_row(each, shown.name_of(each, names)) for each in found[:MOST_ROWS]],
        }
        for title, who, found in (("Homes", "Home", homes), ("Workers", "Worker", workers))
    ]
    context = {
        "groups": groups,
        "since": months[-1],
        "enough": alike.ENOUGH,
    }
    return render(request, "oversight/watching/alike.html", context)
