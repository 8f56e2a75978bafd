"""What was decided, in pictures: for the Guardian as it is, for the manager so that nobody is picked out."""

from __future__ import annotations

import pytest

from tests.journeys.conftest import DESK, PHONE, Arrive
from tests.journeys.short import DAUGHTER, SURGERY, decide


@pytest.mark.parametrize("width", [DESK, PHONE], ids=["desk", "phone"])
def test_the_guardian_sees_how_it_goes_and_a_manager_only_what_names_nobody(
    arrive: Arrive, width: int
) -> None:
    for answers in (DAUGHTER, SURGERY):
        decide("amira@willow.example", answers)
    priya = arrive("priya@willow.example", width=width)
    priya.open("/desk/")
    priya.follow("Pictures of how it goes")
    assert "Pictures of what was decided" in priya.heading
    assert "decisions were made." in priya.words
    priya.follow("Willow House")
    assert "The last 12 months, Willow House" in priya.words
    assert "All decisions were made at one place: Willow House" in priya.words
    ruth = arrive("ruth@willow.example", width=width, pictures="-ruth")
    ruth.open("/")
    ruth.follow("Pictures of what was decided")
    assert "Numbers here are rounded to fives" in ruth.words
    assert "No decision was made in this time." in ruth.words, "no quarter has ended yet"
