"""Whom to call: who acts as an organisation's Caldicott Guardian today, and whom at night.

It is kept in memory for a minute so that asking costs nothing.
"""

from __future__ import annotations

import time
import uuid
from dataclasses import dataclass

from django.utils.html import format_html
from django.utils.safestring import SafeString

from portal import telephone
from portal.duty import acting, duty
from portal.models import Organisation
from portal.roles import ROLE_NAMES, Role

_SECONDS = 60
_kept: dict[uuid.UUID, tuple[float, Contact]] = {}


@dataclass(frozen=True, slots=True)
class Contact:
    """A name and a telephone number, either of which may be empty; and whom to call at night and at weekends."""

    name: str
    phone: str
    role: str = ROLE_NAMES[Role.GUARDIAN]
    out_of_hours: Contact | None = None

    @property
    def tel(self) -> str:
        """The number as a link dials it, "" where it holds no one number that can be dialled."""
        return telephone.dialled(self.phone)

    @property
    def at_night(self) -> SafeString:
        """Whom to call at night and at weekends, as a line of a page; empty where there is no number."""
        if self.out_of_hours is None:
            return SafeString("")
        return format_html(
            "At night and at weekends: {}{}",
            f"{self.out_of_hours.name}, " if self.out_of_hours.name else "",
            telephone.link(self.out_of_hours.phone),
        )

    def __bool__(self) -> bool:
        return bool(self.name)


NOBODY = Contact(name="", phone="")


def guardian_of(organisation: Organisation) -> Contact:
    """Return who is on duty today, the first where they are several; without a name where nobody holds the role."""
    kept = _kept.get(organisation.pk)
    if kept and kept[0] > time.monotonic():
        return kept[1]
    first = next(iter(duty(organisation)), None)
    contact = Contact(
        name=first.user.full_name if first else "",
        phone=organisation.guardian_phone,
        role=first.role_name if first else NOBODY.role,
        out_of_hours=_out_of_hours(organisation),
    )
    _kept[organisation.pk] = (time.monotonic() + _SECONDS, contact)
    return contact


def appointed_guardian(organisation: Organisation) -> Contact:
    """Return the Guardian themself, away or not: what a letter says of them is true for longer than today."""
    names = (each.user.full_name for each in acting(organisation) if each.role == Role.GUARDIAN)
    return Contact(name=next(names, ""), phone=organisation.guardian_phone)


def last_known(organisation_id: uuid.UUID) -> Contact:
    """Return what was found last, without asking the database: for the page shown when that has failed."""
    return _kept[organisation_id][1] if organisation_id in _kept else NOBODY


def _out_of_hours(organisation: Organisation) -> Contact | None:
    """Return whom to call at night and at weekends, None where there is no number."""
    phone = organisation.out_of_hours_phone
    return Contact(name=organisation.out_of_hours_name, phone=phone) if phone else None
