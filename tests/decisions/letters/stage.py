"""What the tests of letters share: what is typed for each letter, and the text of a PDF's structure."""

from __future__ import annotations

from typing import Any

from django.urls import reverse

from decisions.letters.patterns import patterns
from decisions.letters.placeholders import ASKED
from decisions.wizard.models import Decision
from tests.decisions.test_people_pages import KEY, day
from tests.decisions.wizard.call import Call, logged_in

WORKERS = [each.code for each in patterns().values() if each.permission == "decide"]


def typed(code: str, kind: str = "plain") -> dict[str, Any]:
    """Return what is posted to make a letter."""
    given: dict[str, Any] = {"kind": kind, "key": KEY}
    for name in patterns()[code].asks:
        given |= day("review_date", "3 5 2027") if ASKED[name].is_day else {name: ASKED[name].sample}
    return given


def key(last: int) -> str:
    """Return the key of another form."""
    return f"{KEY[:-3]}{last:03}"


def to_person(individual: Any, code: str) -> str:
    return reverse("letters:to_person", args=[individual.pk, code])


def make(user: Any, individual: Any, code: str, kind: str = "plain", **more: Any) -> str:
    """Make a letter through the page, and return its address."""
    response = logged_in(user).post(to_person(individual, code), typed(code, kind) | more)
    assert response.status_code == 302, response.content.decode()[:2000]
    return response.headers["Location"]


def nobody(willow) -> Decision:
    """Record a decision that names no individual: figures only, for research."""
    call = Call(willow.amira).say("no", "research")
    call.follow(call.post({"answer": "called_back", "also": "Northgate Board"}))
    call.say("planning", "yes", ["none"], "no", "only_them").confirm()
    return Decision.objects.get()
