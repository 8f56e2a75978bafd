"""The Caldicott Guardian, with one afternoon a week: logs in, sees the list, opens a decision."""

from __future__ import annotations

import pytest

from audit.ledger.events import Event
from audit.ledger.models import Entry
from decisions.demo_cast import INDIVIDUALS, PASSWORD
from tests.journeys.conftest import DESK, PHONE, Arrive
from tests.journeys.short import DAUGHTER, SURGERY, decide


@pytest.mark.parametrize(
    ("width", "scripts"), [(DESK, True), (PHONE, False)], ids=["desk", "phone-no-scripts"]
)
def test_reading_what_was_decided(arrive: Arrive, width: int, scripts: bool) -> None:
    asked = decide("amira@willow.example", DAUGHTER)
    shared = decide("amira@willow.example", SURGERY)
    me = arrive(width=width, scripts=scripts)
    me.open("/")
    assert me.heading == "Log in"
    me.write("Email address", "priya@willow.example")
    me.page.locator('input[name="password"]').fill(PASSWORD)
    me.press("Log in")
    assert me.heading == "Do you need to share information about someone?"
    assert "Priya Nair" in me.page.locator("header").inner_text()

    me.follow("See decisions to look at")
    assert me.heading == "Decisions"
    text = me.words
    assert text.index(shared.reference) < text.index(asked.reference), "the latest is not first"
    names = [name for each in INDIVIDUALS for name in each.name.split()]
    assert [name for name in names if name in text] == []

    before = Entry.objects.filter(event=Event.DECISION_OPENED, about_id=shared.pk).count()
    me.follow(shared.reference)
    assert me.heading == f"Decision {shared.reference}"
    assert Entry.objects.filter(event=Event.DECISION_OPENED, about_id=shared.pk).count() == before + 1
    for told in ("Amira Khan", "Ada Bright", "Penicillin", "You can share their medicines and allergies"):
        assert told in me.words
    assert "Priya Nair" in me.words, "the page does not say who has opened it"

    me.follow("Back to decisions")
    assert me.heading == "Decisions"
    with me.turning():
        me.page.get_by_role("button", name="Log out", exact=True).click()
    me.open("/desk/")
    assert me.heading == "Log in"


def test_an_empty_list_says_so(arrive: Arrive) -> None:
    me = arrive("priya@willow.example")
    me.open("/desk/")
    assert "No decisions here yet." in me.words
