"""Stories of every door, answered on the pages themselves: each comes to the end that the engine knows for it."""

from __future__ import annotations

import hashlib
from typing import Any

import pytest

from decisions.rulesets import library, scenarios
from decisions.rulesets.scenarios import Scenario
from decisions.wizard.models import Decision
from tests.decisions.wizard.call import Call

OF_EACH_DOOR = 3
MOST = 30
OUT_OF_DATE = {"stands": "worker", "reason": "It is in the paper folder since Monday"}


def chosen() -> list[Scenario]:
    """Return some stories of each door: those whose names come first when their letters are well mixed."""
    mixed = sorted(scenarios.everything(), key=lambda story: hashlib.sha256(story.id.encode()).hexdigest())
    return [
        story
        for door in library.names()
        if door != library.WEIGH
        for story in [each for each in mixed if each.door == door][:OF_EACH_DOOR]
    ]


def posted(kind: str, fact: Any) -> dict[str, Any]:
    """Return what a browser posts for an answer of a story."""
    if kind == "individual":
        return {"answer": "WH-101"}
    if isinstance(fact, dict):
        return {"answer": list(fact)} | {f"reason_{option}": reason for option, reason in fact.items()}
    return {"answer": fact}


def test_there_are_enough():
    assert len(chosen()) >= 12
    assert {story.door for story in chosen()} >= {door.name for door in library.doors()}


@pytest.mark.parametrize("story", chosen(), ids=lambda story: f"{story.door}:{story.id}")
def test_a_story_comes_to_its_own_end(willow, ada, story):
    call = Call(willow.amira)
    questions = library.current(story.door).questions
    for _ in range(MOST):
        if call.page == "check":
            break
        if call.page == "safe":
            assert "999" in call.see().content.decode()
            call.go_on(story.facts["danger_to"])
        elif call.page.endswith("/register"):
            call.say(OUT_OF_DATE)
        else:
            assert call.see().status_code == 200
            call.say(posted(questions[call.page].kind, story.facts[call.page]))
    call.browser.get(call.confirm())
    decision = Decision.objects.get()
    assert (decision.outcome, decision.outcome_kind, decision.basis) == (
        story.outcome,
        story.kind,
        story.basis,
    )
