"""Who can log in: the list, going through it, and ending one person's access."""

from __future__ import annotations

from uuid import UUID

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_GET, require_http_methods

from audit.assurance.access import actions, queries, shown
from audit.assurance.access.forms import EndForm, ReviewForm
from audit.assurance.people import people
from audit.assurance.written import written
from audit.place import organisation_of
from audit.posted import form_key, is_good, kindly, typed
from portal.days import day_in_words, london_day
from portal.login import behind_log_in
from portal.roles import may
from portal.standing import only_home

BOTH = ["GET", "POST"]
BESIDE = {actions.NO_REASON: "reason", actions.NO_AGAIN: "again_in"}
"""The field beside which a refusal stands."""


@behind_log_in
@require_GET
def listed(request: HttpRequest) -> HttpResponse:
    """Show who can log in and when they last did, and when somebody last went through the list."""
    organisation = organisation_of(request, "assure")
    membership, today = request.membership, london_day()  # type: ignore[attr-defined]
    home_id, may_end = only_home(membership), may(membership, "manage")
    everyone = people(organisation, home_id)
    last = queries.last_review(organisation, home_id)
    context = {
        "says": queries.idle_in_words(len(queries.idle(everyone, today))),
        "one_home": home_id is not None,
        "may_end": may_end,
        "may_add": may(membership, "bring_in"),
        "head": [*shown.HEAD, *(["What to do"] if may_end else [])],
        "rows": shown.rows(everyone, today, may_end=may_end),
        "last": last,
        "reviewed": day_in_words(last.reviewed_on) if last else "",
        "next": day_in_words(last.next_on) if last else "",
        "is_due": last is None or not last.counts(today),
    }
    return render(request, "assurance/access/list.html", context)


@require_http_methods(BOTH)
@behind_log_in
@kindly
def review(request: HttpRequest) -> HttpResponse:
    """Go through everyone who can log in; before anybody's access ends, show once more whose."""
    organisation = organisation_of(request, "manage")
    home_id, today = only_home(request.membership), london_day()  # type: ignore[attr-defined]
    everyone = people(organisation, home_id)
    form = ReviewForm(typed(request), everyone=everyone, day=today)
    names = {
        str(each.pk): f"{each.user.full_name}, {each.role_name}" for p in everyone for each in p.memberships
    }
    seen = request.POST.get("listed", "")

    def act(key: UUID) -> object:
        given = form.cleaned_data
        return actions.review_access(
            organisation=organisation,
            listed=[int(each) for each in seen.split(",") if each.isascii() and each.isdigit()],
            ended=[int(each) for each in given["ended"]],
            reason=given["reason"],
            again_in=int(given["again_in"]),
            event_id=key,
            by=request.user,  # type: ignore[arg-type]
        )

    # Whoever is shown the list again is shown it as it is now.
    words = {"listed": ",".join(names), "back": reverse("access:list"), "label": "Continue"}
    if request.method == "POST" and "sure" not in request.POST and is_good(request, form):
        leaving = [(each, names[each]) for each in form.cleaned_data["ended"]]
        if leaving:
            sure = {"form": form, "key": form_key(request), "listed": seen, "leaving": leaving}
            return render(request, "assurance/access/sure.html", sure)
    return written(
        request,
        form,
        act,
        then="access:list",
        shown=words,
        template="assurance/access/review.html",
        beside=BESIDE,
    )


@require_http_methods(BOTH)
@behind_log_in
@kindly
def end(request: HttpRequest, membership: int) -> HttpResponse:
    """End what one person is here."""
    organisation = organisation_of(request, "manage")
    held = queries.member(organisation, membership, only_home(request.membership))  # type: ignore[attr-defined]
    if held is None:
        raise Http404
    form = EndForm(typed(request))

    def act(key: UUID) -> object:
        return actions.end_access(membership=held, event_id=key, by=request.user, **form.cleaned_data)  # type: ignore[arg-type]

    words = {
        "title": "End somebody's access",
        "caption": f"{held.user.full_name}, {held.role_name}, {held.place}",
        "says": shown.after_the_end(held),
        "back": reverse("access:list"),
        "label": "End their access",
    }
    return written(request, form, act, then="access:list", shown=words, beside=BESIDE)
