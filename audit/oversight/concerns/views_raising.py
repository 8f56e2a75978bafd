"""Where anyone says that something is wrong, and what they see of it afterwards."""

from __future__ import annotations

from uuid import UUID

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_GET, require_http_methods

from audit.ledger.unnamed import Unnamed
from audit.oversight.concerns import outside as the_outside
from audit.oversight.concerns import queries, shown
from audit.oversight.concerns.actions import raise_concern
from audit.oversight.concerns.forms import ConcernForm, InsideForm, OutsideForm
from audit.oversight.queries import homes
from audit.oversight.reading import catch_up
from audit.place import id_in
from audit.posted import form_key, is_good, kindly, typed
from portal import throttle
from portal.errors import NotAllowed
from portal.login import behind_log_in, log_in_again
from portal.models import Membership, User

LONGEST_REFERENCE = 20
SENT, WRONG = "concern", "wrong_link"
TOO_MANY = (
    "Many concerns came from this internet address. Wait 10 minutes, then send this again. "
    "What you wrote is still here"
)


@require_http_methods(["GET", "POST"])
@kindly
def new(request: HttpRequest) -> HttpResponse:
    """Take what somebody at work says is wrong, with their name or without; tell strangers where they can say it."""
    if request.method == "POST" and not request.user.is_authenticated:
        return log_in_again(request)
    membership: Membership | None = request.membership or None  # type: ignore[attr-defined]
    if membership is None:
        return render(request, "concerns/no_place.html", {"log_in": not request.user.is_authenticated})
    organisation = membership.organisation
    if request.method == "POST":
        # A decision of this very minute can be named, too.
        catch_up(organisation)
    form = InsideForm(
        typed(request),
        organisation=organisation,
        homes=homes(organisation),
        initial={"decision": request.GET.get("decision", "")[:LONGEST_REFERENCE]},
    )
    if is_good(request, form) and (made := _raised(request, form, _who(request, form))):
        return redirect("raising:raised", made)
    context = {
        "form": form,
        "key": form_key(request),
        "outside": reverse("raising:outside", args=[organisation.slug]),
    }
    return render(request, "concerns/new.html", context)


def _who(request: HttpRequest, form: InsideForm) -> User | Unnamed:
    """Return the person, or nobody where they do not want to give their name."""
    return request.user if form.is_named else Unnamed.NOT_GIVEN  # type: ignore[return-value]


def _raised(request: HttpRequest, form: ConcernForm, by: User | Unnamed) -> UUID | None:
    """Raise a concern and return its id; where it is refused the form says why."""
    try:
        return raise_concern(
            organisation=form.organisation, event_id=form_key(request), by=by, **form.given()
        ).pk
    except NotAllowed as refusal:
        form.add_error(None, refusal.sentence)
        return None


@require_http_methods(["GET", "POST"])
@kindly
def outside(request: HttpRequest, slug: str) -> HttpResponse:
    """Take what somebody without a log-in says is wrong; who is logged in here all the same is not written down."""
    if throttle.is_closed(request, WRONG):
        return throttle.wait(request)
    organisation = queries.organisation_called(slug)
    if organisation is None:
        throttle.count(request, WRONG)
        raise Http404
    form = OutsideForm(typed(request), organisation=organisation, homes=homes(organisation))
    status = 200
    if is_good(request, form):
        if throttle.is_closed(request, SENT):
            form.add_error(None, TOO_MANY)
            status = 429
        elif made := _raised(request, form, Unnamed.NOT_GIVEN):
            throttle.count(request, SENT)
            return redirect("raising:raised", made)
    context = {"form": form, "key": form_key(request), "organisation": organisation}
    return render(request, "concerns/outside.html", context, status=status)


@require_GET
def raised(request: HttpRequest, concern_id: UUID) -> HttpResponse:
    """Tell whoever knows this address that we have the concern and how far it is, and nothing that it says."""
    concern = queries.raised(concern_id)
    if concern is None:
        raise Http404
    context = {
        "reference_line": f"Your reference: {concern.reference}",
        "organisation": concern.organisation.name,
        "state": shown.state(concern, looked_into=queries.is_looked_into(concern)),
        "own": bool(concern.raised_by_id and concern.raised_by_id == request.user.pk),
    }
    return render(request, "concerns/raised.html", context)


@require_GET
@behind_log_in
def mine(request: HttpRequest) -> HttpResponse:
    """Show a person how far the concerns are that they raised in their own name."""
    own, after = queries.mine(request.user, after=id_in(request, "after"))  # type: ignore[arg-type]
    context = {
        "concerns": [shown.own(each) for each in own],
        "older": f"{reverse('raising:mine')}?after={after}" if after else "",
    }
    return render(request, "concerns/mine.html", context)


@require_GET
def who_else(request: HttpRequest) -> HttpResponse:
    """Show anyone whom else they can tell, and that nobody may be punished for it."""
    return render(
        request, "concerns/who_else.html", {"bodies": the_outside.bodies(), "laws": the_outside.laws()}
    )
