"""What is done in the registers: an entry is written down, looked at again, ended, and given a file."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any
from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods

from audit.assurance.registers import actions, files, queries
from audit.assurance.registers.forms import AnswersForm, EnterForm, FileForm, ReasonForm, RightForm
from audit.assurance.registers.models import RegisterEntry
from audit.assurance.registers.views.whose import held_of, keeps, kind_of
from audit.place import organisation_of
from audit.posted import form_key, is_good, kindly, typed
from portal.days import a_year_after, day_in_words, london_day
from portal.design.forms import Form
from portal.errors import NotAllowed
from portal.login import behind_log_in

BOTH = ["GET", "POST"]
Act = Callable[[UUID], RegisterEntry]


@require_http_methods(BOTH)
@behind_log_in
@kindly
def new(request: HttpRequest, kind: str) -> HttpResponse:
    """Write down a new entry."""
    organisation, of = organisation_of(request, "assure"), kind_of(kind)
    form = EnterForm(
        typed(request),
        kind=of,
        organisation=organisation,
        keepers=queries.keepers(organisation),
        owner=request.user,
        initial={"due_on": a_year_after(london_day())},
    )

    def act(key: UUID) -> RegisterEntry:
        given = form.cleaned_data
        return actions.enter(
            organisation=organisation,
            kind=of,
            answers=form.answers(),
            owner=given["person"],
            due_on=given["due_on"],
            note=given["note"],
            event_id=key,
            by=request.user,  # type: ignore[arg-type]
        )

    back = reverse("registers:register", args=[of.code])
    words = {"title": f"New entry: {of.one}", "caption": of.title, "back": back}
    return _written(request, form, act, words)


@require_http_methods(BOTH)
@behind_log_in
@kindly
def right(request: HttpRequest, entry_id: UUID) -> HttpResponse:
    """Write down that an entry is still right."""
    held = held_of(request, entry_id)
    form = RightForm(typed(request), **_owners(request, held))
    says = f"It is then due again a year from today, on {day_in_words(a_year_after(london_day()))}."
    return _written(request, form, _looked(request, held, form), _words(held, "It is still right", says))


@require_http_methods(BOTH)
@behind_log_in
@kindly
def changed(request: HttpRequest, entry_id: UUID) -> HttpResponse:
    """Write down what is different now about an entry."""
    held = held_of(request, entry_id)
    form = AnswersForm(
        typed(request), kind=held.register, initial=dict(held.answers), **_owners(request, held)
    )
    says = "Change what is different now. What it was before stays in its history."
    return _written(request, form, _looked(request, held, form), _words(held, "Something changed", says))


@require_http_methods(BOTH)
@behind_log_in
@kindly
def end(request: HttpRequest, entry_id: UUID) -> HttpResponse:
    """Write down why an entry stands no more."""
    organisation_of(request, "assure")
    held = held_of(request, entry_id)
    form = ReasonForm(typed(request))

    def act(key: UUID) -> RegisterEntry:
        return actions.end(held=held, event_id=key, by=request.user, **form.cleaned_data)  # type: ignore[arg-type]

    return _written(
        request, form, act, _words(held, "End this entry", "It stays in the register to be read.")
    )


@require_http_methods(BOTH)
@behind_log_in
@kindly
def add_file(request: HttpRequest, entry_id: UUID) -> HttpResponse:
    """Take a file that shows something of an entry."""
    held = held_of(request, entry_id)
    form = FileForm(typed(request), request.FILES or None)

    def act(key: UUID) -> RegisterEntry:
        file = form.cleaned_data["file"]
        actions.file_evidence(
            held=held,
            name=file.name,
            data=file.read(),
            shows=form.cleaned_data["shows"],
            event_id=key,
            by=request.user,  # type: ignore[arg-type]
        )
        return held

    words = _words(
        held, "Add a file", "Do not add papers about one person. They belong in that person's record."
    )
    return _written(request, form, act, words | {"takes_file": True})


def _owners(request: HttpRequest, held: RegisterEntry) -> dict[str, Any]:
    """Return what a form must know of who can look after an entry; only who keeps the registers may hand it over."""
    people = queries.keepers(held.organisation) if keeps(request) else None
    return {"organisation": held.organisation, "keepers": people, "owner": held.owner}


def _looked(request: HttpRequest, held: RegisterEntry, form: RightForm | AnswersForm) -> Act:
    """Return what keeps that an entry was looked at again, with new answers where the form asks for them."""

    def act(key: UUID) -> RegisterEntry:
        return actions.look_again(
            held=held,
            answers=form.answers() if isinstance(form, AnswersForm) else None,
            owner=form.cleaned_data["person"],
            note=form.cleaned_data["note"],
            event_id=key,
            by=request.user,  # type: ignore[arg-type]
        )

    return act


def _words(held: RegisterEntry, title: str, says: str) -> dict[str, Any]:
    """Return what a page about an entry says besides its form."""
    caption = f"{held.register.title}: {held.reference}"
    return {"title": title, "caption": caption, "says": says, "back": _address(held)}


def _address(held: RegisterEntry) -> str:
    return reverse("registers:entry", args=[held.pk])


def _written(request: HttpRequest, form: Form, act: Act, words: dict[str, Any]) -> HttpResponse:
    """Do what a form asks and lead to its entry; where it is refused, the form says why."""
    key = form_key(request)
    if is_good(request, form):
        try:
            held = act(key)
        except NotAllowed as refusal:
            form.add_error("file" if refusal.sentence in files.REFUSALS else None, refusal.sentence)
        else:
            return redirect("registers:entry", held.pk)
    context = {"form": form, "key": key, **words}
    return render(request, "assurance/registers/form.html", context)
