"""Practising with a story on a phone, and reading how we decide."""

from __future__ import annotations

from audit.ledger.models import Entry
from decisions.rulesets import library
from decisions.wizard.models import Decision
from tests.journeys.conftest import Arrive
from tests.journeys.person import Person
from tests.journeys.test_every_door import STORIES, give

AMIRA = "amira@willow.example"
SURGERY = STORIES["surgery-medicines"]


def practise(me: Person, **otherwise: str) -> None:
    """Answer the surgery's story as it goes right, or otherwise, until it ends."""
    questions = library.current(SURGERY.door).questions
    me.open(f"/practice/story/{SURGERY.id}/")
    assert me.heading == "Read the story"
    me.press("Start")
    while not me.path.endswith("/end/"):
        assert SURGERY.story[0] in me.words
        question = questions[me.path.strip("/").split("/")[-1]]
        give(me, question, otherwise.get(question.id, SURGERY.facts.get(question.id)))


def test_a_story_is_practised_and_nothing_is_recorded(arrive: Arrive) -> None:
    me = arrive(AMIRA)
    before = Entry.objects.count()
    me.open("/")
    me.follow("Practise with a story")
    assert me.heading == "Practise with a story"
    me.press("Give me a story")
    assert me.heading == "Read the story"
    practise(me, identity="not_yet", identity_done="cannot_check")
    assert me.heading == "This story ends another way"
    assert me.panel() == "blue"
    assert "You said: Not yet" in me.words
    me.follow("Try this story again")
    practise(me)
    assert me.heading == "Yes, that is right"
    assert me.panel() == "green"
    me.follow("Your practice")
    assert "You practised 2 times. It went right 1 time." in me.words
    assert Entry.objects.count() == before
    assert not Decision.objects.exists()


def test_how_we_decide_is_read_and_printed(arrive: Arrive) -> None:
    me = arrive(AMIRA)
    me.open("/")
    me.follow("How we decide")
    me.follow("I was told something in confidence")
    assert me.heading == "How we decide: I was told something in confidence"
    assert "How it can end" in me.words
    me.follow("What each last answer decides, in a table")
    assert me.heading == "What each last answer decides: I was told something in confidence"
    me.follow("Back")
    me.page.emulate_media(media="print")
    assert not me.page.locator(".app-header, header").first.is_visible()
    assert not me.page.get_by_role("button").first.is_visible()
    assert me.page.locator("svg.flow").is_visible()
