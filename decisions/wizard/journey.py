"""Where a worker stands between the first question and the decision. Everything here is worked out, never kept.

A journey is a draft's answers walked from the start. It knows the questions passed in order, the one to ask
next, the answers that no longer apply, and the advice once nothing is left to ask.
"""

from __future__ import annotations

from collections.abc import Mapping
from contextlib import suppress
from dataclasses import dataclass, field
from functools import lru_cache
from typing import Any

from decisions.engine.ruleset import Outcome, Question, Ruleset
from decisions.engine.walk import Walk, walk
from decisions.rulesets import library

DANGER = "danger"
IN_DANGER = frozenset({"yes", "not_sure"})
ANOTHER_DOOR = "another_door"
ALSO = "_also"
RECIPIENT = "recipient"


@dataclass(slots=True)
class State:
    """What a draft holds, sealed: the answers, and what was said around them.

    `read` holds, by question, what the registers said when they were last read, and `mark` when that was;
    `kept` why a register no longer stands; `dropped` every answer that stopped applying, `notice` the titles of
    those dropped by the last one; `people` the individuals chosen, by id; `sought` what was typed to find one;
    `departure` what the worker decides against the advice, and why; `reminder` the reminder of a danger;
    `versions` the version of each ruleset that was in force when it was begun, but for those in their first;
    `asked` says that a senior or the Guardian was asked for advice on the way.
    """

    answers: dict[str, Any] = field(default_factory=dict)
    read: dict[str, dict[str, Any]] = field(default_factory=dict)
    mark: str = ""
    kept: dict[str, dict[str, Any]] = field(default_factory=dict)
    dropped: list[dict[str, Any]] = field(default_factory=list)
    notice: list[str] = field(default_factory=list)
    people: dict[str, dict[str, str]] = field(default_factory=dict)
    sought: dict[str, dict[str, str]] = field(default_factory=dict)
    departure: dict[str, str] | None = None
    reminder: str = ""
    versions: dict[str, int] = field(default_factory=dict)
    asked: bool = False

    def as_dict(self) -> dict[str, Any]:
        """Return the state as it is sealed, without what is empty."""
        return {name: value for name in self.__slots__ if (value := getattr(self, name))}


def edge(question: Question, answer: str | tuple[str, ...]) -> str | None:
    """Return where an answer leads: of several ticks the one with most precedence, then the first listed."""
    if not question.steers:
        return question.goes_to
    ticked = {answer} if isinstance(answer, str) else set(answer)
    chosen = [option for option in question.options if option.id in ticked]
    return max(chosen, key=lambda option: option.precedence).goes_to


def path(ruleset: Ruleset, walked: Walk) -> tuple[str, ...]:
    """Return the questions passed, in order, with facts still missing and the question the walk stopped at."""
    given = {step.question: step.answer for step in walked.steps}
    passed: list[str] = []
    at: str | None = ruleset.first
    while at is not None and at in ruleset.questions:
        passed.append(at)
        question = ruleset.questions[at]
        if at in given:
            at = edge(question, given[at])
        else:
            at = None if question.steers else question.goes_to
    return tuple(passed)


def door_of(name: str, versions: Mapping[str, int]) -> Ruleset:
    """Return a door's ruleset in the version that was in force when the answers were begun."""
    number = versions.get(name)
    return library.current(f"{name}.{number}") if number else library.versions(name)[0]


@lru_cache(maxsize=4096)
def _ahead(digest: str, question_id: str, versions: tuple[tuple[str, int], ...]) -> frozenset[str]:
    """Return the questions that some answer to this one can still lead to, itself among them.

    A door that can still be reached brings its own questions with it.
    """
    found: set[tuple[str, str]] = set()
    waiting = [(digest, question_id)]
    while waiting:
        here, at = waiting.pop()
        ruleset = library.by_digest(here)
        if (here, at) in found:
            continue
        if at in ruleset.questions:
            found.add((here, at))
            waiting += [(here, node) for node in ruleset.questions[at].leads_to()]
        elif ruleset.outcomes[at].kind == ANOTHER_DOOR:
            with suppress(library.UnknownRuleset):
                # A door that is gone brings no questions; whoever comes to it is told.
                door = door_of(ruleset.outcomes[at].door or "", dict(versions))
                waiting += [] if any(d == door.digest for d, _ in found) else [(door.digest, door.first)]
    return frozenset(at for _, at in found)


class Journey:
    """A state walked through a ruleset from the start."""

    def __init__(self, ruleset: Ruleset, state: State) -> None:
        self.ruleset = ruleset
        self.state = state
        self._walk()

    def _walk(self) -> None:
        """Walk, going through to another door's own questions where the answers lead there."""
        self.walk: Walk = walk(self.ruleset, self.state.answers)
        through: set[str] = set()
        while (outcome := self.walk.outcome) and outcome.kind == ANOTHER_DOOR and outcome.door:
            # Answers that lead back to a door gone through already would lead round for ever.
            if outcome.door in through:
                break
            through.add(outcome.door)
            self.ruleset = door_of(outcome.door, self.state.versions)
            self.walk = walk(self.ruleset, self.state.answers)
        self.path: tuple[str, ...] = path(self.ruleset, self.walk)

    @property
    def to_ask(self) -> str | None:
        """The first question without an answer, or None when all are answered."""
        return next((each for each in self.path if not self.is_answered(each)), None)

    def is_answered(self, question_id: str) -> bool:
        """Say whether a question of the path has an answer that can be used; an optional one may be empty."""
        if question_id in self.walk.unanswered:
            return False
        return not self.ruleset.questions[question_id].optional or question_id in self.state.answers

    @property
    def outcome(self) -> Outcome | None:
        """The advice, once nothing is left to ask."""
        return None if self.to_ask else self.walk.outcome

    @property
    def in_danger(self) -> bool:
        """Whether the worker said that someone is, or may be, in danger now."""
        return self.state.answers.get(DANGER) in IN_DANGER

    @property
    def individual(self) -> str:
        """The id of the individual it is about, or "" while nobody was chosen."""
        chosen = (q for q in self.path if self.ruleset.questions[q].kind == "individual")
        return next((self.state.answers.get(each, "") for each in chosen), "")

    @property
    def party(self) -> str:
        """What the worker wrote about the one who asks or is told, or ""."""
        asked = (each for each in self.path if self.ruleset.questions[each].register == RECIPIENT)
        return next((typed for each in asked if (typed := self.state.answers.get(each + ALSO, ""))), "")

    def may_show(self, question_id: str) -> bool:
        """Say whether a question was reached: answered on this walk, or the next to answer."""
        return question_id in self.path and (question_id == self.to_ask or self.is_answered(question_id))

    def before(self, question_id: str) -> str | None:
        """Return the question before this one, or None at the first."""
        place = self.path.index(question_id)
        return self.path[place - 1] if place else None

    def after(self, question_id: str) -> str | None:
        """Return the question after this one, or None when the answers can be checked."""
        place = self.path.index(question_id) + 1
        return self.path[place] if place < len(self.path) else None

    def answer(self, question_id: str, value: Any, also: str | None = None) -> None:
        """Give an answer, replay from the start, and set aside what no longer applies."""
        asked = self.ruleset.questions
        earlier = self.state.answers.get(question_id)
        if earlier != value:
            self.state.kept.pop(question_id, None)
            self.state.departure = None
        about_another = earlier is not None and earlier != value and asked[question_id].kind == "individual"
        later = self.path[self.path.index(question_id) + 1 :] if about_another else ()
        self.state.answers[question_id] = value
        if also is not None:
            self.state.answers[question_id + ALSO] = also
        self._walk()
        self._set_aside({**asked, **self.ruleset.questions}, later)

    def _set_aside(self, asked: Mapping[str, Question], later: tuple[str, ...]) -> None:
        """Drop answers that are not on the walk and that no answer still to come can lead to.

        `later` are those given about another person: they never carry over.
        """
        applies = set(self.path)
        if self.to_ask:
            applies |= _ahead(self.ruleset.digest, self.to_ask, tuple(sorted(self.state.versions.items())))
        applies -= set(later)
        gone = [each for each in self.state.answers if each.removesuffix(ALSO) not in applies]
        gone += [each for each in self.walk.invalid if each in self.state.answers and each not in gone]
        self.state.notice = []
        for question_id in gone:
            self._drop(question_id, asked.get(question_id))
        if later:
            self._walk()

    def fit(self) -> None:
        """Set aside answers that do not belong to these rules, for a state that was made under others."""
        self._set_aside(self.ruleset.questions, ())

    def _drop(self, question_id: str, question: Question | None) -> None:
        """Take one answer out, and keep it among those that were given and stopped applying."""
        given = self.state.answers.pop(question_id)
        for held in (self.state.kept, self.state.read):
            held.pop(question_id, None)
        if question is None:
            return
        self.state.notice.append(question.title)
        lines = in_words(question, given, self.state.people)
        self.state.dropped.append({"question": question_id, "title": question.title, "answer": lines})


def in_words(question: Question, answer: Any, people: Mapping[str, Mapping[str, str]]) -> list[str]:
    """Return an answer as the lines a reader sees: labels, not codes, and each item with its reason."""
    if question.kind == "individual":
        person = people.get(answer, {})
        return [
            " ".join(part for part in (person.get("name", ""), _bracketed(person.get("reference"))) if part)
        ]
    if question.kind == "text":
        return [line for line in answer.split("\n") if line]
    labels: dict[str, str] = {option.id: option.label for option in question.options}
    if isinstance(answer, str):
        return [labels.get(answer, answer)]
    if isinstance(answer, Mapping):
        ticked = {str(each): str(reason) for each, reason in answer.items()}
        return [
            f"{labels.get(e, e)}: {reason}" if reason else labels.get(e, e) for e, reason in ticked.items()
        ]
    return [labels.get(each, each) for each in answer]


def _bracketed(reference: str | None) -> str:
    """Return a reference in brackets, or nothing for none."""
    return f"({reference})" if reference else ""
