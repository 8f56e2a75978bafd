"""The manager keeps training and access: who is late, a gate that lets danger through, and somebody who left."""

from __future__ import annotations

from datetime import date

from portal.days import london_day
from portal.models import Organisation
from tests.journeys.conftest import Arrive
from tests.journeys.person import Person


def test_who_is_late_and_who_left(arrive: Arrive) -> None:
    ruth = arrive("ruth@willow.example", pictures="-ruth")
    ruth.open("/assurance/training/people/")
    assert "4 of 6 people are trained (66 %)." in ruth.words
    ruth.follow("Write down training for many at once")
    ruth.press("Save")
    assert "Select who learned it" in ruth.errors()
    ruth.choose("The Caldicott Guardian's work", "Owen Price")
    ruth.write_day("done_on", london_day())
    ruth.write("How can others see that it was done?", "Certificate in the staff file")
    ruth.press("Save")
    ruth.follow("Owen Price")
    ruth.follow("They are on long leave")
    ruth.open("/assurance/training/needs/")
    ruth.press("We looked through this list today")
    ruth.follow("Ask for something more")
    ruth.open("/assurance/training/gate/")
    ruth.choose("Yes, after some days")
    ruth.write("After how many days?", "7")
    ruth.write("Why?", "We agreed it with the Guardian")
    ruth.press("Save")
    assert "Whoever is more than 7 days late cannot begin a new decision" in ruth.words
    # Ben was late before, and has 7 days from today: let them be over.
    Organisation.objects.filter(slug="willow-care").update(gate_from=date(2026, 1, 1))

    ben = _stopped(arrive)

    ruth.open("/assurance/access/")
    assert "1 person has not logged in for 90 days." in ruth.words
    ruth.press("Go through the list")
    ruth.choose("Ben Carter", "In 3 months")
    ruth.write("Why does their access end?", "He moved away")
    ruth.press("Continue")
    assert "Ben Carter, Care worker" in ruth.words
    ruth.press("Confirm and save")
    assert "5 kept, 1 ended. Do it again by" in ruth.words
    ben.open("/")
    assert "no place of work is linked" in ben.words


def _stopped(arrive: Arrive) -> Person:
    """Stop Ben before a new decision, let him through for danger, and take his declaration."""
    ben = arrive("ben@willow.example", pictures="-ben")
    ben.open("/")
    ben.press("Start now", status=403)
    assert ben.heading == "Do your training first"
    ben.press("Someone is in danger, or I am not sure")
    assert ben.heading == "Keep them safe first"
    ben.open("/assurance/training/")
    ben.follow("Make your declaration")
    ben.press("Make this declaration")
    assert ben.errors()
    ben.choose("I keep to all of this")
    ben.press("Make this declaration")
    assert ben.heading == "Your training"
    return ben
