"""Who answers for what: who is appointed, who was, and whom everyone can ask."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_GET, require_http_methods

from audit.assurance.appointments import actions, queries, shown
from audit.assurance.appointments.forms import AppointForm, ConfirmForm, EndForm, chosen_of
from audit.assurance.appointments.posts import FOR, Post
from audit.assurance.appointments.queries import Held
from audit.assurance.written import written
from audit.place import organisation_of
from audit.posted import kindly, typed
from portal.login import behind_log_in
from portal.models import Organisation

BOTH = ["GET", "POST"]
FORM = "assurance/appointments/form.html"
BESIDE = {
    actions.NO_NAME: "name",
    actions.SAME: "person",
    actions.STRANGER: "person",
    actions.NO_EVIDENCE: "evidence",
    actions.NO_REASON: "reason",
    actions.BAD_PHONE: "phone",
}
"""The field beside which a refusal stands."""


@behind_log_in
@require_GET
def listed(request: HttpRequest) -> HttpResponse:
    """Show every post, who holds it, what conflicts, and what was said before."""
    context = shown.page(organisation_of(request, "assure"))
    return render(request, "assurance/appointments/list.html", context)


@behind_log_in
@require_GET
def contact(request: HttpRequest) -> HttpResponse:
    """Show everyone who works here whom they can ask, and on which number."""
    context = shown.card(organisation_of(request, "acknowledge"))
    return render(request, "assurance/appointments/contact.html", context)


@require_http_methods(BOTH)
@behind_log_in
@kindly
def appoint(request: HttpRequest, post: str) -> HttpResponse:
    """Appoint somebody to a post."""
    organisation = organisation_of(request, "assure")
    if post not in Post.values:
        raise Http404
    people = {each.pk: each for each in queries.candidates(organisation)}
    asked = typed(request)
    chosen = chosen_of(asked.get("person", ""), asked.get("name", "")) if asked else {}
    person = people.get(chosen["person"]) if chosen else None
    met = queries.meeting(organisation, post, person, chosen["name"]) if chosen else []
    form = AppointForm(asked, conflicts=bool(met), people=list(people.values()))

    def act(key: UUID) -> object:
        given = form.facts() | {"person": person}
        return actions.appoint(
            organisation=organisation,
            post=post,
            event_id=key,
            by=request.user,  # type: ignore[arg-type]
            **given,
        )

    words = _words("Who is appointed?", Post(post).label, FOR[Post(post)]) | {"conflicts": met}
    return written(request, form, act, then="appointments:list", shown=words, template=FORM, beside=BESIDE)


@require_http_methods(BOTH)
@behind_log_in
@kindly
def confirm(request: HttpRequest, appointment: UUID) -> HttpResponse:
    """Confirm somebody in their post for another year."""
    organisation, one = _one(request, appointment)
    met = queries.meeting(organisation, one.post, one.appointment.person, one.name)
    form = ConfirmForm(
        typed(request), conflicts=bool(met), initial={"phone": one.phone, "reason": one.reason}
    )

    def act(key: UUID) -> object:
        return actions.confirm(appointment=one.appointment, event_id=key, by=request.user, **form.facts())  # type: ignore[arg-type]

    words = _words("Confirm them for another year", f"{one.post.label}: {one.name}", "")
    shown_too = words | {"conflicts": met}
    return written(
        request, form, act, then="appointments:list", shown=shown_too, template=FORM, beside=BESIDE
    )


@require_http_methods(BOTH)
@behind_log_in
@kindly
def end(request: HttpRequest, appointment: UUID) -> HttpResponse:
    """Write down that an appointment has ended."""
    _organisation, one = _one(request, appointment)
    form = EndForm(typed(request))

    def act(key: UUID) -> object:
        return actions.end(appointment=one.appointment, event_id=key, by=request.user, **form.cleaned_data)  # type: ignore[arg-type]

    says = "This takes no log-in role away. Ask whoever sets the portal up to change it."
    words = _words("End this appointment", f"{one.post.label}: {one.name}", says)
    return written(request, form, act, then="appointments:list", shown=words, template=FORM)


def _one(request: HttpRequest, appointment: UUID) -> tuple[Organisation, Held]:
    """Return an appointment that stands in this person's organisation; else there is no such page."""
    organisation = organisation_of(request, "assure")
    one = queries.held_one(organisation, appointment)
    if one is None:
        raise Http404
    return organisation, one


def _words(title: str, caption: str, says: str) -> dict[str, Any]:
    """Return what stands around a form."""
    return {"title": title, "caption": caption, "says": says, "back": reverse("appointments:list")}
