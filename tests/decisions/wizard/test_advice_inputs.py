"""Stories in which a wrong answer hurts someone, answered on the pages themselves: what the worker reads at the end."""

from __future__ import annotations

from typing import Final

import pytest

from decisions.rulesets import library, scenarios
from decisions.rulesets.scenarios import Scenario
from decisions.wizard.models import Decision
from tests.decisions.wizard.call import Call, words
from tests.decisions.wizard.test_stories import OUT_OF_DATE, posted

MOST: Final = 40
STORIES: Final = {story.id: story for story in scenarios.everything()}
READ: Final[dict[str, tuple[list[str], list[str]]]] = {
    "k1a": (["Do not share: they said no"], ["how they keep"]),
    "k1b": (["Do not share yet: ask the person first"], ["You can share"]),
    "k2a": (["You can share their", "would want"], ["Do not share"]),
    "k2a-whom-nobody-knows": (["Do not share yet: ask people who know them"], ["You can share"]),
    "k2b": (["You can share their"], ["Do not share"]),
    "k3a": (["respect their choice", "Tell our safeguarding lead or your senior today"], ["You must tell"]),
    "k3a-he-does-not-follow": (["You must tell the safeguarding lead today"], []),
    "k3c": (["Do not tell others: respect their choice"], ["You must tell", "You can share"]),
    "k3c-he-drives-the-bus": (["You must tell the safeguarding lead today"], []),
    "k4": (["respect their choice", "report it without their name"], ["You must tell"]),
    "k4-every-friday": (["You must tell those who can keep them safe"], []),
    "k5": (["You can share"], ["acts for someone else"]),
    "k5-no-paper": (["ask for the paper"], ["You can share"]),
    "k6": (["not ours, and nothing more"], ["You can share"]),
    "k6b-does-he-live-here": (["Do not share"], ["You can share"]),
    "k7": (["You can share"], ["ask the person first"]),
    "k8": (["figures"], ["no law says it must be reported"]),
    "k8-only-one": (["Do not share"], ["figures first"]),
    "k9": (["You can share it with them now", "decision"], ["Do not share health details"]),
    "k9-more-than-that": (["Do not share health details"], ["You can share"]),
    "k10": (["21", "40 days"], ["ask Priya Nair first"]),
    "k11": (["Share their"], ["Do not share the care record"]),
    "k12": (["respect their choice", "without their name"], ["weighs both sides"]),
    "k12-a-knife": (["police today"], ["respect their choice"]),
    "k13": (
        ["Say nothing to them", "decides when they are told"],
        ["I am worried that someone could be harmed, so I am"],
    ),
    "k14": (["police who license guns"], ["weighs both sides"]),
    "k15": (["You can share their"], ["the law protects it closely"]),
    "k15-nobody-asked-them": (["the law protects it closely"], ["You can share"]),
    "k18": (["this power covers benefits only"], ["their right", "You can share"]),
    "k19": (["Give the parent no copy", "said no"], ["it is their right", "You can share"]),
    "k20": (["You can share"], ["Do not share yet"]),
    "k21": (
        ["Call 999 yourself, and tell the caller nothing", "I cannot say who is here or where anyone is"],
        ["You can share", "Share what is needed"],
    ),
    "k21-he-may-be-the-one": (["tell the caller nothing"], ["Share what is needed"]),
    "k21-beside-her-mother": (["Share what is needed to keep them safe"], []),
}
"""By story: what the page of the decision says, and what it must not say."""


def decided(willow, story: Scenario) -> Call:
    """Answer a story page by page, as far as the check."""
    call = Call(willow.amira)
    questions = library.current(story.door).questions
    for _ in range(MOST):
        if call.page == "check":
            return call
        if call.page == "safe":
            assert "999" in words(call.see())
            call.at = call.url("danger_to")
        elif call.page.endswith("/register"):
            call.say(OUT_OF_DATE)
        else:
            call.say(posted(questions[call.page].kind, story.facts[call.page]))
    raise AssertionError(f"{story.id} stops at {call.page}")


def test_a_third_of_them_are_read_here():
    inputs = [story for story in STORIES if story[0] == "k" and story[1].isdigit()]
    assert len(inputs) >= 26 * 3
    assert len(READ) * 3 >= len(inputs)


@pytest.mark.parametrize("story", READ)
def test_the_page_says_what_is_right_and_nothing_else(willow, ada, story):
    says, never = READ[story]
    call = decided(willow, STORIES[story])
    said = words(call.browser.get(call.confirm()))
    assert Decision.objects.get().outcome == STORIES[story].outcome
    for phrase in says:
        assert phrase in said, (phrase, said)
    for phrase in never:
        assert phrase not in said, (phrase, said)
