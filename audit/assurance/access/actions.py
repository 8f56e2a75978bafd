"""Somebody's access ends, or a manager goes through all who can log in. What they did here stays as it is."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from uuid import UUID, uuid5

from django.db import transaction

from audit.assurance.access.models import AccessReview
from audit.ledger import queries as ledger
from audit.ledger.append import Said, append_all
from audit.ledger.events import Event
from audit.ledger.facts import tell
from audit.ledger.models import Entry
from audit.typed import text
from portal.days import day_in_words, london_day, months_after
from portal.errors import NotAllowed
from portal.models import Membership, Organisation, User
from portal.roles import Role, may
from portal.standing import must, only_home

MOST = 500
AGAIN_IN = {3: "In 3 months", 12: "In a year"}
NO_REASON = "Say why their access ends"
NO_AGAIN = "Select when you will look again"
GONE = "Their access has ended already. Look at the list again."
OWN = "You would lock yourself out. Ask another manager to end your access."
ONLY_GUARDIAN = (
    "There would be no Caldicott Guardian here. Ask whoever sets the portal up to add the next one first."
)
CHANGED = "Somebody was added or left while you looked. Go through the list again."


@transaction.atomic
def end_access(*, membership: Membership, reason: str, event_id: UUID, by: User) -> Entry:
    """End what one person is here, so that they can do and see nothing by it from now on.

    What they wrote stays, and so do their log in, their access to other organisations and, until the usual day, the
    drafts they began.
    """
    organisation = _hold(membership.organisation)
    mine = must(by, "manage", organisation=organisation)
    earlier = ledger.find(organisation, event_id, event=Event.ACCESS_ENDED)
    if earlier is not None:
        return earlier
    why = text(reason, NO_REASON, most=MOST)
    held = [each for each in _standing(organisation, only_home(mine)) if each.pk == membership.pk]
    if not held:
        raise NotAllowed(GONE)
    _end(organisation, held, by)
    (entry,) = append_all(organisation=organisation, said=[_ended(held[0], why, event_id)], by=by)
    return entry


@transaction.atomic
def review_access(
    *,
    organisation: Organisation,
    listed: Collection[int],
    ended: Collection[int],
    reason: str,
    again_in: int,
    event_id: UUID,
    by: User,
) -> AccessReview:
    """Write down that somebody went through all who can log in (`listed`: their memberships), and end some of these.

    `listed` must be everyone there is now, so that nobody is kept unseen. `again_in` is in how many months somebody
    looks again.
    """
    organisation = _hold(organisation)
    mine = must(by, "manage", organisation=organisation)
    earlier = AccessReview.objects.filter(pk=event_id, organisation=organisation).first()
    if earlier is not None:
        return earlier
    home_id, today = only_home(mine), london_day()
    everyone = _standing(organisation, home_id)
    if {each.pk for each in everyone} != set(listed) or not set(ended) <= set(listed):
        raise NotAllowed(CHANGED)
    if again_in not in AGAIN_IN:
        raise NotAllowed(NO_AGAIN)
    leaving = [each for each in everyone if each.pk in set(ended)]
    why = text(reason, NO_REASON if leaving else "", most=MOST)
    _end(organisation, leaving, by)
    days = {"reviewed_on": today, "next_on": months_after(today, again_in)}
    counts = {"kept": len(everyone) - len(leaving), "ended": len(leaving)}
    review = AccessReview(id=event_id, organisation=organisation, home_id=home_id, **days, **counts)
    review, _new = tell(review)
    gone = [_ended(each, why, uuid5(event_id, str(each.pk))) for each in leaving]
    append_all(organisation=organisation, said=[*gone, _reviewed(review, everyone, leaving, by)], by=by)
    return review


def _hold(organisation: Organisation) -> Organisation:
    """Hold the organisation for this transaction, so that two managers cannot end each other's access at once."""
    return Organisation.objects.select_for_update(no_key=True).get(pk=organisation.pk)


def _standing(organisation: Organisation, home_id: UUID | None) -> list[Membership]:
    """Return what everyone is here, or at one home, held until the commit."""
    rows = Membership.objects.select_for_update(of=("self",)).filter(
        organisation=organisation, user__is_active=True
    )
    chosen = rows.filter(home=home_id) if home_id else rows
    return list(chosen.select_related("user", "home", "organisation").order_by("pk"))


def _end(organisation: Organisation, leaving: Sequence[Membership], by: User) -> None:
    """End memberships, unless that locks the manager out or leaves nobody to be the Guardian."""
    ids = {each.pk for each in leaving}
    stay = Membership.objects.filter(organisation=organisation, user__is_active=True).exclude(pk__in=ids)
    if by.pk in {each.user_id for each in leaving} and not any(
        may(each, "manage") for each in stay.filter(user=by)
    ):
        raise NotAllowed(OWN)
    guardians = any(each.role == Role.GUARDIAN for each in leaving)
    if guardians and not stay.filter(role=Role.GUARDIAN).exists():
        raise NotAllowed(ONLY_GUARDIAN)
    Membership.objects.filter(pk__in=ids).update(ended_on=london_day())


def _ended(held: Membership, why: str, event_id: UUID) -> Said:
    """Return the entry that somebody can no longer log in as what they were."""
    body = {
        "says": f"{held.user.full_name} can no longer log in as {held.role_name}, {held.place}.",
        "reason": why,
        "person": {"id": str(held.user_id), "name": held.user.full_name, "role": held.role},
        "home": held.home.name if held.home else "",
        "began": held.began_on.isoformat(),
    }
    return Said(Event.ACCESS_ENDED, body, event_id, {"home": held.home_id, "outcome": held.role})


def _reviewed(
    review: AccessReview, everyone: Sequence[Membership], leaving: Sequence[Membership], by: User
) -> Said:
    """Return the entry of a look through the list: who stays (ids: the ended have entries of their own)."""
    gone = {each.pk for each in leaving}
    body = {
        "says": f"{by.full_name} went through who can log in: {review.kept} kept, {review.ended} ended.",
        "kept": review.kept,
        "ended": review.ended,
        "next": review.next_on.isoformat(),
        "next_in_words": f"To look again by {day_in_words(review.next_on)}.",
        "kept_people": sorted({str(each.user_id) for each in everyone if each.pk not in gone}),
    }
    outcome = "some_ended" if leaving else "all_kept"
    return Said(Event.ACCESS_REVIEWED, body, review.id, {"home": review.home_id, "outcome": outcome})
