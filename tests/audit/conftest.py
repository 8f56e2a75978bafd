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
        "decided": "do_not_share",
        "departure": "The caller hung up",
        "advice": {
            "outcome": "share_direct_care",
            "kind": "share",
            "title": "You can share their medicines and allergies",
            "do": ["Say only what you ticked"],
            "duties": [{"id": "tell", "text": "Tell Zebedee Canary that you shared it", "flag": ""}],
            "say_asker": "Zebedee takes aspirin",
            "say_person": "I told the surgery",
            "why": "It is for their own care",
            "next": "Nothing more for you",
            "basis": "implied_consent",
            "basis_title": "Their own care, and they would expect it",
            "sources": [
                {
                    "id": "r2",
                    "title": "Rule 2 of the guide",
                    "part": "Rule 2",
                    "date": "2013-09",
                    "status": "",
                    "note": "",
                }
            ],
        },
        "asked": [
            {
                "question": "danger",
                "caption": "First",
                "title": "Is anyone in danger right now?",
                "answer": ["No"],
                "also": "",
                "register": [],
                "reason": "",
            },
            {
                "question": "agreement",
                "caption": "",
                "title": "Does the person know, and are they happy with it?",
                "answer": ["Yes, they agreed"],
                "also": "She said so at breakfast",
                "register": ["No consent is recorded."],
                "reason": "She moved away",
            },
            {
                "question": "items",
                "caption": "",
                "title": "What do they need to know?",
                "answer": ["Medicines: To check a dose", "Allergies"],
                "also": "",
                "register": ["Nothing is refused."],
                "reason": "",
            },
        ],
        "answers": {"danger": "no", "agreement": "agreed"},
        "dropped": [{"question": "objection", "title": "What did they say?", "answer": ["No"]}],
        "items": [
            {"id": "medicines", "label": "Medicines", "phrase": "medicines", "reason": "To check a dose"},
            {"id": "allergies", "label": "Allergies", "phrase": "allergies", "reason": ""},
        ],
        "individual": {"id": "x", "name": "Zebedee Canary", "reference": "WH-101"},
        "recipient": {
            "kind": "care_worker",
            "asks": "A health or care worker asks",
            "who": "Elm Road Surgery",
        },
        "guardian": {"name": "Priya Nair", "phone": "020 7946 0000"},
        "ruleset": {
            "name": "care-team",
            "version": 1,
            "title": "A health or care worker",
            "digest": "ab" * 32,
        },
        "on": "2026-11-22",
    }
