"""Whom packs are there for."""

from __future__ import annotations

from portal.models import Membership
from portal.roles import may
from portal.standing import only_home


def reaches(membership: Membership) -> bool:
    """Say whether packs are there for somebody: they may see all figures and take records out."""
    return may(membership, "report") and may(membership, "take_out") and only_home(membership) is None
