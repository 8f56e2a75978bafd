"""A worker who is not sure asks the Guardian before going on, decides with the advice, and hears what was thought of it."""

from __future__ import annotations

import re
from datetime import timedelta
from uuid import uuid4

import pytest

from audit.ledger.models import Entry
from audit.oversight.review.actions import review
from audit.oversight.review.models import FollowUp
from decisions.wizard.models import Decision
from portal.days import london_day
from portal.models import User
from tests.journeys.conftest import DESK, PHONE, Arrive
from tests.journeys.short import DAUGHTER, begin

ASKED = "Her daughter rings from far away. May she know about the fall?"
ADVISED = "Ask Beryl first. If she agrees, tell her daughter."


@pytest.mark.parametrize(
    ("width", "scripts"), [(DESK, True), (PHONE, False)], ids=["desk", "phone-no-scripts"]
)
def test_asking_before_going_on(arrive: Arrive, width: int, scripts: bool) -> None:
    amira = arrive("amira@willow.example", width=width, scripts=scripts)
    priya = arrive("priya@willow.example", width=width, scripts=scripts, pictures="-priya")
    amira.open(begin("amira@willow.example", DAUGHTER[:4]))
    question = amira.heading
    amira.follow("Ask someone before you go on")
    assert amira.heading == "Ask someone before you go on"
    amira.press("Send")
    assert amira.errors() == ["Select who you want to ask", "Enter what you want to ask"]
    amira.choose("The Caldicott Guardian")
    amira.write("What do you want to ask?", ASKED)
    amira.press("Send")
    assert amira.heading == question
    assert ASKED in amira.words
    assert "Nobody has answered yet. You can go on without an answer." in amira.words
    amira.open("/")
    assert "Waiting for advice – asked Priya Nair" in amira.words

    priya.open("/desk/advice/")
    with priya.turning():
        priya.page.locator("main table a").first.click()
    assert question in priya.words
    priya.write("Your advice", ADVISED)
    priya.press("Send your advice")

    amira.open("/")
    assert "The Caldicott Guardian has answered" in amira.words
    amira.page.get_by_role("link", name="Continue").first.click()
    assert ADVISED in amira.words
    amira.answer("They asked to be told about this person")
    amira.answer("I have not asked")
    assert ADVISED in amira.words, "not where the answers are checked"
    amira.press("Confirm and save")
    assert ADVISED in amira.words
    decision = Decision.objects.get(worker__email="amira@willow.example")

    review(
        decision=Entry.objects.get(pk=decision.pk),
        finding="yes_with_advice",
        words="Thank you for asking first.",
        note="",
        turn=0,
        event_id=uuid4(),
        by=User.objects.get(email="priya@willow.example"),
    )
    amira.open("/")
    amira.follow(f"Priya Nair looked at your decision {decision.reference}")
    assert "Thank you for asking first." in amira.words
    amira.open("/")
    assert "looked at your decision" not in amira.words


def test_advice_with_something_to_do_first_is_followed_until_it_is_done(arrive: Arrive) -> None:
    amira = arrive("amira@willow.example", width=PHONE)
    amira.open(begin("amira@willow.example", DAUGHTER[:4]))
    amira.follow("Ask someone before you go on")
    amira.choose("The Caldicott Guardian")
    amira.write("What do you want to ask?", "May her daughter know about the fall?")
    amira.press("Send")
    priya = arrive("priya@willow.example", width=PHONE, pictures="-priya")
    priya.open("/desk/advice/")
    priya.page.locator("main table a").first.click()
    priya.write("Your advice", "Yes, once you are sure who rings.")
    priya.write("What must they do first, or after? (optional)", "Call the daughter back")
    priya.press("Send your advice")
    assert priya.errors() == ["Enter the day by which it must be done"]
    assert priya.page.get_by_label("Your advice").input_value() == "Yes, once you are sure who rings."
    priya.write_day("due_on", london_day() + timedelta(days=2))
    priya.press("Send your advice")
    assert "was sent" in priya.words
    assert FollowUp.objects.get().worker.email == "amira@willow.example"
    amira.open("/")
    amira.follow(re.compile("^What Priya Nair asked"))
    assert "Call the daughter back" in amira.words
