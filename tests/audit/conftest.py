"""One small organisation with an open log, for the tests of the ledger and the desk."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

import pytest

from audit.ledger.actions import open_log
from audit.ledger.models import Entry
from portal.models import Home, Membership, Organisation, User
from portal.roles import Role


@dataclass
class Place:
    """Willow Care: one home, a worker and a Guardian."""

    organisation: Organisation
    home: Home
    amira: User
    priya: User
    opened: Entry


def make_place(slug: str) -> Place:
    organisation = Organisation.objects.create(name=slug.title(), slug=slug)
    home = Home.objects.create(organisation=organisation, name=f"{slug.title()} House")
    amira = User.objects.create_user(f"amira@{slug}.example", "pass-word-1", full_name="Amira Khan")
    priya = User.objects.create_user(f"priya@{slug}.example", "pass-word-1", full_name="Priya Nair")
    Membership.objects.create(user=amira, organisation=organisation, home=home, role=Role.WORKER)
    Membership.objects.create(user=priya, organisation=organisation, role=Role.GUARDIAN)
    return Place(organisation, home, amira, priya, open_log(organisation=organisation, by=priya))


@pytest.fixture
def make() -> Callable[[str], Place]:
    """Make organisations by name."""
    return make_place


@pytest.fixture
def willow(db: None) -> Place:
    """Return Willow Care, undone after the test."""
    return make_place("willow")


@pytest.fixture
def willow_kept(transactional_db: None) -> Place:
    """Return Willow Care, committed, for tests with several connections."""
    return make_place("willow")


@pytest.fixture
def evidence() -> dict[str, Any]:
    """Return the body of a decision, whole, as the wizard writes it."""
    return {
        "reference": "K7M-2QX9",
        "door": "care_team",
        "home": {"id": "00000000-0000-4000-8000-000000000001", "name": "Willow House"},
        "individual": {"id": "x", "name": "Zebedee Canary", "reference": "WH-101"},
        "ruleset": {"name": "care-team", "version": 1, "digest": "ab" * 32},
        "steps": [
            {
                "question": "danger",
                "title": "Is anyone in danger right now?",
                "answer": "No",
                "answer_id": ["no"],
            },
            {"question": "whose", "title": "Whose information is it?", "answer": "Zebedee Canary, WH-101"},
            {
                "question": "items",
                "title": "What do they need to know?",
                "answer": "Medicines, Allergies",
                "answer_ids": ["medicines", "allergies"],
            },
        ],
        "evidence": [
            {
                "question": "agreement",
                "statements": ["No consent is recorded."],
                "stands": True,
                "reason": "",
            },
            {
                "question": "wishes",
                "statements": ["A wish for Susan."],
                "stands": False,
                "reason": "She moved away",
            },
        ],
        "items": [{"item": "Medicines", "reason": "To check a dose"}, {"item": "Allergies", "reason": ""}],
        "advice": {
            "outcome": "share_direct_care",
            "kind": "share",
            "title": "You can share their medicines and allergies",
            "basis": "implied_consent",
            "cites": [
                {"rule": "2", "part": "Rule 2", "title": "Share for direct care", "date": "2013-09-01"}
            ],
            "duties": ["Tell Zebedee Canary that you shared it"],
        },
        "decision": {"taken": "departed", "kind": "do_not_share", "reason": "The caller hung up"},
        "recipient": {"kind": "care_worker", "words": "Elm Road Surgery"},
        "channel": "telephone",
        "dropped": [],
        "reminder": False,
    }
