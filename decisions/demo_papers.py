"""What the demonstration agreed: with its recipients, and at home about who needs to know what."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any
from uuid import UUID

from decisions.demo_cast import fixed
from decisions.recipients.codes import ELEMENTS


@dataclass(frozen=True, slots=True)
class Paper:
    """One fact about a recipient: an action, its words, when it began and, if it has an end, after how many days."""

    action: str
    recipient: str
    begins: str
    words: dict[str, Any]
    days_ago: int = 90
    ends_after: int | None = None

    @property
    def id(self) -> UUID:
        """The id of the fact and of its entry."""
        return fixed(self.action, f"{self.recipient}:{self.days_ago}")


_SAYS = {
    "jurisdiction": "England and Wales.",
    "context": "They look after people who live in our homes, together with us.",
    "parties": "Willow Care, for which Ruth Bell signs, and the other side, for which a partner signs.",
    "definition": "Anything about a person that they would not want everyone to know.",
    "purpose": "To look after the person it is about.",
    "permitted_use": "Those who look after the person may read it, each what they need.",
    "recording": "They may write it in the person's record.",
    "storing": "In their locked system. Only those who look after the person can see it.",
    "destroying": "When the law lets them. They tell us in writing.",
    "onward": "Nobody, without asking us first.",
    "liability": "Whoever breaks it puts it right, tells us at once, and pays for the harm.",
}
_AGREED = {
    "kind": "sharing",
    "elements": {code: _SAYS[code] for code in ELEMENTS},
    "kept": "Office, second drawer",
}

PAPERS = (
    Paper(
        "record_route",
        "Elm Road Surgery",
        "found_on",
        {"kind": "phone", "value": "020 7946 0111", "found": "The surgery's own website, for care homes"},
    ),
    Paper(
        "record_assurance",
        "Elm Road Surgery",
        "seen_on",
        {
            "kind": "toolkit",
            "evidence": "Their standards are met this year. Printed, in the office file.",
            "by_whom": "The practice manager",
        },
        ends_after=365,
    ),
    Paper("record_agreement", "Elm Road Surgery", "starts_on", _AGREED, ends_after=365),
    Paper(
        "record_agreement",
        "Northgate Pharmacy",
        "starts_on",
        _AGREED | {"kind": "confidentiality"},
        days_ago=400,
        ends_after=365,
    ),
)

NEEDS_ID = fixed("agree_matrix", "Willow Care")
NEEDS: dict[str, Any] = {
    "needs": {
        "everyone": ("allergies",),
        "doctor": ("medicines", "allergies", "recent_changes", "diagnosis"),
        "pharmacist": ("medicines", "allergies"),
        "nurse": ("medicines", "allergies", "recent_changes", "diagnosis"),
        "hospital": ("medicines", "allergies", "recent_changes", "diagnosis", "contacts"),
        "therapist": ("allergies", "recent_changes"),
        "social_worker": ("recent_changes", "contacts"),
        "care_worker": ("medicines", "allergies", "recent_changes", "contacts"),
        "kitchen": ("allergies",),
        "office": ("contacts",),
    },
    "agreed_with": "The managers and the senior care workers of both homes.",
    "reason": "New workers asked what they may tell the kitchen and the office.",
}
NEEDS_DAYS_AGO = 60
NEEDS_REVIEWED_AFTER = 365
"""The list of who needs to know what, as Willow Care's Guardian agreed it."""
