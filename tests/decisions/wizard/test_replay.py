"""Every way through the real rulesets, and every change of mind on it, held against what the pages promise."""

from __future__ import annotations

from typing import Any

from hypothesis import given, settings
from hypothesis import strategies as st

from decisions.engine.ruleset import Question
from decisions.engine.walk import walk
from decisions.rulesets import library
from decisions.wizard.body import body
from decisions.wizard.journey import Journey, State
from portal.contacts import NOBODY

MOST = 40
PEOPLE = {
    "ada": {"name": "Ada Bright", "reference": "WH-101"},
    "beryl": {"name": "Beryl", "reference": "WH-102"},
}


def answers_to(question: Question) -> st.SearchStrategy[Any]:
    """Return every answer a page can give."""
    if question.kind == "text":
        return st.sampled_from(["What we shared", "Something else"])
    if question.kind == "individual":
        return st.sampled_from(sorted(PEOPLE))
    ids = [option.id for option in question.options]
    if question.kind == "radios":
        return st.sampled_from(ids)
    alone = [option.id for option in question.options if option.exclusive]
    several = st.lists(st.sampled_from([i for i in ids if i not in alone]), min_size=1, unique=True)
    ticked = several | st.sampled_from([[each] for each in alone]) if alone else several
    if question.kind == "items":
        return ticked.map(lambda codes: {code: "" if code in alone else "Needed" for code in codes})
    return ticked


def begin() -> Journey:
    return Journey(library.current("start"), State(people=dict(PEOPLE)))


def finish(journey: Journey, data: st.DataObject) -> list[str]:
    """Answer what is asked until nothing is, and return what was asked."""
    asked = []
    while (question_id := journey.to_ask) is not None:
        assert len(asked) < MOST, "it ends"
        assert question_id not in journey.state.answers or question_id in journey.walk.invalid, (
            "nothing is asked twice"
        )
        asked.append(question_id)
        journey.answer(
            question_id, data.draw(answers_to(journey.ruleset.questions[question_id]), label=question_id)
        )
    return asked


@settings(deadline=None, max_examples=150)
@given(st.data())
def test_every_journey_ends_in_one_outcome_of_the_door_it_came_to(data):
    journey = begin()
    asked = finish(journey, data)
    assert journey.outcome is not None
    assert journey.outcome.kind != "another_door"
    assert tuple(asked) == journey.path
    assert journey.state.dropped == []
    assert journey.outcome == walk(journey.ruleset, journey.state.answers).outcome


@settings(deadline=None, max_examples=300)
@given(st.data())
def test_a_change_of_mind_drops_what_no_longer_applies_says_so_and_loses_nothing(data):
    journey = begin()
    finish(journey, data)
    changed = data.draw(st.sampled_from(journey.path), label="changed")
    before = dict(journey.state.answers)
    value = data.draw(answers_to(journey.ruleset.questions[changed]), label="new answer")
    journey.answer(changed, value)

    told = {each["question"] for each in journey.state.dropped}
    gone = before.keys() - journey.state.answers.keys()
    assert gone == told, "what went is told, and nothing else"
    assert len(journey.state.notice) == len(gone)
    if journey.to_ask is None:
        assert set(journey.state.answers) == set(journey.path), (
            "back at the check page, only what applies is left"
        )
    asked_again = finish(journey, data)
    assert not set(asked_again) & (before.keys() - gone), "nothing that was answered is asked again"
    assert set(journey.state.answers) == set(journey.path)
    assert journey.outcome is not None

    whole = body(journey, journey.outcome, NOBODY, "K7M-2QX9")
    assert (
        {each["question"] for each in whole["dropped"]}
        == {each["question"] for each in journey.state.dropped}
        >= told
    )
    assert [each["question"] for each in whole["asked"]] == list(journey.path)


@settings(deadline=None, max_examples=150)
@given(st.data())
def test_the_same_answer_again_changes_nothing(data):
    journey = begin()
    finish(journey, data)
    again = data.draw(st.sampled_from(journey.path))
    outcome, answers = journey.outcome, dict(journey.state.answers)
    journey.answer(again, answers[again])
    assert (journey.outcome, journey.state.answers, journey.state.notice) == (outcome, answers, [])


@settings(deadline=None, max_examples=150)
@given(st.data())
def test_a_journey_read_back_stands_where_it_stood(data):
    journey = begin()
    for _ in range(data.draw(st.integers(0, 6))):
        if journey.to_ask is None:
            break
        question = journey.ruleset.questions[journey.to_ask]
        journey.answer(question.id, data.draw(answers_to(question)))
    again = Journey(library.by_digest(journey.ruleset.digest), State(**journey.state.as_dict()))
    assert (again.path, again.to_ask, again.outcome) == (journey.path, journey.to_ask, journey.outcome)


@settings(deadline=None, max_examples=100)
@given(st.data())
def test_only_what_was_reached_may_be_shown(data):
    journey = begin()
    for _ in range(data.draw(st.integers(0, 5))):
        if journey.to_ask is None:
            break
        question = journey.ruleset.questions[journey.to_ask]
        journey.answer(question.id, data.draw(answers_to(question)))
    shown = {each for each in journey.ruleset.questions if journey.may_show(each)}
    answered = {each for each in journey.path if each in journey.state.answers}
    assert shown == answered | ({journey.to_ask} if journey.to_ask else set())
