"""The two pages every register has: record a fact, and record that it stands no more."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render

from audit.fact_forms import EndForm, FactForm
from audit.ledger.facts import Fact
from audit.posted import form_key, is_good, typed
from portal.days import london_day
from portal.design.forms import Form
from portal.errors import NotAllowed
from portal.roles import may


@dataclass(frozen=True, slots=True)
class Kind:
    """One kind of fact: its form and action, and, where it can end, the words, the form and the action of its end.

    `of` is the name under which its actions take the one it is about; `permission` who may record and end it.
    `given` is what its form is made with, from the one it is about; None where there is nothing to record now.
    """

    slug: str
    link: str
    of: str
    form: type[FactForm]
    record: Callable[..., Any]
    permission: str = "decide"
    model: type[Fact] | None = None
    end: Callable[..., Any] | None = None
    end_title: str = ""
    end_form: type[Form] = EndForm
    says: Callable[[Any], str] | None = None
    given: Callable[[Any], dict[str, Any] | None] = lambda _owner: {}


@dataclass(frozen=True, slots=True)
class Owner:
    """The one a fact is about: an individual or a recipient; its `name` and the address of its page."""

    record: Any
    name: str
    url: str


def kind_of(request: HttpRequest, kinds: Mapping[str, Kind], slug: str) -> Kind:
    """Return the kind of that address; one this person may not record is not there."""
    kind = kinds.get(slug)
    if kind is None or not may(request.membership, kind.permission):  # type: ignore[attr-defined]
        raise Http404
    return kind


def offered(request: HttpRequest, kinds: Mapping[str, Kind], record: Any) -> list[Kind]:
    """Return the kinds of fact this person may record now about the one of whom the page is."""
    may_record = (each for each in kinds.values() if may(request.membership, each.permission))  # type: ignore[attr-defined]
    return [each for each in may_record if each.given(record) is not None]


def record_fact(
    request: HttpRequest, owner: Owner, kind: Kind, *, initial: Mapping[str, Any] | None = None
) -> HttpResponse:
    """Record one fact, once however often the form is posted; `initial` is what the form shows at first."""
    made_with = kind.given(owner.record)
    if made_with is None:
        raise Http404
    form = kind.form(typed(request), **{"initial": dict(initial or {})} | made_with)
    if is_good(request, form):
        given = form.facts() | {kind.of: owner.record, "event_id": form_key(request), "by": request.user}
        if _done(form, kind.record, given):
            return redirect(owner.url)
    return _shown(request, owner, form, title=form.title_of)


def end_fact(request: HttpRequest, owner: Owner, kind: Kind, fact_id: UUID) -> HttpResponse:
    """Record that a fact stands no more."""
    if kind.model is None or kind.end is None or kind.says is None:
        raise Http404
    fact = kind.model.objects.filter(**{kind.of: owner.record}, pk=fact_id).first()
    if fact is None:
        raise Http404
    form = kind.end_form(typed(request), initial={"ended_on": london_day()})
    if is_good(request, form):
        given = form.cleaned_data | {"fact": fact, "event_id": form_key(request), "by": request.user}
        if _done(form, kind.end, given):
            return redirect(owner.url)
    return _shown(request, owner, form, title=kind.end_title, says=kind.says(fact))


def _done(form: Form, action: Callable[..., Any], given: dict[str, Any]) -> bool:
    """Do it; where it is refused, the form says why."""
    try:
        action(**given)
    except NotAllowed as refusal:
        form.add_error(None, refusal.sentence)
        return False
    return True


def _shown(request: HttpRequest, owner: Owner, form: Form, **more: str) -> HttpResponse:
    """Show the page with its form."""
    context = {"form": form, "owner": owner, "key": form_key(request), "back": owner.url, **more}
    return render(request, "facts/form.html", context)
