"""Who may do what, as data.

A care worker decides. The Caldicott Guardian reviews what was decided, and so does a deputy; what needs the
Guardian's own signature is theirs alone. A manager looks after the people and the yearly duties. Nobody holds
a permission by being asked for it: what is not in the table is refused.
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


ROLE_NAMES: dict[Role, str] = {
    Role.WORKER: "Care worker",
    Role.GUARDIAN: "Caldicott Guardian",
    Role.DEPUTY: "Deputy Caldicott Guardian",
    Role.MANAGER: "Manager",
}

PERMISSIONS: dict[str, frozenset[Role]] = {
    "decide": frozenset(Role),
    "review": frozenset({Role.GUARDIAN, Role.DEPUTY}),
    "advise": frozenset({Role.GUARDIAN, Role.DEPUTY, Role.MANAGER}),
    "concerns": frozenset({Role.GUARDIAN, Role.DEPUTY}),
    "manage": frozenset({Role.MANAGER}),
    "warn": frozenset({Role.GUARDIAN, Role.DEPUTY, Role.MANAGER}),
    "commence": frozenset({Role.GUARDIAN}),
    "describe": frozenset({Role.MANAGER}),
    "write": frozenset({Role.GUARDIAN, Role.DEPUTY, Role.MANAGER}),
    "sign_off": frozenset({Role.GUARDIAN}),
    "bring_in": frozenset({Role.MANAGER}),
    "take_out": frozenset({Role.GUARDIAN, Role.DEPUTY, Role.MANAGER}),
    "clean": frozenset({Role.GUARDIAN, Role.DEPUTY, Role.MANAGER}),
    "arrange": frozenset({Role.GUARDIAN, Role.MANAGER}),
    "raise_concern": frozenset(Role),
    "sign_second": frozenset({Role.GUARDIAN, Role.MANAGER}),
}


def may(membership: Membership | None, permission: str) -> bool:
    """Say whether this membership carries the permission; an unknown permission is a programming error."""
    holders = PERMISSIONS[permission]
    return membership is not None and membership.role in holders


for _permission in PERMISSIONS:
    rules.add_perm(
        f"portal.{_permission}", rules.predicate(lambda m, p=_permission: may(m, p), name=_permission)
    )
