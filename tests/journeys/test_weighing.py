"""A worker was led to the Guardian, who weighs it question by question; the worker reads what was weighed."""

from __future__ import annotations

import pytest

from audit.ledger.events import Event
from audit.ledger.models import Entry
from audit.ledger.queries import body_of
from audit.oversight.desk.models import Matter, State
from tests.journeys.conftest import DESK, PHONE, Arrive
from tests.journeys.person import Person
from tests.journeys.short import SURGERY, decide

ASKING = (*SURGERY[:4], {"answer": "something_else"}, {"answer": "none"})
"""The surgery asks for something that is not care."""
AMIRA, PRIYA = "amira@willow.example", "priya@willow.example"
GOOD = "He blacked out twice at the wheel. The DVLA can stop him before he hits a child."
HARM = "He may not trust us again, and hide the next one."
TO_DO = "Call the DVLA today. Tell Ada first."


def to_the_sides(me: Person) -> None:
    """Answer all that comes before the two sides."""
    me.answer("Yes: I had no part in it, and it is not about me or mine", question="Is this yours to weigh?")
    me.answer("In weeks or months", question="How soon could the harm come?")
    me.answer("No", question="Does a law settle it?")
    me.answer("People we cannot name", question="Who could be harmed if nobody is told?")
    me.answer("Death, serious injury, serious illness, abuse or a serious crime", question="How serious")
    me.answer("Likely: it was so before, or they have a plan or the means", question="How likely")
    me.answer("They know what could happen, and they said no", question="What came of asking")
    me.answer("No: it was tried, or there is nothing less", question="Would something less")


def write(me: Person, question: str, words: str) -> None:
    """Write one side, and go on."""
    assert me.heading == question
    me.write(question, words)
    me.press("Continue")


@pytest.mark.parametrize(
    ("width", "scripts"), [(DESK, True), (PHONE, False)], ids=["desk", "phone-no-scripts"]
)
def test_from_the_desk_to_the_workers_answer(arrive: Arrive, width: int, scripts: bool) -> None:
    decision = decide(AMIRA, ASKING)
    me = arrive(PRIYA, width=width, scripts=scripts)
    me.open("/desk/")
    me.follow(f"Open {decision.reference}")
    with me.turning():
        me.page.locator("main .nhsuk-button", has_text="Weigh it, question by question").click()
    assert me.heading == f"Weigh {decision.reference}, question by question"
    me.press("Start")
    me.press("Continue")
    assert me.errors() == ["Select if this is yours to weigh"]
    to_the_sides(me)
    both_sides_and_the_least(me)
    check_and_confirm(me)
    assert decision.reference in me.heading
    assert "Priya Nair weighed this" in me.words
    me.open("/desk/")
    assert decision.reference not in me.words
    assert Matter.objects.get(pk=decision.pk).state == State.DONE
    said = body_of(Entry.objects.get(event=Event.DECISION_WEIGHED))
    assert said["sides"] == {"good": GOOD, "harm": HARM}

    amira = arrive(AMIRA, width=width, scripts=scripts, pictures="-amira")
    amira.open("/")
    amira.follow(f"Priya Nair looked at your decision {decision.reference}")
    assert "Priya Nair weighed what you asked" in amira.words
    assert TO_DO in amira.words
    amira.open("/decisions/")
    assert "The Guardian’s answer: You can share a part" in amira.words


def both_sides_and_the_least(me: Person) -> None:
    """Write both sides, go back once, and choose the least that will do."""
    write(me, "What good would it do to tell?", GOOD)
    me.back()
    assert GOOD in me.page.locator("textarea").input_value()
    me.press("Continue")
    write(me, "What harm would it do to tell?", HARM)
    me.answer("The good of telling", question="Which side weighs more?")
    me.answer("No: they must know who it is", question="Would it help without saying who it is?")
    me.choose("The person's name")
    me.reason_for("The person's name").fill("They look him up by it")
    me.press("Continue")
    me.answer("Yes: they can act on it, and we checked who they are", question="Can those who are told")
    me.answer("No, and I will tell them", question="Does the person know")


def check_and_confirm(me: Person) -> None:
    """Read both sides, say what the worker is to do, and confirm."""
    assert me.heading == "Check both sides before you record this"
    assert "Share only this: the person's name" in me.words
    assert me.rows()["What harm would it do to tell?"].startswith(HARM)
    me.press("Confirm and save")
    assert me.errors() == ["Enter what you want the worker to do now"]
    me.write("What do you want the worker to do now?", TO_DO)
    me.press("Confirm and save")


def test_by_keyboard_alone_and_later(arrive: Arrive) -> None:
    decision = decide(AMIRA, ASKING)
    me = arrive(PRIYA, width=DESK)
    me.open(f"/weigh/{decision.pk}/")
    me.tab_to_button("Start")
    me.enter()
    me.tab_to("answer")
    me.page.keyboard.press("Space")
    me.tab_to_button("Continue")
    me.enter()
    assert me.heading == "How soon could the harm come?"
    me.tab_to_link("Save and come back later")
    me.enter()
    me.open(f"/weigh/{decision.pk}/")
    me.press("Start")
    assert me.heading == "How soon could the harm come?"


def test_nobody_weighs_their_own(arrive: Arrive) -> None:
    own = decide(PRIYA, ASKING)
    me = arrive(PRIYA)
    me.open(f"/weigh/{own.pk}/")
    assert me.heading == f"Someone else weighs {own.reference}"
    assert "Owen Price can." in me.words
