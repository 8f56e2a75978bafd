"""The Guardian goes away: the manager writes it down, the deputy is on duty, and whoever works there sees whom to call."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date, timedelta

import pytest

from portal import contacts
from portal.days import london_day
from tests.journeys.conftest import DESK, PHONE, Arrive
from tests.journeys.person import Person


@pytest.fixture(autouse=True)
def _fresh_contacts() -> Iterator[None]:
    """Forget for whom it was shown that they are on duty: pages go by it for a minute."""
    contacts._kept.clear()
    yield
    contacts._kept.clear()


def write_day(me: Person, which: str, day: date) -> None:
    for part, number in (("day", day.day), ("month", day.month), ("year", day.year)):
        me.page.locator(f'input[name="{which}-{part}"]').fill(str(number))


@pytest.mark.parametrize(
    ("width", "scripts"), [(DESK, True), (PHONE, False)], ids=["desk", "phone-no-scripts"]
)
def test_the_deputy_takes_over(arrive: Arrive, width: int, scripts: bool) -> None:
    ruth = arrive("ruth@willow.example", width=width, scripts=scripts, pictures="-ruth")
    ruth.open("/")
    ruth.follow("Who is on duty")
    assert "Questions, decisions and concerns go to:\n\nPriya Nair, Caldicott Guardian" in ruth.words
    ruth.follow("Write down days away of Priya Nair")
    today = london_day()
    write_day(ruth, "first", today)
    write_day(ruth, "last", today - timedelta(days=1))
    ruth.press("Save")
    assert ruth.errors() == ["The last day must be the first day or after it"]
    write_day(ruth, "last", today + timedelta(days=1))
    ruth.press("Save")
    assert "go to:\n\nOwen Price, Deputy Caldicott Guardian" in ruth.words

    contacts._kept.clear()
    amira = arrive("amira@willow.example", width=width, scripts=scripts, pictures="-amira")
    amira.open("/")
    assert "Owen Price, Deputy Caldicott Guardian, 020 7946 0000" in amira.words
    assert "At night and at weekends: The manager on call, 020 7946 0009" in amira.words

    ruth.follow(re.compile("They are back.*Priya Nair"))
    ruth.press("Confirm")
    assert "go to:\n\nPriya Nair, Caldicott Guardian" in ruth.words
    ruth.follow("What emails do you want?")
    ruth.option("On Mondays, what waits for me").uncheck()
    ruth.press("Save")
    assert ruth.heading == "Who is on duty"
    ruth.open("/messages/")
    assert "No email waits, and none failed." in ruth.words
