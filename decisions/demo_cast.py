"""The demonstration's people, all invented: who they are and what the registers hold about them.

NHS numbers come from the range kept for tests (they begin with 999), telephone numbers from the range kept for
drama. Days are counted back from the day the cast is made, so that what stands stands.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date
from typing import Any
from uuid import UUID, uuid5

from decisions.individuals.models import BestInterests
from portal.nhs_number import check_digit
from portal.roles import Role

PASSWORD = "willow-demo-2026"  # noqa: S105 - printed on purpose: these log-ins open invented people only
CAST = UUID("6f2d1c0e-2d0b-5c37-9a55-9b1f0f6c9a11")


def fixed(kind: str, name: str) -> UUID:
    """Return the id that a thing of the cast has on every machine."""
    return uuid5(CAST, f"{kind}:{name}")


@dataclass(frozen=True, slots=True)
class Person:
    """Someone who logs in, and how many days ago they last did."""

    email: str
    name: str
    role: Role
    home: str = ""
    seen_days_ago: int = 3


@dataclass(frozen=True, slots=True)
class Provider:
    """An organisation, its homes and the people who log in; the first person of a home writes for it."""

    slug: str
    name: str
    phone: str
    homes: tuple[str, ...]
    people: tuple[Person, ...]
    out_of_hours: tuple[str, str] = ("", "")


@dataclass(frozen=True, slots=True)
class LookedAfter:
    """An individual."""

    home: str
    reference: str
    name: str
    born: date
    nine: str
    provider: str = "willow-care"

    @property
    def id(self) -> UUID:
        """The id of the individual and of the entry that added them."""
        return fixed("individual", self.reference)

    @property
    def nhs_number(self) -> str:
        """Nine digits and the one that proves them."""
        return f"{self.nine}{check_digit(self.nine)}"


@dataclass(frozen=True, slots=True)
class Known:
    """A recipient, and a warning about them if there is one."""

    name: str
    kind: str
    phone: str
    private: bool = False
    warning: str = ""
    lifted: str = ""

    @property
    def ids(self) -> list[UUID]:
        """The ids of the recipient, of the warning and of its lifting, as far as there are any."""
        steps = {"recipient": True, "alert": self.warning, "alert end": self.lifted}
        return [fixed(step, self.name) for step, taken in steps.items() if taken]


@dataclass(frozen=True, slots=True)
class Told:
    """One fact of the registers: an action, whom it is about, its words, and how many days ago it was.

    `ends_after` days later it ends by itself; `back` and `back_after` say that, and when, it was taken back.
    """

    action: str
    reference: str
    words: dict[str, Any] = field(default_factory=dict)
    days_ago: int = 60
    ends_after: int | None = None
    back: str = ""
    back_after: int = 0

    @property
    def ids(self) -> list[UUID]:
        """The id of the fact, and of its being taken back, if it was."""
        name = f"{self.reference}:{self.words.get('recipient_kind') or self.words.get('scope') or ''}"
        return [fixed(self.action, name), *([fixed("withdraw_consent", name)] if self.back else [])]


WILLOW = Provider(
    slug="willow-care",
    name="Willow Care",
    phone="020 7946 0000",
    homes=("Willow House", "Willow at Home"),
    people=(
        Person("amira@willow.example", "Amira Khan", Role.WORKER, "Willow House"),
        Person("ben@willow.example", "Ben Carter", Role.WORKER, "Willow at Home"),
        Person("priya@willow.example", "Priya Nair", Role.GUARDIAN),
        Person("owen@willow.example", "Owen Price", Role.DEPUTY, seen_days_ago=112),
        Person("ruth@willow.example", "Ruth Bell", Role.MANAGER),
        Person("hana@willow.example", "Hana Brook", Role.HQ_MANAGER),
    ),
    out_of_hours=("The manager on call", "020 7946 0009"),
)
ALDER = Provider(
    slug="alder-court",
    name="Alder Court",
    phone="020 7946 0050",
    homes=("Alder Court",),
    people=(
        Person("dana@alder.example", "Dana Osei", Role.WORKER, "Alder Court"),
        Person("gwen@alder.example", "Gwen Price", Role.GUARDIAN),
    ),
)
PROVIDERS = (WILLOW, ALDER)


INDIVIDUALS = (
    LookedAfter("Willow House", "WH-101", "Ada Bright", date(1938, 4, 2), "999000001"),
    LookedAfter("Willow House", "WH-102", "Beryl Stone", date(1941, 11, 19), "999000002"),
    LookedAfter("Willow House", "WH-103", "Cyril Marsh", date(1936, 1, 30), "999000003"),
    LookedAfter("Willow House", "WH-104", "Dora Finch", date(1944, 2, 29), "999000004"),
    LookedAfter("Willow House", "WH-105", "Edwin Pike", date(1939, 8, 8), "999000005"),
    LookedAfter("Willow House", "WH-106", "Florence Hart", date(1947, 6, 21), "999000006"),
    LookedAfter("Willow House", "WH-107", "George Lowe", date(1942, 12, 5), "999000007"),
    LookedAfter("Willow House", "WH-108", "Hilda Moss", date(1933, 3, 14), "999000008"),
    LookedAfter("Willow House", "WH-109", "Ivor Nash", date(1940, 9, 27), "999000019"),
    LookedAfter("Willow House", "WH-110", "Joan Ellis", date(1945, 5, 11), "999000010"),
    LookedAfter("Willow at Home", "WA-201", "Kenneth Rowe", date(1950, 7, 16), "999000021"),
    LookedAfter("Willow at Home", "WA-202", "Lily Frost", date(1937, 10, 3), "999000022"),
    LookedAfter("Alder Court", "AC-101", "Maud Vale", date(1943, 1, 7), "999000032", "alder-court"),
)

RECIPIENTS = (
    Known("Elm Road Surgery", "care_worker", "020 7946 0101"),
    Known("Northgate Pharmacy", "care_worker", "020 7946 0102"),
    Known("Brookside District Nurses", "care_worker", "020 7946 0103"),
    Known(
        "Larkfield Care Agency",
        "care_worker",
        "020 7946 0104",
        warning="Someone used this agency's name to ask about people who do not know it.",
    ),
    Known(
        "Quickmed Supplies",
        "care_worker",
        "020 7946 0105",
        warning="They passed a delivery list to another firm.",
        lifted="They have shown us what they changed, and we have it in writing.",
    ),
    Known("Willow Borough Safeguarding Team", "safeguarding", "020 7946 0106"),
    Known("Helen Finch", "family", "020 7946 0107", private=True),
)

_CANNOT = {"question": "Who may be told about their health, and what.", "has_capacity": False}
_HILDA = "Let her son Peter hear often how she is. She is calmer when he knows."
_ASKED = "Her son Peter Moss, her key worker and her GP."

FACTS = (
    Told(
        "give_consent",
        "WH-103",
        {
            "recipient_kind": "family",
            "recipient_name": "Karen Marsh, his daughter",
            "items": ("recent_changes",),
            "purpose": "So that she knows how he is after his fall",
        },
        days_ago=400,
        ends_after=180,
    ),
    Told(
        "record_wishes",
        "WH-104",
        {
            "name": "Helen Finch",
            "relation": "her daughter",
            "items": ("medicines", "recent_changes"),
            "circumstances": "When she is unwell or goes into hospital",
        },
    ),
    Told(
        "record_wishes",
        "WH-105",
        {
            "name": "Susan Pike",
            "relation": "his daughter",
            "items": ("recent_changes",),
            "circumstances": "When she calls on Sundays",
        },
    ),
    Told(
        "give_consent",
        "WH-105",
        {
            "recipient_kind": "care_worker",
            "recipient_name": "Elm Road Surgery",
            "items": ("medicines", "allergies", "recent_changes"),
            "purpose": "To look after his heart",
        },
        ends_after=365,
    ),
    Told("raise_objection", "WH-106", {"items": ("diagnosis",), "scope": "care_team", "to_whom": "my GP"}),
    Told("raise_objection", "WH-107", {"items": (), "scope": "family", "to_whom": "my family"}),
    Told(
        "record_capacity",
        "WH-108",
        {
            **_CANNOT,
            "recipient_kind": "family",
            "best_interests": BestInterests(_HILDA, ("recent_changes",), _ASKED),
        },
        ends_after=365,
    ),
    Told(
        "record_capacity",
        "WH-108",
        {
            **_CANNOT,
            "recipient_kind": "care_worker",
            "best_interests": BestInterests(
                "Let those who treat her know what they need to treat her safely.",
                ("medicines", "allergies", "recent_changes", "diagnosis"),
                _ASKED,
            ),
        },
        ends_after=365,
    ),
    Told("record_capacity", "WH-109", {**_CANNOT, "recipient_kind": "family"}),
    Told("record_capacity", "WH-109", {**_CANNOT, "recipient_kind": "care_worker"}),
    Told(
        "give_consent",
        "WH-110",
        {
            "recipient_kind": "family",
            "recipient_name": "Tom Ellis, her son",
            "items": ("medicines", "recent_changes"),
            "purpose": "So that he can help with her shopping and visits",
        },
        days_ago=120,
        ends_after=365,
        back="She has fallen out with him and wants to speak for herself.",
        back_after=80,
    ),
    Told(
        "raise_objection",
        "WA-201",
        {"items": (), "scope": "care_team", "to_whom": "anyone, unless I ask you to"},
    ),
    Told("raise_objection", "WA-201", {"items": (), "scope": "family", "to_whom": "my family"}),
    Told(
        "record_capacity",
        "WA-202",
        {
            **_CANNOT,
            "recipient_kind": "family",
            "best_interests": BestInterests(
                "Her nephew upsets her and has asked for money. He is told nothing for now.",
                (),
                "Her sister, her key worker and her social worker.",
            ),
        },
        ends_after=365,
    ),
)


def entries() -> list[UUID]:
    """Return the ids of every entry of the cast."""
    return [
        *(person.id for person in INDIVIDUALS),
        *(each for known in RECIPIENTS for each in known.ids),
        *(each for told in FACTS for each in told.ids),
    ]
