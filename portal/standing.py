"""Whether a person may do something at a place: asked by every page that shows it and every action that writes."""

from __future__ import annotations

from uuid import UUID

from django.db.models import QuerySet
from django.http import Http404, HttpRequest

from portal.errors import NotAllowed
from portal.models import Home, Membership, Organisation, User
from portal.roles import Role, may

STRANGER = "You do not work there, so you cannot do this. Ask your manager if you think you should."
NOT_YOURS = "Your role does not let you do this. Ask the Caldicott Guardian or your manager."


def must(by: User, permission: str, *, organisation: Organisation, home: Home | None = None) -> Membership:
    """Return the membership under which `by` may do this at a home (or anywhere in the organisation).

    Raises NotAllowed where they have none. A care worker with a home works there only.
    """
    memberships = Membership.objects.filter(user=by, organisation=organisation, user__is_active=True)
    there = [
        membership
        for membership in memberships.select_related("organisation", "home").order_by("pk")
        if home is None or reaches(membership, home)
    ]
    for membership in there:
        if may(membership, permission):
            by.acting = membership
            return membership
    raise NotAllowed(NOT_YOURS if there else STRANGER)


def organisation_of(request: HttpRequest, permission: str) -> Organisation:
    """Return the organisation in which this person holds a permission; for anyone else there is no such page."""
    membership: Membership | None = getattr(request, "membership", None) or None
    if membership is None or not may(membership, permission):
        raise Http404
    return membership.organisation


def organisations_of(user: User) -> QuerySet[Membership, UUID]:
    """Return the ids of the organisations where somebody works, to look only there for what is their own."""
    return Membership.objects.filter(user=user).values_list("organisation", flat=True)


def reaches(membership: Membership, home: Home) -> bool:
    """Say whether this membership covers a home: a worker's own, or all of the organisation's."""
    if membership.organisation_id != home.organisation_id:
        return False
    everywhere = membership.home_id is None or membership.role != Role.WORKER
    return everywhere or membership.home_id == home.pk


def only_home(membership: Membership) -> UUID | None:
    """Return the one home whose figures and people a person may see, None for those who may see all.

    A manager of one home sees that home; a manager of all homes, head office, the Guardian and the deputy see all.
    """
    return membership.home_id if membership.role == Role.MANAGER else None


def places_of(user: User) -> list[Membership]:
    """Return every place and role somebody has now, by the names of the places."""
    found = Membership.objects.filter(user=user).select_related("organisation", "home")
    return list(found.order_by("organisation__name", "home__name", "pk"))
