"""Whom to call: an organisation's Caldicott Guardian, kept in memory for a minute so that asking costs nothing."""

from __future__ import annotations

import time
import uuid
from dataclasses import dataclass

from portal.models import Membership, Organisation
from portal.roles import Role

_SECONDS = 60
_kept: dict[uuid.UUID, tuple[float, Contact]] = {}


@dataclass(frozen=True, slots=True)
class Contact:
    """A name and a telephone number; either may be empty."""

    name: str
    phone: str

    @property
    def tel(self) -> str:
        """The number as a link dials it."""
        return "".join(character for character in self.phone if character.isdigit() or character == "+")

    def __bool__(self) -> bool:
        return bool(self.name)


NOBODY = Contact(name="", phone="")


def guardian_of(organisation: Organisation) -> Contact:
    """Return the organisation's first active Caldicott Guardian, or NOBODY."""
    kept = _kept.get(organisation.pk)
    if kept and kept[0] > time.monotonic():
        return kept[1]
    holders = Membership.objects.filter(organisation=organisation, role=Role.GUARDIAN, user__is_active=True)
    name = holders.order_by("pk").values_list("user__full_name", flat=True).first()
    contact = Contact(name=name or "", phone=organisation.guardian_phone)
    _kept[organisation.pk] = (time.monotonic() + _SECONDS, contact)
    return contact


def last_known(organisation_id: uuid.UUID) -> Contact:
    """Return what was found last, without asking the database: for the page shown when that has failed."""
    return _kept[organisation_id][1] if organisation_id in _kept else NOBODY
