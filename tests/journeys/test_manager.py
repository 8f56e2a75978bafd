"""The manager: a home of her own, and no way to the Guardian's desk."""

from __future__ import annotations

from tests.journeys.conftest import Arrive
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
