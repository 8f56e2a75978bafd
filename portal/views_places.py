"""Where a person works now: whoever has more than one place or role chooses, without logging out."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods

from portal import standing
from portal.design.fields import Choice, RadiosField
from portal.design.forms import Form
from portal.login import behind_log_in
from portal.middleware import CHOSEN
from portal.models import Membership


class PlaceForm(Form):
    """One of the places where somebody works."""

    def __init__(self, *args: object, places: list[Membership], **kwargs: object) -> None:
        super().__init__(*args, **kwargs)
        self.fields["place"] = RadiosField(
            label="Place and role",
            size="m",
            required_message="Select where you are working now",
            choices=[Choice(str(each.pk), _name(each)) for each in places],
        )


def _name(membership: Membership) -> str:
    """Return a place as it reads: the home, or the whole organisation, and what the person is there."""
    place, organisation = membership.place, membership.organisation.name
    where = place if place == organisation else f"{place}, {organisation}"
    return f"{where}: {membership.role_name}"


@behind_log_in
@require_http_methods(["GET", "POST"])
def places(request: HttpRequest) -> HttpResponse:
    """List every place and role somebody has, and let them go on under one of them."""
    held = standing.places_of(request.user)  # type: ignore[arg-type]
    if request.method == "POST":
        form = PlaceForm(request.POST, places=held)
        if form.is_valid():
            request.session[CHOSEN] = int(form.cleaned_data["place"])
            return redirect("portal:home")
    else:
        now = getattr(request, "membership", None) or None
        form = PlaceForm(initial={"place": str(now.pk)} if now else {}, places=held)
    return render(request, "portal/places.html", {"form": form, "held": held})
