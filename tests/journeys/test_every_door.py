"""Every door by its commonest way, from the first question to the recorded decision, as the story of it goes right."""

from __future__ import annotations

import re
from typing import Any

import pytest

from decisions.engine.ruleset import Question
from decisions.rulesets import library, scenarios
from decisions.rulesets.scenarios import Scenario
from decisions.wizard.models import Decision
from tests.journeys.person import Person
from tests.journeys.short import begin

AMIRA = "amira@willow.example"
AT_MOST = 12
BERYL = "WH-102"
"""Somebody about whom no register holds anything, so that each story is told as it was written."""
ASKED = {
    "adult-at-risk": "council-asks-about-falls",
    "care-team": "surgery-medicines",
    "child-at-risk": "team-asks-about-a-mother",
    "community": "falls-in-three-homes",
    "died": "coroner-asks-for-the-charts",
    "family": "wife-who-gives-the-tablets",
    "legal-power": "court-order-falls",
    "own-record": "reads-his-own-care-plan",
    "someone-else": "solicitor-with-her-signed-agreement",
}
NOBODY_ASKED = {
    "adult-at-risk": "bruises-after-visits",
    "care-team": "night-team-choking",
    "child-at-risk": "hungry-at-the-window",
    "legal-power": "measles-in-the-lounge",
    "on-behalf": "the-bank-card-that-was-lost",
    "told-in-confidence": "tablets-under-the-pillow",
}
STORIES = {story.id: story for story in scenarios.everything()}
WAYS = [(door, story) for ways in (ASKED, NOBODY_ASKED) for door, story in ways.items()]
GREEN = {"share", "share_in_part", "share_deidentified", "safeguard", "not_confidential"}


def test_every_door_is_gone_through_and_four_of_them_both_ways() -> None:
    assert {door for door, _ in WAYS} == {door.name for door in library.doors()}
    assert len(ASKED.keys() & NOBODY_ASKED.keys()) >= 4
    assert all(STORIES[story].door == door for door, story in WAYS)
    assert all(STORIES[story].facts["who"] != "nobody" for story in ASKED.values())
    assert all(STORIES[story].facts["who"] == "nobody" for story in NOBODY_ASKED.values())


def give(me: Person, question: Question, fact: Any) -> None:
    """Answer the question on the page as a story does."""
    assert (question.label or question.title) in me.page.locator("main").inner_text()
    labels = {option.id: option.label for option in question.options}
    if question.kind == "individual":
        me.write(question.title, BERYL)
    elif question.kind == "text":
        me.page.locator('[name="answer"]').fill(fact)
    else:
        me.choose(*(labels[each] for each in ([fact] if isinstance(fact, str) else fact)))
    if isinstance(fact, dict):
        for option, reason in fact.items():
            if reason:
                me.reason_for(labels[option]).fill(reason)
    me.press("Continue")


def play(me: Person, story: Scenario) -> None:
    """Answer each question as it comes, until the answers can be checked."""
    questions = library.current(story.door).questions
    me.open(begin(AMIRA, ()))
    while not me.path.endswith("/check/"):
        question = questions[me.path.strip("/").split("/")[-1]]
        give(me, question, story.facts[question.id])


@pytest.mark.parametrize(("door", "name"), WAYS, ids=[f"{door}-{name}" for door, name in WAYS])
def test_the_commonest_way(amira: Person, door: str, name: str) -> None:
    story = STORIES[name]
    play(amira, story)
    amira.press("Confirm and save")
    assert amira.eye.pages <= AT_MOST
    decision = Decision.objects.get()
    assert (decision.door, decision.outcome, decision.outcome_kind) == (door, story.outcome, story.kind)
    assert amira.panel() == ("green" if story.kind in GREEN else "blue")
    assert "{" not in amira.words
    assert re.search(r"What to say\s+To \S", amira.words) or "What to say" not in amira.words
