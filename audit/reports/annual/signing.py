"""Whose report it is and who may sign it.

Whoever had a hand in a report does not sign it, unless nobody else here is Guardian; then the report says so. A
manager of one home has to do with reports about that home and no other.
"""

from __future__ import annotations

from collections.abc import Collection, Sequence
from uuid import UUID

from portal.errors import NotAllowed
from portal.models import Membership, Organisation, User
from portal.roles import PERMISSIONS, may
from portal.standing import must, only_home, organisations_of

YOUR_HOME = "You can only make a report about your own home."


def reaches(membership: Membership, homes: Sequence[UUID]) -> bool:
    """Say whether a report about these homes (none means all) is there for this person."""
    home = only_home(membership)
    return may(membership, "report") and (home is None or list(homes) == [home])


def must_reach(by: User, organisation: Organisation, homes: Sequence[UUID]) -> Membership:
    """Return the membership under which `by` has to do with a report about these homes; refuse where there is none."""
    must(by, "report", organisation=organisation)
    for each in Membership.objects.filter(user=by, organisation=organisation).order_by("pk"):
        if reaches(each, homes):
            by.acting = each
            return each
    raise NotAllowed(YOUR_HOME)


def works_at(person: User, organisation: Organisation) -> bool:
    """Say whether somebody can still log in here, and so can be given anything."""
    return person.is_active and organisation.pk in organisations_of(person)


def is_guardian(person: User, organisation: Organisation) -> bool:
    """Say whether this person may sign reports here."""
    return person in _guardians(organisation)


def signers(organisation: Organisation, hands: Collection[UUID]) -> list[User]:
    """Return who may sign a report that these people wrote: Guardians among the others, and if there are none, all."""
    guardians = _guardians(organisation)
    return [each for each in guardians if each.pk not in hands] or guardians


def _guardians(organisation: Organisation) -> list[User]:
    found = Membership.objects.filter(
        organisation=organisation, role__in=PERMISSIONS["sign_report"], user__is_active=True
    )
    return list({each.user_id: each.user for each in found.select_related("user").order_by("pk")}.values())
