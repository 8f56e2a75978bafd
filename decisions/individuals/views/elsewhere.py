"""Looking in the organisation's other homes: for a stated reason, recorded before anybody is shown."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods, require_POST

from audit.ledger import queries as ledger
from audit.ledger.events import Event
from audit.ledger.ids import new_id
from audit.ledger.models import Entry
from audit.posted import form_key, is_good, kindly, typed
from decisions.individuals import queries
from decisions.individuals.actions import help_elsewhere, seek_elsewhere
from decisions.individuals.forms.ties import ElsewhereForm
from decisions.individuals.ties import homes_of, in_organisation
from decisions.individuals.views.own import membership_of
from decisions.vocabulary import listed
from portal.days import london_day
from portal.errors import NotAllowed
from portal.login import behind_log_in
from portal.nhs_number import NATIONAL_INSURANCE, looks_like_insurance


@require_http_methods(["GET", "POST"])
@behind_log_in
@kindly
def elsewhere(request: HttpRequest) -> HttpResponse:
    """Ask for whom and why; then record that, and only then show who was found."""
    membership_of(request)
    if request.method == "POST" and "reason" not in request.POST:
        # From the page that found nobody: only what was typed there comes along.
        return _asked(request, ElsewhereForm(initial={"text": request.POST.get("text", "")}))
    form = ElsewhereForm(typed(request))
    if not is_good(request, form):
        return _asked(request, form)
    if looks_like_insurance(form.cleaned_data["text"]):
        form.add_error("text", NATIONAL_INSURANCE)
        return _asked(request, form)
    try:
        return _looked(request, form.cleaned_data["text"], form.cleaned_data["reason"])
    except NotAllowed as refusal:
        form.add_error(None, refusal.sentence)
        return _asked(request, form)


def _asked(request: HttpRequest, form: ElsewhereForm) -> HttpResponse:
    return render(request, "individuals/elsewhere.html", {"form": form, "key": form_key(request)})


def _looked(request: HttpRequest, text: str, reason: str) -> HttpResponse:
    """Record the look, then show who was found: references, first letters and homes."""
    organisation = membership_of(request).organisation
    look = seek_elsewhere(
        organisation=organisation,
        looked_for=text,
        reason=reason,
        event_id=form_key(request),
        by=request.user,  # type: ignore[arg-type]
    )
    found = queries.found_elsewhere(organisation=organisation, text=text)
    context = {"look": look, "found": [_listed(each) for each in found]}
    return render(request, "individuals/found.html", context)


def _listed(individual: Any) -> dict[str, Any]:
    """Return a person as the page shows them."""
    return {
        "id": individual.pk,
        "key": new_id(),
        "reference": individual.details.reference,
        "initials": "".join(f"{word[0]}." for word in individual.details.name.split()),
        "homes": listed([home.name for home in homes_of(individual, london_day())]),
    }


@require_POST
@behind_log_in
@kindly
def help_them(request: HttpRequest, look_id: UUID, individual_id: UUID) -> HttpResponse:
    """Record that this worker helps to look after somebody they found, for seven days."""
    organisation = membership_of(request).organisation
    look = ledger.find(organisation, look_id, event=Event.INDIVIDUAL_SOUGHT)
    individual = in_organisation(organisation.pk).filter(pk=individual_id).first()
    if look is None or individual is None or not _is_recent(look):
        raise Http404
    try:
        help_elsewhere(look=look, individual=individual, event_id=form_key(request), by=request.user)  # type: ignore[arg-type]
    except NotAllowed as refusal:
        # Whoever was not found by this look is not there.
        raise Http404 from refusal
    return redirect("individuals:page", individual.pk)


def _is_recent(look: Entry) -> bool:
    """Say whether a look was today: another day asks for another look."""
    return london_day(look.recorded_at) == london_day()
