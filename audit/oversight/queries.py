"""What every room of the desk asks: the homes, who made an entry, and why one cannot be read."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from audit.ledger.errors import BodyAltered, KeyDestroyed
from audit.ledger.models import Entry
from portal.models import Home, Organisation
from portal.roles import ROLE_NAMES, Role

ALTERED = "This record has been changed since it was made. Do not rely on it. Tell your manager today."
DISPOSED = "The details of this decision were destroyed when their time was up. What can be counted is kept."


@dataclass(frozen=True, slots=True)
class Opening:
    """An entry with its body, and who made it."""

    entry: Entry
    body: dict[str, Any]

    @property
    def name(self) -> str:
        """Who it was."""
        return str(self.body.get("actor", {}).get("name", ""))

    @property
    def role(self) -> str:
        """What they were at the time."""
        role = self.body.get("actor", {}).get("role")
        return ROLE_NAMES[Role(role)] if role in set(Role) else ""

    @property
    def person(self) -> str:
        """Who it was, with their role at the time."""
        return ", ".join(filter(None, [self.name, self.role]))


def problem(error: BodyAltered | KeyDestroyed | None) -> str:
    """Return the sentence that says why an entry cannot be read, "" where it can."""
    if error is None:
        return ""
    return ALTERED if isinstance(error, BodyAltered) else DISPOSED


def homes(organisation: Organisation) -> list[Home]:
    """Return the homes of an organisation, by which its lists can be narrowed."""
    return list(organisation.homes.order_by("name"))
