"""A letter from a person's page to their hand, by a worker with a phone; and a Guardian who changes its words."""

from __future__ import annotations

import re

from tests.journeys.conftest import DESK, Arrive
from tests.journeys.person import Person
from tests.journeys.short import SURGERY, decide


def test_a_worker_makes_reads_and_gives_a_notice(amira: Person) -> None:
    decided = decide("amira@willow.example", SURGERY)
    amira.open("/people/")
    amira.write("Who do you look for?", "WH-101")
    amira.press("Find")
    amira.follow("Letters and leaflets for them")
    assert amira.heading == "Letters and leaflets"
    amira.follow("What we hold about you, and what you can do")
    amira.press("Make the letter")
    assert amira.errors() == ["Select which kind of letter"]
    amira.choose("Easy read")
    amira.press("Make the letter")
    assert amira.heading == "What we hold about you. Easy read"
    assert "Ada Bright" in amira.words
    with amira.page.expect_download() as download:
        amira.page.get_by_role("link", name="Download the PDF").click()
    assert download.value.suggested_filename.startswith("letter-")
    amira.follow("Record that you gave it")
    amira.choose("By hand", "The person it is about")
    amira.press("Save")
    assert "by hand, to the person it is about" in amira.words

    amira.open(f"/decisions/{decided.pk}/")
    amira.follow("Decision form")
    assert amira.heading == "Decision form for sharing information"
    assert "Not recorded here" in amira.words
    amira.follow("Back")
    amira.follow("Letters and leaflets")
    assert "are made by the Caldicott Guardian or a manager" in amira.words


def test_a_guardian_changes_the_words_and_answers_who_was_told(arrive: Arrive) -> None:
    decided = decide("amira@willow.example", SURGERY)
    me = arrive("priya@willow.example", width=DESK)
    me.open("/")
    me.follow("Change the words of your letters")
    me.follow(re.compile("First words.*Who was told what about you, and why, plain words"))
    words = me.page.locator('textarea[name="text"]')
    whole = words.input_value()
    words.fill(whole + "\n\n{secret}")
    me.press("Save these words")
    assert "“secret”" in me.errors()[0]
    words.fill(whole.replace("Dear", "Hello"))
    me.press("Try them with made-up names")
    assert "Hello Alex Example" in me.words
    me.press("Save these words")
    assert "These are your words since" in me.words

    me.open(f"/desk/{decided.pk}/")
    me.follow("Letters and leaflets")
    me.follow("Who was told what about you, and why")
    me.choose("A letter")
    me.press("Make the letter")
    assert "Hello Ada Bright" in me.words
    assert decided.reference in me.words
