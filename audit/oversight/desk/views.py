"""The desk's home, and its other lists of decisions. No individual is named on any of them."""

from __future__ import annotations

from typing import Any, Final, TypedDict

from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from audit.oversight.desk import filters, notices, queries, saved, shown
from audit.oversight.desk.forms import SaveForm
from audit.oversight.desk.models import BETWEEN, State
from audit.oversight.desk.queries import Filters
from audit.oversight.queries import homes
from audit.oversight.reading import behind, catch_up
from audit.oversight.verifying import queries as verifying
from audit.place import organisation_of, place_in
from audit.posted import is_good, typed
from portal.errors import NotAllowed
from portal.login import behind_log_in
from portal.models import Organisation, User


class Places(TypedDict):
    """Where in a list to go on."""

    after: int | None
    before: int | None


ORDERED: Final = "The worst first, then the oldest"
EXPLAINED: Final = {
    State.SECOND: "One reader has given their view. Another reads it next, without knowing that view.",
    State.DIFFERING: "Two readers do not agree. Whoever settles it says why.",
    State.ASKED: "The worker was asked something, and has not answered yet.",
}


@behind_log_in
@require_GET
def listed(request: HttpRequest) -> HttpResponse:
    """Show what waits for this reader, the worst first, and what else the desk holds."""
    organisation, viewer = organisation_of(request), _person(request)
    context = _behind(organisation)
    narrowed = filters.read(organisation, request.GET)
    counts = queries.counts(organisation, viewer=viewer)
    page = queries.page(organisation, viewer=viewer, filters=narrowed, **_places(request))
    here, now = homes(organisation), timezone.now()
    names = {home.pk: home.name for home in here}
    context |= {
        "heading": shown.heading(counts),
        "in_short": shown.in_short(counts),
        "notices": notices.notices(organisation, viewer),
        "checked": verifying.in_short(organisation),
        "narrowed": shown.narrowed_to(narrowed),
        "caption": ORDERED,
        "groups": shown.groups(here, counts, narrowed),
        "saved": [
            (each, reverse("oversight:list") + each.query) for each in saved.views_of(organisation, viewer)
        ],
        "save_url": reverse("oversight:save_view") + filters.written(narrowed),
        "head": shown.HEAD,
        "rows": [shown.row(each, names, now, narrowed) for each in page.matters],
        "first_url": shown.list_url(narrowed),
        "all_url": shown.list_url(Filters()),
        "before_url": _onward(shown.list_url(narrowed), before=page.before),
        "after_url": _onward(shown.list_url(narrowed), after=page.after),
        "between": [(each.label, reverse("oversight:between", args=[each.value])) for each in BETWEEN],
    }
    return render(request, "oversight/desk/list.html", context)


@behind_log_in
@require_GET
def between(request: HttpRequest, state: str) -> HttpResponse:
    """Show what somebody has judged and is not settled."""
    organisation, viewer = organisation_of(request), _person(request)
    if state not in BETWEEN:
        raise Http404
    context = _behind(organisation)
    stands = State(state)
    page = queries.between(organisation, viewer=viewer, state=stands, **_places(request))
    names, now = {home.pk: home.name for home in homes(organisation)}, timezone.now()
    url = reverse("oversight:between", args=[state])
    context |= {
        "title": stands.label,
        "explained": EXPLAINED[stands],
        "caption": ORDERED,
        "head": shown.HEAD,
        "rows": [shown.row(each, names, now, Filters()) for each in page.matters],
        "labels": ("Earlier in the list", "Further down the list"),
        "before_url": _onward(url, before=page.before),
        "after_url": _onward(url, after=page.after),
    }
    return render(request, "oversight/desk/other.html", context)


@behind_log_in
@require_GET
def looked_at(request: HttpRequest) -> HttpResponse:
    """Show what is settled, the latest first, if wanted of one home."""
    organisation, viewer = organisation_of(request), _person(request)
    context = _behind(organisation)
    narrowed = Filters(home=filters.read(organisation, request.GET).home)
    page = queries.looked_at(organisation, viewer=viewer, home=narrowed.home, **_places(request))
    here = homes(organisation)
    names = {home.pk: home.name for home in here}
    url = reverse("oversight:looked_at")
    choices = [Filters(), *(Filters(home=home) for home in here)]
    context |= {
        "title": "Looked at",
        "caption": "The latest first",
        "choices": [
            (shown.narrowed_to(each) or "All homes", url + filters.written(each), each == narrowed)
            for each in choices
        ],
        "head": shown.SETTLED_HEAD,
        "rows": [shown.settled_row(each, names) for each in page.matters],
        "labels": ("Newer", "Older"),
        "before_url": _onward(url + filters.written(narrowed), before=page.before),
        "after_url": _onward(url + filters.written(narrowed), after=page.after),
    }
    return render(request, "oversight/desk/other.html", context)


@behind_log_in
@require_GET
def rules(request: HttpRequest) -> HttpResponse:
    """Lead to the rules, the law and the words that the Guardian answers for."""
    organisation_of(request)
    return render(request, "oversight/desk/rules.html")


@behind_log_in
@require_http_methods(["GET", "POST"])
def save_view(request: HttpRequest) -> HttpResponse:
    """Keep the filters in the address under a name of the reader's own."""
    organisation = organisation_of(request)
    narrowed = filters.read(organisation, request.GET)
    form = SaveForm(typed(request))
    if is_good(request, form):
        try:
            saved.keep(
                organisation=organisation,
                name=form.cleaned_data["name"],
                narrowed=narrowed,
                by=_person(request),
            )
        except NotAllowed as refusal:
            form.add_error(None, refusal.sentence)
        else:
            return HttpResponseRedirect(shown.list_url(narrowed))
    context = {
        "form": form,
        "narrowed": shown.narrowed_to(narrowed),
        "back_url": shown.list_url(narrowed),
    }
    return render(request, "oversight/desk/save.html", context)


@behind_log_in
@require_POST
def forget_view(request: HttpRequest, view: int) -> HttpResponse:
    """Delete one of the reader's own views."""
    saved.forget(organisation=organisation_of(request), view=view, by=_person(request))
    return redirect("oversight:list")


def _behind(organisation: Organisation) -> dict[str, Any]:
    """Read what is new in the log, and say how many entries are not read yet."""
    return {"behind": 0 if catch_up(organisation) else behind(organisation)}


def _person(request: HttpRequest) -> User:
    return request.user  # type: ignore[return-value]


def _places(request: HttpRequest) -> Places:
    return {"after": place_in(request, "after"), "before": place_in(request, "before")}


def _onward(url: str, **places: int | None) -> str:
    """Return the address of the page from a place on, "" where there is none."""
    return shown.with_places(url, **places) if any(place is not None for place in places.values()) else ""
