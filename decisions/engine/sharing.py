"""Does a ruleset share only what may be shared?"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from typing import Final

from decisions.engine import states
from decisions.engine.graph import reached_without
from decisions.engine.ruleset import NEEDS_BASIS, SHARING, UNSURE, Option, Outcome, Ruleset
from decisions.engine.whole import EITHER

BARS: Final = frozenset({"restricted", "alert", "expired", "failed"})
"""The ids of answers that stop in whatever door: closely protected, a warning, a paper out of date, a failed check."""
RESTRICTED: Final = "restricted"
EXCEPTIONS: Final = frozenset({"agreed", "ordered"})
"""The ids of what the law lets through: the person agreed to just this, or a court ordered it."""
RECIPIENT: Final = "recipient"
"""The register that a question about whoever is told looks into."""
WAITING: Final = frozenset({"do_not_share", "ask_guardian", "safeguard"})
"""Kinds of outcome that doubt may lead to."""


def groundless(ruleset: Ruleset) -> Iterator[str]:
    """Outcomes in which information leaves without a named ground."""
    for outcome, _stop in states.ends(ruleset):
        if outcome.kind in NEEDS_BASIS and outcome.basis is None:
            yield f"Outcome {outcome.id} can be reached without a basis."


def denials(ruleset: Ruleset) -> Iterator[str]:
    """Sharing that a no, a bar or a failed check does not stop."""
    for outcome, stop in states.ends(ruleset):
        if outcome.kind not in SHARING or _protects(ruleset, outcome):
            continue
        if stop == "denied":
            yield f"Outcome {outcome.id} shares after a denial."
        if stop == "objected" and not _must(ruleset, outcome):
            yield f"Outcome {outcome.id} shares after the person's no."
        if stop == "narrowed" and outcome.kind != "share_in_part" and not _must(ruleset, outcome):
            yield f"Outcome {outcome.id} shares in full after a denial in part."


def weak_boxes(ruleset: Ruleset) -> Iterator[str]:
    """Boxes that stop, and would not lead if one that stops less were ticked too."""
    for question in ruleset.questions.values():
        boxes = [] if question.kind == "radios" else [one for one in question.options if not one.exclusive]
        for one in boxes:
            if any(_weight(one) > _weight(other) and one.precedence <= other.precedence for other in boxes):
                yield f"{question.id}.{one.id} denies, and another box can lead past it."


def _weight(option: Option) -> int:
    """How much an answer stops."""
    return 3 if option.denies else 2 if option.objects else 1 if option.narrows else 0


def _protects(ruleset: Ruleset, outcome: Outcome) -> bool:
    return outcome.basis is not None and ruleset.bases[outcome.basis].protects


def _must(ruleset: Ruleset, outcome: Outcome) -> bool:
    return outcome.basis is not None and ruleset.bases[outcome.basis].must


def protection(ruleset: Ruleset) -> Iterator[str]:
    """Answers that name a ground only an outcome may name."""
    for question in ruleset.questions.values():
        for option in question.options:
            if option.basis is not None and ruleset.bases[option.basis].protects:
                yield f"{question.id}.{option.id} names a basis that only an outcome may name."


def doubts(ruleset: Ruleset) -> Iterator[str]:
    """ "I'm not sure" that is followed by anything but a question, or an outcome that waits."""
    for question in ruleset.questions.values():
        for option in question.options:
            if option.id != UNSURE:
                continue
            node = option.goes_to
            while node in ruleset.questions and not ruleset.questions[node].steers:
                node = ruleset.questions[node].goes_to or ""
            outcome = ruleset.outcomes.get(node)
            if outcome and outcome.kind not in WAITING and not _protects(ruleset, outcome):
                yield f"{question.id}.{UNSURE} leads to {outcome.id}, which does not wait."


def skipped(ruleset: Ruleset) -> Iterator[str]:
    """Sharing outcomes that can be reached past a question that must come before."""
    for needed in ruleset.before_sharing:
        for outcome in reached_without(ruleset, *needed.split(EITHER)):
            if outcome.kind in SHARING and not _protects(ruleset, outcome):
                yield f"Outcome {outcome.id} shares, and {needed} can be passed by."


def public_interest(ruleset: Ruleset) -> Iterator[str]:
    """The public interest is never a worker's own ground, and is never put forward one-sidedly."""
    for outcome in ruleset.outcomes.values():
        if outcome.public_interest and (outcome.kind != "ask_guardian" or not ruleset.both_sides):
            yield f"Outcome {outcome.id} must put the public interest to the Guardian, with both sides."
    for needed in ruleset.both_sides:
        for outcome in reached_without(ruleset, *needed.split(EITHER)):
            if outcome.public_interest:
                yield f"Outcome {outcome.id} weighs the public interest, and {needed} can be passed by."


def unchecked(ruleset: Ruleset) -> Iterator[str]:
    """Sharing with somebody whom nobody checked, where a ruleset asks about them at all."""
    asking = [
        one.id
        for one in ruleset.questions.values()
        if one.register == RECIPIENT and _may_share(ruleset, one.id)
    ]
    for outcome in reached_without(ruleset, *asking) if asking else ():
        if outcome.kind in SHARING and not _protects(ruleset, outcome):
            yield f"Outcome {outcome.id} shares with somebody whom nobody checked."


def _may_share(ruleset: Ruleset, question: str) -> bool:
    """Whether what follows a question may share anything, protection from harm aside: past danger nothing else does."""
    following = reached_without(replace(ruleset, first=question))
    return any(one.kind in SHARING and not _protects(ruleset, one) for one in following)


def bars(ruleset: Ruleset) -> Iterator[str]:
    """Bars that do not stop. What the law protects closely may first ask for what the law lets through."""
    for question in ruleset.questions.values():
        for option in question.options:
            asks = option.id == RESTRICTED and _asks(ruleset, option.goes_to)
            if option.id in BARS and not option.denies and not asks:
                yield f"{question.id}.{option.id} is a bar, and does not deny."


def _asks(ruleset: Ruleset, node: str) -> bool:
    """Whether this is a question whose answer decides."""
    return node in ruleset.questions and ruleset.questions[node].steers


def closely_protected(ruleset: Ruleset) -> Iterator[str]:
    """Closely protected things that are open to a worker without an exception in the law."""
    for question in ruleset.questions.values():
        for option in question.options:
            if option.id != RESTRICTED:
                continue
            asked = ruleset.questions.get(option.goes_to)
            exceptions = asked.options if asked else ()
            if not exceptions and not _only_guardian(ruleset, option.goes_to):
                yield f"{question.id}.{option.id} must lead to the Guardian, who alone can say otherwise."
            for each in exceptions:
                if each.id not in EXCEPTIONS and not (each.denies and _only_guardian(ruleset, each.goes_to)):
                    yield f"{option.goes_to}.{each.id} opens what is closely protected."


def _only_guardian(ruleset: Ruleset, node: str) -> bool:
    """Whether this is an end from which the Guardian alone can depart."""
    end = ruleset.outcomes.get(node)
    return end is not None and end.binding and end.kind == "ask_guardian"


def bound(ruleset: Ruleset) -> Iterator[str]:
    """Ends that bind everyone, and are reached by an answer that does not deny or that share."""
    ends = {outcome.id for outcome in ruleset.outcomes.values() if outcome.binding}
    for outcome in ruleset.outcomes.values():
        if outcome.binding and outcome.kind not in {"do_not_share", "ask_guardian"}:
            yield f"Outcome {outcome.id} binds, and does not stop."
    for question in ruleset.questions.values():
        for option in question.options:
            if option.goes_to in ends and not option.denies:
                yield f"{question.id}.{option.id} leads to an end that binds, and does not deny."


def unsure(ruleset: Ruleset) -> Iterator[str]:
    """Questions that leave no room for doubt. Only one that doubt led to may ask for what was found."""
    led_to = {
        option.goes_to
        for question in ruleset.questions.values()
        for option in question.options
        if option.id == UNSURE
    }
    for question in ruleset.questions.values():
        if question.steers and question.option(UNSURE) is None and question.id not in led_to:
            yield f"Question {question.id} has no answer for whoever is not sure."
