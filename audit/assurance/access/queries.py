"""Who can log in here, when they last did, and when somebody last went through the list."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, timedelta
from uuid import UUID

from django.db.models import Q

from audit.assurance.access.models import AccessReview
from audit.assurance.people import Person
from portal.days import london_day
from portal.models import Membership, Organisation, User

IDLE_DAYS = 90


def last_seen(user: User) -> date | None:
    """Return the day in London on which somebody last logged in, to the portal as a whole; None is never."""
    return london_day(user.last_login) if user.last_login else None


def is_idle(person: Person, day: date) -> bool:
    """Say whether somebody has not logged in for 90 days; whoever never did, for 90 days since they could."""
    since = last_seen(person.user) or person.began_on()
    return since is not None and day - since >= timedelta(days=IDLE_DAYS)


def idle(everyone: Iterable[Person], day: date) -> list[Person]:
    """Return those who have not logged in for 90 days."""
    return [each for each in everyone if is_idle(each, day)]


def idle_in_words(count: int) -> str:
    """Return how many have not logged in for 90 days, as a sentence."""
    if not count:
        return f"Everyone has logged in within the last {IDLE_DAYS} days."
    return f"{count:,} {'person has' if count == 1 else 'people have'} not logged in for {IDLE_DAYS} days."


def member(organisation: Organisation, membership_id: int, home_id: UUID | None) -> Membership | None:
    """Return a membership that stands, at the organisation or at one of its homes, or None."""
    found = Membership.objects.filter(organisation=organisation, user__is_active=True, pk=membership_id)
    rows = found.filter(home=home_id) if home_id else found
    return rows.select_related("user", "home", "organisation").first()


def last_review(organisation: Organisation, home_id: UUID | None = None) -> AccessReview | None:
    """Return the last look through everyone, or for one home the last in which its people were; None: nobody looked."""
    looked = AccessReview.objects.filter(organisation=organisation)
    rows = looked.filter(Q(home_id=None) | Q(home_id=home_id))
    return rows.order_by("-reviewed_on", "-id").first()
