"""The monthly lot: its decisions, one decided again without knowing the end, and how far readers agree."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_GET, require_http_methods

from audit.oversight.desk.queries import matter
from audit.oversight.reading import catch_up
from audit.oversight.review import shown as decision_shown
from audit.oversight.watching import actions, agreed, drawing, lots, shown, unseen
from audit.oversight.watching.forms import UnseenForm
from audit.oversight.watching.models import Lot
from audit.oversight.watching.unseen import Drawn, Standing
from audit.oversight.watching.views import homes_of, month_in
from audit.place import organisation_of
from audit.posted import form_key, is_good, kindly, typed
from portal.days import london_day
from portal.errors import NotAllowed
from portal.login import behind_log_in
from portal.models import Organisation, User

MONTHS = 12


@require_GET
@behind_log_in
def lot(request: HttpRequest) -> HttpResponse:
    """Show the last lot, or that of the month asked for, and how far readers agreed with what was decided."""
    organisation = organisation_of(request)
    catch_up(organisation)
    asked = request.GET.get("month")
    found = lots.of_month(organisation, month_in(request)) if asked else lots.latest(organisation)
    if asked and found is None:
        raise Http404
    drawn = unseen.all_of(found, request.user) if found else []  # type: ignore[arg-type]
    homes = homes_of(organisation)
    context = {
        "lot": found,
        "head": ["Drawn", "Home", "Where it stands"],
        "rows": [shown.drawn_row(number, each, homes) for number, each in enumerate(drawn, 1)],
        "left": sum(each.standing == Standing.OPEN for each in drawn),
    }
    return render(request, "oversight/watching/lot.html", context | _agreement(organisation))


def _agreement(organisation: Organisation) -> dict[str, Any]:
    """Return how far readers agreed over the last twelve months, month by month, and how that changed."""
    months = agreed.by_month(organisation, drawing.months_to(london_day(), MONTHS)[-1])
    found = agreed.over_all(months)
    return {
        "months_head": ["Made in", "Decided again", "The same", "Kappa"],
        "months": shown.months(months),
        "in_short": shown.in_short(found) if found else "",
        "kappa": shown.kappa(found) if found else "",
        "trend": shown.trend(agreed.trend(months)),
    }


@require_GET
@behind_log_in
def again(request: HttpRequest) -> HttpResponse:
    """Draw a month's lot again from the ledger, and say whether it comes out the same."""
    organisation = organisation_of(request)
    found = lots.of_month(organisation, month_in(request))
    if found is None:
        raise Http404
    context = {"lot": found, "same": lots.draw_again(found), "body": lots.body_of(found)}
    return render(request, "oversight/watching/again.html", context)


@require_http_methods(["GET", "POST"])
@behind_log_in
@kindly
def unseen_decision(request: HttpRequest, decision: UUID) -> HttpResponse:
    """Show the facts of a drawn decision without its end and take what the reader would have decided; then compare."""
    organisation = organisation_of(request)
    found = unseen.one(organisation, decision, request.user)  # type: ignore[arg-type]
    if found is None:
        raise Http404
    its_lot, drawn = found
    form = UnseenForm(typed(request))
    if is_good(request, form):
        try:
            _judge(request, its_lot, drawn, form)
        except NotAllowed as refusal:
            form.add_error(None, refusal.sentence)
        else:
            return redirect("watching:unseen", decision)
    if drawn.standing == Standing.OPEN:
        return _asked(request, its_lot, drawn, form)
    return _told(request, its_lot, drawn, form)


def _judge(request: HttpRequest, its_lot: Lot, drawn: Drawn, form: UnseenForm) -> None:
    actions.judge_unseen(
        lot=its_lot,
        drawn=drawn,
        **form.cleaned_data,
        event_id=form_key(request),
        by=request.user,  # type: ignore[arg-type]
    )


def _asked(request: HttpRequest, its_lot: Lot, drawn: Drawn, form: UnseenForm) -> HttpResponse:
    """Ask what the reader would have decided; that the facts were opened leaves its entry first."""
    actions.open_unseen(lot=its_lot, drawn=drawn, by=request.user)  # type: ignore[arg-type]
    context = {
        "form": form,
        "key": form_key(request),
        "entry": drawn.entry,
        "asked": decision_shown.asked(drawn.body),
        "registers": decision_shown.registers(drawn.body),
    }
    return render(request, "oversight/watching/unseen.html", context)


def _told(request: HttpRequest, its_lot: Lot, drawn: Drawn, form: UnseenForm) -> HttpResponse:
    """Say what was decided and what would have been, or why this reader decides nothing here."""
    organisation = its_lot.organisation
    catch_up(organisation)
    found, judged = matter(organisation, drawn.entry.pk), drawn.judged
    viewer: User = request.user  # type: ignore[assignment]
    context = {
        "form": form,
        "judged": judged,
        "rows": shown.side_by_side(found, judged, viewer) if found and judged else [],
        "same": found is not None and judged is not None and found.decided == judged.decided,
        "why_not": actions.NOT_YOURS_UNSEEN.get(drawn.standing, ""),
        "entry": drawn.entry,
        "typed": form.data.get("words", ""),
        "following": unseen.following(its_lot, viewer),
    }
    return render(request, "oversight/watching/compared.html", context)
