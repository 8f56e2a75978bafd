"""One decision from the Guardian's question to the worker's answer, a view, something to do, and a story to practise."""

from __future__ import annotations

from datetime import timedelta

from audit.oversight.review.models import FollowUp, Review
from decisions.wizard.models import Decision
from portal.days import london_day
from tests.journeys.conftest import DESK, PHONE, Arrive
from tests.journeys.person import Person
from tests.journeys.short import SURGERY, decide

WORDS = "What do you want Amira to know? (optional)"
QUESTION = "Did you call back yourself?"
STORY = "A nurse of the surgery rings. You call back on the number you know."


def test_a_question_its_answer_and_what_comes_of_it(arrive: Arrive) -> None:
    decision = decide("amira@willow.example", SURGERY)
    priya = arrive("priya@willow.example", width=DESK)
    amira = arrive("amira@willow.example", width=PHONE, scripts=False)
    asks(priya, decision)
    answers(amira, decision)
    judges(priya, decision)
    assert [each.finding for each in Review.objects.order_by("turn")] == ["ask", "yes_with_advice"]
    writes_the_story(priya)
    does_what_was_asked(amira, decision)
    reads_it_for_names(arrive("ruth@willow.example", width=PHONE))
    finds_it_in_the_practice(amira)


def asks(priya: Person, decision: Decision) -> None:
    priya.open(f"/desk/{decision.pk}/")
    assert priya.heading == f"Shared with a health or care worker – {decision.reference}"
    assert "This record has not been changed since" in priya.words
    priya.press("Save")
    assert priya.errors() == ["Select if you would have decided the same"]
    priya.choose("I need to ask something")
    priya.press("Save")
    assert priya.errors() == ["Write what you want to ask"]
    priya.write(WORDS, QUESTION)
    priya.press("Save")


def answers(amira: Person, decision: Decision) -> None:
    amira.open("/")
    amira.follow(f"Priya Nair looked at your decision {decision.reference}")
    assert QUESTION in amira.words
    amira.follow("Answer this question")
    assert "It does not mean that you did anything wrong" in amira.words
    amira.press("Send your answer")
    assert amira.errors() == ["Write your answer"]
    amira.write("Your answer", "Yes, on the number in our list.")
    amira.press("Send your answer")
    assert "What you answered" in amira.words


def judges(priya: Person, decision: Decision) -> None:
    priya.open(f"/desk/{decision.pk}/")
    assert "Yes, on the number in our list." in priya.words
    priya.follow("See the way taken on the flow")
    assert priya.heading == "The way to this decision"
    assert "Ada" not in priya.words
    priya.follow("Back")
    priya.choose("Yes, with advice", "Make this a training example")
    priya.write(WORDS, "Thank you. Ring me if they press you.")
    priya.write("Ask Amira to do something (optional)", "Put the number on the wall")
    priya.write_day("due_on", london_day() + timedelta(days=7))
    priya.press("Save and open the next one")


def writes_the_story(priya: Person) -> None:
    assert priya.heading == "Write a training example"
    priya.write("Title", "The surgery rings")
    priya.write("The story", f"{STORY} Ada waits.")
    priya.write("What is right, and why?", "Say what they need for her care.")
    priya.press("Send it to be checked")
    assert "Take out what may say who it was: Ada" in priya.words
    priya.write("The story", STORY)
    priya.press("Send it to be checked")


def does_what_was_asked(amira: Person, decision: Decision) -> None:
    amira.open("/")
    amira.follow(f"What Priya Nair asked after decision {decision.reference}")
    assert "Put the number on the wall" in amira.words
    amira.write("What did you do?", "It hangs by the telephone.")
    amira.press("I have done it")
    assert "You have done this. Thank you." in amira.words
    assert FollowUp.objects.get().done_at is not None


def reads_it_for_names(ruth: Person) -> None:
    ruth.open("/desk/review/examples/")
    ruth.follow("The surgery rings")
    assert "found none" in ruth.words
    ruth.choose("Yes, it names nobody")
    ruth.press("Save")
    assert "Nothing waits here." in ruth.words


def finds_it_in_the_practice(amira: Person) -> None:
    amira.open("/practice/")
    amira.page.locator("summary", has_text="From your own organisation (1)").click()
    amira.follow("The surgery rings")
    assert STORY in amira.words
