"""What a Guardian must see of a decision before opening it: what was decided, and each thing that asks for a look.

Every decision's entry carries these marks openly, as codes, so that the list on the desk can put the worst first
without reading a word about anybody. They are worked out once, when the decision is recorded, from the answers on
the way, the advice at its end and the worker's own decision; they say what happened, never about whom.

Beside the marks written here stand those of the duties that came of the answers; their rulesets name them.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import timedelta
from functools import cached_property
from typing import Final

from decisions.engine.ruleset import TELLS, UNSURE, Basis, Option, Outcome, Question
from decisions.law.standing import NOTHING_BEGAN, Law, live_duties
from decisions.wizard import registers
from decisions.wizard.journey import RECIPIENT, Journey

DECIDED: Final = "decided."
"""Begins the one mark that says what the worker decided: "decided.share"."""
ABOUT: Final = "unsure."
"""Begins the marks that name the questions of which the worker was not sure: "unsure.agreement"."""
TOOK: Final = "took."
"""Begins the one mark that says how long it took from the first answer to the record: "took.2_to_5" minutes."""
OBJECTION: Final = "objection."
"""Begins the one mark that says what became of the person's no: "objection.respected"."""
TIMES: Final = (("under_2", 2), ("2_to_5", 5), ("5_to_15", 15), ("15_to_60", 60))
LONGER: Final = "longer"
"""How long deciding took, in few enough steps that none tells when somebody worked: each below so many minutes."""
DEPARTED: Final = "departed"
NOT_TOLD: Final = "not_told"
"""The mark of a decision about which the person is told nothing for now: nothing made after it is to tell them."""
CONTRADICTED: Final = "register_contradicted"
DO_NOT_SHARE: Final = "do_not_share"
NAMED: Final = frozenset({"share", "share_in_part", "safeguard"})
"""What a worker can decide after which somebody is told something that says whom it is about."""
OF_RISK: Final = frozenset({"adult-at-risk", "child-at-risk"})
"""The doors behind which somebody may not be safe."""
WARNING: Final = "alert"
"""The answer that there is a warning about whoever asks or is told, a worker's or the register's."""
CANNOT_DECIDE: Final = "cannot_decide"
ALSO_CANNOT_DECIDE: Final = frozenset(
    {
        ("beyond_them", "capacity"),
        ("decides", "cannot"),
        ("else_agreed", "best"),
        ("money_use", "cannot"),
        ("signed", "lost"),
    }
)
"""Answers of another name, with their questions, that say as much as "They cannot decide this for themselves"."""


@dataclass(frozen=True)
class Told:
    """One decision as the marks are read from it. `late` says that a danger's 24 hours were over."""

    journey: Journey
    outcome: Outcome
    late: bool

    @cached_property
    def chosen(self) -> list[tuple[Question, Option]]:
        """Every answer chosen on the way, with its question, in the order of the walk."""
        questions = self.journey.ruleset.questions
        return [
            (question, option)
            for step in self.journey.walk.steps
            for question in (questions[step.question],)
            for option in question.options
            if option.id == step.answer or (type(step.answer) is tuple and option.id in step.answer)
        ]

    @cached_property
    def noes(self) -> list[bool]:
        """Each no of the person on the way; False for one that leaves a rest to share."""
        return [option.objects for _question, option in self.chosen if option.objects or option.narrows]

    @cached_property
    def unsure(self) -> list[str]:
        """The questions answered with "I'm not sure"."""
        return [question.id for question, option in self.chosen if option.id == UNSURE]

    @cached_property
    def decided(self) -> str:
        """What the worker decided in the end."""
        return decided(self.journey, self.outcome)

    @property
    def departed(self) -> bool:
        """Whether the worker decided against the advice."""
        return self.journey.state.departure is not None

    @property
    def basis(self) -> Basis | None:
        """The ground that the advice rests on, if it names one."""
        return self.journey.ruleset.bases.get(self.outcome.basis or "")


def flags(journey: Journey, outcome: Outcome, law: Law = NOTHING_BEGAN, *, late: bool = False) -> list[str]:
    """Return the marks of a decision in alphabetical order: codes, and nothing about a person."""
    told = Told(journey, outcome, late)
    found = {each.flag for each in live_duties(journey.ruleset, journey.walk.duties, law)}
    found |= {mark for mark, holds in MARKS.items() if holds(told)}
    found |= {ABOUT + question for question in told.unsure}
    found |= {OBJECTION + became for became in (_objection(told),) if became}
    return sorted((found | {DECIDED + told.decided}) - {""})


def took(length: timedelta) -> str:
    """Return the mark of how long deciding took."""
    minutes = length.total_seconds() / 60
    return TOOK + next((name for name, below in TIMES if minutes < below), LONGER)


def decided(journey: Journey, outcome: Outcome) -> str:
    """Return what the worker decided: the kind of the advice, or their own where they depart from it."""
    return journey.state.departure["decision"] if journey.state.departure else outcome.kind


def _departed(told: Told) -> bool:
    """The worker decided against the advice, and wrote down why."""
    return told.departed


def _contradicted(told: Told) -> bool:
    """An answer says something else than a register, and the worker wrote down why the register no longer stands."""
    return any(registers.reason(told.journey, each) for each in told.journey.path)


def _without_consent(told: Told) -> bool:
    """Something that names the person is shared, and not because anyone agreed to it.

    Either the ground protects someone from serious harm, or it is a law that must be obeyed; or the worker shares
    against the advice, which leaves no ground at all.
    """
    basis = told.basis
    needs_nobody = told.departed or (basis is not None and (basis.protects or basis.must))
    return told.decided in NAMED and needs_nobody


def _overruled(told: Told) -> bool:
    """The person said no, and what names them is shared all the same.

    A no that leaves a rest to share does not count while only that rest is shared: the last of the two answers, the
    no or the rest, is the one that stands.
    """
    return told.noes[-1:] == [True] and _without_consent(told)


def _objection(told: Told) -> str:
    """Return what became of the person's no; "" where they said none.

    It was overruled; or only the rest was shared that it left; or it was settled, because in the end what names them
    is shared on a ground that needs their agreement; or it was respected, because nothing that names them is shared.
    """
    if not told.noes:
        return ""
    if _overruled(told):
        return "overruled"
    if told.decided not in NAMED:
        return "respected"
    return "settled" if told.noes[-1] else "narrowed"


def _public_interest(told: Told) -> bool:
    """Only the public interest could allow it, so a Guardian is to weigh it: followed or departed from."""
    return told.outcome.public_interest


def _danger(told: Told) -> bool:
    """The worker said that someone is in danger now, or was not sure of it, and did not take that back."""
    return told.journey.in_danger


def _late(told: Told) -> bool:
    """Someone was or may have been in danger, and the record was finished after the 24 hours there are for it."""
    return told.late and told.journey.in_danger


def _not_told(told: Told) -> bool:
    """The person is not told for now, because that is not safe, or because nobody knows yet if it is."""
    duties = told.journey.ruleset.duties
    return bool(told.journey.walk.untold) or any(
        duties[each].flag == NOT_TOLD for each in told.journey.walk.duties
    )


def _capacity(told: Told) -> bool:
    """The worker said that the person cannot decide this, so it is not the person's own decision.

    It is about capacity in law: a child too young to decide, for whom a parent does, is not meant.
    """
    return any(
        option.id == CANNOT_DECIDE or (question.id, option.id) in ALSO_CANNOT_DECIDE
        for question, option in told.chosen
    )


def _refused_safety(told: Told) -> bool:
    """Nothing is shared though someone's safety was in play.

    That is so where someone was or may have been in danger, behind the doors of those at risk, and where the advice
    that the worker departed from was to share in order to protect someone from serious harm. To ask the Guardian
    first is no refusal.
    """
    advised = told.basis is not None and told.basis.protects
    in_play = told.journey.in_danger or told.journey.ruleset.name in OF_RISK or advised
    return told.decided == DO_NOT_SHARE and in_play


def _alert_ignored(told: Told) -> bool:
    """There was a warning about whoever asks or is told, the worker knew of it, and shares.

    Known means that the register showed it beside the question, or that the worker said so in the answer.
    """
    if told.decided not in TELLS:
        return False
    shown = any(
        told.journey.ruleset.questions[each].register == RECIPIENT and note.get("answer") == WARNING
        for each, note in told.journey.state.read.items()
        if each in told.journey.path
    )
    return shown or any(
        question.register == RECIPIENT and option.id == WARNING for question, option in told.chosen
    )


def _not_sure(told: Told) -> bool:
    """At least one question was answered with "I'm not sure"; `ABOUT` marks which."""
    return bool(told.unsure)


MARKS: Final[dict[str, Callable[[Told], bool]]] = {
    DEPARTED: _departed,
    CONTRADICTED: _contradicted,
    "overruled": _overruled,
    "without_consent": _without_consent,
    "public_interest": _public_interest,
    "danger": _danger,
    "late": _late,
    NOT_TOLD: _not_told,
    "capacity": _capacity,
    "refused_safety": _refused_safety,
    "alert_ignored": _alert_ignored,
    "not_sure": _not_sure,
}
"""Each mark with what it means: it stands on an entry exactly where its sentence is true."""
