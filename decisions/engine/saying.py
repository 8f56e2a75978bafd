"""Does a ruleset say what people need to hear? Each page asks plainly, each end says what to do and why."""

from __future__ import annotations

from collections.abc import Iterator

from decisions.engine.ruleset import Ruleset


def questions(ruleset: Ruleset) -> Iterator[str]:
    """Pages that leave something unsaid."""
    titles: set[str] = set()
    for question in ruleset.questions.values():
        if question.title in titles:
            yield f"Question {question.id} has the title of another."
        titles.add(question.title)
        if not question.hint or question.hint.endswith("."):
            yield f"Question {question.id} needs a hint without a full stop."
        if not question.why:
            yield f"Question {question.id} does not say why we ask."
        if not question.missing or question.missing.endswith("."):
            yield f"Question {question.id} does not say what to do where nothing was answered."


def outcomes(ruleset: Ruleset) -> Iterator[str]:
    """Ends that leave something unsaid."""
    for outcome in ruleset.outcomes.values():
        if len(outcome.title.split()) > 12 or not outcome.do or not outcome.why:
            yield f"Outcome {outcome.id} needs a title of at most 12 words, something to do and a reason."
        if (outcome.kind == "another_door") != (outcome.door is not None):
            yield f"Outcome {outcome.id} must name a door if, and only if, it leads to another door."


def ends(ruleset: Ruleset) -> Iterator[str]:
    """Ends that leave the asker, the person or the worker without a word on what comes next."""
    for outcome in ruleset.outcomes.values():
        said = outcome.say_asker and outcome.say_person and outcome.next
        if outcome.kind != "another_door" and not said:
            yield f"Outcome {outcome.id} must say what to tell the asker and the person, and what comes next."
