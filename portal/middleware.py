"""What every request carries: the person's membership, and kind answers to refusals."""

from __future__ import annotations

from collections.abc import Callable

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.functional import SimpleLazyObject

from portal.errors import NotAllowed
from portal.models import Membership

GetResponse = Callable[[HttpRequest], HttpResponse]

CHOSEN = "membership"


def current_membership(request: HttpRequest) -> Membership | None:
    """Return the membership the person works under now: the one they chose, else their first."""
    if not request.user.is_authenticated:
        return None
    memberships = Membership.objects.filter(user=request.user).select_related("organisation", "home", "user")
    found = list(memberships.order_by("pk"))
    chosen = request.session.get(CHOSEN)
    # One that was chosen and has ended since is not among them any more.
    membership = next((each for each in found if each.pk == chosen), next(iter(found), None))
    if membership:
        membership.is_one_of_many = len(found) > 1
    for person in (request.user, membership.user) if membership else ():
        person.acting = membership
        person.authenticated_by = authenticated_by(request)
    return membership


def authenticated_by(request: HttpRequest) -> str:
    """Say how the person of this session proved who they are, such as "password, totp"; empty when not known."""
    methods = request.session.get("account_authentication_methods", [])
    return ", ".join(sorted({method["method"] for method in methods if "method" in method}))


class MembershipMiddleware:
    """Gives each request its `membership`, read from the database only where a view asks for it."""

    def __init__(self, get_response: GetResponse) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        request.membership = SimpleLazyObject(lambda: current_membership(request))  # type: ignore[attr-defined]
        return self.get_response(request)

    def process_exception(self, request: HttpRequest, exception: Exception) -> HttpResponse | None:
        """Show a refusal as a page that says why."""
        if isinstance(exception, NotAllowed):
            return render(request, "403.html", {"sentence": exception.sentence}, status=403)
        return None
