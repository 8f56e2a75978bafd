"""Who is on duty: who acts as Guardian today, who is away, whom to call, and which e-mails you want."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any
from uuid import UUID

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_GET, require_http_methods

from audit.oversight.duty import actions, queries
from audit.oversight.duty.forms import DIGEST, URGENT, AwayForm, BackForm, ContactsForm, MailForm
from audit.place import organisation_of
from audit.posted import form_key, is_good, kindly, typed
from portal import outbox
from portal.days import day_in_words, london_day
from portal.design.forms import Form
from portal.duty import acting, duty
from portal.errors import NotAllowed
from portal.login import behind_log_in
from portal.models import Membership
from portal.roles import may

BOTH = ["GET", "POST"]
BESIDE = {
    actions.REVERSED: "last",
    actions.OVER: "last",
    actions.TOO_LONG: "last",
    actions.BAD_NUMBER: "phone",
    actions.NO_NIGHT_NUMBER: "out_of_hours_phone",
    actions.BAD_NIGHT_NUMBER: "out_of_hours_phone",
}
"""The field beside which a refusal stands; one that is of no field stands on top."""


@behind_log_in
@require_GET
def index(request: HttpRequest) -> HttpResponse:
    """Show who is on duty today, who is away and when, and whom pages tell people to call."""
    organisation, mine = organisation_of(request, "advise"), _mine(request)
    context = {
        "organisation": organisation,
        "today": day_in_words(london_day()),
        "on_duty": duty(organisation),
        "people": [_shown(each, mine) for each in acting(organisation)],
        "may_arrange": may(mine, "arrange"),
    }
    return render(request, "oversight/duty/index.html", context)


@require_http_methods(BOTH)
@behind_log_in
@kindly
def away(request: HttpRequest, membership: int) -> HttpResponse:
    """Write down that somebody is away."""
    person = _person(request, membership)
    form = AwayForm(typed(request), initial={"first": person.away_from, "last": person.away_until})

    def act(key: UUID) -> object:
        return actions.be_away(membership=person, event_id=key, by=request.user, **form.cleaned_data)  # type: ignore[arg-type]

    says = "The deputy is asked while the Guardian is away. What you write here takes the place of what was there."
    return _written(
        request, form, act, {"title": "Days away", "caption": person.user.full_name, "says": says}
    )


@require_http_methods(BOTH)
@behind_log_in
@kindly
def back(request: HttpRequest, membership: int) -> HttpResponse:
    """Write down that somebody is back."""
    person = _person(request, membership)
    form = BackForm(typed(request))

    def act(key: UUID) -> object:
        return actions.come_back(membership=person, event_id=key, by=request.user)  # type: ignore[arg-type]

    words = {
        "title": "They are back",
        "caption": person.user.full_name,
        "says": f"Now we have: {_days(person) or 'not away'}. Questions come to them again from now on.",
        "label": "Confirm",
    }
    return _written(request, form, act, words)


@require_http_methods(BOTH)
@behind_log_in
@kindly
def contacts(request: HttpRequest) -> HttpResponse:
    """Write down whom pages tell people to call."""
    organisation = organisation_of(request, "arrange")
    now = {
        "phone": organisation.guardian_phone,
        "out_of_hours_name": organisation.out_of_hours_name,
        "out_of_hours_phone": organisation.out_of_hours_phone,
    }
    form = ContactsForm(typed(request), initial=now)

    def act(key: UUID) -> object:
        return actions.set_contacts(
            organisation=organisation,
            event_id=key,
            by=request.user,  # type: ignore[arg-type]
            **form.cleaned_data,
        )

    return _written(request, form, act, {"title": "Whom to call", "caption": organisation.name, "says": ""})


@require_http_methods(BOTH)
@behind_log_in
def emails(request: HttpRequest) -> HttpResponse:
    """Say which e-mails you want. It is a wish and no fact, so it leaves no entry."""
    organisation_of(request, "advise")
    wish = queries.preference(request.user)  # type: ignore[arg-type]
    wanted = [name for name, ticked in ((DIGEST, wish.digest), (URGENT, wish.urgent)) if ticked]
    form = MailForm(typed(request), initial={"wanted": wanted})

    def act(_key: UUID) -> object:
        ticked = form.cleaned_data["wanted"]
        return outbox.prefer(request.user, digest=DIGEST in ticked, urgent=URGENT in ticked)  # type: ignore[arg-type]

    words = {"title": "What emails do you want?", "caption": "", "says": "No email holds personal details."}
    return _written(request, form, act, words)


def _mine(request: HttpRequest) -> Membership:
    return request.membership  # type: ignore[attr-defined]


def _person(request: HttpRequest, membership: int) -> Membership:
    """Return one who acts as Guardian and of whom this person may say that they are away; else there is no page."""
    person = queries.acting_one(organisation_of(request, "advise"), membership)
    if person is None or not queries.may_say(_mine(request), person):
        raise Http404
    return person


def _shown(person: Membership, mine: Membership) -> dict[str, Any]:
    """Return what the page says of one who acts as Guardian."""
    return {
        "membership": person,
        "is_away": person.is_away(),
        "days": _days(person),
        "may_say": queries.may_say(mine, person),
    }


def _days(person: Membership) -> str:
    """Return the days somebody is away, in words; nothing where none are written down or they are over."""
    first, last = person.away_from, person.away_until
    if first is None or (last is not None and last < london_day()):
        return ""
    return f"away from {day_in_words(first)} {f'to {day_in_words(last)}' if last else 'until they are back'}"


def _written(
    request: HttpRequest, form: Form, act: Callable[[UUID], object], words: dict[str, str]
) -> HttpResponse:
    """Do what a form asks and lead back; where it is refused, the form says why."""
    key = form_key(request)
    if is_good(request, form):
        try:
            act(key)
        except NotAllowed as refusal:
            form.add_error(BESIDE.get(refusal.sentence), refusal.sentence)
        else:
            return redirect("duty:index")
    return render(request, "oversight/duty/form.html", {"form": form, "key": key, "label": "Save", **words})
