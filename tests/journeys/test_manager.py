"""The manager: a home of her own, and no way to the Guardian's desk."""

from __future__ import annotations

import pytest

from tests.journeys.conftest import DESK, PHONE, Arrive
from tests.journeys.short import SURGERY, decide


def test_home_without_the_desk(arrive: Arrive) -> None:
    decided = decide("amira@willow.example", SURGERY)
    me = arrive("ruth@willow.example")
    me.open("/")
    assert "Ruth Bell" in me.page.locator("header").inner_text()
    assert decided.reference not in me.words
    assert me.page.get_by_role("link", name="decisions to look at", exact=False).count() == 0
    for address in ("/desk/", f"/desk/{decided.pk}/", f"/decisions/{decided.pk}/"):
        me.open(address, status=404)
        assert me.heading == "Page not found"


@pytest.mark.parametrize(
    ("width", "scripts"), [(DESK, True), (PHONE, False)], ids=["desk", "phone-no-scripts"]
)
def test_from_home_to_what_is_to_do_next(arrive: Arrive, width: int, scripts: bool) -> None:
    me = arrive("ruth@willow.example", width=width, scripts=scripts)
    me.open("/")
    assert me.heading.startswith("Willow Care: 1 July ")
    assert "Do next" in me.words
    assert "things we can show" in me.words
    me.follow("See the whole list of the year")
    assert "To do before 30 June" in me.heading
    me.follow("Appoint a deputy for the Caldicott Guardian")
    me.follow("Appoint somebody as Deputy Caldicott Guardian")
    me.choose("Ruth Bell")
    me.press("Save")
    assert "Say why they hold this post all the same" not in me.errors()
    assert "Two roles may conflict" in me.words
    me.follow("Back")
    me.follow("The page that everyone sees: whom to ask")
    assert "Noor Haddad" in me.words
