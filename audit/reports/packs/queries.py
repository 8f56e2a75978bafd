"""Whom packs are there for."""

from __future__ import annotations

from portal.models import Membership
from portal.roles import Role, may


def reaches(membership: Membership) -> bool:
    """Say whether packs are there for somebody: they may see all figures and take records out."""
    of_one_home = membership.role == Role.MANAGER and membership.home_id is not None
    return may(membership, "report") and may(membership, "take_out") and not of_one_home
