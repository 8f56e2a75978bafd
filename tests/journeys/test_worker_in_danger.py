"""A care worker where someone may be in danger: 999 first, then who is told, and the record within a day."""

from __future__ import annotations

import re

import pytest

from tests.journeys.person import Person
from tests.journeys.test_worker import confirm


@pytest.mark.parametrize("answer", ["Yes", "I'm not sure"])
def test_danger_takes_one_question(amira: Person, answer: str) -> None:
    amira.start()
    amira.answer(answer, question="Is anyone in danger right now?")
    assert amira.heading == "Keep them safe first"
    assert amira.panel() == "blue"
    assert "Call 999" in amira.words
    assert "even if they have not agreed" in amira.words

    # She acts. Later the reminder waits at home, and says until when.
    amira.open("/")
    assert "Not finished (1)" in amira.words
    assert "Someone may be in danger" in amira.words
    assert "Finish it by" in amira.words
    amira.follow(re.compile("^Continue with"))
    assert "Call 999 if it cannot wait." in amira.words
    amira.answer(
        "999: the police, ambulance or fire service", question="Who will you tell to keep them safe?"
    )
    amira.name("Ada Bright", question="Who is it about?")
    amira.write("What did you share to keep them safe?", "That she fell and does not answer")
    amira.press("Continue")
    amira.write("Who exactly did you tell?", "The operator, and our manager")
    amira.press("Continue")
    confirm(amira)
    assert amira.heading == "Share what is needed to keep them safe, now"
    assert amira.panel() == "green"
    assert "Tell only 999." in amira.words
    amira.open("/")
    assert "Not finished" not in amira.words


def test_a_caller_who_speaks_of_danger_and_was_not_checked_learns_nothing(amira: Person) -> None:
    """His wife is in danger, he says, and which of our homes is she in?"""
    amira.start()
    amira.answer("Yes", question="Is anyone in danger right now?")
    amira.press("Continue")
    amira.answer("The one who called me, or who asks")
    amira.answer("I have only their word", question="How do you know who the caller is?")
    amira.name("Ada Bright", question="Who did they ask about?")
    confirm(amira)
    assert amira.heading == "Call 999 yourself, and tell the caller nothing"
    assert "I cannot say who is here or where anyone is." in amira.words


def test_nobody_was_in_danger_after_all(amira: Person) -> None:
    amira.start()
    amira.answer("Yes")
    amira.follow("It turned out that nobody is in danger")
    amira.write("How do you know that nobody is in danger?", "She had only dropped the phone")
    amira.press("Continue")
    assert amira.heading == "Who is asking?"
    amira.open("/")
    assert "Not finished (1)" in amira.words
    assert "Finish it by" not in amira.words
