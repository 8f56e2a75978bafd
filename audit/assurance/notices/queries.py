"""The notice in force and those before it, and what they say."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from audit.assurance.notices.models import NoticeVersion
from audit.ledger import queries as ledger
from portal.models import Organisation


@dataclass(frozen=True, slots=True)
class Notice:
    """A version of the notice and what it says; `body` is empty where it can no longer be read."""

    version: NoticeVersion
    body: dict[str, Any]

    @property
    def is_readable(self) -> bool:
        """Whether its words can be read."""
        return bool(self.body)

    @property
    def places(self) -> str:
        """Where people find it, as the organisation says."""
        return str(self.body.get("places", ""))

    def words(self) -> dict[str, tuple[str, str]]:
        """Return the words of each section, as usual and in easy read."""
        return {each["code"]: (each["words"], each["easy"]) for each in self.body.get("sections", ())}

    def told(self) -> list[tuple[str, str, str]]:
        """Return each section's title and words, as they were when it was published."""
        return [(each["title"], each["words"], each["easy"]) for each in self.body.get("sections", ())]


def organisation_named(slug: str) -> Organisation | None:
    """Return the organisation of this name in an address, or None."""
    return Organisation.objects.filter(slug=slug).first()


def versions(organisation: Organisation) -> list[NoticeVersion]:
    """Return all versions of an organisation's notice, the latest first."""
    found = NoticeVersion.objects.filter(organisation=organisation)
    return list(found.select_related("entry", "organisation").order_by("-number"))


def in_force(organisation: Organisation) -> Notice | None:
    """Return the notice published last, or None before the first."""
    latest = next(iter(versions(organisation)), None)
    return _opened(latest) if latest else None


def of_number(organisation: Organisation, number: int) -> Notice | None:
    """Return one version of an organisation's notice, or None."""
    found = NoticeVersion.objects.filter(organisation=organisation, number=number)
    row = found.select_related("entry", "organisation").first()
    return _opened(row) if row else None


def _opened(version: NoticeVersion) -> Notice:
    (said,) = ledger.opened([version.entry])
    return Notice(version, said.body)
