"""Who can log in at an organisation: each person once, with all they are there."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from portal.models import Membership, Organisation, User


@dataclass(frozen=True, slots=True)
class Person:
    """Somebody who can log in, with their memberships here, the first first."""

    user: User
    memberships: tuple[Membership, ...]

    @property
    def membership(self) -> Membership:
        """The one by which pages call them."""
        return self.memberships[0]

    @property
    def name(self) -> str:
        """Their full name."""
        return self.user.full_name

    @property
    def did(self) -> str:
        """What they are here, in words."""
        return ", ".join(dict.fromkeys(each.role_name for each in self.memberships))

    @property
    def place(self) -> str:
        """Where they work, in words."""
        return ", ".join(
            dict.fromkeys(each.home.name if each.home else "All homes" for each in self.memberships)
        )

    @property
    def roles(self) -> frozenset[str]:
        """The codes of what they are here."""
        return frozenset(each.role for each in self.memberships)

    def began_on(self, roles: frozenset[str] = frozenset()) -> date | None:
        """Return their first day here, or in one of some roles; None where they hold none of these."""
        days = [each.began_on for each in self.memberships if not roles or each.role in roles]
        return min(days, default=None)


def people(organisation: Organisation, home_id: UUID | None = None) -> list[Person]:
    """Return everyone who can log in at an organisation, or at one of its homes, by name."""
    found = Membership.objects.filter(organisation=organisation, user__is_active=True)
    rows = (found.filter(home=home_id) if home_id else found).select_related("user", "home", "organisation")
    grouped: dict[UUID, list[Membership]] = {}
    for each in rows.order_by("user__full_name", "user", "pk"):
        grouped.setdefault(each.user_id, []).append(each)
    return [Person(rows[0].user, tuple(rows)) for rows in grouped.values()]


def find(everyone: Sequence[Person], membership_id: int) -> Person | None:
    """Return the person of a membership, or None."""
    return next((p for p in everyone if any(m.pk == membership_id for m in p.memberships)), None)
