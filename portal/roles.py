"""Who may do what, as data.

A care worker decides. The Caldicott Guardian reviews what was decided, and so does a deputy; what needs the
Guardian's own signature is theirs alone. A manager looks after the people and the yearly duties of a home, and a
head office manager those of all homes. Nobody holds a permission by being asked for it: what is not in the table
is refused.
"""

from __future__ import annotations

from enum import StrEnum
from typing import TYPE_CHECKING

import rules

if TYPE_CHECKING:
    from portal.models import Membership


class Role(StrEnum):
    """What a person is to an organisation."""

    WORKER = "worker"
    GUARDIAN = "guardian"
    DEPUTY = "deputy"
    MANAGER = "manager"
    HQ_MANAGER = "hq_manager"


ROLE_NAMES: dict[Role, str] = {
    Role.WORKER: "Care worker",
    Role.GUARDIAN: "Caldicott Guardian",
    Role.DEPUTY: "Deputy Caldicott Guardian",
    Role.MANAGER: "Manager",
    Role.HQ_MANAGER: "Head office manager",
}
_MANAGERS = frozenset({Role.MANAGER, Role.HQ_MANAGER})
_GUARDIANS = frozenset({Role.GUARDIAN, Role.DEPUTY})

PERMISSIONS: dict[str, frozenset[Role]] = {
    "decide": frozenset(Role),
    "review": _GUARDIANS,
    "weigh": _GUARDIANS,
    "advise": _GUARDIANS | _MANAGERS,
    "concerns": _GUARDIANS,
    "manage": _MANAGERS,
    "warn": _GUARDIANS | _MANAGERS,
    "commence": frozenset({Role.GUARDIAN}),
    "describe": _MANAGERS,
    "write": _GUARDIANS | _MANAGERS,
    "sign_off": frozenset({Role.GUARDIAN}),
    "bring_in": _MANAGERS,
    "take_out": _GUARDIANS | _MANAGERS,
    "clean": _GUARDIANS | _MANAGERS,
    "arrange": _MANAGERS | {Role.GUARDIAN},
    "raise_concern": frozenset(Role),
    "sign_second": _MANAGERS | {Role.GUARDIAN},
    "assure": _MANAGERS | {Role.GUARDIAN},
    "acknowledge": frozenset(Role),
    "report": _GUARDIANS | _MANAGERS,
    "sign_report": frozenset({Role.GUARDIAN}),
}


def may(membership: Membership | None, permission: str) -> bool:
    """Say whether this membership carries the permission; an unknown permission is a programming error.

    One that has ended carries none.
    """
    holders = PERMISSIONS[permission]
    return membership is not None and membership.ended_on is None and membership.role in holders


for _permission in PERMISSIONS:
    rules.add_perm(
        f"portal.{_permission}", rules.predicate(lambda m, p=_permission: may(m, p), name=_permission)
    )
