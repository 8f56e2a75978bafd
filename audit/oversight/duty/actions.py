"""Who is away, who is back, and whom to call: each said by somebody, and kept as an entry."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, timedelta
from uuid import UUID

from django.db import transaction

from audit import typed
from audit.ledger import queries as ledger
from audit.ledger.append import append
from audit.ledger.events import Event
from audit.oversight.duty.queries import may_say
from portal.days import day_in_words, london_day
from portal.duty import ACTING
from portal.errors import NotAllowed
from portal.models import Membership, Organisation, User
from portal.standing import NOT_YOURS, must

LONGEST = timedelta(days=366)
NOT_ONE = "Only a Guardian or a deputy can be written down as away."
REVERSED = "The last day must be the first day or after it"
OVER = "The last day must be today or in the future"
TOO_LONG = "An absence can be a year at most. Leave the last day empty if you do not know it"
NOT_AWAY = "They are not written down as away. Somebody may have said already that they are back."
NO_NUMBER = "Enter the Guardian's telephone number"
NO_NIGHT_NUMBER = "Enter the number for nights and weekends, or take the name away"
BAD_NUMBER = "Enter the Guardian's telephone number in digits, such as 020 7946 0000"
BAD_NIGHT_NUMBER = "Enter the number for nights and weekends in digits, such as 020 7946 0000"
NO_CHANGE = "Nothing is different from what is there now."


@transaction.atomic
def be_away(
    *, membership: Membership, first: date, last: date | None, event_id: UUID, by: User
) -> Membership:
    """Write down that a Guardian or deputy is away from a first to a last day, both included.

    Without a last day they are away until they are back. It takes the place of what was written before.
    """
    held = _held(membership, by)
    if ledger.find(held.organisation, event_id, event=Event.ABSENCE_RECORDED):
        return held
    _refuse(first, last)
    held.away_from, held.away_until = first, last
    held.save(update_fields=["away_from", "away_until"])
    until = f"to {day_in_words(last)}" if last else "until they are back"
    append(
        event=Event.ABSENCE_RECORDED,
        organisation=held.organisation,
        body=_absence(held, f"{held.user.full_name} is away from {day_in_words(first)} {until}."),
        event_id=event_id,
        by=by,
    )
    return held


@transaction.atomic
def come_back(*, membership: Membership, event_id: UUID, by: User) -> Membership:
    """Write down that somebody is back, or will not be away after all."""
    held = _held(membership, by)
    if ledger.find(held.organisation, event_id, event=Event.ABSENCE_ENDED):
        return held
    if held.away_from is None or (held.away_until is not None and held.away_until < london_day()):
        raise NotAllowed(NOT_AWAY)
    body = _absence(held, f"{held.user.full_name} is back.")
    held.away_from = held.away_until = None
    held.save(update_fields=["away_from", "away_until"])
    append(
        event=Event.ABSENCE_ENDED,
        organisation=held.organisation,
        body=body,
        event_id=event_id,
        by=by,
    )
    return held


@transaction.atomic
def set_contacts(
    *,
    organisation: Organisation,
    phone: str,
    out_of_hours_name: str,
    out_of_hours_phone: str,
    event_id: UUID,
    by: User,
) -> Organisation:
    """Write down whom pages tell people to call: the Guardian's number, and a name and number for the night."""
    must(by, "arrange", organisation=organisation)
    held = Organisation.objects.select_for_update(no_key=True).get(pk=organisation.pk)
    if ledger.find(held, event_id, event=Event.CONTACTS_CHANGED):
        return held
    night_name = typed.name(out_of_hours_name)
    needed = NO_NIGHT_NUMBER if night_name else ""
    said = {
        "guardian_phone": typed.phone(phone, NO_NUMBER, bad=BAD_NUMBER),
        "out_of_hours_name": night_name,
        "out_of_hours_phone": typed.phone(out_of_hours_phone, needed, bad=BAD_NIGHT_NUMBER),
    }
    before = {name: getattr(held, name) for name in said}
    if said == before:
        raise NotAllowed(NO_CHANGE)
    for name, value in said.items():
        setattr(held, name, value)
    held.save(update_fields=list(said))
    append(
        event=Event.CONTACTS_CHANGED,
        organisation=held,
        body={"says": f"{by.full_name} changed whom to call.", "words": said, "before": before},
        event_id=event_id,
        by=by,
    )
    return held


def _held(membership: Membership, by: User) -> Membership:
    """Return a Guardian's or deputy's membership as it is now, locked; `by` may say when they are away."""
    rows = Membership.objects.select_for_update(of=("self",)).select_related("user", "organisation")
    held = rows.get(pk=membership.pk)
    if held.role not in ACTING:
        raise NotAllowed(NOT_ONE)
    if not may_say(must(by, "advise", organisation=held.organisation), held):
        raise NotAllowed(NOT_YOURS)
    return held


def _refuse(first: date, last: date | None) -> None:
    """Refuse an absence that ends before it begins, is over, or is longer than anybody is away."""
    if last is None:
        return
    if last < first:
        raise NotAllowed(REVERSED)
    if last < london_day():
        raise NotAllowed(OVER)
    if last - first > LONGEST:
        raise NotAllowed(TOO_LONG)


def _absence(held: Membership, says: str) -> Mapping[str, object]:
    """Return what an entry says of an absence: whose, in which role, and the days."""
    return {
        "says": says,
        "person": {"id": str(held.user_id), "name": held.user.full_name, "role": held.role},
        "first": held.away_from.isoformat() if held.away_from else "",
        "last": held.away_until.isoformat() if held.away_until else "",
    }
