"""The concerns at the desk: what is open, what is closed, one concern with its story, and the steps taken about it."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any
from uuid import UUID

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_GET, require_http_methods

from audit.oversight.concerns import actions, queries, shown
from audit.oversight.concerns.forms import AgainForm, CloseForm, StepForm
from audit.oversight.concerns.models import Concern
from audit.oversight.concerns.needs import missing
from audit.oversight.concerns.steps import BY_CODE, offered
from audit.oversight.queries import homes
from audit.place import id_in, organisation_of
from audit.posted import form_key, is_good, kindly, typed
from portal.design.forms import Form
from portal.errors import NotAllowed
from portal.login import behind_log_in
from portal.models import Organisation


def _concern(request: HttpRequest, concern_id: UUID) -> Concern:
    """Return a concern that this person may handle; for anyone else there is no such page."""
    concern = queries.concern_of(organisation_of(request, "concerns"), concern_id)
    if concern is None:
        raise Http404
    return concern


@behind_log_in
@require_GET
def listed(request: HttpRequest) -> HttpResponse:
    """Show what is open, first the clock that runs out first. Nobody is named."""
    organisation = organisation_of(request, "concerns")
    page = queries.open_ones(organisation, after=id_in(request, "after"))
    context = _list(organisation, page, "concerns:list") | {
        "head": ["Reference", "What it is about", "Home", "Clock", "Raised"],
        "summary": queries.summary(organisation),
        "outside": request.build_absolute_uri(reverse("raising:outside", args=[organisation.slug])),
    }
    return render(request, "oversight/concerns/list.html", context)


@behind_log_in
@require_GET
def closed(request: HttpRequest) -> HttpResponse:
    """Show what was closed, the latest first."""
    organisation = organisation_of(request, "concerns")
    page = queries.closed_ones(organisation, after=id_in(request, "after"))
    context = _list(organisation, page, "concerns:closed")
    context["head"] = ["Reference", "What it is about", "Home", "Closed"]
    return render(request, "oversight/concerns/closed.html", context)


def _list(organisation: Organisation, page: queries.Page, address: str) -> dict[str, Any]:
    """Return what both lists show: rows, and the way to the next page."""
    names, now = {home.pk: home.name for home in homes(organisation)}, timezone.now()
    return {
        "rows": [shown.listed(each, names, now) for each in page.concerns],
        "more": f"{reverse(address)}?after={page.after}" if page.after else "",
    }


@behind_log_in
@require_GET
@kindly
def page(request: HttpRequest, concern_id: UUID) -> HttpResponse:
    """Show one concern. That it was opened is recorded first; where that fails, nothing is shown."""
    concern = _concern(request, concern_id)
    actions.open_concern(concern=concern, by=request.user)  # type: ignore[arg-type]
    names = {home.pk: home.name for home in homes(concern.organisation)}
    first, *later = queries.story(concern)
    stands = queries.standing_of(concern)
    needed, also = shown.to_do(stands)
    context = {
        "concern": concern,
        "first": shown.first(concern, first, names.get(concern.home_id, "") if concern.home_id else ""),
        "earlier": first.body.get("earlier"),
        "decision": first.body.get("decision"),
        "own": concern.raised_by_id == request.user.pk,
        "blamed": queries.is_about_decision_of(concern, request.user),  # type: ignore[arg-type]
        "tags": shown.tags(concern),
        "clocks": shown.clocks(stands, timezone.now()),
        "needed": needed,
        "also": also,
        "story": [shown.told(each) for each in later],
        "opened_head": ["When", "Who"],
        "openings": [shown.opening(each) for each in queries.openings(concern)],
    }
    return render(request, "oversight/concerns/page.html", context)


@require_http_methods(["GET", "POST"])
@behind_log_in
@kindly
def step(request: HttpRequest, concern_id: UUID, what: str) -> HttpResponse:
    """Write down one step. One that cannot be taken now leads back to the concern, which says what can."""
    concern = _concern(request, concern_id)
    kind = BY_CODE.get(what)
    if kind is None:
        raise Http404
    if request.method == "GET" and kind not in offered(queries.standing_of(concern)):
        return redirect("concerns:page", concern.pk)
    form = StepForm(typed(request), step=kind)

    def take(event_id: UUID) -> object:
        return actions.take_step(
            concern=concern,
            what=what,
            said=form.said(),
            event_id=event_id,
            by=request.user,  # type: ignore[arg-type]
        )

    return _written(request, concern, form, take, {"title": kind.title, "says": kind.says, "what": what})


@require_http_methods(["GET", "POST"])
@behind_log_in
@kindly
def close(request: HttpRequest, concern_id: UUID) -> HttpResponse:
    """Close a concern; while something is missing, say what, and lead to it."""
    concern = _concern(request, concern_id)
    stands = queries.standing_of(concern)
    if request.method == "GET" and concern.closed_at:
        return redirect("concerns:page", concern.pk)
    if missing(stands):
        needed, _ = shown.to_do(stands)
        return render(request, "oversight/concerns/not_yet.html", {"concern": concern, "needed": needed})
    form = CloseForm(typed(request))

    def finish(event_id: UUID) -> object:
        return actions.close(concern=concern, event_id=event_id, by=request.user, **form.cleaned_data)  # type: ignore[arg-type]

    says = "Whoever raised it sees that it is closed. They do not see what you write here."
    return _written(request, concern, form, finish, {"title": "Close this concern", "says": says})


@require_http_methods(["GET", "POST"])
@behind_log_in
@kindly
def again(request: HttpRequest, concern_id: UUID) -> HttpResponse:
    """Go on with a closed concern, as a new one that names it."""
    concern = _concern(request, concern_id)
    if not concern.closed_at:
        return redirect("concerns:page", concern.pk)
    form = AgainForm(typed(request))

    def repeat(event_id: UUID) -> object:
        return actions.raise_again(concern=concern, event_id=event_id, by=request.user, **form.cleaned_data)  # type: ignore[arg-type]

    says = "A closed concern stays as it is. This makes a new one, and each leads to the other."
    return _written(request, concern, form, repeat, {"title": "Raise this again", "says": says})


def _written(
    request: HttpRequest,
    concern: Concern,
    form: Form,
    act: Callable[[UUID], object],
    words: dict[str, str],
) -> HttpResponse:
    """Do what a form asks and lead back to the concern; where it is refused, the form says why."""
    key = form_key(request)
    if is_good(request, form):
        try:
            done = act(key)
        except NotAllowed as refusal:
            form.add_error(None, refusal.sentence)
        else:
            return redirect("concerns:page", done.pk if isinstance(done, Concern) else concern.pk)
    context = {"form": form, "concern": concern, "key": key, **words}
    return render(request, "oversight/concerns/step.html", context)
