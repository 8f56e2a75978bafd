"""The short way to a decision, for journeys that begin where one was recorded already."""

from __future__ import annotations

from collections.abc import Mapping

from django.test import Client

from decisions.wizard.models import Decision
from portal.models import User

DAUGHTER = (
    {"answer": "no"},
    {"answer": "family"},
    {"answer": "known_in_person"},
    {"answer": "WH-102"},
    {"answer": "asked"},
    {"answer": "not_asked"},
)
SURGERY = (
    {"answer": "no"},
    {"answer": "care_worker"},
    {"answer": "called_back", "also": "Elm Road Surgery"},
    {"answer": "WH-101"},
    {"answer": "look_after"},
    {"answer": "would_expect"},
    {
        "answer": ["medicines", "allergies"],
        "reason_medicines": "To prescribe",
        "reason_allergies": "Penicillin",
    },
    {"answer": "private"},
)
Answers = tuple[Mapping[str, object], ...]


def logged_in(email: str) -> Client:
    """Return a client as which somebody is logged in."""
    client = Client()
    client.force_login(User.objects.get(email=email), "django.contrib.auth.backends.ModelBackend")
    return client


def begin(email: str, answers: Answers) -> str:
    """Answer questions as somebody, and return the address of the page that comes next."""
    client = logged_in(email)
    address = client.post("/decide/start/").headers["Location"]
    for answer in answers:
        response = client.post(address, answer)
        assert response.status_code == 302, f"{address} did not take {answer}"
        address = response.headers["Location"]
    return address


def decide(email: str, answers: Answers) -> Decision:
    """Record a decision as somebody."""
    check = begin(email, answers)
    assert check.endswith("/check/"), check
    made = logged_in(email).post(check).headers["Location"]
    return Decision.objects.get(pk=made.strip("/").split("/")[-1])
