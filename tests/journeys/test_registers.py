"""A worker with a phone writes down what somebody agreed to, and that they take it back; a senior looks."""

from __future__ import annotations

from datetime import timedelta

from portal.days import london_day
from tests.journeys.conftest import Arrive
from tests.journeys.person import Person


def test_an_agreement_and_its_taking_back(arrive: Arrive, amira: Person) -> None:
    today = london_day()
    amira.open("/")
    amira.follow("Find a person we look after")
    amira.write("Who do you look for?", "WH-102")
    amira.press("Find")
    assert "We record that you opened this page." in amira.words

    amira.follow("Something they agreed to")
    amira.press("Save")
    assert "Select who it is about" in amira.errors()
    amira.choose("Health and care workers who look after them", "Medicines", "Tell them", "In person")
    amira.choose(
        "Yes, they said it back in their own way",
        "Article 6(1)(e), public task, and 9(2)(h), health or social care",
    )
    amira.write("Their name, if it is one person or place", "Hill Street Pharmacy")
    for label, typed in (
        ("What is it for?", "To fill the tablet box"),
        ("How does it help the person?", "The right tablets each day"),
        ("What did you explain?", "What we tell, and that a no is fine"),
    ):
        amira.write(label, typed)
    amira.write_day("given_on", today)
    amira.write_day("ends_on", today + timedelta(days=200))
    amira.press("Save")
    assert "that we may tell Hill Street Pharmacy about: medicines" in amira.words
    assert "public task" in amira.words

    card = amira.page.locator(".nhsuk-card", has_text="Hill Street Pharmacy")
    with amira.turning():
        card.get_by_role("link", name="This has ended").click()
    assert amira.heading == "They take back what they agreed to"
    amira.write("Why does it end, and how do you know?", "She said so at breakfast")
    amira.choose("Yes")
    amira.press("Save")
    assert "She said so at breakfast" in amira.words
    assert f"Ended on {today.day}" in amira.words

    ruth = arrive("ruth@willow.example", pictures="-senior")
    ruth.open("/seniors/noes/")
    ruth.follow("WH-102")
    assert ruth.heading == "Record that you looked at it"
    ruth.write("Whom did you talk to, and what did they say?", "With her. She wants to ask her son first")
    ruth.write("What will happen now?", "We ring the pharmacy for each box")
    ruth.write_day("reviewed_on", today)
    ruth.press("Save")
    assert "Not yet" not in ruth.words
