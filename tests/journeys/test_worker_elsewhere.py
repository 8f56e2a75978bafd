"""A care worker's journeys beside the two doors: other askers, two people of one name, a portal that fails."""

from __future__ import annotations

import pytest

from audit.ledger.errors import LedgerBusy
from decisions.individuals.actions import add_individual
from decisions.wizard import actions
from decisions.wizard.models import Decision
from portal.models import Home, User
from tests.journeys.person import Person
from tests.journeys.short import DAUGHTER, SURGERY, begin

AMIRA = "amira@willow.example"
CHECK = "Check your answers before you record this decision"


def test_whoever_is_not_sure_at_the_start_is_helped(amira: Person) -> None:
    amira.open(begin(AMIRA, SURGERY[:1]))
    amira.answer("Safeguarding team", question="Who is asking?")
    amira.answer("I'm not sure", question="Who may be at risk?")
    amira.press("Confirm and save")
    assert amira.heading == "Safeguarding team: call Priya Nair today before you share"
    assert amira.panel() == "blue"
    assert "We have sent Priya Nair the reference." in amira.words
    calls = amira.page.locator("main").get_by_role("link", name="020 7946 0000")
    assert calls.first.get_attribute("href") == "tel:02079460000"

    amira.open(begin(AMIRA, SURGERY[:1]))
    amira.answer("Nobody has asked me", question="Who is asking?")
    amira.answer("I'm not sure", question="What do you want to do?")
    amira.press("Confirm and save")
    assert amira.heading == "Do not share yet: talk it through first"
    assert amira.panel() == "blue"


def test_a_worry_about_safety_leads_to_the_safeguarding_team(amira: Person) -> None:
    amira.open(begin(AMIRA, DAUGHTER[:4]))
    amira.answer("They are worried that someone is not safe", question="Why would you tell them?")
    amira.press("Confirm and save")
    assert amira.heading == "You must tell the safeguarding lead today"
    assert "They tell the council if its test is met." in amira.words


def test_what_is_not_about_a_person_needs_no_permission(amira: Person) -> None:
    amira.open(begin(AMIRA, SURGERY[:4]))
    amira.answer("For something general that is not about a person", question="What do they need it for?")
    heading = amira.page.locator("main strong").first.inner_text()
    amira.press("Confirm and save")
    assert amira.heading == heading


def test_two_people_of_one_name(amira: Person) -> None:
    house = Home.objects.select_related("organisation").get(name="Willow House")
    add_individual(
        organisation=house.organisation,
        home=house,
        name="Ada Bright",
        reference="WH-120",
        reason="She moved in today",
        by=User.objects.get(email=AMIRA),
    )
    amira.open(begin(AMIRA, SURGERY[:3]))
    amira.name("Ada Bright")
    assert amira.heading == "Which person is it?"
    assert "Bright" not in amira.words
    amira.press("Continue")
    assert amira.errors() == ["Select which person it is"]
    amira.answer("WH-120")
    amira.answer("To look after this person")
    assert "Not finished" not in amira.words
    amira.follow("Back")
    amira.follow("Back")
    assert amira.page.get_by_role("textbox", name="Whose information is it?").input_value() == "Ada Bright"


def test_a_busy_ledger_loses_nothing(amira: Person, monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(**_: object) -> None:
        raise LedgerBusy

    amira.open(begin(AMIRA, SURGERY))
    with monkeypatch.context() as patch:
        patch.setattr(actions, "record_decision", refuse)
        amira.press("Confirm and save", status=503)
    assert amira.heading == "Try again"
    assert "Your saved answers are safe." in amira.words
    assert "020 7946 0000" in amira.words
    amira.press("Try again")
    assert amira.heading == CHECK
    amira.press("Confirm and save")
    assert Decision.objects.count() == 1


def test_a_fault_of_ours_says_what_became_of_the_answers(
    amira: Person, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    def fail(**_: object) -> None:
        raise ZeroDivisionError("for the journey")

    check = begin(AMIRA, SURGERY)
    amira.open(check)
    with monkeypatch.context() as patch:
        patch.setattr(actions, "record_decision", fail)
        amira.press("Confirm and save", status=500)
    assert amira.heading == "Sorry, there is a problem with the service"
    assert "saved answers are safe" in amira.words
    assert "999" in amira.words
    assert "for the journey" in caplog.text
    amira.open(check)
    assert amira.heading == CHECK


def test_an_asker_about_whom_there_is_a_warning(amira: Person) -> None:
    amira.start()
    amira.answer("No")
    amira.answer("Health or care worker looking after them")
    amira.choose("Yes, I called back")
    amira.write("Who are they, and where do they work or live?", "Larkfield Care Agency")
    amira.press("Continue")
    assert amira.heading == "Our register says something else"
    assert "Someone used this agency's name" in amira.words
    amira.answer("The register is right. Use what it says")
    amira.press("Confirm and save")
    assert amira.heading == "Do not share yet: there is a warning about them"
    assert amira.panel() == "blue"
    assert "020 7946 0000" in amira.words


def test_it_is_not_them(amira: Person) -> None:
    amira.open(begin(AMIRA, SURGERY[:2]))
    amira.answer("Not yet", question="Have you checked it is really them?")
    assert amira.heading == "Check who they are first"
    amira.answer("It is not them, or something is wrong")
    # Whose information it was does not matter any more.
    assert amira.heading == CHECK
    amira.press("Confirm and save")
    assert amira.heading == "Do not share: it is not who they said"
    assert amira.panel() == "blue"
