"""Adding many who log in. They lie with the ground floor, which knows no ledger; so what records it stands up here."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from uuid import UUID

from django.db import IntegrityError, transaction

from audit import typed
from audit.ledger.append import Said, append_all
from audit.ledger.events import Event
from audit.ledger.models import Entry
from portal.errors import NotAllowed
from portal.models import Home, Membership, Organisation, User
from portal.names import squeezed
from portal.roles import PERMISSIONS, ROLE_NAMES, Role
from portal.standing import NOT_YOURS, must

NOBODY = "There is nobody to add."
NOT_BY_LIST = (
    "A Caldicott Guardian, their deputy or a head office manager is not brought in by a list. "
    "Ask whoever sets the portal up."
)
CHANGED = "Somebody added one of these people meanwhile. Start again with the same file."
OTHER_NAME = (
    "Someone logs in with this address under another name. Each person needs an address of their own. "
    "Check the address and the name"
)
BY_LIST = frozenset({Role.WORKER, Role.MANAGER})
"""Who reviews must not be made by the one whose decisions they review, nor a manager's own superior by the manager."""
YOUR_HOME = "You manage one home, so you can only bring in people who work there."
Tell = Callable[[int], None]


@dataclass(frozen=True, slots=True)
class NewStaff:
    """Somebody who is to log in, and the id of the entry that will say so. Without a home: all of them."""

    event_id: UUID
    email: str
    name: str
    role: Role
    home: Home | None


@transaction.atomic
def add_staff(
    *, organisation: Organisation, staff: Sequence[NewStaff], tell: Tell | None = None, by: User
) -> list[Entry]:
    """Let people log in at this organisation; if one is refused, none is added. `tell` hears how many are done.

    They get no password: each sets their own through the mail that "Forgotten password" sends. Somebody who can log
    in already keeps their name and password, and can work here as well; an address whose account bears another name
    is refused, since a shared mailbox is not a person.
    """
    must(by, "bring_in", organisation=organisation)
    _allowed(organisation, staff)
    _within_reach(organisation, staff, by)
    try:
        with transaction.atomic():
            known = _users(staff)
            Membership.objects.bulk_create(
                [
                    Membership(
                        user=known[each.email], organisation=organisation, home=each.home, role=each.role
                    )
                    for each in staff
                ]
            )
    except IntegrityError as refusal:
        raise NotAllowed(CHANGED) from refusal
    if tell:
        tell(len(staff))
    said = [_entry(each, known[each.email].full_name, by) for each in staff]
    return append_all(organisation=organisation, said=said, by=by)


def _allowed(organisation: Organisation, staff: Sequence[NewStaff]) -> None:
    """Refuse an empty list, a role that no list can give, and another organisation's home."""
    if not staff:
        raise NotAllowed(NOBODY)
    if any(each.role not in BY_LIST for each in staff):
        raise NotAllowed(NOT_BY_LIST)
    if any(each.home and each.home.organisation_id != organisation.pk for each in staff):
        raise NotAllowed(NOT_YOURS)


def _within_reach(organisation: Organisation, staff: Sequence[NewStaff], by: User) -> None:
    """Refuse a manager of one home who would bring in people of another, or of all homes."""
    held = Membership.objects.filter(user=by, organisation=organisation, role__in=PERMISSIONS["bring_in"])
    homes = {None if each.role == Role.HQ_MANAGER else each.home_id for each in held}
    if None not in homes and any(each.home is None or each.home.pk not in homes for each in staff):
        raise NotAllowed(YOUR_HOME)


def _users(staff: Sequence[NewStaff]) -> dict[str, User]:
    """Return the one who logs in under each address, made where there was none."""
    names = {each.email: typed.name(each.name, "Enter their full name") for each in staff}
    known = {user.email: user for user in User.objects.filter(email__in=names)}
    bear = names | {email: user.full_name for email, user in known.items()}
    if any(squeezed(each.name) != squeezed(bear[each.email]) for each in staff):
        raise NotAllowed(OTHER_NAME)
    made = [User(email=email, full_name=name) for email, name in names.items() if email not in known]
    for user in made:
        user.set_unusable_password()
    return known | {user.email: user for user in User.objects.bulk_create(made)}


def _entry(added: NewStaff, name: str, by: User) -> Said:
    """Return the entry of one of them, under the name of their account, sealed under the organisation's own key."""
    role, place = ROLE_NAMES[added.role], added.home.name if added.home else "all homes"
    body = {
        "says": f"{by.full_name} added {name} as {role.lower()}, {place}.",
        "words": {"name": name, "email": added.email, "role": added.role.value, "home": place},
    }
    return Said(Event.STAFF_ADDED, body, added.event_id, {"home": added.home and added.home.pk})
