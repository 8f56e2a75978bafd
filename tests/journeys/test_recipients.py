"""The register of recipients: an agreement and a warning, a worker who reads it, and a recipient with a link."""

from __future__ import annotations

import re
from datetime import date

from decisions.recipients.codes import ELEMENTS
from decisions.recipients.models import AlertReading
from decisions.recipients.models_links import Acknowledgement
from tests.journeys.conftest import DESK, Arrive
from tests.journeys.person import Person

PHARMACY = "Northgate Pharmacy"


def find(me: Person, name: str) -> None:
    """Find a recipient by one word of their name, and open their page."""
    me.open("/recipients/")
    me.write("Find someone by name", name)
    me.press("Find")
    me.follow(re.compile(name))


def test_the_guardian_writes_down_an_agreement(arrive: Arrive) -> None:
    me = arrive("priya@willow.example", width=DESK)
    find(me, "Pharmacy")
    assert me.heading == PHARMACY
    assert "Ran out on" in me.words
    me.follow("An agreement they signed")
    me.press("Save")
    assert "Select which kind it is" in me.errors()
    me.choose("An agreement on sharing information")
    for code, label in ELEMENTS.items():
        if code != "liability":
            me.write(label, f"They keep to it: {code}")
    me.write("Where is the signed paper kept?", "Office, third drawer")
    me.write_day("starts_on", date(2026, 3, 1))
    me.write_day("ends_on", date(2099, 3, 1))
    me.press("Save")
    assert "It does not say: what happens if they break it." in me.words
    me.follow("An agreement on sharing information, from 1 March 2026")
    assert me.heading == "An agreement on sharing information"
    assert "Not in the agreement" in me.words


def test_the_guardian_warns_and_a_worker_reads_it(arrive: Arrive) -> None:
    me = arrive("priya@willow.example")
    find(me, "Pharmacy")
    me.follow("A warning to everyone")
    me.write("What must people know?", "A new delivery firm has read their labels.")
    me.write_day("starts_on", date(2026, 3, 1))
    me.press("Save")
    me.follow(re.compile("See who has read it"))
    assert "0 of 6 have read it" in me.words
    me.follow("Weigh the risk")
    me.write("What could go wrong if we tell them?", "Strangers may learn of a medicine.")
    me.write("What makes that less likely?", "We give no name on the telephone.")
    me.choose("Ask the Caldicott Guardian each time")
    me.press("Save")
    assert "Strangers may learn of a medicine." in me.words

    worker = arrive("amira@willow.example", pictures="-amira")
    worker.open("/")
    # The cast has a warning already, a newer one.
    worker.follow("A warning to read")
    assert "A new delivery firm has read their labels." in worker.words
    assert "What was decided: Ask the Caldicott Guardian each time." in worker.words
    worker.press("I have read this")
    assert AlertReading.objects.count() == 1
    me.open(me.path)
    assert "1 of 6 have read it" in me.words
    assert "Amira Khan" in me.words


def test_a_recipient_without_an_account_says_that_they_understand(arrive: Arrive) -> None:
    worker = arrive("amira@willow.example")
    find(worker, "Elm")
    assert "Call back on 020 7946 0101" in worker.words
    worker.follow("Ask them to say that they understand")
    worker.choose("No agreement")
    worker.press("Make the link")
    assert worker.heading == "A link for them"
    link = worker.page.locator("#the-link").inner_text().strip()

    them = arrive(pictures="-recipient")
    path = link.removeprefix(them.origin)
    them.open(path)
    assert them.heading == "What we ask of you"
    for name in ("Elm Road", "Amira", "Priya", "Ada"):
        assert name not in them.page.content()
    them.press("Send")
    assert "Enter your full name" in them.errors()
    them.write("Your full name", "Jo Grey")
    them.choose("I understand, and I will keep to this")
    them.press("Send")
    assert them.heading == "Thank you"
    them.open(path, status=404)
    assert them.heading == "This link cannot be used"
    assert Acknowledgement.objects.count() == 1
    find(worker, "Elm")
    assert "Jo Grey said on" in worker.words
