"""Who acts where no person is named: the portal's own clock, or somebody who chose not to say who they are."""

from __future__ import annotations

from enum import StrEnum


class Unnamed(StrEnum):
    """An actor without an account, as an entry names them."""

    PORTAL = "The portal itself"
    NOT_GIVEN = "Somebody who did not give their name"
