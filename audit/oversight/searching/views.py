"""The pages on which decisions are found again, and a list is taken out."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from urllib.parse import urlencode
from uuid import UUID

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.html import format_html
from django.views.decorators.http import require_GET, require_http_methods

from audit.oversight.desk.models import Matter
from audit.oversight.queries import homes
from audit.oversight.reading import catch_up
from audit.oversight.searching import queries
from audit.oversight.searching.actions import search_for, take_list
from audit.oversight.searching.forms import NameForm, PeriodForm, ReferenceForm, TakeForm
from audit.oversight.searching.kinds import ALL, KINDS, NAME, OF_PEOPLE
from audit.oversight.searching.queries import Sought
from audit.oversight.searching.rows import HEAD, cells
from audit.oversight.searching.sheet import FORMATS
from audit.place import organisation_of, place_in
from audit.posted import form_key, is_good, kindly, typed
from portal.errors import NotAllowed
from portal.login import behind_log_in
from portal.models import Organisation

MOST_TAKEN = 5_000
"""How many decisions one list may hold."""
NOT_FOUND = "No decision here has this reference. Check each letter and number."


@behind_log_in
@kindly
@require_http_methods(["GET", "POST"])
def index(request: HttpRequest) -> HttpResponse:
    """Offer every way to find a decision; a reference leads straight to it."""
    organisation = organisation_of(request)
    catch_up(organisation)
    form = ReferenceForm(typed(request))
    if is_good(request, form):
        found = queries.by_reference(organisation, form.cleaned_data["reference"])
        if len(found) == 1:
            return redirect("oversight:decision", found[0].pk)
        if found:
            return render(request, "oversight/searching/same.html", {"found": found})
        form.add_error("reference", NOT_FOUND)
    context = {"form": form, "kinds": KINDS.values()}
    return render(request, "oversight/searching/index.html", context)


@behind_log_in
@kindly
@require_http_methods(["GET", "POST"])
def by_name(request: HttpRequest) -> HttpResponse:
    """Search by a name. It is recorded before anything is shown, and stands in no address."""
    organisation = organisation_of(request)
    form = NameForm(typed(request))
    if is_good(request, form):
        try:
            given = {"event_id": form_key(request), "by": request.user, **form.cleaned_data}
            entry = search_for(organisation=organisation, **given)
        except NotAllowed as refusal:
            form.add_error(None, refusal.sentence)
        else:
            return redirect(_address(Sought(NAME, str(entry.pk))))
    return render(request, "oversight/searching/name.html", {"form": form, "key": form_key(request)})


@behind_log_in
@require_GET
def values(request: HttpRequest, by: str) -> HttpResponse:
    """Offer the codes of one kind that decisions have."""
    organisation = organisation_of(request)
    if by not in KINDS:
        raise Http404
    catch_up(organisation)
    offered = [(_address(Sought(by, code)), said) for code, said in queries.offered(organisation, by)]
    return render(request, "oversight/searching/values.html", {"kind": KINDS[by], "offered": offered})


@behind_log_in
@require_GET
def found(request: HttpRequest) -> HttpResponse:
    """Show a page of what was found, the latest first. No individual is named."""
    organisation = organisation_of(request)
    catch_up(organisation)
    form = PeriodForm(request.GET if _asks_for_days(request) else None)
    sought = _sought(request, form)
    given = {
        "viewer": request.user,
        "before": place_in(request, "before"),
        "after": place_in(request, "after"),
    }
    page = queries.page(organisation, sought, **given)  # type: ignore[arg-type]
    names = {home.pk: home.name for home in homes(organisation)}
    context = {
        "form": form,
        "sought": sought,
        "said": _said(organisation, sought),
        "head": HEAD,
        "rows": [_row(matter, names) for matter in page.matters],
        "older": _address(sought, before=page.older) if page.older is not None else "",
        "newer": _address(sought, after=page.newer) if page.newer is not None else "",
        "take_url": _address(sought, "searching:take"),
        "always_url": _address(queries.without_days(sought)),
    }
    return render(request, "oversight/searching/found.html", context)


@behind_log_in
@kindly
@require_http_methods(["GET", "POST"])
def take(request: HttpRequest) -> HttpResponse:
    """Ask why, record it, and give the list that was on the screen, all its pages; then only the file."""
    organisation = organisation_of(request)
    catch_up(organisation)
    sought = _sought(request, PeriodForm(request.GET if _asks_for_days(request) else None))
    matters = queries.everything(organisation, sought, viewer=request.user, most=MOST_TAKEN)  # type: ignore[arg-type]
    form, said = TakeForm(typed(request)), _said(organisation, sought)
    if is_good(request, form):
        names = {home.pk: home.name for home in homes(organisation)}
        try:
            entry, file = take_list(
                organisation=organisation,
                title=said,
                head=HEAD,
                rows=[cells(matter, names) for matter in matters],
                event_id=form_key(request),
                by=request.user,  # type: ignore[arg-type]
                **form.cleaned_data,
            )
        except NotAllowed as refusal:
            form.add_error(None, refusal.sentence)
        else:
            return _file(file, form.cleaned_data["kind"], entry.reference)
    context = {
        "form": form,
        "said": said,
        "count": len(matters),
        "capped": len(matters) == MOST_TAKEN,
        "key": form_key(request),
        "back": _address(sought),
    }
    return render(request, "oversight/searching/take.html", context)


def _file(file: bytes, kind: str, reference: str) -> HttpResponse:
    """Return the file; its name says nothing about anybody."""
    name = f"decisions-{reference}.{kind}"
    headers = {"Content-Disposition": f'attachment; filename="{name}"', "Cache-Control": "no-store"}
    return HttpResponse(file, content_type=FORMATS[kind][1], headers=headers)


def _row(matter: Matter, names: Mapping[UUID, str]) -> list[str]:
    """Return the cells of a decision, the first of them its link."""
    reference, *rest = cells(matter, names)
    link = format_html('<a href="{}">{}</a>', reverse("oversight:decision", args=[matter.pk]), reference)
    return [link, *rest]


def _said(organisation: Organisation, sought: Sought) -> str:
    """Return what was looked for, in words, as a heading."""
    if sought.by == ALL:
        what = "All decisions"
    elif sought.by == NAME:
        what = "Decisions found by a name"
    else:
        what = f"Decisions – {KINDS[sought.by].title}: {queries.in_words(organisation, sought)}"
    since = f" from {_day(sought.since)}" if sought.since else ""
    until = f" to {_day(sought.until)}" if sought.until else ""
    return what + since + until


def _day(day: date) -> str:
    return f"{day.day} {day:%B %Y}"


def _asks_for_days(request: HttpRequest) -> bool:
    return any(name.startswith(("since-", "until-")) for name in request.GET)


def _sought(request: HttpRequest, form: PeriodForm) -> Sought:
    """Return what the address asks for; one that no page of ours writes is not found."""
    by, value = request.GET.get("by", ALL), request.GET.get("value", "")
    if by not in {ALL, NAME, *KINDS} or len(value) > 100:
        raise Http404
    if by in {NAME, *OF_PEOPLE}:
        try:
            value = str(UUID(value))
        except ValueError as error:
            raise Http404 from error
    days = form.cleaned_data if form.is_bound and form.is_valid() else {}
    return Sought(by, "" if by == ALL else value, days.get("since"), days.get("until"))


def _address(sought: Sought, name: str = "searching:found", **places: int | None) -> str:
    """Return the address of a page of what is sought."""
    given: dict[str, object] = {"by": sought.by} if sought.by != ALL else {}
    if sought.value:
        given["value"] = sought.value
    for field in ("since", "until"):
        day = getattr(sought, field)
        if day:
            given |= {f"{field}-day": day.day, f"{field}-month": day.month, f"{field}-year": day.year}
    given |= {place: seq for place, seq in places.items() if seq is not None}
    return reverse(name) + (f"?{urlencode(given)}" if given else "")
