"""Who acts as Caldicott Guardian today: the Guardian, or the deputy while the Guardian is away.

Somebody always does. Where everyone is away, all are asked: it is better to trouble somebody on leave than to
let a worker's question reach nobody.
"""

from __future__ import annotations

from datetime import date
from uuid import UUID

from portal.models import Membership, Organisation, User
from portal.roles import Role

ACTING = frozenset({Role.GUARDIAN, Role.DEPUTY})
"""The roles that act as Guardian."""


def acting(organisation: Organisation) -> list[Membership]:
    """Return the active Guardians and then the active deputies, whether away or not, each person once."""
    memberships = Membership.objects.filter(organisation=organisation, role__in=ACTING, user__is_active=True)
    people: dict[UUID, Membership] = {}
    for each in sorted(memberships.select_related("user").order_by("pk"), key=_after_the_guardians):
        people.setdefault(each.user_id, each)
    return list(people.values())


def duty(
    organisation: Organisation, on: date | None = None, *, besides: User | None = None
) -> list[Membership]:
    """Return who is on duty on a day of London (default today): never empty while anyone holds either role.

    `besides` is somebody who cannot be asked, because it is about what they did themself; they are asked only
    where nobody else is left.
    """
    everyone = acting(organisation)
    others = [each for each in everyone if besides is None or each.user_id != besides.pk] or everyone
    here = [each for each in others if not each.is_away(on)]
    return [each for each in here if not _after_the_guardians(each)] or here or others


def on_duty(organisation: Organisation, on: date | None = None, *, besides: User | None = None) -> list[User]:
    """Return the people on duty, as `duty` does."""
    return [each.user for each in duty(organisation, on, besides=besides)]


def _after_the_guardians(membership: Membership) -> bool:
    """Say whether this one is asked only where no Guardian can be."""
    return membership.role != Role.GUARDIAN
